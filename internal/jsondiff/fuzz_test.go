package jsondiff

import (
	"context"
	"errors"
	"testing"
)

// FuzzCompare holds the comparison of any two texts, whole or broken, against what they say, and stops it anywhere.
func FuzzCompare(f *testing.F) {
	for _, s := range [][2]string{
		{``, `1`},
		{`{"a":1,"a":2}`, `{"a":2}`},
		{`[1,2,3,1,2]`, `[2,3,1,1]`},
		{`["\ud800","\u00eb\n"]`, "[\"\xed\xa0\x80\",\"ë\\u000a\"]"},
		{`[{"id":1,"a":[1]},{"id":2}]`, `[{"id":2},{"a":[2],"id":1},{"id":"1"}]`},
		{"{\"id\":1}\n{\"id\":2}\n", "{\"id\":2}\n{\"id\":1}"},
		{`{"a":[1,{"b":"x`, `{"a":[1,{"b":tru`},
		{"\ufeff[[[[]]]]", `[[[{}]]]`},
		{`{"name":"a","\u006eame":"b"}`, `{"\u006eame":"b","name":"a"}`},
		{`[{"sku":"a","v":1},{"sku":"b"},{"sku":"a"}]`, `[{"sku":"b"},{"sku":"a","v":2}]`},
	} {
		f.Add([]byte(s[0]), []byte(s[1]), 1)
	}
	f.Fuzz(func(t *testing.T, a, b []byte, stopAt int) {
		if len(a)+len(b) > 1<<12 {
			t.Skip("the check is quadratic")
		}
		before, after := parse(string(a)), parse(string(b))
		checkPair(t, before, after)
		for _, d := range [][]byte{a, b} {
			if c := mustCompare(t, parse(string(d)), parse(string(d))); c.Len() > 0 || c.Moved() > 0 {
				t.Fatalf("%q: %q between the same texts", d, told(c))
			}
		}
		looks := lookUntil(1 + stopAt&7)
		if c, err := Compare(looks, before, after); (looks.n >= looks.last) != errors.Is(err, context.Canceled) || (c == nil) != (err != nil) {
			t.Fatalf("after %d looks of %d: %v", looks.n, looks.last, err)
		}
	})
}
