package journal

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"testing"
)

func entryOf(path string) Entry { return entriesOf(exchange(path, 0, 200))[0] }

func TestTheHistoryIsOnesOwn(t *testing.T) {
	path := filepath.Join(t.TempDir(), "state", "brincr-explorer", "history.jsonl")
	f := NewFile(path)
	if _, _, err := f.Read(); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("Read of nothing: %v", err)
	}
	for _, p := range []string{"categories?page=2", "customers?email=a@b.example", "\x1b]0;title\x07\u202e"} {
		if err := f.Write(entryOf(p)); err != nil {
			t.Fatal(err)
		}
	}
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for _, never := range []string{"a@b.example", "\x1b", "\\u001b", "\u202e"} {
		if strings.Contains(string(text), never) {
			t.Errorf("%q is in the file:\n%s", never, text)
		}
	}
	lines, broken, err := f.Read()
	if err != nil || broken != 0 || len(lines) != 3 || lines[1].Path != "customers?email=…" || !lines[1].Unfaithful || !lines[0].Time.Equal(noon) {
		t.Errorf("Read() = %+v, %d, %v", lines, broken, err)
	}
	if runtime.GOOS == "windows" {
		return
	}
	for name, want := range map[string]fs.FileMode{path: 0o600, filepath.Dir(path): 0o700} {
		if info, err := os.Stat(name); err != nil || info.Mode().Perm() != want {
			t.Errorf("%s has the mode %v, %v", name, info.Mode(), err)
		}
	}
}

func TestAHistoryThatOthersCanReadIsClosedToThem(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("modes say nothing there")
	}
	path := filepath.Join(t.TempDir(), "history.jsonl")
	if err := os.WriteFile(path, nil, 0o644); err != nil {
		t.Fatal(err)
	}
	if err := NewFile(path).Write(entryOf("a")); err != nil {
		t.Fatal(err)
	}
	if info, _ := os.Stat(path); info.Mode().Perm() != 0o600 {
		t.Errorf("its mode is %v", info.Mode())
	}
}

// TestTwoProcessesShareTheHistory: no line is lost in or mixed with another,
// and the file begins anew at its bound.
func TestTwoProcessesShareTheHistory(t *testing.T) {
	path := filepath.Join(t.TempDir(), "history.jsonl")
	const each = 200
	var all sync.WaitGroup
	for range 2 {
		all.Go(func() {
			f := &File{path: path, most: 100_000}
			for range each {
				if err := f.Write(entryOf("categories")); err != nil {
					t.Error(err)
				}
			}
		})
	}
	all.Wait()
	f := &File{path: path, most: 100_000}
	lines, broken, err := f.Read()
	if err != nil || broken != 0 || len(lines) != 2*each {
		t.Errorf("%d lines, %d broken, %v", len(lines), broken, err)
	}
	for len(lines) > 0 { // two files of it are all that stays
		info, _ := os.Stat(f.path)
		if info != nil && info.Size() >= f.most {
			break
		}
		if err := f.Write(entryOf("categories")); err != nil {
			t.Fatal(err)
		}
	}
	if err := f.Write(entryOf("the first of a new file")); err != nil {
		t.Fatal(err)
	}
	info, err := os.Stat(path)
	if err != nil || info.Size() > 1000 {
		t.Errorf("%v, %v", info, err)
	}
	if _, err := os.Stat(f.old()); err != nil {
		t.Error(err)
	}
}

func TestABrokenHistoryIsReadAsFarAsItGoes(t *testing.T) {
	good, err := LineOf(entryOf("a")).text()
	if err != nil {
		t.Fatal(err)
	}
	lines, broken, err := parseLines(strings.NewReader(string(good) + "{\"time\":\"2026\n\n[]\nnull\n{}\n" + string(good) + string(good[:40])))
	if err != nil || broken != 5 || len(lines) != 2 {
		t.Errorf("%d lines, %d broken, %v", len(lines), broken, err)
	}
}

func TestWhereTheHistoryIs(t *testing.T) {
	for _, c := range []struct{ goos, env, want string }{
		{"linux", "XDG_STATE_HOME=/s", "/s"},
		{"linux", "XDG_STATE_HOME=relative HOME=/h", "/h/.local/state"},
		{"linux", "", ""},
		{"darwin", "HOME=/h", "/h/Library/Application Support"},
		{"windows", `LocalAppData=C:\u`, `C:\u`},
	} {
		got, err := stateHome(c.goos, func(name string) string {
			for pair := range strings.FieldsSeq(c.env) {
				if n, v, _ := strings.Cut(pair, "="); n == name {
					return v
				}
			}
			return ""
		})
		if filepath.ToSlash(got) != filepath.ToSlash(c.want) || (err != nil) != (c.want == "") {
			t.Errorf("%+v: %q, %v", c, got, err)
		}
	}
}

// TestAFileBegunMeanwhileStays: another process put the full file aside and began
// a new one, just before this one would.
func TestAFileBegunMeanwhileStays(t *testing.T) {
	f := &File{path: filepath.Join(t.TempDir(), "history.jsonl"), most: 1}
	if err := f.Write(entryOf("the full one")); err != nil {
		t.Fatal(err)
	}
	full, err := os.Stat(f.path)
	if err != nil {
		t.Fatal(err)
	}
	if err := f.Write(entryOf("the new one")); err != nil { // which puts the full one aside
		t.Fatal(err)
	}
	if err := f.rotate(full); err != nil {
		t.Fatal(err)
	}
	lines, broken, err := f.Read()
	if err != nil || broken != 0 || len(lines) != 2 || lines[1].Path != "the new one" {
		t.Errorf("%+v, %d broken, %v", lines, broken, err)
	}
}
