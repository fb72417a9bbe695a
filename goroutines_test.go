package main

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"maps"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// goroutines are all that the program starts by itself, with the reason why none
// of them can panic: nothing could recover from that, and the terminal would be
// left as the panes have it. Commands are not among them: Bubble Tea starts
// those, and the ui's guard catches what they throw.
var goroutines = map[string]string{
	"api/do.go start":                      "cancels a context",
	"auth/request.go begin":                "run recovers",
	"internal/cli/exit.go tellUnfinished":  "after the panes; writes two lines",
	"internal/cli/hidden.go interruptible": "before any panes; reads a line",
	"internal/cli/signals.go watchSignals": "before the panes open; hands signals on",
	"internal/demo/server.go run":          "net/http's own loop, which recovers in every handler",
	"internal/jqfilter/heap.go exceeded":   "reads a number",
	"internal/jqfilter/run.go start":       "recovers",
	"internal/jsondoc/supply.go newSupply": "makes slices of a fixed size",
	"internal/keyring/keyring.go call":     "recovers",
	"ui/back.go filter":                    "sends messages",
	"ui/guard.go catch":                    "sends a message",
	"ui/pace.go changed":                   "resets a ticker",
	"ui/response/content.go look":          "recovers, and throws it where the guard catches",
	"ui/response/filecontent.go LoadFile":  "reads into a slice",
	"ui/signals.go catch":                  "hands signals on",
	"ui/signals.go end":                    "sends a message; ends Bubble Tea",
	"ui/signals_unix.go control":           "sends a message",
	"ui/signals_unix.go input":             "hands a signal on",
}

// besides are folders that are not part of the program.
var besides = []string{"screenshots", "internal/screen", "internal/measure", "internal/faulty", "internal/soak"}

// TestG09_NoGoroutineIsStartedUnseen fails for a goroutine that is not in the
// list: it belongs there with the reason why it cannot panic, or it has to
// recover.
func TestG09_NoGoroutineIsStartedUnseen(t *testing.T) {
	found := make(map[string]bool)
	err := filepath.WalkDir(".", func(path string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir() && (d.Name() == "testdata" || path != "." && strings.HasPrefix(d.Name(), ".")):
			return fs.SkipDir
		case d.IsDir(), !strings.HasSuffix(path, ".go"), strings.HasSuffix(path, "_test.go"),
			slices.ContainsFunc(besides, func(folder string) bool { return strings.HasPrefix(path, filepath.FromSlash(folder)) }):
			return nil
		}
		return addGoroutines(found, path)
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, where := range slices.Sorted(maps.Keys(found)) {
		if goroutines[where] == "" {
			t.Errorf("%s starts a goroutine that is not in the list", where)
		}
	}
	for where := range goroutines {
		if !found[where] {
			t.Errorf("%s starts no goroutine any more", where)
		}
	}
}

func addGoroutines(found map[string]bool, path string) error {
	file, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.SkipObjectResolution)
	if err != nil {
		return err
	}
	for _, decl := range file.Decls {
		name := "(variables)"
		if f, ok := decl.(*ast.FuncDecl); ok {
			name = f.Name.Name
		}
		ast.Inspect(decl, func(n ast.Node) bool {
			if starts(n) {
				found[filepath.ToSlash(path)+" "+name] = true
			}
			return true
		})
	}
	return nil
}

// starts knows the go statement, and the functions of the standard library and
// of x/sync that start a goroutine with what they are given.
func starts(n ast.Node) bool {
	switch n := n.(type) {
	case *ast.GoStmt:
		return true
	case *ast.CallExpr:
		f, ok := n.Fun.(*ast.SelectorExpr)
		return ok && slices.Contains([]string{"Go", "TryGo", "AfterFunc", "DoChan"}, f.Sel.Name)
	}
	return false
}
