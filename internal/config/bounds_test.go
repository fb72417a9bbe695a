package config

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"
)

// TestWorstFiles reads files that are made to take long, of a quarter of the
// largest size. Each is done in a fraction of a second; what grows with the
// square of the size takes far longer.
func TestWorstFiles(t *testing.T) {
	for name, line := range map[string]func(i int) string{
		"unknown keys": func(i int) string { return fmt.Sprintf("k%d=1\n", i) },
		"one key":      func(int) string { return "a=1\n" },
		"headers":      func(i int) string { return fmt.Sprintf("[h%d]\n", i) },
		"empty tables": func(int) string { return "[[environments]]\n" },
		"environments": func(i int) string {
			return "[[environments]]\nname='" + []string{"sandbox", "production"}[i%2] + "'\nclient_id='a'\n"
		},
		"tenants":        func(i int) string { return "[[environments.tenants]]\nid='a'\n" },
		"endpoints":      func(int) string { return "[[endpoints]]\npath='a'\n" },
		"newlines":       func(int) string { return "\n" },
		"dotted":         func(i int) string { return fmt.Sprintf("a.b.c.d%d=1\n", i) },
		"one dotted key": func(int) string { return "a." },
	} {
		t.Run(name, func(t *testing.T) {
			var b strings.Builder
			b.WriteString("[[environments]]\n")
			for i := 0; b.Len() < maxFile/4-100; i++ {
				b.WriteString(line(i))
			}
			start := time.Now()
			_, err := parse(&source{path: "config.toml", text: []byte(b.String())}, testEnv(nil).withDefaults())
			var ps Problems
			if !errors.As(err, &ps) || len(ps.Error()) > 20000 {
				t.Errorf("got %d problems", len(ps))
			}
			if d := time.Since(start); d > 30*time.Second {
				t.Errorf("it took %s", d)
			}
		})
	}
}
