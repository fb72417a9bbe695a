package jqfilter

import (
	"fmt"
	"slices"
	"strings"

	"github.com/itchyny/gojq"
)

// unknownFunction says that a function does not exist, and which one was probably meant.
func unknownFunction(name string, args int) string {
	known := builtins()
	var counts []string
	for _, f := range known {
		if n, count, _ := strings.Cut(f, "/"); n == name {
			counts = append(counts, count)
		}
	}
	if len(counts) > 0 {
		return fmt.Sprintf("%s does not take %d arguments, but %s", name, args, strings.Join(counts, " or "))
	}
	if near := nearest(name, known); near != "" {
		return fmt.Sprintf("there is no function %s; %s exists (a key needs a dot: .%s)", name, near, name)
	}
	return fmt.Sprintf("there is no function %s (a key needs a dot: .%s)", name, name)
}

// builtins lists name/arguments of every function there is.
func builtins() []string {
	query, err := gojq.Parse("builtins")
	if err != nil {
		return nil
	}
	code, err := program(query)
	if err != nil {
		return nil
	}
	v, _ := code.Run(nil).Next()
	list, _ := v.([]any)
	names := make([]string, 0, len(list))
	for _, f := range list {
		if s, ok := f.(string); ok {
			names = append(names, s)
		}
	}
	return names
}

// nearest is the function whose name is one or, of a long name, two letters away; "" when there is none.
func nearest(name string, known []string) string {
	best, most := "", min(2, len(name)/3)
	for _, f := range known {
		f, _, _ = strings.Cut(f, "/")
		if d := distance(name, f, most); d <= most {
			best, most = f, d-1
		}
	}
	return best
}

// distance counts the letters to change, insert, drop or swap with their neighbour; more than most is as good as far.
func distance(a, b string, most int) int {
	if len(a)-len(b) > most || len(b)-len(a) > most {
		return most + 1
	}
	var before, last []int
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		before, last, row = last, row, make([]int, len(b)+1)
		row[0] = i + 1
		for j := range len(b) {
			change := last[j]
			if a[i] != b[j] {
				change++
			}
			row[j+1] = min(change, last[j+1]+1, row[j]+1)
			if i > 0 && j > 0 && a[i] == b[j-1] && a[i-1] == b[j] {
				row[j+1] = min(row[j+1], before[j-1]+1)
			}
		}
		if slices.Min(row) > most {
			return most + 1
		}
	}
	return row[len(b)]
}
