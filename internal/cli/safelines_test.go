package cli

import (
	"strings"
	"testing"
)

// What comes in pieces is cut anywhere: a letter of several bytes stays one.
func TestALetterInTwoPiecesIsShownAsOne(t *testing.T) {
	const text = "[\"café €\u009b\xff\",\n\"🍷\"]\n"
	want := ""
	{
		var whole strings.Builder
		_, _ = (&safeLines{to: &whole}).Write([]byte(text))
		want = whole.String()
	}
	for size := 1; size < len(text); size++ {
		var out strings.Builder
		lines := &safeLines{to: &out}
		for rest := text; rest != ""; {
			n := min(size, len(rest))
			if written, err := lines.Write([]byte(rest[:n])); written != n || err != nil {
				t.Fatal(written, err)
			}
			rest = rest[n:]
		}
		if got := out.String(); got != want {
			t.Errorf("in pieces of %d: %q, want %q", size, got, want)
		}
	}
}
