package screen

import "testing"

// TestReplay feeds a synchronized update in parts, with a query in between.
func TestReplay(t *testing.T) {
	t.Parallel()
	r := NewReplay(10, 2)
	defer r.Close()
	for _, step := range []struct{ bytes, want string }{
		{"one\x1b[6n", "one"},
		{"\x1b[?2026h\rt", "one"},
		{"wo", "one"},
		{"\x1b[?2026l", "two"},
	} {
		if n, err := r.Write([]byte(step.bytes)); n != len(step.bytes) || err != nil {
			t.Errorf("Write = %d, %v", n, err)
		}
		if got := r.Frame().Row(0); got != step.want {
			t.Errorf("after %q the screen shows %q, not %q", step.bytes, got, step.want)
		}
	}
}
