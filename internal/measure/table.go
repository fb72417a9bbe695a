package main

import (
	"fmt"
	"math"
	"strings"
	"unicode/utf8"
)

// cells is the table as text, the first row its heads.
func cells(verdicts []verdict, fxName string) [][]string {
	if fxName == "" {
		fxName = "fx"
	}
	all := [][]string{{"120x40", "brincr-explorer", fxName, "jless (derived)", "limit", ""}}
	for _, v := range verdicts {
		all = append(all, []string{v.name, v.unit.format(v.ours), v.unit.format(v.fx), v.unit.format(v.jless), v.unit.format(v.limit), v.word()})
	}
	return all
}

func (v verdict) word() string {
	switch {
	case !v.limited:
		return ""
	case !v.known():
		return "not known"
	case v.met():
		return "ok"
	default:
		return "NOT MET"
	}
}

// format writes a figure to three digits or the whole unit.
func (u unit) format(x float64) string {
	if math.IsNaN(x) {
		return "–"
	}
	switch u {
	case bytesWritten:
		return grouped(int64(math.Round(x))) + " B"
	case megabytes:
		return grouped(int64(math.Round(x/1e6))) + " MB"
	}
	switch {
	case x < 1:
		return fmt.Sprintf("%.2f ms", x)
	case x < 100:
		return fmt.Sprintf("%.1f ms", x)
	default:
		return grouped(int64(math.Round(x))) + " ms"
	}
}

// grouped puts a space between thousands.
func grouped(n int64) string {
	s := fmt.Sprint(n)
	for at := len(s) - 3; at > 0; at -= 3 {
		s = s[:at] + " " + s[at:]
	}
	return s
}

// plain aligns the columns, figures to the right.
func plain(rows [][]string) string {
	widths := make([]int, len(rows[0]))
	for _, r := range rows {
		for i, c := range r {
			widths[i] = max(widths[i], utf8.RuneCountInString(c))
		}
	}
	var b strings.Builder
	for _, r := range rows {
		var l strings.Builder
		for i, c := range r {
			gap := strings.Repeat(" ", widths[i]-utf8.RuneCountInString(c))
			if i == 0 || i == len(r)-1 {
				l.WriteString(c + gap + "   ")
			} else {
				l.WriteString(gap + c + "   ")
			}
		}
		b.WriteString(strings.TrimRight(l.String(), " ") + "\n")
	}
	return b.String()
}

// markdown is the same as a table of Markdown.
func markdown(rows [][]string) string {
	var b strings.Builder
	for i, r := range rows {
		b.WriteString("| " + strings.Join(r, " | ") + " |\n")
		if i == 0 {
			b.WriteString("|---" + strings.Repeat("|--:", len(r)-2) + "|---|\n")
		}
	}
	return b.String()
}
