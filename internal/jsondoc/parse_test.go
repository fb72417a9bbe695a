package jsondoc

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"runtime"
	"strings"
	"testing"
	"testing/synctest"
)

func TestSyntaxError(t *testing.T) {
	for _, s := range []struct{ text, want string }{
		{"", "line 1, column 1 (byte 0): expected a value, found the end of the text"},
		{"[1,\n  2,\n é]", `line 3, column 2 (byte 10): expected a value after the ",", found character U+00E9`},
		{"[\"é\", x1]", `line 1, column 7 (byte 7): expected a value after the ",", found "x1"`},
		{`{"a":1,}`, `line 1, column 8 (byte 7): expected a key in double quotes after the ",", found "}"`},
		{`{'a':1}`, `line 1, column 2 (byte 1): expected a key in double quotes or "}", found "'"`},
		{`{"a" 1}`, `line 1, column 6 (byte 5): expected ":" after the key, found "1"`},
		{`{"a":}`, `line 1, column 6 (byte 5): expected a value, found "}"`},
		{`[1 2]`, `line 1, column 4 (byte 3): expected "," or "]", found "2"`},
		{`{"a":1 "b"`, `line 1, column 8 (byte 7): expected "," or "}", found a quote (")`},
		{`[NaN]`, `line 1, column 2 (byte 1): expected a value, found "NaN"`},
		{`[truth]`, `line 1, column 2 (byte 1): expected a value, found "truth"`},
		{`[talse]`, `line 1, column 2 (byte 1): expected a value, found "talse"`},
		{`[-]`, `line 1, column 3 (byte 2): expected a digit, found "]"`},
		{`[1.]`, `line 1, column 4 (byte 3): expected a digit, found "]"`},
		{`[1e+`, `line 1, column 5 (byte 4): expected a digit, found the end of the text`},
		{`["abc`, `line 1, column 6 (byte 5): expected the closing quote of the string, found the end of the text`},
		{"[\"a\tb\"]", `line 1, column 4 (byte 3): expected an escape such as \n or \u0000 (a string holds no bare control character), found control character U+0009`},
		{`["a\qb"]`, `line 1, column 5 (byte 4): expected one of " \ / b f n r t u after the backslash, found "qb"`},
		{`["\u00g0"]`, `line 1, column 7 (byte 6): expected four hexadecimal digits after \u, found "g0"`},
		{`[1] x`, `line 1, column 5 (byte 4): expected the end of the text, found "x"`},
		{"{}\n{}, {}", `line 2, column 3 (byte 5): expected the end of the line or of the text, found ","`},
		{"{}\n{} {}", `line 2, column 4 (byte 6): expected the end of the line or of the text, found "{"`},
		{"[\xff]", `line 1, column 2 (byte 1): expected a value, found byte 0xFF, which is not UTF-8`},
		{"[\x7f]", `line 1, column 2 (byte 1): expected a value, found control character U+007F`},
		{"[\x1b]", `line 1, column 2 (byte 1): expected a value, found control character U+001B`},
		{"\ufeff\ufeff1", `line 1, column 2 (byte 3): expected a value, found a byte order mark (U+FEFF)`},
		{"\xff\xfe1\x00", `line 1, column 1 (byte 0): expected UTF-8 text (this looks like UTF-16 or UTF-32, which JSON must not use), found byte 0xFF, which is not UTF-8`},
		{"[\x001\x00]\x00", `line 1, column 1 (byte 0): expected UTF-8 text (this looks like UTF-16 or UTF-32, which JSON must not use), found "["`},
	} {
		_, err := Parse([]byte(s.text))
		if err == nil || err.Error() != s.want {
			t.Errorf("%q:\n got %v\nwant %s", s.text, err, s.want)
		}
	}
}

// TestPartial proves that what was read before an error can be browsed.
func TestPartial(t *testing.T) {
	d, err := Parse([]byte(`{"data":[{"id":1,"name":"x"},{"id":2,"name":"y`))
	if err == nil || d.Complete() {
		t.Fatalf("error %v, complete %t", err, d.Complete())
	}
	checkDocument(t, d)
	if got, want := compact(d, 0), `{"data":[{"id":1,"name":"x"},{"id":2}]}`; got != want {
		t.Errorf("nodes %s, want %s", got, want)
	}
	for path, closed := range map[string]bool{".": false, ".data": false, ".data[0]": true, ".data[1]": false, ".data[1].id": true} {
		if n, err := d.AtPath(path); err != nil || d.Closed(n) != closed {
			t.Errorf("%s: closed is %t, %v", path, d.Closed(n), err)
		}
	}
	if raw := d.Raw(d.Child(1, 1)); string(raw) != `{"id":2,"name":"y` {
		t.Errorf("the unfinished object is %s", raw)
	}
	if d, _ = Parse([]byte(` {"a`)); string(d.Raw(0)) != `{"a` || d.Extent() != 4 {
		t.Errorf("the unfinished object is %s", d.Raw(0))
	}
	if d, _ = Parse([]byte("[1] \n")); !d.Complete() || d.Extent() != 5 {
		t.Errorf("extent %d", d.Extent())
	}
	d, _ = Parse([]byte(`[[ `))
	if d.Len() != 2 || d.Count(0) != 1 || d.Count(1) != 0 || d.Closed(1) || string(d.Raw(1)) != "[ " {
		t.Errorf("[[: %d nodes, %q", d.Len(), d.Raw(1))
	}
}

func TestLines(t *testing.T) {
	for text, want := range map[string]string{
		"{\"a\":1}\n{\"a\":2}\r\n": `[{"a":1},{"a":2}]`,
		"1\n2":                     `[1,2]`,
		"\ufeff[]\n\n [1,\n2]\n":   `[[],[1,2]]`,
		"[1]\n{\"a\":[2]}\n{bad":   `[[1],{"a":[2]},{}]`,
	} {
		d, err := Parse([]byte(text))
		if !d.Lines() || d.Kind(0) != Array || compact(d, 0) != want || (err != nil) != strings.Contains(text, "bad") {
			t.Errorf("%q: lines %t, %s, %v", text, d.Lines(), compact(d, 0), err)
		}
		checkDocument(t, d)
	}
	for _, text := range []string{"1 2", "{}{}", "[]\n]", "{}\n\n", "1\r2"} {
		if d, _ := Parse([]byte(text)); d.Lines() {
			t.Errorf("%q is taken for several documents", text)
		}
	}
	d, _ := Parse([]byte("{\"a\":1}\n{\"a\":[true]}\n"))
	if n := d.NodeAt(14); d.Path(n) != ".[1].a[0]" || d.Pointer(n) != "/1/a/0" || d.Line(n) != 2 {
		t.Errorf("the node is %s, %s, line %d", d.Path(n), d.Pointer(n), d.Line(n))
	}
}

func TestLimits(t *testing.T) {
	deep := strings.Repeat("[", MaxDepth) + strings.Repeat("]", MaxDepth)
	if d, err := Parse([]byte(deep)); err != nil || d.Depth(Node(d.Len()-1)) != MaxDepth-1 {
		t.Errorf("%d levels: %v", MaxDepth, err)
	}
	if _, err := Parse([]byte("1\n" + deep)); err != nil {
		t.Errorf("%d levels on a line of its own: %v", MaxDepth, err)
	}
	d, err := Parse([]byte("[" + deep + "]"))
	if !errors.Is(err, ErrTooDeep) || d.Len() != MaxDepth || !strings.Contains(err.Error(), "expected at most 10000 levels of nesting, found one more") {
		t.Errorf("%d levels: %d nodes, %v", MaxDepth+1, d.Len(), err)
	}

	p := parser{ctx: context.Background(), maxBytes: 10, maxDepth: 5, maxNodes: pageSize}
	for text, ok := range map[string]bool{`[1,2,3,40]`: true, `[1,2,3,400]`: false, "[1,2,3,4] \n": false, "[1,2,3]\n\n77": false, "[1,2,3]\n\n7": true} {
		d, err := p.parse([]byte(text))
		if ok != (err == nil) || !ok && !errors.Is(err, ErrTooLong) || d.Complete() != ok {
			t.Errorf("%s of at most 10 bytes: %v", text, err)
		}
	}
	if d, err := p.parse([]byte("[1,2x,3,4,5]")); errors.Is(err, ErrTooLong) || d.Count(0) != 2 {
		t.Errorf("an error before the limit: %v", err)
	}

	p.maxBytes = MaxBytes
	many := "[" + strings.Repeat("1,", pageSize-2) + "1"
	if d, err := p.parse([]byte(many + "]")); err != nil || d.Len() != pageSize {
		t.Errorf("%d values: %v", d.Len(), err)
	}
	d, err = p.parse([]byte(many + ",1]"))
	if !errors.Is(err, ErrTooMany) || d.Len() != pageSize || d.Count(0) != pageSize-1 {
		t.Errorf("%d values: %v", d.Len(), err)
	}
}

// TestLarge goes through everything that only a large text uses: many pages, and their supply.
func TestLarge(t *testing.T) {
	text := sampleText(t, 10_000_000)
	d, err := Parse(text)
	if err != nil || compact(d, 0) != string(text) {
		t.Fatalf("the nodes don't say what the text says; %v", err)
	}
	data := d.Child(0, 0)
	for i := range d.Count(data) {
		if n := d.Child(data, i); d.Index(n) != i {
			t.Fatalf("element %d is node %d, which has index %d", i, n, d.Index(n))
		}
	}
	dense := "[" + strings.Repeat("[],", 5_000_000) + "[]]"
	if d, err = Parse([]byte(dense)); err != nil || d.Len() != 5_000_002 || d.Count(0) != 5_000_001 || d.boxes.n != 1 {
		t.Fatalf("%d empty arrays, %v", d.Count(0), err)
	}
	lines := strings.Repeat("{\"a\":[1,2]}\n", 1_000_000)
	if d, err = Parse([]byte(lines)); err != nil || d.Count(0) != 1_000_000 || d.Len() != 4_000_001 || d.Line(Node(d.Len()-1)) != 1_000_000 {
		t.Fatalf("%d lines, %v", d.Count(0), err)
	}
}

// TestLong has single values that fill a text.
func TestLong(t *testing.T) {
	digits := strings.Repeat("1234567890", 100_000)
	long := strings.Repeat(`0123456\n`, 1_000_000)
	d, err := Parse([]byte(`["` + long + `",-` + digits + `.5e3,{"` + long + `":0}]`))
	if err != nil || len(d.Text(1)) != 8_000_000 || string(d.Raw(2)) != "-"+digits+".5e3" || len(d.Key(4)) != 8_000_000 {
		t.Fatalf("%d nodes, %v", d.Len(), err)
	}
	m, ok, err := d.Find(context.Background(), Query{Text: "6\n\""}, None, true)
	if !ok || err != nil || m.Node != 1 || m.End != len(d.Raw(1)) || m.End-m.Start != 4 {
		t.Errorf("%+v, %t, %v", m, ok, err)
	}
}

// TestMemory holds the index of a business document to its budget.
func TestMemory(t *testing.T) {
	text := sampleText(t, 10_000_000)
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	d, _ := Parse(text)
	runtime.ReadMemStats(&after)
	if per := float64(after.TotalAlloc-before.TotalAlloc) / float64(len(text)); per > 1.3 {
		t.Errorf("%.2f bytes were allocated for a byte of text", per)
	}
	kept := pageSize*(12*len(d.nodes.page)+20*len(d.boxes.page)) + 8*len(d.ranks.blocks) + 8*len(d.ranks.counts)
	if per := float64(kept) / float64(len(text)); per > 1.05 {
		t.Errorf("the index takes %.2f bytes for a byte of text", per)
	}
}

// TestEveryByte puts every byte at every place of a string, after a backslash and into \u, and every number of spaces
// before a value, and holds the verdict against encoding/json.
func TestEveryByte(t *testing.T) {
	check := func(text string) {
		t.Helper()
		if _, err := Parse([]byte(text)); (err == nil) != json.Valid([]byte(text)) {
			t.Errorf("%q: %v", text, err)
		}
	}
	for c := range 256 {
		b := string([]byte{byte(c)})
		for at := range 20 {
			check(`["` + strings.Repeat("x", at) + b + strings.Repeat("y", 19-at) + `"]`)
		}
		check(`["\` + b + `", "some more text"]`)
		check(b + "0")
		check("[0" + b + "1]")
		for at := range 4 {
			check(`["\u` + "0aF0"[:at] + b + "0aF0"[at+1:] + `"]`)
		}
	}
	for n := range 40 {
		for _, space := range []string{" ", "\t", "\n", "\r\n"} {
			gap := strings.Repeat(space, n)
			check(gap + "{" + gap + `"a"` + gap + ":" + gap + "[" + gap + "1" + gap + "," + gap + "2" + gap + "]" + gap + "}" + gap)
			check("[1," + strings.Repeat(" ", n) + "]")
		}
	}
}

// TestSupplyEnds fails when the supply of pages outlives Parse: synctest then finds a goroutine that waits for ever.
func TestSupplyEnds(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		if _, err := Parse(sampleText(t, 10_000_000)); err != nil {
			t.Error(err)
		}
	})
}

func TestParseContext(t *testing.T) {
	text := []byte(`["` + strings.Repeat("a", stride) + `","` + strings.Repeat("b", stride) + `","` + strings.Repeat("c", stride) + `"]`)
	var calls []string
	progress := func(done, total int) { calls = append(calls, fmt.Sprintf("%d of %d", done>>20, total>>20)) }
	if _, err := ParseContext(context.Background(), text, progress); err != nil {
		t.Fatal(err)
	}
	if got, want := strings.Join(calls, ", "), "1 of 3, 2 of 3, 3 of 3, 3 of 3"; got != want {
		t.Errorf("progress is %s, want %s", got, want)
	}
	ctx, cancel := context.WithCancel(context.Background())
	calls = nil
	d, err := ParseContext(ctx, text, func(done, total int) {
		if progress(done, total); len(calls) == 2 {
			cancel()
		}
	})
	if !errors.Is(err, context.Canceled) || d.Complete() || d.Count(0) != 2 || d.Closed(0) || d.Extent() < 2*stride || d.Extent() > 2*stride+10 {
		t.Errorf("%v, %d children, extent %d", err, d.Count(0), d.Extent())
	}
	if string(d.Raw(2)) != string(text[d.Extent()-stride-2:d.Extent()]) {
		t.Error("the last string that was read is not there")
	}
}
