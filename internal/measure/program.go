package main

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

// A program is what is measured: how it is started, and what its keys are called.
type program struct {
	name, path string
	ours       bool
	args       []string // before the document
	keys       keys
}

// keys are what to type, as the terminal sends it.
type keys struct {
	down, top, end, foldAll, unfoldAll, foldDepth string

	find   string // opens an empty prompt
	regexp func(string) string
	many   string // moves down, many at once
}

const (
	keyDown  = "\x1b[B"
	keyEnter = "\r"
	clear    = "\x15" // ctrl+u
)

// build makes the program of the module that the current folder is in.
func build(ctx context.Context, folder string) (program, error) {
	p := program{name: "brincr-explorer", ours: true, path: filepath.Join(folder, "brincr-explorer"), args: []string{"open"}}
	p.keys = keys{
		down: keyDown, top: "g", end: "G", foldAll: "C", unfoldAll: "E", foldDepth: "z2",
		find: "/" + clear, regexp: func(pattern string) string { return "/" + pattern + "/" },
		many: "j",
	}
	root, err := exec.CommandContext(ctx, "go", "list", "-m", "-f", "{{.Dir}}").Output()
	if err != nil {
		return p, fmt.Errorf("the module's folder is not known; run this within the repository: %w", err)
	}
	cmd := exec.CommandContext(ctx, "go", "build", "-o", p.path, ".")
	cmd.Dir, cmd.Stderr = strings.TrimSpace(string(root)), os.Stderr
	if err := cmd.Run(); err != nil {
		return p, fmt.Errorf("the build failed: %w", err)
	}
	return p, nil
}

// findFx looks for fx, at path or on the PATH. Without one the program has no path.
func findFx(ctx context.Context, path string) (program, error) {
	asked := path != ""
	if !asked {
		path = "fx"
	}
	found, err := exec.LookPath(path)
	switch {
	case err != nil && asked:
		return program{}, fmt.Errorf("there is no fx to run: %w", err)
	case err != nil:
		return program{}, nil
	}
	version, err := exec.CommandContext(ctx, found, "--version").Output()
	if err != nil {
		return program{}, fmt.Errorf("%s does not tell its version: %w", found, err)
	}
	p := program{name: "fx " + strings.TrimSpace(string(version)), path: found}
	p.keys = keys{
		down: keyDown, top: "g", end: "G", foldAll: "E", unfoldAll: "e", foldDepth: "2",
		find: "/" + clear, regexp: func(pattern string) string { return pattern },
		many: keyDown, // it takes several j in one read for another key
	}
	return p, nil
}

// environment is all that the programs see of this one's: no settings of the user.
func environment(home string) []string {
	return []string{
		"HOME=" + home, "XDG_CONFIG_HOME=" + home, "PATH=" + os.Getenv("PATH"), "TZ=UTC", "LANG=C.UTF-8",
		"TERM=xterm-256color", "COLORTERM=truecolor",
	}
}
