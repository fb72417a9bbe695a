package cli

import (
	"bufio"
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"

	"github.com/charmbracelet/colorprofile"
	"github.com/spf13/cobra"

	"brincr-explorer/internal/config"
	"brincr-explorer/internal/doctor"
)

// examination is the flags of doctor.
type examination struct {
	selection
	noRead, asJSON bool
}

func newDoctor(p *program) *cobra.Command {
	var x examination
	c := &cobra.Command{
		Use:   "doctor",
		Short: "Show what works between here and Brincr, and what to do",
		Long: `Show what works between here and Brincr, and what to do about what does not: the
config and its permissions, where the secret comes from, both servers, TLS, the
clock, the token with its claims and scopes, one read, and the terminal.

It requests one token, and sends one GET that reads a list: nothing else reaches
Brincr. With --no-read not even that is sent. No secret and no token is shown.
Exit status: that of the first failure; 0 where there is none, 1 a server cannot
be reached, 2 wrong usage or config, 3 no token that fits, 4 the API answered 4xx,
5 it answered 5xx.`,
		Example: `  brincr-explorer doctor
  brincr-explorer doctor --env production --no-read
  brincr-explorer doctor --json | jq '.checks[] | select(.state == "failed")'`,
		Args:              noArgument,
		ValidArgsFunction: cobra.NoFileCompletions,
		RunE:              func(c *cobra.Command, _ []string) error { return x.run(c.Context(), p) },
	}
	x.bind(p, c)
	c.Flags().BoolVar(&x.noRead, "no-read", false, "send nothing to Brincr")
	c.Flags().BoolVar(&x.asJSON, "json", false, "write what was found as JSON")
	return c
}

func (x *examination) run(ctx context.Context, p *program) error {
	subject, closing, err := x.subject(p)
	if err != nil {
		return err
	}
	defer closing()
	out := bufio.NewWriter(p.Stdout) // keeps its first error
	text := doctor.Text{Out: out, Width: p.width(p.Stdout)}
	tell := func(checks ...doctor.Check) {
		text.Checks(checks...)
		_ = out.Flush()
	}
	if x.asJSON {
		tell = func(...doctor.Check) {}
	} else {
		text.Begin(subject)
		_ = out.Flush()
	}
	report := doctor.Run(ctx, subject, tell)
	if ctx.Err() != nil {
		return context.Cause(ctx)
	}
	if x.asJSON {
		_ = doctor.JSON(out, subject, report) // texts and numbers: only the writing can fail
	} else {
		text.End(report)
	}
	if err := unwritten(out.Flush()); err != nil {
		return err
	}
	if first, failed := report.Failed(); failed {
		return exitError{status: report.Status(), err: errors.New("not all is well: see " + doctor.Label(first))}
	}
	return nil
}

// subject is what the flags choose. A config that cannot be used is a subject too.
func (x *examination) subject(p *program) (doctor.Subject, func(), error) {
	subject := doctor.Subject{NoRead: x.noRead, Terminal: p.terminal()}
	u, err := x.setup(p)
	if err != nil {
		broken, ok := brokenConfig(err)
		subject.Config = broken
		if !ok {
			return subject, nil, err
		}
		return subject, func() {}, nil
	}
	subject.Config = doctor.Config{Path: u.path, Warnings: u.warnings, Modes: modesOf(u.path)}
	subject.Environment, subject.Tenant = u.environment(), u.tenant
	subject.Scopes, subject.Catalogue, subject.Client = u.environment().Scopes, u.catalogue, u.client
	if len(u.scopes) > 0 {
		subject.Scopes = u.scopes
	}
	subject.Origin = origin(u.environment().Secret)
	if u.demo != nil {
		subject.Origin, subject.Demo = "the demo itself", true
	}
	return subject, u.close, nil
}

// brokenConfig tells a config that cannot be used from other mistakes.
func brokenConfig(err error) (doctor.Config, bool) {
	var problems config.Problems
	var missing *config.Missing
	var file *config.FileError
	switch {
	case errors.As(err, &missing):
		return doctor.Config{
			Broken: "there is none at " + missing.Path,
			Next:   "brincr-explorer init writes one, asking what is needed. To look around without one: brincr-explorer --demo",
		}, true
	case errors.As(err, &file):
		return doctor.Config{Broken: file.Path + ": " + file.Message, Next: file.Hint}, true
	case errors.As(err, &problems):
		return doctor.Config{Broken: "it cannot be used", Next: problems.Error()}, true
	}
	return doctor.Config{}, false
}

// modesOf looks at the permissions of a config; nil where they say nothing.
func modesOf(path string) *doctor.Modes {
	if path == "" || runtime.GOOS == "windows" {
		return nil
	}
	file, err := os.Stat(path)
	folder, folderErr := os.Stat(filepath.Dir(path))
	if err != nil || folderErr != nil || !file.Mode().IsRegular() {
		return nil
	}
	return &doctor.Modes{File: file.Mode(), Folder: folder.Mode() & (fs.ModePerm | fs.ModeSticky)}
}

// terminal is what is known of standard output.
func (w World) terminal() doctor.Terminal {
	t := doctor.Terminal{Is: w.Terminal(w.Stdout), Name: w.getenv("TERM")}
	if !t.Is {
		return t
	}
	if w.Size != nil {
		t.Width, t.Height = w.Size(w.Stdout)
	}
	t.Colours = colours(w.Environ())
	t.Locale, t.UTF8 = w.locale()
	switch {
	case w.getenv("TMUX") != "":
		t.Within = "tmux"
	case w.getenv("STY") != "":
		t.Within = "screen"
	}
	return t
}

func colours(environ []string) string {
	switch colorprofile.Env(environ) {
	case colorprofile.TrueColor:
		return "16 million colours"
	case colorprofile.ANSI256:
		return "256 colours"
	case colorprofile.ANSI:
		return "16 colours"
	}
	return "no colours"
}

// locale is the variable that decides on the characters (POSIX, 8.2), and whether
// it says UTF-8. Windows has none, and needs none.
func (w World) locale() (says string, utf8 bool) {
	if runtime.GOOS == "windows" {
		return "Windows", true
	}
	for _, name := range []string{"LC_ALL", "LC_CTYPE", "LANG"} {
		if value := w.getenv(name); value != "" {
			plain := strings.ToLower(strings.ReplaceAll(value, "-", ""))
			return name + "=" + value, strings.Contains(plain, "utf8")
		}
	}
	return "no LANG is set", false
}
