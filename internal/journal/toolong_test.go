package journal

import (
	"strings"
	"testing"
	"time"

	"brincr-explorer/api"
)

// A link of an answer may be as long as the answer: what was sent for it does not
// make all the rest unreadable.
func TestALineThatIsTooLongCostsNoOther(t *testing.T) {
	var file strings.Builder
	for _, path := range []string{"countries", "products?" + strings.Repeat("x", 2*mostLine), "categories"} {
		text, err := LineOf(Entry{Time: time.Now(), Place: api.Place{Env: "sandbox"}, Method: "GET", Path: path, Sent: 1}).text()
		if err != nil {
			t.Fatal(err)
		}
		file.Write(text)
	}
	lines, broken, err := parseLines(strings.NewReader(file.String()))
	if err != nil || broken != 1 || len(lines) != 2 || lines[1].Path != "categories" {
		t.Errorf("%d lines, %d broken: %v", len(lines), broken, err)
	}
}
