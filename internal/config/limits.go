package config

import (
	"errors"
	"math"
	"strconv"
	"strings"
	"time"
)

const (
	minTimeout = time.Second
	maxTimeout = time.Hour
	minBody    = 1 << 10
	maxBody    = 4 << 30
	minBudget  = 1
	maxBudget  = 10_000
)

func (l *loader) timeout(root *table) time.Duration {
	m := l.member(root, topTable, "timeout", text)
	if m == nil {
		return 0
	}
	d, err := time.ParseDuration(strings.TrimSpace(m.value.text))
	switch {
	case err != nil:
		l.errorAt(m.value.offset, "timeout", "timeout = "+quote(m.value.text)+" is not a duration", `Write a number with its unit, such as "30s", "2m" or "1m30s".`)
		return 0
	case d < minTimeout || d > maxTimeout:
		l.errorAt(m.value.offset, "timeout", "timeout = "+quote(m.value.text)+" is outside the range from 1s to 1h", `The usual value is "120s".`)
		return 0
	}
	return d
}

func (l *loader) maxBody(root *table) int64 {
	m := l.member(root, topTable, "max_body", text)
	if m == nil {
		return 0
	}
	n, err := size(m.value.text)
	switch {
	case err != nil:
		l.errorAt(m.value.offset, "max_body", "max_body = "+quote(m.value.text)+" is not a size", `Write a number with its unit, such as "256MiB", "64MB" or "1GiB".`)
		return 0
	case n < minBody || n > maxBody:
		l.errorAt(m.value.offset, "max_body", "max_body = "+quote(m.value.text)+" is outside the range from 1KiB to 4GiB", `The usual value is "256MiB".`)
		return 0
	}
	return n
}

// pageBudget is how many requests may be sent to fetch all pages of a list.
func (l *loader) pageBudget(root *table) int {
	m := l.member(root, topTable, "page_budget", number)
	if m == nil {
		return 0
	}
	n, err := strconv.ParseInt(m.value.text, 0, 64)
	switch {
	case errors.Is(err, strconv.ErrRange), err == nil && (n < minBudget || n > maxBudget):
		l.errorAt(m.value.offset, "page_budget", "page_budget = "+m.value.text[:min(len(m.value.text), quotable)]+" is outside the range from 1 to 10000", "The usual value is 50.")
		return 0
	case err != nil:
		l.errorAt(m.value.offset, "page_budget", "page_budget must be a whole number", kindHint("page_budget", number))
		return 0
	}
	return int(n)
}

var errSize = errors.New("not a size")

// size reads a number of bytes with its unit: of 1024 (KiB, MiB, GiB), of 1000
// (kB, MB, GB), or B. The case of letters does not matter. What is too large
// for an int64 becomes the largest one.
func size(s string) (int64, error) {
	s = strings.TrimSpace(s)
	digits := strings.TrimLeft(s, "0123456789")
	n, err := strconv.ParseInt(s[:len(s)-len(digits)], 10, 64)
	if errors.Is(err, strconv.ErrRange) {
		n, err = math.MaxInt64, nil
	}
	unit, known := unitSize(strings.TrimSpace(digits))
	if err != nil || !known {
		return 0, errSize
	}
	if n > math.MaxInt64/unit {
		return math.MaxInt64, nil
	}
	return n * unit, nil
}

func unitSize(name string) (int64, bool) {
	switch strings.ToLower(name) {
	case "b":
		return 1, true
	case "kb":
		return 1000, true
	case "mb":
		return 1000 * 1000, true
	case "gb":
		return 1000 * 1000 * 1000, true
	case "kib":
		return 1 << 10, true
	case "mib":
		return 1 << 20, true
	case "gib":
		return 1 << 30, true
	}
	return 0, false
}
