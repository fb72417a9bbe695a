package cli

import (
	"bytes"
	"errors"
	"io/fs"
	"strings"
	"syscall"
	"testing"

	"brincr-explorer/api"
	"brincr-explorer/internal/safetext"
)

func TestTimeoutHasEffect(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		command, token, api string
		status              int
		says, writes        string
	}{
		{"token", "silent", "good", statusToken, "No token came within 2s.", ""},
		{"get", "silent", "good", statusToken, "time ran out while waiting for a token", ""},
		{"get", "good", "silent", statusFailed, "time ran out while waiting for the answer", ""},
		{"get", "good", "slow", statusFailed, "time ran out while reading the answer", `{"data":[`},
	} {
		t.Run(c.command+" "+c.token+" "+c.api, func(t *testing.T) {
			t.Parallel()
			args := []string{c.command, "--timeout", "2s", "--config", faulty(t, c.token, c.api)}
			if c.command == "get" {
				args = append(args, "categories")
			}
			w := newWorld(t, args...)
			if got := w.run(t); got != c.status || !strings.Contains(w.stderr.String(), c.says) || w.stdout.String() != c.writes {
				t.Errorf("status %d, want %d\nstandard output: %q\n%s", got, c.status, w.stdout.String(), w.stderr.String())
			}
		})
	}
}

const hostileBody = "{\"a\":\"\x1b]52;c;ZGVtbw==\a\",\r\n \"b\": \"\x9b2J \u202e\",\n \"c\": 1.0}"

// A pipe gets the bytes as they came, a terminal none that it obeys.
func TestGetKeepsThePipeExactAndTheTerminalSafe(t *testing.T) {
	t.Parallel()
	config := faulty(t, "good", "hostile")
	w := newWorld(t, "get", "--config", config, "categories")
	if got := w.run(t); got != statusDone || w.stdout.String() != hostileBody {
		t.Errorf("piped: status %d, %q", got, w.stdout.String())
	}
	w = newWorld(t, "get", "--config", config, "--include", "categories")
	w.Terminal = func(stream any) bool { return stream == w.Stdout }
	if got := w.run(t); got != statusDone {
		t.Errorf("on a terminal: status %d", got)
	}
	out := w.stdout.String()
	for text := range strings.Lines(out) {
		if text = strings.TrimSuffix(text, "\n"); safetext.Clean(text) != text {
			t.Errorf("on a terminal: %q", text)
		}
	}
	if !strings.Contains(out, "HTTP/1.1 200 OK\n") || !strings.HasSuffix(out, " \"c\": 1.0}\n") || !strings.Contains(out, "␛]52;c;ZGVtbw==␇") {
		t.Errorf("on a terminal:\n%s", out)
	}
}

// Only standard output decides: a terminal to read messages on changes nothing.
func TestGetLooksAtStandardOutputAlone(t *testing.T) {
	t.Parallel()
	w := newWorld(t, "get", "--config", faulty(t, "good", "hostile"), "categories")
	w.Terminal = func(stream any) bool { return stream != w.Stdout }
	if got := w.run(t); got != statusDone || w.stdout.String() != hostileBody {
		t.Errorf("status %d, %q", got, w.stdout.String())
	}
}

func TestStandardOutputThatCannotBeWritten(t *testing.T) {
	t.Parallel()
	full := &fs.PathError{Op: "write", Path: "/dev/stdout", Err: syscall.ENOSPC}
	for _, line := range []string{"get --demo categories", "token --demo", "token --demo --json", "demo-server"} {
		w := newWorld(t, strings.Fields(line)...)
		w.Stdout = failing{full}
		if got := Main(w.World); got != statusFailed || !strings.Contains(w.stderr.String(), "standard output cannot be written: ") {
			t.Errorf("%s: status %d\n%s", line, got, w.stderr.String())
		}
	}
}

func TestOutcome(t *testing.T) {
	t.Parallel()
	failure := func(kind api.Kind, status, attempts int) api.Exchange {
		return api.Exchange{Status: status, Attempts: make([]api.Attempt, attempts), Err: &api.Error{Kind: kind, Status: status}}
	}
	for _, c := range []struct {
		ex   api.Exchange
		want int
	}{
		{failure(api.KindStatus, 400, 1), statusClient},
		{failure(api.KindStatus, 499, 1), statusClient},
		{failure(api.KindStatus, 500, 1), statusServer},
		{failure(api.KindStatus, 304, 1), statusFailed},
		{failure(api.KindTruncated, 200, 1), statusFailed},
		{failure(api.KindTooLarge, 200, 1), statusFailed},
		{failure(api.KindNotJSON, 200, 1), statusFailed},
		{failure(api.KindRedirect, 302, 1), statusFailed},
		{failure(api.KindTLS, 0, 1), statusFailed},
		{failure(api.KindDNS, 0, 1), statusFailed},
		{failure(api.KindTimeout, 0, 1), statusFailed},
		{failure(api.KindTimeout, 0, 0), statusToken},
		{failure(api.KindToken, 0, 0), statusToken},
		{failure(api.KindRequest, 0, 0), statusUsage},
		{failure(api.KindReadOnly, 0, 0), statusUsage},
	} {
		var exit exitError
		if err := outcome(c.ex); !errors.As(err, &exit) || exit.status != c.want {
			t.Errorf("%s %d: %v, want %d", c.ex.Err.Kind, c.ex.Status, exit, c.want)
		}
	}
	if err := outcome(api.Exchange{Status: 204}); err != nil {
		t.Errorf("204: %v", err)
	}
}

// The exchange is not ours: the scopes of the advice are a copy.
func TestOutcomeLeavesTheExchangeAlone(t *testing.T) {
	t.Parallel()
	backing := []string{"a", "b", "kept"}
	ex := api.Exchange{Status: 403, Scopes: backing[:2], Err: &api.Error{Kind: api.KindStatus, MissingScopes: []string{"c"}}}
	var out bytes.Buffer
	report(t.Context(), &out, outcome(ex))
	if !strings.HasSuffix(out.String(), "\n  flags:  --scope a --scope b --scope c\n") || backing[2] != "kept" {
		t.Errorf("%s%q", out.String(), backing)
	}
}
