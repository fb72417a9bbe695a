package main

import "testing"

const asking = "\x1b[?2026$p\x1b[?2027$p\x1b]11;?\x07\x1b[>4m text \x1b[6n\x1b]11;?\x1b\\\x1b[?u\x1b[cend"

const answered = "\x1b[?2026;2$y\x1b[?2027;0$y\x1b]11;rgb:1e1e/1e1e/1e1e\x07\x1b[1;1R\x1b]11;rgb:1e1e/1e1e/1e1e\x1b\\\x1b[?64;1;22c"

// TestAnswers cuts what a program asks at every place: each question has one answer.
func TestAnswers(t *testing.T) {
	t.Parallel()
	for cut := range len(asking) + 1 {
		a := newAnswerer()
		if got := a.feed([]byte(asking[:cut])) + a.feed([]byte(asking[cut:])); got != answered {
			t.Errorf("cut at %d: %q, not %q", cut, got, answered)
		}
	}
	a, got := newAnswerer(), ""
	for i := range len(asking) {
		got += a.feed([]byte{asking[i]})
	}
	if got != answered {
		t.Errorf("byte by byte: %q, not %q", got, answered)
	}
}

// FuzzAnswers holds that it makes no difference how a stream is cut.
func FuzzAnswers(f *testing.F) {
	f.Add([]byte(asking), uint(3))
	f.Add([]byte("\x1b]11;?\x1b]11;?\x1b\\\x1b[6n"), uint(7))
	f.Add([]byte("\x1b\x1b[c\x1b[6\x1b[6n"), uint(1))
	f.Fuzz(func(t *testing.T, stream []byte, piece uint) {
		whole, cut, got := newAnswerer().feed(stream), newAnswerer(), ""
		for size := int(piece%16) + 1; len(stream) > 0; {
			n := min(size, len(stream))
			got += cut.feed(stream[:n])
			stream = stream[n:]
		}
		if got != whole {
			t.Errorf("in pieces %q, in one %q", got, whole)
		}
	})
}
