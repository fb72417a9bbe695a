package jsondoc

import (
	"bytes"
	"encoding/json"
	"testing"
)

func TestPrettyLinesAreThoseOfAnIndentedText(t *testing.T) {
	for _, text := range []string{
		`1`, `{}`, `[]`, `[1,2,[3,{}],{"a":{"b":[]}}]`, `{"data":[{"id":1,"lines":[{"sku":"A"}]},{"id":2}],"meta":{"total":2}}`,
	} {
		var pretty bytes.Buffer
		if err := json.Indent(&pretty, []byte(text), "", " "); err != nil {
			t.Fatal(err)
		}
		compact, _ := Parse([]byte(text))
		indented, _ := Parse(pretty.Bytes())
		for n := range Node(compact.Len()) {
			if got, want := compact.PrettyLine(Row{Node: n}), indented.Line(n); got != want {
				t.Errorf("%s: node %d is on line %d, want %d", text, n, got, want)
			}
		}
		if got, want := compact.PrettyLines(), 1+bytes.Count(pretty.Bytes(), []byte("\n")); got != want {
			t.Errorf("%s: %d lines, want %d", text, got, want)
		}
		for line := 1; line <= compact.PrettyLines(); line++ {
			if got := compact.PrettyLine(compact.AtPrettyLine(line)); got != line {
				t.Errorf("%s: line %d has a row of line %d", text, line, got)
			}
		}
		first, last := compact.AtPrettyLine(-5), compact.AtPrettyLine(1_000)
		if compact.PrettyLine(first) != 1 || compact.PrettyLine(last) != compact.PrettyLines() {
			t.Errorf("%s: lines out of range are %v and %v", text, first, last)
		}
	}
	empty, _ := Parse(nil)
	if r := empty.AtPrettyLine(1); r.Node != None || empty.PrettyLine(Row{}) != 0 {
		t.Errorf("an empty document has a row: %v", r)
	}
}

func TestCompletePath(t *testing.T) {
	d, _ := Parse([]byte(`{"data":[{"id":1,"name":"a","odd key":{"x":1}},2],"date":1,"data":[3],"a.b":1,"émile":1}`))
	for _, c := range []struct {
		path string
		want []string
	}{
		{".", []string{".data", ".date", `.["a.b"]`, `.["émile"]`}},
		{"", []string{".data", ".date", `.["a.b"]`, `.["émile"]`}},
		{".da", []string{".data", ".date"}},
		{".date", []string{".date"}},
		{".x", nil},
		{".data", []string{".data"}},
		{".data[", []string{".data[0]"}},
		{`.["a`, []string{`.["a.b"]`}},
		{`.["d`, []string{`.["data"]`, `.["date"]`}},
		{".nothing.x", nil},
		{"hello", nil},
		{".date.x", nil},
	} {
		got := d.CompletePath(c.path, 10)
		if !equal(got, c.want) {
			t.Errorf("%q is continued as %q, want %q", c.path, got, c.want)
		}
		for _, path := range got {
			if _, err := d.AtPath(path); err != nil {
				t.Errorf("%q is offered %q: %v", c.path, path, err)
			}
		}
	}
	if got := d.CompletePath(".d", 1); len(got) != 1 {
		t.Errorf("more than were asked for: %q", got)
	}
	list, _ := Parse([]byte(`[0,1,2,3,4,5,6,7,8,9,10,11,12]`))
	for path, want := range map[string][]string{
		".": {".[0]", ".[12]"}, ".[": {".[0]", ".[12]"}, ".[1": {".[1]", ".[10]", ".[11]", ".[12]"}, ".[99": nil, ".[x": nil,
	} {
		if got := list.CompletePath(path, 20); !equal(got, want) {
			t.Errorf("%q is continued as %q, want %q", path, got, want)
		}
	}
}

func equal(a, b []string) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if a[i] != b[i] {
			return false
		}
	}
	return true
}
