package config

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

const examplePath = "../../config.toml.example"

var (
	activeKey  = regexp.MustCompile(`^(\w+) *=`)
	variantKey = regexp.MustCompile(`^#(\w+) *=`)
	header     = regexp.MustCompile(`^\[+([\w.]+)\]+$`)
)

func exampleLines(t *testing.T) []string {
	t.Helper()
	text, err := os.ReadFile(examplePath)
	if err != nil {
		t.Fatal(err)
	}
	return strings.Split(string(text), "\n")
}

func loadExample(t *testing.T, lines []string) {
	t.Helper()
	dir := t.TempDir()
	for name, text := range map[string]string{"config.toml": strings.Join(lines, "\n"), "company-ca.pem": certificatePEM(t)} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	cfg, err := Load(filepath.Join(dir, "config.toml"), testEnv(nil))
	if err != nil || len(cfg.Warnings) > 0 {
		t.Errorf("Load: %v, warnings %v", err, cfg)
	}
}

func TestExampleLoads(t *testing.T) { loadExample(t, exampleLines(t)) }

// Each possibility that the example shows behind a # works in the place of the
// line that it stands for.
func TestExampleVariantsLoad(t *testing.T) {
	lines, found := exampleLines(t), 0
	for i, line := range lines {
		m := variantKey.FindStringSubmatch(line)
		if m == nil {
			continue
		}
		found++
		t.Run(fmt.Sprintf("line %d", i+1), func(t *testing.T) {
			with := slices.Clone(lines)
			start, end := block(lines, i)
			for j := start; j < end; j++ {
				if a := activeKey.FindStringSubmatch(with[j]); a != nil && a[1] == m[1] {
					with[j] = ""
				}
			}
			with[i] = strings.TrimPrefix(line, "#")
			loadExample(t, with)
		})
	}
	if found < 11 {
		t.Errorf("only %d possibilities were found", found)
	}
}

// block is the lines between the headers around line i.
func block(lines []string, i int) (start, end int) {
	for start = i; start > 0 && !header.MatchString(lines[start]); start-- {
	}
	for end = i; end < len(lines) && !header.MatchString(lines[end]); end++ {
	}
	return start, end
}

// Every key of the schema stands in its place in the example, in use or as a
// possibility.
func TestExampleHasEveryKey(t *testing.T) {
	shown := map[string]bool{}
	table := topTable
	for _, line := range exampleLines(t) {
		if m := header.FindStringSubmatch(line); m != nil {
			table = m[1]
			shown[strings.TrimPrefix(table, "environments.")] = true
			shown[table] = true
			continue
		}
		for _, pattern := range []*regexp.Regexp{activeKey, variantKey} {
			if m := pattern.FindStringSubmatch(line); m != nil {
				shown[dottedName(table, key{name: m[1]})] = true
			}
		}
		for _, m := range regexp.MustCompile(`\{ (\w+) =`).FindAllStringSubmatch(line, -1) {
			shown[secretTable+"."+m[1]] = true
		}
	}
	for _, table := range tables() {
		for _, name := range keysOf(table) {
			if full := dottedName(table, key{name: name}); !shown[full] {
				t.Errorf("%s is not explained in config.toml.example", full)
			}
		}
	}
}
