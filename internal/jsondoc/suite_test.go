package jsondoc

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestSuite runs the public JSONTestSuite (testdata/JSONTestSuite, with its licence) and its two big files, which are
// made here.
func TestSuite(t *testing.T) {
	texts := map[string][]byte{
		"n_structure_100000_opening_arrays.json": []byte(strings.Repeat("[", 100_000)),
		"n_structure_open_array_object.json":     []byte(strings.Repeat(`[{"":`, 50_000) + "\n"),
	}
	files, err := filepath.Glob("testdata/JSONTestSuite/*.json")
	if err != nil || len(files) < 316 {
		t.Fatalf("%d files, %v", len(files), err)
	}
	for _, f := range files {
		text, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		texts[filepath.Base(f)] = text
	}
	for name, text := range texts {
		t.Run(name, func(t *testing.T) {
			d, err := Parse(text)
			var wrong *SyntaxError
			switch {
			case name[0] == 'y' && err != nil:
				t.Errorf("refused: %v", err)
			case name[0] == 'n' && err == nil:
				t.Error("accepted")
			case err != nil && !errors.As(err, &wrong):
				t.Errorf("the error is a %T", err)
			case err == nil && d.Lines():
				t.Error("taken for several documents")
			}
			if d.Len() < 2_000 { // the check is quadratic in the depth
				checkDocument(t, d)
			}
		})
	}
}

// TestUndecided says what becomes of the inputs that RFC 8259 leaves open.
func TestUndecided(t *testing.T) {
	files, _ := filepath.Glob("testdata/JSONTestSuite/i_*.json")
	refused := map[string]bool{
		"i_string_UTF-16LE_with_BOM.json": true, "i_string_utf16BE_no_BOM.json": true, "i_string_utf16LE_no_BOM.json": true,
	}
	for _, f := range files {
		text, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		if _, err = Parse(text); (err != nil) != refused[filepath.Base(f)] {
			t.Errorf("%s: %v", f, err)
		}
		if err != nil && !strings.Contains(err.Error(), "UTF-16") {
			t.Errorf("%s: the error does not name UTF-16: %v", f, err)
		}
	}
}
