package compose

import (
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
	"pgregory.net/rapid"
)

func (b *buffer) String() string { return strings.Join(b.lines, "\n") }

// TestAnyEditCanBeTakenBack: whatever is done to a text, undoing all of it gives
// the text back, byte for byte.
func TestAnyEditCanBeTakenBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.StringMatching(`[ -~é日\t\r\n\x00\xff]{0,60}`).Draw(t, "text")
		b := newBuffer(text)
		if b.String() != text {
			t.Fatalf("%q became %q", text, b.String())
		}
		steps := rapid.SliceOfN(rapid.IntRange(0, 11), 1, 40).Draw(t, "steps")
		for _, s := range steps {
			do := []func(){
				func() { b.letter("a") }, func() { b.letter("é") }, func() { b.insert("x\ny\nz") }, b.breakLine, func() { b.erase(true) },
				func() { b.erase(false) }, b.eraseLine, func() { b.left() }, b.right, func() { b.move(1) }, func() { b.move(-2) }, func() { b.set("[]") },
			}[s]
			do()
			if b.row < 0 || b.row >= len(b.lines) || b.col < 0 || b.col > len(b.line()) {
				t.Fatalf("the cursor is at %d:%d of %q", b.row, b.col, b.lines)
			}
		}
		for len(b.undo) > 0 {
			b.takeBack()
		}
		if b.String() != text {
			t.Fatalf("taken back, %q is %q", text, b.String())
		}
	})
}

func TestTypingAnObject(t *testing.T) {
	e := NewEditor("POST x", "{}")
	for _, key := range []tea.Key{{Code: tea.KeyEnter}, {Code: '"', Text: `"a": 1.10,`}, {Code: tea.KeyEnter}, {Code: 'b', Text: `"b": [`}, {Code: tea.KeyEnter}} {
		e.Key(tea.KeyPressMsg(key))
	}
	if got, want := string(e.Text()()), "{\n  \"a\": 1.10,\n  \"b\": [\n    \n}"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
	e.Paste("2\r3\r\n4")
	if got := string(e.Text()()); !strings.Contains(got, "    2\n3\n4\n}") {
		t.Errorf("pasted: %q", got)
	}
	for range 20 {
		e.Key(tea.KeyPressMsg(tea.Key{Code: 'z', Mod: tea.ModCtrl}))
	}
	if got := string(e.Text()()); got != "{}" {
		t.Errorf("all taken back: %q", got)
	}
}
