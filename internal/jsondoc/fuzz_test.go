package jsondoc

import (
	"bytes"
	"encoding/json"
	"errors"
	"strings"
	"testing"
	"unicode/utf8"
)

var seeds = []string{
	``, ` `, `null`, `-0.5e+10`, `"a\u00eb\ud83d\ude00\ud800"`, `[]`, `{}`, `[[],{},[1]]`, `{"a":1,"a":[2,{"b":null}]}`,
	"\ufeff[1]", "\ufeff", "{\"a\":1}\n{\"a\":2}\n", "1\n2", "1 2", "[1,2\n", `{"a":`, `{"a":[{"b":tru`, `["\q"]`, "\"\x01\"", "\xff\xfe[",
	`{"data":[{"id":1,"name":"x"},{"id":2,"tags":["a","b"]}],"links":{"next":null}}`, "[1,\r\n\t 2 ]", `{"":{"~/":[0]}}`,
	`[ ]`, "{\"a\"\r:\r1,\"b\"\n\t :\n[]}", `{ }`, `[{},[],"",0,true,false,null]`, "[\"\xc3\x28\"]", strings.Repeat("[", 40) + strings.Repeat("]", 40),
}

// FuzzParse holds the verdict against encoding/json, the tree against the compacted text, and every accessor against
// the others.
func FuzzParse(f *testing.F) {
	for _, s := range seeds {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, src []byte) {
		if len(src) > 1<<16 {
			t.Skip("the check is quadratic")
		}
		d, err := Parse(src)
		checkDocument(t, d)
		if err != nil {
			checkError(t, src, d, err)
		}
		body := bytes.TrimPrefix(src, []byte("\ufeff"))
		if d.BOM() != (len(body) < len(src)) {
			t.Fatalf("BOM is %t", d.BOM())
		}
		switch {
		case err == nil && d.Lines():
			checkLines(t, d, body)
		case utf8.Valid(src) && json.Valid(body) != (err == nil) && !d.Lines():
			t.Fatalf("encoding/json says %t, Parse says %v", json.Valid(body), err)
		case err == nil && json.Valid(body):
			var want bytes.Buffer
			if json.Compact(&want, body) == nil && compact(d, 0) != want.String() {
				t.Fatalf("the nodes say %s, want %s", compact(d, 0), want.String())
			}
		}
	})
}

func checkError(t *testing.T, src []byte, d *Document, err error) {
	t.Helper()
	var wrong *SyntaxError
	if !errors.As(err, &wrong) || wrong.Offset < 0 || wrong.Offset > len(src) || wrong.Expected == "" || wrong.Found == "" {
		t.Fatalf("error %#v", err)
	}
	if d.Complete() || d.Extent() != wrong.Offset {
		t.Fatalf("complete %t, extent %d, error at %d", d.Complete(), d.Extent(), wrong.Offset)
	}
	if wrong.Line != 1+bytes.Count(src[:wrong.Offset], []byte("\n")) {
		t.Fatalf("line %d for offset %d", wrong.Line, wrong.Offset)
	}
	for _, c := range wrong.Error() {
		if c < 0x20 || c > 0x7E {
			t.Fatalf("the error is not printable ASCII: %q", wrong.Error())
		}
	}
}

// checkLines holds a newline-delimited document against its text: good values, each after a line end.
func checkLines(t *testing.T, d *Document, body []byte) {
	t.Helper()
	if d.Count(0) < 2 {
		t.Fatalf("%d documents", d.Count(0))
	}
	at := len(d.Source()) - len(body)
	for c := d.FirstChild(0); c != None; c = d.Next(c) {
		start, end := d.Offset(c)
		gap := d.Source()[at:start]
		if len(bytes.Trim(gap, " \t\r\n")) > 0 || c > 1 && !bytes.Contains(gap, []byte("\n")) {
			t.Fatalf("%q stands before document %d", gap, d.Index(c))
		}
		if !json.Valid(d.Raw(c)) {
			t.Fatalf("document %d is %q", d.Index(c), d.Raw(c))
		}
		at = end
	}
	if rest := d.Source()[at:]; len(bytes.Trim(rest, " \t\r\n")) > 0 {
		t.Fatalf("%q stands after the last document", rest)
	}
}

// FuzzPaths feeds paths that nobody wrote.
func FuzzPaths(f *testing.F) {
	d, err := Parse([]byte(`{"data":[{"id":1,"odd key":{"":[null]}}],"a\u0062":"x","~/":0}`))
	if err != nil {
		f.Fatal(err)
	}
	for _, s := range []string{".", "", ".data[0].id", `.["odd key"]`, `.data[-1]["odd key"][""][0]`, ".ab", "/data/0/odd key//0", "/~0~1", "[0]", ". ", `."\`, `.["\u00`, ".é"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, path string) {
		if n, err := d.AtPath(path); err == nil {
			if again, err := d.AtPath(d.Path(n)); err != nil || again != n {
				t.Fatalf("%q is node %d, its path %q is %d, %v", path, n, d.Path(n), again, err)
			}
		} else if n != None || err.Error() == "" {
			t.Fatalf("%q: node %d, error %q", path, n, err)
		}
		if n, ok := d.At(path); ok {
			if again, ok := d.At(d.Pointer(n)); !ok || again != n {
				t.Fatalf("%q is node %d, its pointer %q is %d", path, n, d.Pointer(n), again)
			}
		} else if n != None {
			t.Fatalf("%q: node %d", path, n)
		}
	})
}
