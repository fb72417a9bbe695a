package config

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"time"

	"brincr-explorer/auth"
)

// commandSource is { command = ["program", "argument"] }, run without a shell.
type commandSource struct {
	environment string
	words       []string
	env         Env
	// hidden names the variables that hold secrets of this config, and that
	// the command has no business to see.
	hidden []string
}

const (
	maxComplaint = 4 << 10     // bytes kept of a command's standard error
	settle       = time.Second // how long its pipes may stay open after its end
)

// Secret runs the command and takes the one line that it writes. The command
// has no input and no terminal: it could not ask anything without writing over
// the screen.
func (s *commandSource) Secret(ctx context.Context) (auth.Secret, error) {
	limited, cancel := context.WithTimeout(ctx, s.env.CommandTimeout)
	defer cancel()
	cmd := exec.CommandContext(limited, s.words[0], s.words[1:]...)
	cmd.Env = withoutVariables(s.env.Environ(), s.hidden)
	out, complaints := &bounded{max: MaxSecret + 1}, &bounded{max: maxComplaint}
	cmd.Stdout, cmd.Stderr = out, complaints
	cmd.WaitDelay = settle
	ownGroup(cmd)
	err := cmd.Run()
	switch {
	case ctx.Err() != nil:
		return auth.Secret{}, s.failed("was stopped before it ended", "Ask for the token again.", ctx.Err())
	case limited.Err() != nil:
		return auth.Secret{}, s.failed(fmt.Sprintf("did not end within %s and was stopped", s.env.CommandTimeout),
			"Try it in a terminal: it perhaps waits for a password, which it cannot ask for here.", limited.Err())
	case err != nil:
		return auth.Secret{}, s.explain(err, complaints.content, out.content)
	}
	secret, complaint, hint := OneLine(out.content)
	if complaint == "is empty" {
		complaint = "wrote nothing"
	}
	if complaint != "" {
		return auth.Secret{}, s.failed(complaint, hint, nil)
	}
	return secret, nil
}

// Format writes the program alone, whatever the verb: an argument may be a
// secret as well.
func (s *commandSource) Format(f fmt.State, _ rune) { _, _ = io.WriteString(f, s.name()) }

func (s *commandSource) name() string { return "the command " + quote(filepath.Base(s.words[0])) }

// explain says why a command failed. Its first line of complaint is repeated,
// except for what it also wrote as its result.
func (s *commandSource) explain(err error, complaints, out []byte) error {
	var exit *exec.ExitError
	switch {
	case errors.As(err, &exit):
		message := "failed: " + exit.ProcessState.String()
		if line := firstLine(complaints, out); line != "" {
			message += " and the complaint " + line
		}
		return s.failed(message, "Try it in a terminal.", nil)
	case errors.Is(err, exec.ErrWaitDelay):
		return s.failed("left something running that may still write", "Let it end together with all that it starts.", err)
	case errors.Is(err, exec.ErrDot):
		return s.failed("was found in the current folder only", "Write its whole path.", nil)
	case errors.Is(err, exec.ErrNotFound):
		return s.failed("was not found on the PATH", "Install it, or write its whole path.", nil)
	case errors.Is(err, fs.ErrNotExist):
		return s.failed("does not exist", "Check its path in the config.", nil)
	case errors.Is(err, fs.ErrPermission):
		return s.failed("must not be run: its permissions forbid it", "Make it executable with chmod +x, or name another.", nil)
	}
	return s.failed("could not be run: "+cause(err), "Try it in a terminal.", nil)
}

func (s *commandSource) failed(message, hint string, err error) error {
	return &SecretError{Environment: s.environment, Source: s.name(), Message: message, Hint: hint, Err: err}
}

// firstLine is the first line of a command's complaint that says something,
// quoted and cut. Lines of its result in it become dots.
func firstLine(complaints, out []byte) string {
	const shown = 200
	for line := range strings.Lines(string(complaints)) {
		line = strings.TrimSpace(line)
		if line == "" {
			continue
		}
		for secret := range strings.Lines(string(out)) {
			if secret = strings.TrimSpace(secret); secret != "" {
				line = strings.ReplaceAll(line, secret, "••••••")
			}
		}
		if r := []rune(line); len(r) > shown {
			line = string(r[:shown-1]) + "…"
		}
		return fmt.Sprintf("%q", line)
	}
	return ""
}

// withoutVariables takes variables out of an environment. Windows does not
// tell capitals from small letters in their names.
func withoutVariables(environ, hidden []string) []string {
	same := func(a, b string) bool { return a == b || (runtime.GOOS == "windows" && strings.EqualFold(a, b)) }
	return slices.DeleteFunc(slices.Clone(environ), func(pair string) bool {
		name, _, _ := strings.Cut(pair, "=")
		return slices.ContainsFunc(hidden, func(h string) bool { return same(h, name) })
	})
}

// bounded keeps the beginning of what is written and lets the rest go by, so
// that a command that writes without end is not held up, and stopped in time.
type bounded struct {
	content []byte
	max     int
}

func (b *bounded) Write(p []byte) (int, error) {
	b.content = append(b.content, p[:min(len(p), b.max-len(b.content))]...)
	return len(p), nil
}
