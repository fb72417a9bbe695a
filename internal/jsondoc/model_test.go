package jsondoc

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
)

// foldModel is Folds as one would write it without a thought for speed.
type foldModel struct {
	d      *Document
	folded map[Node]bool
}

func newModel(d *Document) *foldModel { return &foldModel{d, map[Node]bool{}} }

func (m *foldModel) toDepth(k int) {
	clear(m.folded)
	for n := range Node(m.d.Len()) {
		if m.d.Count(n) > 0 && m.d.Depth(n) >= k {
			m.folded[n] = true
		}
	}
}

func (m *foldModel) set(n Node, folded bool) {
	if m.d.Count(n) > 0 {
		m.folded[n] = folded
	}
}

func (m *foldModel) rows() []Row {
	var rows []Row
	var put func(n Node)
	put = func(n Node) {
		rows = append(rows, Row{Node: n})
		if m.d.Count(n) == 0 || m.folded[n] {
			return
		}
		for c := m.d.FirstChild(n); c != None; c = m.d.Next(c) {
			put(c)
		}
		rows = append(rows, Row{Node: n, Close: true})
	}
	if m.d.Len() > 0 {
		put(0)
	}
	return rows
}

// checkFolds compares every answer of Folds with the model's rows.
func checkFolds(t *testing.T, f *Folds, m *foldModel) {
	t.Helper()
	rows := m.rows()
	if f.Len() != len(rows) {
		t.Fatalf("%d rows, want %d", f.Len(), len(rows))
	}
	opening, closing := map[Node]int{}, map[Node]int{}
	for i, want := range rows {
		if got := f.At(i); got != want {
			t.Fatalf("row %d is %v, want %v", i, got, want)
		}
		if want.Close {
			closing[want.Node] = i
		} else {
			opening[want.Node] = i
		}
	}
	for _, i := range []int{-1, len(rows), 1 << 30} {
		if f.At(i).Node != None {
			t.Fatalf("row %d of %d is %v", i, len(rows), f.At(i))
		}
	}
	for n := range Node(m.d.Len()) {
		top := n
		for a := n; a != None; a = m.d.Parent(a) {
			if a != n && m.folded[a] {
				top = a
			}
		}
		want, closeWant := opening[top], opening[top]
		if row, ok := closing[n]; ok {
			closeWant = row
		}
		if f.RowOf(n) != want || f.CloseRowOf(n) != closeWant || f.Visible(n) != (top == n) || f.Folded(n) != m.folded[n] {
			t.Fatalf("node %d: row %d want %d, closing row %d want %d, visible %t want %t, folded %t want %t", n, f.RowOf(n), want,
				f.CloseRowOf(n), closeWant, f.Visible(n), top == n, f.Folded(n), m.folded[n])
		}
	}
}

// randomText makes a document of about so many values: bushy, long or deep.
func randomText(r *rand.Rand, values int) string {
	var b strings.Builder
	var put func(depth int)
	deep := r.IntN(3)
	put = func(depth int) {
		values--
		children := r.IntN(7)
		if depth > 0 && r.IntN(3+deep) == 0 || depth > 4+deep*60 {
			b.WriteString([]string{"1", `"x"`, "null", "[]", "{}"}[r.IntN(5)])
			return
		}
		if depth == 0 {
			children = max(values, 1)
		}
		object := r.IntN(2) == 0
		b.WriteByte("[{"[btoi(object)])
		for i := 0; i < children && (values > 0 || i == 0); i++ {
			if i > 0 {
				b.WriteByte(',')
			}
			if object {
				fmt.Fprintf(&b, `"%c%d":`, 'a'+r.IntN(20), r.IntN(4))
			}
			put(depth + 1)
		}
		b.WriteByte("]}"[btoi(object)])
	}
	put(0)
	return b.String()
}

func btoi(b bool) int {
	if b {
		return 1
	}
	return 0
}

// drive applies operations, two bytes each, to both.
func drive(t *testing.T, f *Folds, m *foldModel, ops []byte) {
	t.Helper()
	for ; len(ops) >= 2; ops = ops[2:] {
		n := Node(0)
		if m.d.Len() > 0 {
			n = Node(int(ops[1]) * 7919 % m.d.Len())
		}
		for a := n; ops[0] >= 128 && a != None; a = m.d.Parent(a) { // rather a container
			if n = a; m.d.Count(a) > 0 {
				break
			}
		}
		switch ops[0] % 12 {
		case 0:
			f.FoldAll()
			m.toDepth(1)
		case 1:
			f.UnfoldAll()
			m.toDepth(1 << 30)
		case 2:
			f.FoldToDepth(int(ops[1]) % 9)
			m.toDepth(int(ops[1]) % 9)
		case 3, 4:
			f.Fold(n)
			m.set(n, true)
		case 5, 6:
			f.Unfold(n)
			m.set(n, false)
		case 7, 8, 9:
			f.Toggle(n)
			m.set(n, !m.folded[n])
		case 10:
			f.Reveal(n)
			for a := m.d.Parent(n); a != None; a = m.d.Parent(a) {
				m.set(a, false)
			}
		case 11: // by way of a kept state
			s := f.State()
			f.FoldToDepth(3)
			f.Apply(s)
		}
		if got, want := f.Len(), len(m.rows()); got != want {
			t.Fatalf("operation %d on node %d: %d rows, want %d", ops[0]%12, n, got, want)
		}
	}
	checkFolds(t, f, m)
}

func TestFoldsModel(t *testing.T) {
	for seed := range uint64(12) {
		r := rand.New(rand.NewPCG(seed, 1))
		d, err := Parse([]byte(randomText(r, 1+r.IntN(900))))
		if err != nil {
			t.Fatal(err)
		}
		checkDocument(t, d)
		f, m := NewFolds(d), newModel(d)
		checkFolds(t, f, m)
		for range 3 {
			ops := make([]byte, 2*r.IntN(40))
			for i := range ops {
				ops[i] = byte(r.IntN(256))
			}
			drive(t, f, m, ops)
		}
	}
}

func FuzzFolds(f *testing.F) {
	for i, s := range seeds {
		f.Add([]byte(s), []byte{byte(i), 3, 7, 1, 2, byte(i), 9, 0, 11, 0})
	}
	f.Add([]byte(randomText(rand.New(rand.NewPCG(4, 4)), 600)), []byte{2, 2, 133, 10, 139, 20, 135, 30, 11, 0})
	f.Fuzz(func(t *testing.T, src, ops []byte) {
		if len(src) > 1<<13 || len(ops) > 200 {
			t.Skip("the model is slow")
		}
		d, _ := Parse(src)
		drive(t, NewFolds(d), newModel(d), ops)
	})
}
