package cli

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"brincr-explorer/auth"
	"brincr-explorer/internal/config"
	"brincr-explorer/internal/safetext"
)

// dialog asks a person, or a script, in plain lines on standard error: no escape
// sequence is written, and the terminal's own line editing is all there is.
//
// A person who answers what will not do is asked again. A script is told and ended:
// its next line was meant for another question.
type dialog struct {
	*program
	ctx   context.Context
	in    *bufio.Reader
	typed bool // at a terminal
}

// maxAnswers bounds what is read in all.
const maxAnswers = 1 << 20

func newDialog(ctx context.Context, p *program) *dialog {
	_, isFile := p.Stdin.(*os.File)
	return &dialog{program: p, ctx: ctx, in: bufio.NewReader(io.LimitReader(p.Stdin, maxAnswers)), typed: isFile && p.Terminal(p.Stdin)}
}

// say writes a paragraph.
func (d *dialog) say(text string) { d.hang("", "", text) }

// hang writes a text behind a head, and its further lines behind a margin.
func (d *dialog) hang(head, margin, text string) {
	width := d.width(d.Stderr)
	if width < 2*max(len(head), len(margin)) { // no room for columns
		head, margin, text = "", "", strings.TrimSpace(head)+" "+text
	}
	for i, part := range safetext.Wrap(text, max(width-max(len(head), len(margin)), 1)) {
		if i > 0 {
			head = margin
		}
		_, _ = fmt.Fprintln(d.Stderr, head+part) // nobody reads the error of the stream on which errors are told
	}
}

// ask reads one line. An empty one is byDefault.
func (d *dialog) ask(question, byDefault string) (string, error) {
	prompt := question
	if byDefault != "" {
		prompt += " [" + byDefault + "]"
	}
	content, err := d.read(prompt + ": ")
	if err != nil {
		return "", err
	}
	answer := strings.TrimFunc(content, func(r rune) bool { return unicode.IsSpace(r) || unicode.Is(unicode.Cf, r) })
	if answer == "" {
		return byDefault, nil
	}
	return answer, nil
}

func (d *dialog) read(prompt string) (string, error) {
	_, _ = fmt.Fprint(d.Stderr, strings.Join(safetext.Wrap(prompt, d.width(d.Stderr)), "\n")+" ")
	content, err := interruptible(d.ctx, func() ([]byte, error) { return d.in.ReadBytes('\n') })
	if !d.typed || errors.Is(err, io.EOF) {
		_, _ = fmt.Fprintln(d.Stderr)
	}
	switch {
	case d.ctx.Err() != nil:
		return "", context.Cause(d.ctx)
	case errors.Is(err, io.EOF) && len(content) == 0:
		return "", usage(fmt.Errorf("the answers end at the question %s; nothing was written", quoted(strings.TrimRight(prompt, ": "))))
	case err != nil && !errors.Is(err, io.EOF):
		return "", unreadable("standard input", err)
	}
	return strings.TrimRight(string(content), "\r\n"), nil
}

// until asks until check has nothing to complain of. A check may be nil.
func (d *dialog) until(question, byDefault string, check func(string) (complaint string)) (string, error) {
	for {
		answer, err := d.ask(question, byDefault)
		if err != nil {
			return "", err
		}
		complaint := ""
		switch {
		case answer == "":
			complaint = "An answer is needed."
		case !utf8.ValidString(answer) || strings.ContainsFunc(answer, unicode.IsControl):
			complaint = "The answer holds a character that cannot be meant. Type it by hand."
		case check != nil:
			complaint = check(answer)
		}
		if complaint == "" {
			return answer, nil
		}
		if err := d.complain(question, complaint); err != nil {
			return "", err
		}
	}
}

// complain tells a person; for a script it is an error.
func (d *dialog) complain(question, complaint string) error {
	if d.typed {
		d.hang("  ! ", "    ", complaint)
		return nil
	}
	return usage(fmt.Errorf("the answer to %s will not do: %s Nothing was written", quoted(question), complaint))
}

// option is an answer of several, by its number or its word.
type option struct{ word, text string }

// choose asks for one of several options; the first is the default.
func (d *dialog) choose(question string, options []option) (string, error) {
	longest := 0
	for _, o := range options {
		longest = max(longest, len(o.word))
	}
	for n, o := range options {
		head := fmt.Sprintf("  %d  %-*s  ", n+1, longest, o.word)
		d.hang(head, strings.Repeat(" ", len(head)), o.text)
	}
	answer, err := d.until(question, "1", func(answer string) string {
		if optionOf(options, answer) == "" {
			return fmt.Sprintf("Answer with a number from 1 to %d, or the word behind it.", len(options))
		}
		return ""
	})
	return optionOf(options, answer), err
}

func optionOf(options []option, answer string) string {
	for n, o := range options {
		if strings.EqualFold(answer, o.word) || answer == strconv.Itoa(n+1) {
			return o.word
		}
	}
	return ""
}

func (d *dialog) yes(question string) (bool, error) {
	answer, err := d.until(question, "yes", func(answer string) string {
		if !isOneOf(answer, "y", "yes", "n", "no") {
			return "Answer yes or no."
		}
		return ""
	})
	return isOneOf(answer, "y", "yes"), err
}

func isOneOf(answer string, words ...string) bool {
	for _, word := range words {
		if strings.EqualFold(answer, word) {
			return true
		}
	}
	return false
}

// secret reads a secret, which a terminal does not show.
func (d *dialog) secret(question string) (auth.Secret, error) {
	for {
		content, err := d.readHidden(question)
		if err != nil {
			return auth.Secret{}, err
		}
		secret, complaint, hint := config.OneLine(content)
		if complaint == "" {
			if text := secret.Reveal(); strings.TrimSpace(text) != text {
				d.hang("  ! ", "    ", "It has blanks before or after it. They are kept as a part of it.")
			}
			return secret, nil
		}
		if err := d.complain(question, "It "+complaint+". "+hint); err != nil {
			return auth.Secret{}, err
		}
	}
}

func (d *dialog) readHidden(question string) ([]byte, error) {
	if terminal, ok := d.Stdin.(*os.File); ok && d.typed {
		return askHidden(d.ctx, terminal, d.Stderr, question+" (not shown): ")
	}
	content, err := d.read(question + ": ")
	return []byte(content), err
}
