package main

import (
	"errors"
	"io"
	"strings"
	"testing"
)

func series(n int, of func(i int64) sample) []sample {
	var list []sample
	for i := range n {
		list = append(list, of(int64(i)))
	}
	return list
}

func TestGrowthIsNoticed(t *testing.T) {
	steady := sample{goroutines: 20, heap: 4 << 20, resident: 40 << 20, files: 12}
	for name, test := range map[string]struct {
		grow func(s *sample, i int64)
		want string
	}{
		"nothing":                  {func(*sample, int64) {}, ""},
		"goroutines":               {func(s *sample, i int64) { s.goroutines += 2 * i }, "goroutines"},
		"files":                    {func(s *sample, i int64) { s.files += i }, "open files"},
		"heap":                     {func(s *sample, i int64) { s.heap += i << 18 }, "heap"},
		"resident":                 {func(s *sample, i int64) { s.resident += i << 20 }, "RSS"},
		"some idle connections":    {func(s *sample, i int64) { s.goroutines += 3 * (i % 3); s.files += i % 3 }, ""},
		"one peak":                 {func(s *sample, i int64) { s.heap += (i / 16) << 30 }, ""},
		"a system that is silent":  {func(s *sample, _ int64) { s.resident, s.files = -1, -1 }, ""},
		"what it was at the start": {func(s *sample, i int64) { s.heap += max(3-i, 0) << 20 }, ""},
	} {
		t.Run(name, func(t *testing.T) {
			err := judge(series(17, func(i int64) sample {
				s := steady
				test.grow(&s, i)
				return s
			}), io.Discard)
			if errors.Is(err, errGrew) != (test.want != "") || err != nil && !strings.Contains(err.Error(), test.want) {
				t.Errorf("judged as %v, want %q", err, test.want)
			}
		})
	}
}

func TestTheProcessIsMeasured(t *testing.T) {
	if s := measure(); s.goroutines < 1 || s.heap < 1 || s.resident == 0 || s.files == 0 {
		t.Errorf("%+v", s)
	}
}
