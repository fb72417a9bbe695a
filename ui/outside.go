package ui

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"

	tea "charm.land/bubbletea/v2"

	"brincr-explorer/ui/response"
)

// editOutside opens the body in the editor that the user has chosen for all
// programs.
func (m *model) editOutside() tea.Cmd {
	w := m.writing
	words := editorWords(m.o.ChildEnviron)
	if w.editor == nil {
		return nil
	}
	if len(words) == 0 {
		w.editor.Say("No editor is set. Set VISUAL or EDITOR before the start, or edit here.", true)
		return nil
	}
	lend := m.lend
	if lend == nil {
		lend = func(start starting) error { return runLent(start(context.Background())) }
	}
	// What a check still finds would be of the text before.
	w.stamp = m.newStamp(m.here)
	o := &outside{lend: lend, words: words, environ: m.o.ChildEnviron, name: fileName(response.Line(w.request)), before: w.editor.Text()()}
	s := w.stamp
	return tea.Exec(o, func(err error) tea.Msg { return bodyEditedMsg{stamp: s, text: o.after, err: err} })
}

// bodyEditedMsg is what the user's editor left.
type bodyEditedMsg struct {
	stamp
	text string
	err  error
}

// bodyEdited takes over what an editor left. What went wrong there leaves the
// body as it was.
func (m *model) bodyEdited(msg bodyEditedMsg) {
	w := m.writing
	if w == nil || w.editor == nil || msg.stamp != w.stamp {
		return
	}
	w.checking = -1
	before := w.editor.Version()
	switch {
	case errors.Is(msg.err, errUnchanged):
		w.editor.Say("The editor left the body as it was.", false)
	case msg.err != nil:
		w.editor.Say("The body is as it was: "+msg.err.Error()+".", true)
	default:
		w.editor.SetText(msg.text)
		if w.editor.Version() == before {
			w.editor.Say("The editor left the body as it was.", false)
			return
		}
		w.editor.Say("Taken over from the editor. ctrl+z takes that back.", false)
	}
}

var errUnchanged = errors.New("nothing was changed")

// outside is a body in a file of its own while an editor has the terminal. The
// file is nobody else's, and is gone afterwards.
type outside struct {
	lend    func(starting) error
	words   []string
	environ []string
	name    string
	before  []byte
	after   string

	in       io.Reader
	out, err io.Writer
}

// SetStdin, SetStdout and SetStderr implement tea.ExecCommand.
func (o *outside) SetStdin(r io.Reader)  { o.in = fileOf(r) }
func (o *outside) SetStdout(w io.Writer) { o.out = w }
func (o *outside) SetStderr(w io.Writer) { o.err = w }

// Run implements tea.ExecCommand.
func (o *outside) Run() error {
	dir, err := os.MkdirTemp("", "brincr-explorer-") // of mode 0700
	if err != nil {
		return fmt.Errorf("no folder for it could be made: %w", bare(err))
	}
	defer os.RemoveAll(dir)
	file := filepath.Join(dir, o.name)
	if err := os.WriteFile(file, o.before, 0o600); err != nil {
		return fmt.Errorf("it could not be written to a file: %w", bare(err))
	}
	err = o.lend(func(ctx context.Context) *exec.Cmd {
		cmd := exec.CommandContext(ctx, o.words[0], append(o.words[1:len(o.words):len(o.words)], file)...)
		cmd.Env, cmd.Stdin, cmd.Stdout, cmd.Stderr = o.environ, o.in, o.out, o.err
		return cmd
	})
	if err != nil {
		return fmt.Errorf("the editor %s %s", o.words[0], ended(err))
	}
	return o.read(file)
}

// read takes what the editor left, and nothing larger than what could be sent.
func (o *outside) read(file string) error {
	const most = 16 << 20
	f, err := os.Open(file)
	if err != nil {
		return fmt.Errorf("the editor took its file away: %w", bare(err))
	}
	defer f.Close()
	text, err := io.ReadAll(io.LimitReader(f, most+1))
	switch {
	case err != nil:
		return fmt.Errorf("what the editor left could not be read: %w", bare(err))
	case len(text) > most:
		return errors.New("what the editor left is larger than 16 MiB")
	case len(bytes.TrimSpace(text)) == 0:
		return errors.New("the editor left its file empty")
	}
	// Editors end a file with a line end that nobody typed.
	if !bytes.HasSuffix(o.before, []byte("\n")) {
		text = bytes.TrimSuffix(bytes.TrimSuffix(text, []byte("\n")), []byte("\r"))
	}
	if o.after = string(text); o.after == string(o.before) {
		return errUnchanged
	}
	return nil
}

// ended says how a program ended that did not end well.
func ended(err error) string {
	var exit *exec.ExitError
	switch {
	case errors.As(err, &exit):
		return "failed: " + exit.ProcessState.String()
	case errors.Is(err, exec.ErrNotFound), errors.Is(err, fs.ErrNotExist):
		return "was not found; check VISUAL and EDITOR"
	}
	return "could not be run: " + bare(err).Error()
}

// bare is an error without the path of a file that is gone by now.
func bare(err error) error {
	if e := (*fs.PathError)(nil); errors.As(err, &e) {
		return e.Err
	}
	return err
}

// editorWords is the user's editor with its arguments: $VISUAL, else $EDITOR; none
// where neither is set. Quotes keep blanks together, as they do in a shell; no
// shell reads it.
func editorWords(environ []string) []string {
	for _, name := range []string{"VISUAL=", "EDITOR="} {
		for _, pair := range environ {
			if value, ok := strings.CutPrefix(pair, name); ok {
				if words := splitWords(value); len(words) > 0 {
					return words
				}
			}
		}
	}
	return nil
}

func splitWords(line string) []string {
	var words []string
	var word strings.Builder
	quote, open := rune(0), false
	for _, r := range line {
		switch {
		case quote != 0 && r == quote:
			quote = 0
		case quote == 0 && (r == '"' || r == '\''):
			quote, open = r, true
		case quote == 0 && (r == ' ' || r == '\t'):
			if open {
				words = append(words, word.String())
			}
			word.Reset()
			open = false
		default:
			word.WriteRune(r)
			open = true
		}
	}
	if open {
		words = append(words, word.String())
	}
	return words
}

// fileName tells a person in an editor what the file is, and the editor that it is
// JSON.
func fileName(line string) string {
	name := strings.Map(func(r rune) rune {
		if r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || r == '-' {
			return r
		}
		return '-'
	}, line)
	const longest = 60
	return strings.Trim(name[:min(len(name), longest)], "-") + ".json"
}
