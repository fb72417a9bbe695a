package main

import (
	"math"
	"strings"
	"testing"
)

// measured is what both programs could have given, within the limits.
func measured() (ours, fx figures) {
	ours, fx = make(figures), make(figures)
	small, middle, large := documents()
	for _, r := range rows() {
		d := map[string]document{small.name: small, middle.name: middle, large.name: large}[r.subject.document]
		if len(ours[r.subject]) > 0 {
			continue // two rows tell of one subject
		}
		ours.add(d, r.subject.quantity, 4, 5, 6)
		fx.add(d, r.subject.quantity, 1000, 2000, 3000)
	}
	return ours, fx
}

func TestJudge(t *testing.T) {
	t.Parallel()
	_, middle, large := documents()
	for _, tt := range []struct {
		name    string
		subject subject
		value   float64
		row     string
		limit   float64
	}{
		{"half of jless", subject{middle.name, interactive}, 1e6, "10 MB: interactive", 2000 * 101.0 / 323 / 2},
		{"a fifth of jless", subject{large.name, interactive}, 1e6, "100 MB: interactive", 2000 * 885.0 / 2942 / 5},
		{"60 ms later than the small one", subject{large.name, firstPaint}, 65.5, "100 MB: first paint", 65},
		{"a fiftieth of fx", subject{large.name, findLiteral}, 41, "100 MB: find a literal", 40},
		{"a fifth of fx", subject{large.name, findRegexp}, 401, "100 MB: find a regular expression", 400},
		{"two frames", subject{large.name, foldAll}, 17, "100 MB: fold all", 2 * frame},
		{"bytes", subject{large.name, keyBytes}, 301, "down: bytes written", 300},
		{"2.3 times the document", subject{large.name, peakMemory}, 231e6, "100 MB: memory, peak", 230e6},
	} {
		ours, fx := measured()
		if n := unmet(judge(rows(), ours, fx)); n != 0 {
			t.Fatalf("%d limits are not met by figures that meet all", n)
		}
		ours[tt.subject] = []float64{tt.value, tt.value, tt.value}
		verdicts := judge(rows(), ours, fx)
		if n := unmet(verdicts); n != 1 {
			t.Errorf("%s: %d limits are not met, not 1", tt.name, n)
		}
		for _, v := range verdicts {
			if v.name == tt.row && (math.Abs(v.limit-tt.limit) > 1e-9 || v.met()) {
				t.Errorf("%s: the limit is %v, not %v", tt.name, v.limit, tt.limit)
			}
		}
	}
}

// TestJudgeLateKey: the median of the presses meets no limit, their 95 % does.
func TestJudgeLateKey(t *testing.T) {
	t.Parallel()
	ours, fx := measured()
	_, _, large := documents()
	presses := make([]float64, 100)
	for i := range presses {
		presses[i] = 2
		if i >= 94 {
			presses[i] = 9
		}
	}
	ours[subject{large.name, keyLatency}] = presses
	if n := unmet(judge(rows(), ours, fx)); n != 1 {
		t.Errorf("%d limits are not met where 6 in 100 presses are late", n)
	}
}

// TestWithoutFx: what speaks of fx cannot be judged, the rest can.
func TestWithoutFx(t *testing.T) {
	t.Parallel()
	ours, _ := measured()
	_, _, large := documents()
	delete(ours, subject{large.name, peakMemory}) // as on a system that does not tell it
	verdicts := judge(rows(), ours, nil)
	if n := unmet(verdicts); n != 0 {
		t.Errorf("%d limits are not met", n)
	}
	text := plain(cells(verdicts, ""))
	for _, line := range strings.Split(text, "\n") {
		switch {
		case strings.HasPrefix(line, "100 MB: find a literal") && !strings.HasSuffix(line, "–   not known"):
			t.Errorf("a limit that speaks of fx: %q", line)
		case strings.HasPrefix(line, "100 MB: fold all") && !strings.HasSuffix(line, "16.7 ms   ok"):
			t.Errorf("a limit of its own: %q", line)
		case strings.HasPrefix(line, "100 MB: memory, peak"):
			t.Errorf("a row that nobody has a figure for: %q", line)
		}
	}
}

func TestFormat(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		unit unit
		x    float64
		want string
	}{
		{milliseconds, 0.3, "0.30 ms"},
		{milliseconds, 11.04, "11.0 ms"},
		{milliseconds, 2942.3, "2 942 ms"},
		{bytesWritten, 4200, "4 200 B"},
		{megabytes, 1_448_400_000, "1 448 MB"},
		{megabytes, math.NaN(), "–"},
	} {
		if got := tt.unit.format(tt.x); got != tt.want {
			t.Errorf("%v is %q, not %q", tt.x, got, tt.want)
		}
	}
	if got := grouped(1234567); got != "1 234 567" {
		t.Errorf("grouped: %q", got)
	}
}

func TestTables(t *testing.T) {
	t.Parallel()
	rows := [][]string{{"", "a", "limit", ""}, {"first", "1 ms", "–", ""}, {"second", "12 ms", "3 ms", "NOT MET"}}
	const aligned = "             a   limit\n" +
		"first     1 ms       –\n" +
		"second   12 ms    3 ms   NOT MET\n"
	if got := plain(rows); got != aligned {
		t.Errorf("plain:\n%s\nnot\n%s", got, aligned)
	}
	const marked = "|  | a | limit |  |\n|---|--:|--:|---|\n| first | 1 ms | – |  |\n| second | 12 ms | 3 ms | NOT MET |\n"
	if got := markdown(rows); got != marked {
		t.Errorf("markdown:\n%s", got)
	}
}
