package compose

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"brincr-explorer/api"
	"brincr-explorer/internal/jsondoc"
)

func TestCheckNamesThePlace(t *testing.T) {
	schema := func([]byte) []api.FieldError {
		return []api.FieldError{{Path: "lines.1.amount", Messages: []string{"too small"}}, {Path: "vat.percentage", Messages: []string{"missing"}}}
	}
	const good = "{\n  \"lines\": [\n    {\"amount\": 1},\n    {\"amount\": 0}\n  ],\n  \"vat\": {\"code\": \"high\"}\n}"
	for _, test := range []struct {
		name, body string
		schema     func([]byte) []api.FieldError
		want       []string
	}{
		{"nothing", " \n ", schema, nil},
		{"in order", `{"price": 12.5000, "n": 9007199254740993}`, nil, nil},
		{"schema", good, schema, []string{"warns 4:6 lines.1.amount", "warns 6:3 vat.percentage missing"}},
		{"broken", "{\n \"é\": 1,\n}", schema, []string{"blocks 3:1"}},
		{"cut off", "{\n \"a\": [1", nil, []string{"blocks 2:9"}},
		{"two values", "{}\n{}", nil, []string{"blocks 2:1"}},
		{"mark", "\ufeff{}", nil, []string{"blocks 1:1"}},
		{"not UTF-8", "{\n\"a\": \"\xff\"}", nil, []string{"blocks 2:7"}},
		{"leading zero", `{"a": 01}`, nil, []string{"blocks 1:8"}},
		{"a word", `hello`, nil, []string{"blocks 1:1"}},
		{"keys twice", "{\"a\": 1,\n\"b\": {\"a\": 1,\n\"\\u0061\": 2}}", nil, []string{"warns 3:1 b.a"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			var got []string
			for _, f := range Check([]byte(test.body), test.schema, nil) {
				s := fmt.Sprintf("%s %d:%d %s", map[Weight]string{Blocks: "blocks", Warns: "warns"}[f.Weight], f.Line, f.Column, f.Path)
				if f.Missing {
					s += " missing"
				}
				got = append(got, strings.TrimSpace(s))
			}
			if strings.Join(got, "|") != strings.Join(test.want, "|") {
				t.Errorf("%q, want %q", got, test.want)
			}
		})
	}
}

func TestLocateFollowsWhatServersWrite(t *testing.T) {
	doc, err := jsondoc.Parse([]byte("{\n\"lines\": [\n{\"amount\": 1}],\n\"a.b\": {\"c/d\": 2},\n\"x\":\n  5}"))
	if err != nil {
		t.Fatal(err)
	}
	for path, want := range map[string]string{
		"lines.0.amount": "3:2", "lines[0].amount": "3:2", "/lines/0/amount": "3:2", "a.b": "4:1", "a.b.c/d": "4:9", "/a.b/c~1d": "4:9", "x": "5:1",
		"lines.7.amount": "2:1 missing", "nothing": "1:1 missing", "lines.*.amount": "2:1 missing", "": "0:0", "...": "1:1 missing",
	} {
		line, column, missing := Locate(doc, path)
		got := fmt.Sprintf("%d:%d", line, column)
		if missing {
			got += " missing"
		}
		if got != want {
			t.Errorf("%q is at %s, want %s", path, got, want)
		}
	}
}

// TestAServersWordsAreFollowed: they stay with their field, and what was changed
// since counts no more.
func TestAServersWordsAreFollowed(t *testing.T) {
	sent := []byte(`{"sku": "", "price": -1}`)
	remarks := Remarks(sent, []api.FieldError{{Path: "sku", Messages: []string{"required"}}, {Path: "price", Messages: []string{"negative"}}, {Path: "vat", Messages: []string{"required"}}})
	now := []byte("{\n\"price\": -1,\n\"sku\": \"A\",\n\"vat\": {}}")
	got := Check(now, nil, remarks)
	want := []Finding{{Weight: Warns, Line: 2, Path: "price"}, {Weight: Mended, Line: 3, Path: "sku"}, {Weight: Mended, Line: 4, Path: "vat"}}
	if len(got) != len(want) {
		t.Fatalf("%+v", got)
	}
	for i, w := range want {
		if got[i].Weight != w.Weight || got[i].Line != w.Line || got[i].Path != w.Path {
			t.Errorf("%+v, want %+v", got[i], w)
		}
	}
}

func TestAMegabyteIsChecked(t *testing.T) {
	body := []byte("[" + strings.Repeat(`{"sku": "A-1", "price": 12.5000},`+"\n", 30000) + "{}]")
	begun := time.Now()
	if found := Check(body, nil, nil); len(found) > 0 {
		t.Errorf("%+v", found[0])
	}
	const bound = 5 * time.Second // of a busy machine; it takes some 20 ms
	if took := time.Since(begun); took > bound {
		t.Errorf("%d bytes took %s", len(body), took)
	}
}

func FuzzCheck(f *testing.F) {
	for _, seed := range []string{"", "{}", "{\"a\":1,\"a\":2}", "[1,\n2", "\ufeff{}", "{}\n{}", "\xff", "{\"a.b\":{\"c\":[{}]}}", strings.Repeat("[", 200)} {
		f.Add([]byte(seed), "a.b.c.0")
	}
	f.Fuzz(func(t *testing.T, body []byte, path string) {
		fields := []api.FieldError{{Path: path, Messages: []string{"m"}}}
		lines := strings.Count(string(body), "\n") + 1
		for _, x := range Check(body, func([]byte) []api.FieldError { return fields }, Remarks(body, fields)) {
			if x.Line < 0 || x.Line > lines || x.Column < 0 || x.Column > len(body)+1 {
				t.Fatalf("%+v in %d lines", x, lines)
			}
		}
	})
}

func TestMessagesOfAFieldAreToldApart(t *testing.T) {
	if got := together([]string{"number must be at least 0", "value must be a string", "It is wrong.", "Very."}); got != "number must be at least 0; value must be a string; It is wrong. Very." {
		t.Errorf("%q", got)
	}
}
