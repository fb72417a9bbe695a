//go:build unix

package main

import (
	"bytes"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"brincr-explorer/internal/screen"
)

// mistakes are put into the program for a test, each behind a line of it, and
// made where the environment names them. What is thrown must reach no terminal.
var mistakes = []struct{ file, behind, code string }{
	{"ui/app.go", "func (m *model) Update(msg tea.Msg) (tea.Model, tea.Cmd) {\n", `
	if k, is := msg.(tea.KeyPressMsg); is && k.String() == "X" {
		switch {
		case made("Update"):
			panic(thrown)
		case made("a command"):
			return m, func() tea.Msg { panic(thrown) }
		case made("View"):
			nextView = true
		}
	}
`},
	{"ui/app.go", "func (m *model) View() tea.View {\n", "if nextView { panic(thrown) }\n"},
	{"ui/response/encoding.go", "func firstFlaw(t *textdoc.Text) *flaw {\n", `if made("a goroutine") { panic(thrown) }` + "\n"},
	{"auth/request.go", "func (s *Source) obtain(pause time.Duration, tries int, reason string) reply {\n", `if made("a token request") { panic(thrown) }` + "\n"},
}

// madeFor is what the mistakes need in each package.
const madeFor = `

import "os"

const thrown = "the secret 4711 \x1b[31m\x1b]0;title\a"

var nextView bool

func made(mistake string) bool { return os.Getenv("MISTAKE") == mistake }
`

// mistaken builds the program with all mistakes in it, once.
var mistaken = sync.OnceValues(func() (string, error) {
	dir := filepath.Dir(binary)
	replace := map[string]string{}
	put := func(file, text string) error {
		at := filepath.Join(dir, strings.ReplaceAll(file, "/", "_"))
		whole, err := filepath.Abs(file)
		if err != nil {
			return err
		}
		replace[whole] = at
		return os.WriteFile(at, []byte(text), 0o600)
	}
	texts := map[string]string{}
	for _, m := range mistakes {
		if texts[m.file] == "" {
			text, err := os.ReadFile(m.file)
			if err != nil {
				return "", err
			}
			texts[m.file] = string(text)
		}
		before, after, found := strings.Cut(texts[m.file], m.behind)
		if !found {
			return "", &exec.Error{Name: m.file, Err: os.ErrNotExist}
		}
		texts[m.file] = before + m.behind + m.code + after
	}
	for file, text := range texts {
		folder, _ := filepath.Split(file)
		if err := put(file, text); err != nil {
			return "", err
		}
		if err := put(folder+"made.go", "package "+filepath.Base(folder)+madeFor); err != nil {
			return "", err
		}
	}
	overlay, err := json.Marshal(map[string]any{"Replace": replace})
	if err == nil {
		err = os.WriteFile(filepath.Join(dir, "overlay.json"), overlay, 0o600)
	}
	if err != nil {
		return "", err
	}
	built := filepath.Join(dir, "mistaken")
	out, err := exec.Command("go", "build", "-overlay", filepath.Join(dir, "overlay.json"), "-o", built, ".").CombinedOutput()
	if err != nil {
		return "", &exec.Error{Name: string(out), Err: err}
	}
	return built, nil
})

// TestG09_AMistakeAnywhereGivesTheTerminalBack: the whole program with a panic in
// Update, in View, in a command and in a goroutine of its own.
func TestG09_AMistakeAnywhereGivesTheTerminalBack(t *testing.T) {
	t.Parallel()
	built, err := mistaken()
	if err != nil {
		t.Fatal(err)
	}
	for _, where := range []string{"Update", "View", "a command", "a goroutine", "a token request"} {
		t.Run(where, func(t *testing.T) {
			t.Parallel()
			args := []string{"open", savedFile(t)}
			if where == "a token request" {
				args = []string{"--demo"}
			}
			s := begin(t, func(o *screen.Options) {
				o.Path, o.Width, o.Height = built, 200, 100
				o.Env = append(o.Env, "MISTAKE="+where)
			}, args...)
			switch where {
			case "a goroutine": // by itself, while the file is looked through
				s.ends(1)
			case "a token request": // which fails, and the program goes on
				s.sees("✗ failed", "q quit")
				s.types("q")
				s.ends(0)
			default:
				s.sees("saved: true", "q quit")
				s.types("X")
				s.ends(1)
			}
			if where != "a token request" && !s.Frame().Contains("failed by a mistake of its own: a value of the type string") {
				t.Errorf("no report of the mistake:\n%s", s.Frame().Text())
			}
			for _, never := range []string{"4711", "\x1b[31m", "\x1b]0;"} {
				if bytes.Contains(s.Raw(), []byte(never)) {
					t.Errorf("%q reached the terminal", never)
				}
			}
		})
	}
}
