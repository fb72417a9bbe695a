package config

import (
	"errors"
	"fmt"
	"path/filepath"
	"strings"

	"brincr-explorer/api"
)

// loader walks the tree of one file, turns it into a Config, and gathers what
// is wrong on the way: it never stops at the first mistake.
type loader struct {
	src      *source
	lines    locator
	env      Env
	folder   string // of the file, absolute: what {file=} is relative to
	problems Problems

	plain     []int            // where secrets stand in the file itself
	variables []string         // named by {env=}
	keyring   []string         // named by {keyring=}, each once
	commands  []*commandSource // run without those variables
}

func parse(src *source, env Env) (*Config, error) {
	l := &loader{src: src, lines: newLocator(src.text), env: env, folder: folderOf(src.path)}
	root, err := buildTree(l.lines, l.errorAt)
	if err != nil {
		return nil, l.syntax(err)
	}
	cfg := l.config(root)
	l.problems.sort()
	if l.problems.fatal() {
		return nil, l.problems
	}
	cfg.Warnings = l.problems
	return cfg, nil
}

func folderOf(path string) string {
	abs, err := filepath.Abs(path)
	if err != nil {
		return filepath.Dir(path)
	}
	return filepath.Dir(abs)
}

// syntax is the one problem of a file that is not TOML: what follows the first
// such place cannot be told from its consequences.
func (l *loader) syntax(err error) error {
	var se *syntaxError
	if !errors.As(err, &se) {
		return err
	}
	message, hint := explainSyntax(se.message)
	l.problems = nil
	l.errorAt(se.offset, "", message, hint)
	return l.problems
}

func (l *loader) config(root *table) *Config {
	l.unknownKeys(root, topTable)
	cfg := &Config{
		Path:       l.src.path,
		Timeout:    l.timeout(root),
		MaxBody:    l.maxBody(root),
		PageBudget: l.pageBudget(root),
		History:    l.history(root),
		Endpoints:  l.endpoints(root),
	}
	bundles := l.environments(root)
	l.sharedBetweenSides(bundles)
	for _, b := range bundles {
		cfg.Environments = append(cfg.Environments, b.Environment)
	}
	cfg.Environment = l.start(root, cfg.Environments)
	cfg.Keyring, cfg.variables = l.keyring, l.variables
	for _, c := range l.commands {
		c.hidden = l.variables
	}
	l.readableByOthers()
	return cfg
}

// start is the environment to begin with: the one that the file names, else its
// first.
func (l *loader) start(root *table, all []api.Environment) string {
	m := l.member(root, topTable, "environment", text)
	if len(all) == 0 {
		return ""
	}
	if m == nil {
		return all[0].Name
	}
	var names, shown []string
	for _, e := range all {
		if e.Name == m.value.text {
			return e.Name
		}
		if e.Name != "" {
			names, shown = append(names, e.Name), append(shown, quote(e.Name))
		}
	}
	hint := "The file has: " + strings.Join(shown, ", ") + "."
	if near := nearest(m.value.text, names); near != "" {
		hint = "Did you mean " + quote(near) + "?"
	}
	l.errorAt(m.value.offset, "environment", "environment = "+quote(m.value.text)+" names no environment of this file", hint)
	return ""
}

// readableByOthers refuses a file that holds a secret and that more people than
// its owner can read.
func (l *loader) readableByOthers() {
	if len(l.plain) == 0 || !l.src.regular || !othersRead(l.src.mode) {
		return
	}
	l.errorAt(l.plain[0], environmentsTable+".client_secret",
		fmt.Sprintf("client_secret is written in this file, and others on this machine can read the file (mode %04o)", l.src.mode.Perm()),
		"Type: chmod 600 "+shellQuote(l.src.path))
}

func (l *loader) errorAt(offset int, key, message, hint string) {
	l.problem(offset, Problem{Key: key, Message: message, Hint: hint})
}

func (l *loader) warnAt(offset int, key, message, hint string) {
	l.problem(offset, Problem{Key: key, Message: message, Hint: hint, Warning: true})
}

func (l *loader) problem(offset int, p Problem) {
	p.File = l.src.path
	p.Line, p.Column = l.lines.position(offset)
	l.problems = append(l.problems, p)
}

func (l *loader) line(offset int) int {
	line, _ := l.lines.position(offset)
	return line
}
