package config

import (
	"fmt"
	"strings"
	"time"

	"brincr-explorer/auth"
)

// quietDays are the days on which nothing is sent to an environment.
func (l *loader) quietDays(t *table) auth.QuietDays {
	const name = environmentsTable + ".quiet_days"
	seen := newNames()
	var days auth.QuietDays
	for _, v := range l.texts(t, environmentsTable, "quiet_days") {
		day := strings.TrimSpace(v.text)
		if _, err := time.Parse(time.DateOnly, day); err != nil {
			l.errorAt(v.offset, name, "the quiet day "+quote(v.text)+" is not a day", dayHint(day))
			continue
		}
		if first, again := seen.seen(day, v.offset); again {
			l.warnAt(v.offset, name, fmt.Sprintf("the quiet day %s is listed twice; first in line %d", quote(day), l.line(first)), "Delete one of the two.")
			continue
		}
		days = append(days, day)
	}
	return days
}

// dayHint is the day that was probably meant, where it was written another way.
func dayHint(day string) string {
	for _, way := range []string{"2006-1-2", "2-1-2006", "2.1.2006", "2006/1/2", time.RFC3339} {
		if d, err := time.Parse(way, day); err == nil {
			return fmt.Sprintf("Write it as year, month and day: %q.", d.Format(time.DateOnly))
		}
	}
	return `Write year, month and day, such as "2026-12-01", of a day that there is.`
}

// history says where the log of requests is kept: in memory, or in a file too.
func (l *loader) history(root *table) bool {
	m := l.member(root, topTable, "history", text)
	if m == nil {
		return false
	}
	switch m.value.text {
	case "memory", "file":
		return m.value.text == "file"
	}
	hint := `Write history = "memory" or history = "file".`
	if near := nearest(m.value.text, []string{"memory", "file"}); near != "" {
		hint = "Did you mean " + quote(near) + "?"
	}
	l.errorAt(m.value.offset, "history", "history = "+quote(m.value.text)+` is neither "memory" nor "file"`, hint)
	return false
}
