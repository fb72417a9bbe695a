//go:build unix

package main

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"brincr-explorer/internal/faulty"
)

// TestG02_HostileWords: what the commands without panes say of foreign text,
// such as an argument, a name in the config, the words of a server or of the
// command that was to give the secret, is as harmless as on the panes.
func TestG02_HostileWords(t *testing.T) {
	t.Parallel()
	const secret = "s3cret-of-the-hostile-test"
	site := func(t *testing.T, token faulty.Answer, api ...faulty.Answer) *faulty.Site {
		plan := faulty.Plan{Secret: secret, API: faulty.Script{Answers: api}}
		if token != nil {
			plan.Tokens.Answers = []faulty.Answer{token}
		}
		return faulty.New(t, plan)
	}
	good := func(t *testing.T, args ...string) []string {
		s := site(t, nil)
		return append(args, "--config", poisonedConfig(t, s.TokenURL(), s.APIURL(), `"`+secret+`"`))
	}
	answered := func(t *testing.T, token faulty.Answer, api ...faulty.Answer) []string {
		s := site(t, token, api...)
		return []string{"get", "poison", "--config", poisonedConfig(t, s.TokenURL(), s.APIURL(), `"`+secret+`"`)}
	}
	given := func(t *testing.T, script string) []string {
		file := filepath.Join(t.TempDir(), "give"+venomName+".sh")
		if err := os.WriteFile(file, []byte("#!/bin/sh\n"+script), 0o700); err != nil {
			t.Skip(err)
		}
		s := site(t, nil)
		command := rawTOML(file)
		return []string{"token", "--config", poisonedConfig(t, s.TokenURL(), s.APIURL(), `{ command = [`+command+`] }`)}
	}
	file := func(t *testing.T, text string) string {
		name := filepath.Join(t.TempDir(), "config.toml")
		if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		return name
	}
	for name, test := range map[string]struct {
		args  func(t *testing.T) []string
		says  string // on standard error
		shows string // on standard output
	}{
		"command":         {func(*testing.T) []string { return []string{"no" + venom} }, "no", ""},
		"flag":            {func(*testing.T) []string { return []string{"--no" + venom} }, "no", ""},
		"value of a flag": {func(*testing.T) []string { return []string{"get", "a", "--timeout", "1" + venom} }, "timeout", ""},
		"environment":     {func(t *testing.T) []string { return good(t, "get", "a", "--env", "no"+venom) }, "no", ""},
		"tenant":          {func(t *testing.T) []string { return good(t, "get", "a", "--tenant", "no"+venom) }, "no", ""},
		"scope":           {func(t *testing.T) []string { return good(t, "get", "a", "--scope", "no"+venom) }, "scope", ""},
		"path":            {func(t *testing.T) []string { return good(t, "get", "no"+venom) }, "no", ""},
		"config":          {func(*testing.T) []string { return []string{"get", "a", "--config", "no" + venomName} }, "no", ""},
		"secret":          {func(*testing.T) []string { return []string{"secret", "check", "no" + venom} }, "secret", ""},
		"key": {func(t *testing.T) []string {
			return []string{"token", "--config", file(t, rawTOML("no"+venom)+" = 1\n")}
		}, "no", ""},
		"table": {func(t *testing.T) []string {
			return []string{"token", "--config", file(t, "["+rawTOML("no"+venom)+"]\n")}
		}, "no", ""},
		"value": {func(t *testing.T) []string {
			return []string{"token", "--config", file(t, "environment = "+rawTOML("no"+venom)+"\n")}
		}, "no", ""},
		"broken config": {func(t *testing.T) []string { return []string{"token", "--config", file(t, "a = "+venom+"\n")} }, "config", ""},
		"token endpoint": {func(t *testing.T) []string {
			return answered(t, faulty.JSON(400, `{"error":"invalid_scope","error_description":`+rawJSON("said"+venom)+`}`))
		}, "said", ""},
		"its page": {func(t *testing.T) []string {
			return answered(t, faulty.Reply(502, "<title>said"+venom, "Content-Type: text/html"))
		}, "502", ""},
		"fields": {func(t *testing.T) []string {
			return answered(t, nil, faulty.JSON(422, `{"message":`+rawJSON("said"+venom)+`,"errors":{`+rawJSON("field"+venom)+`:[`+rawJSON("wrong"+venom)+`]}}`))
		}, "wrong", "said"},
		"page": {func(t *testing.T) []string {
			return answered(t, nil, faulty.Reply(502, "<title>said"+venom, "Content-Type: text/html"))
		}, "502", "said"},
		"status line": {func(t *testing.T) []string {
			return answered(t, nil, faulty.Text("HTTP/1.1 500 said\x1b]0;owned\a\r\nContent-Length: 0\r\n\r\n"))
		}, "500", ""},
		"no status line": {func(t *testing.T) []string { return answered(t, nil, faulty.Text("said"+venom+"\r\n\r\n")) }, "no answer that can be read", ""},
		"complaint":      {func(t *testing.T) []string { return given(t, "printf '%s' 'said"+venom+"' >&2; exit 3") }, "said", ""},
		"two lines":      {func(t *testing.T) []string { return given(t, "printf 'said\\n%s' '"+venom+"'") }, "more than one line", ""},
		"control in it":  {func(t *testing.T) []string { return given(t, "printf '%s' 'said"+venom+"'") }, "", ""},
		"completed tenant": {func(t *testing.T) []string {
			return append([]string{"__complete"}, append(good(t, "get"), "--tenant", "")...)
		}, "", ""},
		"completed env": {func(t *testing.T) []string {
			return append([]string{"__complete"}, append(good(t, "get"), "--env", "")...)
		}, "", ""},
		"completed path": {func(t *testing.T) []string { return append([]string{"__complete"}, append(good(t, "get"), "po")...) }, "", "poison"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			args := test.args(t)
			var stdout, stderr bytes.Buffer
			c := exec.CommandContext(t.Context(), binary, args...)
			c.Env, c.Stdout, c.Stderr = environment(t), &stdout, &stderr
			_ = c.Run() // what it says is what counts here
			if !strings.Contains(stderr.String(), test.says) || !strings.Contains(stdout.String(), test.shows) {
				t.Errorf("without %q or %q:\n%s%s", test.says, test.shows, &stdout, &stderr)
			}
			checkWords(t, stderr.Bytes())
			if args[0] != "get" { // whose output is the body, as it came
				checkWords(t, stdout.Bytes())
			}
		})
	}
}

// TestG02_HostileFileNames: what open says of files that it cannot read.
func TestG02_HostileFileNames(t *testing.T) {
	t.Parallel()
	folder := filepath.Join(t.TempDir(), "folder"+venomName)
	if err := os.Mkdir(folder, 0o700); err != nil {
		t.Skip(err)
	}
	for _, args := range [][]string{{"no" + venomName}, {folder}, {"--jq", "no" + venom, folder}} {
		s := begin(t, nil, append([]string{"open"}, args...)...)
		s.ends(2)
		text := bytes.ReplaceAll(s.Raw(), []byte("\r\n"), []byte("\n"))
		if !bytes.Contains(text, []byte("brincr-explorer: ")) || !bytes.Contains(text, []byte("owned")) {
			t.Errorf("it says %q", text)
		}
		checkWords(t, text)
	}
}

// venomName is as much of the poison as a file name can hold.
var venomName = strings.ReplaceAll(venom, "/", "")

// rawTOML is rawJSON, with DEL escaped too.
func rawTOML(text string) string { return strings.ReplaceAll(rawJSON(text), "\x7f", `\u007f`) }

// checkWords is checkOwn for text: not one sequence is the program's own.
func checkWords(t *testing.T, text []byte) {
	t.Helper()
	if bytes.ContainsAny(text, "\x1b\r\b\u009b") {
		t.Errorf("an escape sequence or a move: %q", text)
	}
	checkOwn(t, text)
}
