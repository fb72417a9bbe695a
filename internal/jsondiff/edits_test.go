package jsondiff

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
	"testing"

	"brincr-explorer/internal/jsondoc"
)

// value is a JSON value of the model. A value of the new document knows which one it was.
type value struct {
	kind     jsondoc.Kind // Number, Array or Object
	records  bool         // the elements are objects with an id
	number   int          // no two numbers of both documents are the same
	keys     []string     // of an object
	children []*value
	was      *value
}

// model makes documents and edits them.
type model struct {
	*rand.Rand
	last int // the last number given out
}

func (m *model) fresh() int { m.last++; return m.last }

func (m *model) make(depth int) *value {
	v := &value{kind: jsondoc.Number}
	if depth > 0 {
		v.kind = []jsondoc.Kind{jsondoc.Number, jsondoc.Array, jsondoc.Object, jsondoc.Object}[m.IntN(4)]
	}
	switch v.kind {
	case jsondoc.Number:
		v.number = m.fresh()
	case jsondoc.Array:
		v.records = m.IntN(2) == 0
		for range m.IntN(7) {
			v.children = append(v.children, m.element(v, depth))
		}
	case jsondoc.Object:
		for range m.IntN(6) {
			m.addMember(v, depth)
		}
	}
	return v
}

func (m *model) addMember(v *value, depth int) {
	v.keys = append(v.keys, fmt.Sprintf("ké/%d", m.fresh()))
	v.children = append(v.children, m.make(depth-1))
}

func (m *model) element(of *value, depth int) *value {
	if !of.records {
		return &value{kind: jsondoc.Number, number: m.fresh()}
	}
	record := &value{kind: jsondoc.Object, keys: []string{"id"}, children: []*value{{kind: jsondoc.Number, number: m.fresh()}}}
	for range m.IntN(4) {
		m.addMember(record, depth-1)
	}
	return record
}

// edit copies a value with changes at random, one in rare places. A record stays one.
func (m *model) edit(v *value, depth, rare int) *value {
	if m.IntN(rare) == 0 && !(len(v.keys) > 0 && slices.Contains(v.keys, "id")) {
		if other := m.make(depth); other.kind != v.kind || v.kind == jsondoc.Number {
			other.was = v
			return other
		}
	}
	n := &value{kind: v.kind, records: v.records, number: v.number, was: v}
	for i, child := range v.children {
		isID := v.keys != nil && v.keys[i] == "id"
		if m.IntN(rare) == 0 && !isID {
			continue
		}
		edited := m.edit(child, depth-1, rare)
		if isID || v.kind == jsondoc.Array && !v.records {
			edited = &value{kind: child.kind, number: child.number, was: child}
		}
		n.children = append(n.children, edited)
		if v.keys != nil {
			n.keys = append(n.keys, v.keys[i])
		}
		if m.IntN(rare) == 0 && v.kind == jsondoc.Array {
			n.children = append(n.children, m.element(v, depth))
		}
	}
	if m.IntN(rare) == 0 && v.kind == jsondoc.Object {
		m.addMember(n, depth)
	}
	if m.IntN(2) == 0 && (n.keys != nil || n.records) {
		m.Shuffle(len(n.children), func(i, j int) {
			n.children[i], n.children[j] = n.children[j], n.children[i]
			if n.keys != nil {
				n.keys[i], n.keys[j] = n.keys[j], n.keys[i]
			}
		})
	}
	return n
}

// write writes a value with white space and escapes at random.
func (m *model) write(b *strings.Builder, v *value) {
	space := func() { b.WriteString([]string{"", "", " ", "\n\t"}[m.IntN(4)]) }
	space()
	switch v.kind {
	case jsondoc.Number:
		b.WriteString(strconv.Itoa(v.number))
	case jsondoc.Array, jsondoc.Object:
		b.WriteString(map[jsondoc.Kind]string{jsondoc.Array: "[", jsondoc.Object: "{"}[v.kind])
		for i, child := range v.children {
			if i > 0 {
				b.WriteByte(',')
			}
			if v.keys != nil {
				key := v.keys[i]
				if m.IntN(2) == 0 {
					key = strings.NewReplacer("é", `\u00e9`, "/", `\/`).Replace(key)
				}
				space()
				b.WriteString(`"` + key + `"`)
				space()
				b.WriteByte(':')
			}
			m.write(b, child)
		}
		space()
		b.WriteString(map[jsondoc.Kind]string{jsondoc.Array: "]", jsondoc.Object: "}"}[v.kind])
	}
	space()
}

// expected is what the edits were, as told tells it.
func expected(v *value, path, oldPath string) []string {
	if v.kind != v.was.kind || v.number != v.was.number {
		return []string{"~ " + dot(path) + " " + dot(oldPath)}
	}
	old := v.was
	partner := make([]*value, len(v.children))
	for i, child := range v.children {
		partner[i] = child.was
	}
	if v.kind == jsondoc.Array && !v.records {
		partner = byPlace(v)
	}
	var lines []string
	for i, o := range old.children {
		if !slices.Contains(partner, o) {
			lines = append(lines, "- "+dot(path)+" "+dot(oldPath+step(old, i)))
		}
	}
	for i, child := range v.children {
		here := path + step(v, i)
		if partner[i] == nil {
			lines = append(lines, "+ "+dot(here))
			continue
		}
		at := slices.Index(old.children, partner[i])
		compared := *child
		compared.was = partner[i]
		lines = append(lines, expected(&compared, here, oldPath+step(old, at))...)
	}
	return lines
}

// byPlace pairs the numbers of an array: those that stayed, and between two of them the others by their place.
func byPlace(v *value) []*value {
	partner := make([]*value, len(v.children))
	old, from := v.was.children, 0
	pending := []int{}
	settle := func(end int) {
		for _, i := range pending {
			if from < end {
				partner[i] = old[from]
				from++
			}
		}
		pending, from = pending[:0], end+1
	}
	for i, child := range v.children {
		if child.was == nil {
			pending = append(pending, i)
			continue
		}
		settle(slices.Index(old, child.was))
		partner[i] = child.was
	}
	settle(len(old))
	return partner
}

func dot(path string) string {
	if path == "" || path[0] == '[' {
		return "." + path
	}
	return path
}

func step(v *value, i int) string {
	switch {
	case v.keys == nil:
		return fmt.Sprintf("[%d]", i)
	case v.keys[i] == "id":
		return ".id"
	}
	return fmt.Sprintf("[%q]", v.keys[i])
}

// TestEdits makes random edits in random documents; exactly they must be told.
func TestEdits(t *testing.T) {
	total := 0
	for seed := range uint64(1000) {
		m := &model{Rand: rand.New(rand.NewPCG(seed, 3))}
		depth := 2 + int(seed%5)
		before := m.make(depth)
		after := m.edit(before, depth, 2+m.IntN(30))
		var b, a strings.Builder
		m.write(&b, before)
		m.write(&a, after)
		c := checkPair(t, parse(b.String()), parse(a.String()))
		want := expected(after, "", "")
		for i, line := range want {
			want[i] = strings.NewReplacer(" [", " .[").Replace(line)
		}
		if got := told(c); !slices.Equal(got, want) {
			t.Fatalf("seed %d: from %s\nto %s\n%q\nwant\n%q", seed, b.String(), a.String(), got, want)
		}
		total += c.Len()
	}
	if total < 2000 {
		t.Errorf("only %d changes were made", total)
	}
}
