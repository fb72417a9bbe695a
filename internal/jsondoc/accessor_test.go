package jsondoc

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"strings"
	"sync"
	"testing"
)

func mustParse(t *testing.T, text string) *Document {
	t.Helper()
	d, err := Parse([]byte(text))
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// TestAsSent proves that nothing is lost or changed: order, duplicates, digits, escapes.
func TestAsSent(t *testing.T) {
	text := `{"b":9007199254740993,"a":1e400,"b":-0,"\u0061":1.0,"e":"\u00e9\/"}`
	d := mustParse(t, text)
	if compact(d, 0) != text {
		t.Errorf("the nodes say %s", compact(d, 0))
	}
	if n, _ := d.At("/b"); n != 3 {
		t.Errorf("of two members the %d. is taken", n)
	}
	if n, _ := d.At("/a"); n != 4 || d.Key(n) != "a" || string(d.RawKey(n)) != `"\u0061"` {
		t.Errorf("a is node %d, key %s", n, d.RawKey(n))
	}
	if d.Text(5) != "é/" || d.Text(3) != "-0" || d.Text(0) != "" {
		t.Errorf("texts %q, %q, %q", d.Text(5), d.Text(3), d.Text(0))
	}
}

func TestPaths(t *testing.T) {
	d := mustParse(t, `{"data":[{"name":"x","odd key":{"":[1]}}],"~/":{"é\n":2,"1a":3,"<":4}}`)
	for _, s := range []struct{ path, pointer string }{
		{".", ""},
		{".data", "/data"},
		{".data[0].name", "/data/0/name"},
		{`.data[0]["odd key"][""][0]`, "/data/0/odd key//0"},
		{`.["~/"]["é\n"]`, "/~0~1/é\n"},
		{`.["~/"]["1a"]`, "/~0~1/1a"},
		{`.["~/"]["<"]`, "/~0~1/<"},
	} {
		n, err := d.AtPath(s.path)
		if err != nil || d.Path(n) != s.path || d.Pointer(n) != s.pointer {
			t.Errorf("%s is node %d: %s, %s, %v", s.path, n, d.Path(n), d.Pointer(n), err)
		}
	}
	for path, same := range map[string]string{
		`."data"[-1]."name"`: ".data[0].name", ` .data `: ".data", `.data.[0]`: ".data[0]", `["data"]`: ".data", `.["\u0064ata"]`: ".data",
	} {
		if n, err := d.AtPath(path); err != nil || d.Path(n) != same {
			t.Errorf("%s is %s, %v", path, d.Path(n), err)
		}
	}
	for path, want := range map[string]string{
		"":          `path, character 1: a path starts with "."`,
		"data":      `path, character 1: a path starts with "."`,
		".data.":    `path, character 7: a key is expected; one that is no plain name goes in quotes: .["odd key"]`,
		".é":        `path, character 2: a key is expected; one that is no plain name goes in quotes: .["odd key"]`,
		".data[x]":  `path, character 7: a number or a key in double quotes is expected`,
		".data[0":   `path, character 8: "]" is expected`,
		".data[0)":  `path, character 8: "]" is expected`,
		".data[0]x": `path, character 9: "." or "[" is expected`,
		`.["data`:   `path, character 8: the closing quote of the string is expected`,
		".nope.x":   `path, character 1: . has no key "nope"`,
		".data[1]":  `path, character 6: .data has 1 elements, numbered from 0`,
		".data[-2]": `path, character 6: .data has 1 elements, numbered from 0`,
		".data.x":   `path, character 6: .data is a value of type array, which has no keys`,
		".[0]":      `path, character 1: . is a value of type object, which has no numbered elements`,
	} {
		var wrong *PathError
		if n, err := d.AtPath(path); n != None || !errors.As(err, &wrong) || err.Error() != want {
			t.Errorf("%q: node %d, %v, want %s", path, n, err, want)
		}
	}
	for _, pointer := range []string{"data", "/data/00", "/data/+0", "/data/-", "/data/1", "/nope", "/data/0/name/0"} {
		if n, ok := d.At(pointer); ok || n != None {
			t.Errorf("%q is node %d", pointer, n)
		}
	}
}

func TestNodeAt(t *testing.T) {
	text := ` { "a" : [ 1 , {} ] , "b" : 2 } `
	d := mustParse(t, text)
	got := make([]string, len(text))
	for i := range text {
		got[i] = fmt.Sprint(d.NodeAt(i))
	}
	want := "-1 0 0 1 1 1 1 1 1 1 1 2 1 1 1 3 3 1 1 0 0 0 4 4 4 4 4 4 4 0 0 -1"
	if strings.Join(got, " ") != want {
		t.Errorf("nodes\n%v, want\n%v", strings.Join(got, " "), want)
	}
}

func TestFlaws(t *testing.T) {
	d := mustParse(t, "{\"a\xff\":\"\\ud800x\",\"b\":\"\\ud83d\\ude00\\ufffd\",\"\\udc00\":\"\xc3\\ud83d\"}")
	for n, want := range map[Node][2]Flaw{1: {InvalidUTF8, LoneSurrogate}, 2: {}, 3: {LoneSurrogate, InvalidUTF8 | LoneSurrogate}} {
		if key, value := d.Flaws(n); key != want[0] || value != want[1] {
			t.Errorf("node %d: %d, %d, want %v", n, key, value, want)
		}
	}
	if d.Text(1) != "\uFFFDx" || d.Key(1) != "a\xff" || d.Text(2) != "😀\uFFFD" || mustParse(t, `"\ud83dxxde00"`).Text(0) != "\uFFFDxxde00" {
		t.Errorf("texts %q, %q, %q", d.Text(1), d.Key(1), d.Text(2))
	}
}

// TestWideObject has more members than are marked, in objects around and within each other.
func TestWideObject(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 3))
	inner := wideObject(130, func(int) string { return []string{"1", "[2,3]", "{}"}[r.IntN(3)] })
	middle := wideObject(65, func(i int) string { return []string{inner, "0"}[min(i%40, 1)] })
	d := mustParse(t, wideObject(200, func(i int) string { return []string{middle, "null"}[min(i%70, 1)] }))
	for n := range Node(d.Len()) {
		if p := d.Parent(n); p != None && d.Child(p, d.Index(n)) != n {
			t.Fatalf("member %d of node %d is node %d, not %d", d.Index(n), p, d.Child(p, d.Index(n)), n)
		}
	}
	last := d.Child(0, 199)
	if d.Key(last) != "k199" || d.Index(last) != 199 || d.Child(0, 200) != None || d.Key(d.Child(0, 64)) != "k64" {
		t.Errorf("the last member is %s, number %d", d.Key(last), d.Index(last))
	}
	cut, _ := Parse(d.Source()[:len(d.Source())-12]) // in the last key
	if n := cut.Child(0, 198); cut.Count(0) != 199 || cut.Index(n) != 198 {
		t.Errorf("%d members, the last is number %d", cut.Count(0), cut.Index(n))
	}
}

func wideObject(members int, value func(i int) string) string {
	parts := make([]string, members)
	for i := range parts {
		parts[i] = fmt.Sprintf(`"k%d":%s`, i, value(i))
	}
	return "{" + strings.Join(parts, ",") + "}"
}

func TestConcurrentUse(t *testing.T) {
	d := mustParse(t, string(sampleText(t, 200_000)))
	var g sync.WaitGroup
	for i := range 4 {
		g.Go(func() {
			for n := Node(i); n < Node(d.Len()); n += 97 {
				if d.Line(n) != 1 || d.NodeAt(d.first(n)) != n {
					t.Errorf("node %d is at line %d", n, d.Line(n))
				}
			}
		})
	}
	g.Wait()
}
