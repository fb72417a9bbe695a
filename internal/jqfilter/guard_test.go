package jqfilter

import (
	"context"
	"maps"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/itchyny/gojq"
)

// harmless are the functions of gojq that were looked at and need no check: they neither recurse into their input nor
// take more than a few times its memory, or take no longer than their input is long.
var harmless = strings.Fields(`
	_allocator _captures _last _negate _modulo _plus _range _slice abs acos acosh add_ ascii ascii_downcase ascii_upcase asin asinh atan atan2
	atanh builtins cbrt ceil copysign cos cosh debug drem endswith erf erfc error exp exp10 exp2 expm1 fabs fdim floor fma fmax fmin fmod frexp
	gamma getpath gmtime halt halt_error has hypot implode infinite input_filename isfinite isinfinite isnan isnormal j0 j1 keys ldexp length
	lgamma localtime log log10 log1p log2 logb ltrim ltrimstr mktime modf modulemeta nan nearbyint nextafter nexttoward now pow remainder
	reverse rint round rtrim rtrimstr scalb scalbln significand sin sinh sqrt startswith stderr strptime tan tanh tgamma toboolean trim trimstr
	trunc type utf8bytelength y0 y1 _break`)

// called lists the functions of gojq that a program calls, by name.
func called(code *gojq.Code) (names []string) {
	instructions := reflect.ValueOf(code).Elem().FieldByName("codes")
	for i := range instructions.Len() {
		v := instructions.Index(i).Elem().FieldByName("v").Elem()
		if v.IsValid() && v.Type() == reflect.TypeFor[[3]any]() {
			names = append(names, v.Index(2).Elem().String())
		}
	}
	return names
}

// TestEveryFunctionWasLookedAt fails for a function that a new gojq has, and when its programs are laid out in another
// way than guard expects.
func TestEveryFunctionWasLookedAt(t *testing.T) {
	all := make(map[string]bool)
	exprs := []string{".a[.b]", ".[.a:.b]", ".a = 1", ".[.b] = 1", ".a |= 1", "-.a", "+.a", "@html", "@uri", "@urid", "@csv", "@tsv", "@sh", "@base64", "@base64d", "@json", "@text"}
	for _, op := range []string{"+", "-", "*", "/", "%", "==", "!=", "<", "<=", ">", ">="} {
		exprs = append(exprs, ".a "+op+" .b")
	}
	for _, f := range builtins() {
		name, arity, _ := strings.Cut(f, "/")
		if n, _ := strconv.Atoi(arity); n > 0 {
			name += "(" + strings.Repeat(".a;", n-1) + ".a)"
		}
		exprs = append(exprs, name)
	}
	for _, expr := range exprs {
		query, err := gojq.Parse(expr)
		if err != nil {
			t.Fatal(expr, err)
		}
		code, err := program(query)
		if err != nil {
			if !strings.HasPrefix(expr, "input") {
				t.Error(expr, err)
			}
			continue
		}
		for _, name := range called(code) {
			all[name] = true
		}
	}
	for name := range checks {
		if !all[name] {
			t.Errorf("gojq has no %s any more", name)
		}
	}
	for _, name := range slices.Sorted(maps.Keys(all)) {
		if checks[name] == nil && !slices.Contains(harmless, name) {
			t.Errorf("%s was not looked at", name)
		}
	}
}

// TestChecksAreMade runs a guarded program with no memory at all.
func TestChecksAreMade(t *testing.T) {
	for _, expr := range []string{
		"tojson", `"\(.)"`, "@json", "@csv", "sort", "unique", "flatten", "min", "group_by(.)", ". + .", ". - .", "join(\"\")", "add", "transpose",
		"map(.) | contains([1])", "index([1])", ".[[1]]", "del(.[0])", ".[3000] = 1", ".[3000] |= 1", "setpath([3000]; 1)",
	} {
		query, err := gojq.Parse("[[range(9)]] | " + expr)
		if err != nil {
			t.Fatal(expr, err)
		}
		code, err := program(query)
		if err != nil {
			t.Fatal(expr, err)
		}
		ctx := context.Background()
		guard(code, &bounds{ctx: ctx, values: newValues(ctx, parse(t, "1"))})
		if v, _ := code.Run(nil).Next(); v == nil {
			t.Errorf("%s: no result", expr)
		} else if _, ok := v.(boundError); !ok && expr != ". - ." {
			t.Errorf("%s: %v", expr, v)
		}
	}
}
