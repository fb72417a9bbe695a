package config

import (
	"fmt"
	"math"
	"testing"
	"time"
)

func TestSize(t *testing.T) {
	for s, want := range map[string]int64{
		"256MiB": 256 << 20, "1GiB": 1 << 30, "64 MB": 64_000_000, "2gb": 2_000_000_000, "10kB": 10_000,
		"4096B": 4096, " 1KiB ": 1024, "0B": 0, "8589934592GiB": math.MaxInt64, "9223372036854775808B": math.MaxInt64,
	} {
		if got, err := size(s); err != nil || got != want {
			t.Errorf("size(%q) = %d, %v; want %d", s, got, err, want)
		}
	}
	for _, s := range []string{"", "MiB", "12", "-1MiB", "1.5GiB", "1TiB", "1 M iB", "0x10B"} {
		if got, err := size(s); err == nil {
			t.Errorf("size(%q) = %d, want an error", s, got)
		}
	}
}

func TestLimitsAtTheirEdges(t *testing.T) {
	for _, c := range []struct {
		timeout, body string
		ok            bool
	}{
		{"1s", "1KiB", true},
		{"1h", "4GiB", true},
		{"999ms", "1KiB", false},
		{"1h1s", "1KiB", false},
		{"-30s", "1KiB", false},
		{"1s", "1023B", false},
		{"1s", "4294967297B", false},
	} {
		cfg, err := loadText(t, fmt.Sprintf("timeout = %q\nmax_body = %q\n", c.timeout, c.body)+minimal(""))
		if (err == nil) != c.ok {
			t.Errorf("%v: %v", c, err)
			continue
		}
		if d, _ := time.ParseDuration(c.timeout); c.ok && cfg.Timeout != d {
			t.Errorf("%v: timeout %s", c, cfg.Timeout)
		}
	}
}
