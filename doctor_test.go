//go:build unix

package main

import (
	"strings"
	"testing"

	"brincr-explorer/internal/screen"
)

// TestDoctorIsOneLook: where all is well, everything that was looked at is on one
// screen of 80x24, the prompt below it, and no line is wider.
func TestDoctorIsOneLook(t *testing.T) {
	t.Parallel()
	server := serve(t)
	s := begin(t, func(o *screen.Options) {
		o.Width, o.Height = 80, 24
		o.Path, o.Args = "/bin/sh", []string{"-c", `"$1" doctor --config "$2" && printf 'prompt> '`, "sh", binary, server.config}
		o.Env = append(o.Env, "LANG=C.UTF-8")
	})
	f := s.sees("prompt>", "sandbox, tenant Wijnhuis De Kelder.", "ok    config", "ok    token         came in", "ok    read          GET categories: 200",
		"ok    terminal      xterm-256color, 80x24, 16 million colours", "ok    characters    UTF-8 (LANG=C.UTF-8)", "All is well. Sent: one token request")
	if f.Contains("FAIL") || f.Contains("warn") {
		t.Errorf("not all is well:\n%s", f.Text())
	}
	s.ends(0)
	if strings.ContainsRune(string(s.Raw()), 0x1b) {
		t.Errorf("escape sequences were written: %q", s.Raw())
	}
	if tokens, reads := server.logged("token POST"), server.logged("api "); len(tokens) != 1 || len(reads) != 1 {
		t.Errorf("requests: %q, %q", tokens, reads)
	}
}
