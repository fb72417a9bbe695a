package main

import (
	"encoding/json"
	"os/exec"
	"slices"
	"strings"
	"testing"
)

const module = "brincr-explorer"

// mayImport says which way imports run. A package that is not named here, or
// that imports what its row lacks, fails the test: a new arrow is drawn on
// purpose or not at all. "std" stands for the standard library alone.
var mayImport = map[string][]string{
	"":                     {"internal/cli"},
	"internal/cli":         {"ui", "ui/response", "internal/config", "internal/demo", "internal/journal", "internal/jqfilter", "internal/keyring", "internal/safetext", "api", "auth", "github.com/spf13/cobra", "golang.org/x/net/http/httpproxy", "golang.org/x/term", "internal/jsondoc", "internal/openapi", "internal/doctor", "github.com/charmbracelet/colorprofile", "internal/firstconfig", "ui/filter"},
	"ui":                   {"ui/action", "ui/intent", "ui/logpane", "ui/overlay", "ui/paint", "ui/rail", "ui/response", "internal/journal", "internal/jqfilter", "internal/jsondoc", "internal/safetext", "api", "auth", "charm.land/bubbletea/v2", "charm.land/bubbles/v2/key", "charm.land/bubbles/v2/textinput", "github.com/charmbracelet/x/ansi", "github.com/charmbracelet/colorprofile", "golang.org/x/sys/unix", "golang.org/x/term", "ui/form", "ui/seen", "internal/follow", "internal/openapi", "ui/compose"},
	"ui/action":            {},
	"ui/intent":            {},
	"ui/filter":            {"api"},
	"ui/paint":             {"internal/safetext", "charm.land/lipgloss/v2"},
	"ui/rail":              {"ui/action", "ui/intent", "ui/filter", "ui/paint", "internal/safetext", "api", "auth"},
	"ui/response":          {"ui/action", "ui/intent", "ui/paint", "internal/jqfilter", "internal/jsondiff", "internal/jsondoc", "internal/textdoc", "internal/safetext", "api"},
	"ui/logpane":           {"ui/filter", "ui/intent", "ui/overlay", "ui/paint", "internal/journal", "internal/safetext", "api", "charm.land/bubbletea/v2", "charm.land/bubbles/v2/textinput"},
	"ui/overlay":           {"ui/action", "ui/intent", "ui/filter", "ui/paint", "internal/safetext", "charm.land/bubbletea/v2", "charm.land/bubbles/v2/textinput"},
	"ui/form":              {"ui/overlay", "ui/paint", "internal/safetext", "api", "charm.land/bubbletea/v2", "charm.land/bubbles/v2/textinput"},
	"ui/seen":              {"internal/jsondoc"},
	"api":                  {"auth"},
	"auth":                 {},
	"internal/config":      {"internal/keyring", "api", "auth", "github.com/pelletier/go-toml/v2", "github.com/pelletier/go-toml/v2/unstable"},
	"internal/journal":     {"internal/safetext", "api"},
	"internal/doctor":      {"internal/safetext", "api", "auth"},
	"internal/keyring":     {"auth", "github.com/zalando/go-keyring", "github.com/godbus/dbus/v5"},
	"internal/demo":        {"internal/demo/"},
	"internal/openapi":     {"internal/jsondoc", "internal/safetext", "api", "github.com/getkin/kin-openapi/openapi3", "github.com/santhosh-tekuri/jsonschema/v6", "github.com/santhosh-tekuri/jsonschema/v6/kind", "go.yaml.in/yaml/v4"},
	"internal/follow":      {"api"},
	"internal/jqfilter":    {"internal/jsondoc", "github.com/itchyny/gojq"},
	"internal/jsondiff":    {"internal/jsondoc"},
	"internal/jsondoc":     {},
	"internal/firstconfig": {"api", "auth"},
	"ui/compose":           {"ui/action", "ui/overlay", "ui/paint", "internal/jsondoc", "internal/safetext", "api", "auth", "charm.land/bubbletea/v2", "charm.land/bubbles/v2/textinput"},
	"internal/safetext": {
		"github.com/charmbracelet/x/ansi", "github.com/clipperhouse/displaywidth", "github.com/clipperhouse/uax29/v2/graphemes", "github.com/rivo/uniseg", "github.com/mattn/go-runewidth",
	},
	"internal/faulty":  {},
	"internal/soak":    {"api", "auth"},
	"internal/leaks":   {},
	"internal/measure": {"internal/sample", "internal/screen", "github.com/creack/pty"},
	"internal/sample":  {},
	"internal/textdoc": {"internal/safetext"},
	"internal/screen":  {"github.com/charmbracelet/", "github.com/creack/pty", "golang.org/x/"},
	"screenshots":      {"internal/screen"},
}

// forbiddenStd are parts of the standard library that some packages must do
// without.
var forbiddenStd = map[string][]string{
	"ui":                {"net/http"},
	"ui/paint":          {"net/http"},
	"ui/rail":           {"net/http"},
	"ui/response":       {"net/http"},
	"ui/overlay":        {"net/http"},
	"ui/logpane":        {"net/http", "os"},
	"ui/form":           {"net/http"},
	"ui/seen":           {"net/http", "os"},
	"internal/jqfilter": {"net/http", "os"},
	"internal/jsondiff": {"net/http", "os"},
	"internal/openapi":  {"net/http"},
	"internal/follow":   {"net/http", "os"},
	"internal/jsondoc":  {"net/http", "os"},
	"internal/safetext": {"net/http", "os"},
	"ui/compose":        {"net/http", "os"},
}

func TestImportsRunOneWay(t *testing.T) {
	for _, p := range packages(t) {
		name := strings.TrimPrefix(strings.TrimPrefix(p.ImportPath, module), "/")
		allowed, known := mayImport[name]
		if !known && !strings.HasPrefix(name, "internal/demo/") {
			t.Errorf("package %s is not in the table of imports", p.ImportPath)
			continue
		}
		for _, imported := range p.Imports {
			short := strings.TrimPrefix(imported, module+"/")
			if isStandard(imported) {
				if slices.Contains(forbiddenStd[name], imported) {
					t.Errorf("%s imports %s", p.ImportPath, imported)
				}
				continue
			}
			if !slices.ContainsFunc(allowed, func(a string) bool { return short == a || (strings.HasSuffix(a, "/") && strings.HasPrefix(short, a)) }) {
				t.Errorf("%s imports %s, against the direction that imports run", p.ImportPath, imported)
			}
		}
	}
}

type pkg struct {
	ImportPath string
	Imports    []string
}

func packages(t *testing.T) []pkg {
	t.Helper()
	out, err := exec.CommandContext(t.Context(), "go", "list", "-json=ImportPath,Imports", "./...").Output()
	if err != nil {
		t.Fatalf("go list: %v", err)
	}
	var list []pkg
	for d := json.NewDecoder(strings.NewReader(string(out))); d.More(); {
		var p pkg
		if err := d.Decode(&p); err != nil {
			t.Fatal(err)
		}
		list = append(list, p)
	}
	return list
}

func isStandard(path string) bool {
	first, _, _ := strings.Cut(path, "/")
	return first != module && !strings.Contains(first, ".")
}
