package jqfilter

import (
	"reflect"
	"unsafe"

	"github.com/itchyny/gojq"
)

// call is one of gojq's own functions: of the input, with its arguments.
type call = func(v any, args []any) any

// guard lays a check before those functions of gojq that can take memory or stack without end in one instruction,
// where no context reaches them. A stack that overflows cannot be recovered from: the program would end.
//
// gojq has no way to do this from outside, so that this writes into the program that it has compiled. A test fails
// when the library is laid out in another way.
func guard(code *gojq.Code, b *bounds) {
	instructions := reflect.ValueOf(code).Elem().FieldByName("codes")
	for i := range instructions.Len() {
		field := instructions.Index(i).Elem().FieldByName("v")
		operand := reflect.NewAt(field.Type(), unsafe.Pointer(field.UnsafeAddr())).Elem()
		c, ok := operand.Interface().([3]any) // the function, the number of arguments, the name
		if !ok {
			continue
		}
		f, _ := c[0].(call)
		name, _ := c[2].(string)
		if check := checks[name]; f != nil && check != nil {
			c[0] = guarded(f, check, b)
			operand.Set(reflect.ValueOf(c))
		}
	}
}

func guarded(f call, check check, b *bounds) call {
	return func(v any, args []any) any {
		if err := check(b, v, args); err != nil {
			return err
		}
		return f(v, args)
	}
}

// boundError is a refusal: the filter may catch it, but not do it.
type boundError string

func (e boundError) Error() string { return string(e) }

func tooLarge(what string) error {
	return boundError(what + " would be too large for the memory that a filter may take")
}

// check refuses a call before it is made.
type check func(b *bounds, v any, args []any) error

// checks are by the names that gojq has for its functions. Those that are missing here take no more than a few times
// what their input takes, and do not recurse into it.
var checks = map[string]check{
	"tojson": whole, "tostring": whole, "format": whole, "flatten": whole, "sort": whole, "unique": whole,
	"min": whole, "max": whole, "contains": contained, "inside": contained, "bsearch": whole,
	"_sort_by": whole, "_unique_by": whole, "_group_by": whole, "_min_by": whole, "_max_by": whole,
	"_tohtml": whole, "_touri": whole, "_tourid": whole, "_tocsv": whole, "_totsv": whole, "_tosh": whole,
	"_tobase64": whole, "_tobase64d": whole,
	"_equal": pair, "_notequal": pair, "_less": pair, "_lesseq": pair, "_greater": pair, "_greatereq": pair,
	"_subtract": difference, "_multiply": product, "_add": sum, "add": total, "join": joined, "transpose": grid,
	"index": search, "rindex": search, "indices": search, "_index": position,
	"explode": characters, "split": parts, "_divide": quotient, "fromjson": parsed, "tonumber": digits,
	"setpath": assigned, "_setpath": assigned, "delpaths": deleted, "_delpaths": deleted,
	"_match": matched, "strftime": formatted, "strflocaltime": formatted,
	"jn": order, "yn": order,
}

// whole is for functions that go through their input and arguments, however deep.
func whole(b *bounds, v any, args []any) error {
	if err := b.within(v); err != nil {
		return err
	}
	for _, a := range args {
		if err := b.within(a); err != nil {
			return err
		}
	}
	return nil
}

// pair is for functions that go through two values side by side: no further than the smaller one reaches.
func pair(b *bounds, _ any, args []any) error {
	l, r := args[0], args[1]
	if !bothNested(l, r) || b.small(l) || b.small(r) {
		return nil
	}
	return whole(b, l, args[1:2])
}

// position is for .[x], which searches when x is an array.
func position(b *bounds, _ any, args []any) error {
	if bothNested(args[0], args[1]) {
		return search(b, args[0], args[1:2])
	}
	return nil
}

// search is for index and its like, which try at every place.
func search(b *bounds, v any, args []any) error {
	if s, ok := v.(string); ok {
		t, _ := args[0].(string)
		if err := b.fits(perCharacter*int64(len(s)+len(t)), "the characters of this string"); err != nil {
			return err
		}
		return b.pairs(int64(len(s)), int64(len(t)))
	}
	if err := whole(b, v, args); err != nil {
		return err
	}
	list, _ := v.([]any)
	part, _ := args[0].([]any)
	return b.pairs(int64(len(list)), int64(len(part)))
}

// contained compares every element with every other, at every level.
func contained(b *bounds, v any, args []any) error {
	l, err := b.measure(v)
	if err != nil {
		return err
	}
	r, err := b.measure(args[0])
	if err != nil || !bothNested(v, args[0]) {
		return err
	}
	return b.pairs(l/perValue, r/perValue)
}

// difference is l - r, which looks for every element in r.
func difference(b *bounds, _ any, args []any) error {
	l, _ := args[0].([]any)
	r, _ := args[1].([]any)
	if err := b.pairs(int64(len(l)), int64(len(r))); err != nil {
		return err
	}
	return pair(b, nil, args)
}

func assigned(b *bounds, _ any, args []any) error { return b.path(args[0]) }

func deleted(b *bounds, v any, args []any) error {
	paths, _ := args[0].([]any)
	for _, p := range paths {
		if err := b.path(p); err != nil {
			return err
		}
	}
	if len(paths) == 0 {
		return nil
	}
	return b.within(v)
}

func bothNested(l, r any) bool {
	switch l.(type) {
	case []any:
		_, ok := r.([]any)
		return ok
	case map[string]any:
		_, ok := r.(map[string]any)
		return ok
	}
	return false
}
