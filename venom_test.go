//go:build unix

package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"

	"brincr-explorer/internal/screen"
)

// venom is what would drive a terminal or deceive its reader, were it printed:
// a title, a cleared screen, a copied text, colours and moves, with C0 and C1
// controls, and characters that turn or hide what stands around them.
const venom = "\x1b[2J\x1b]0;owned\a\x1b]52;c;ZGVtbw==\a\u009b31m\u009d0;own\u009c\u202egnp\u2066\u200b\x7f\r\b\x1bP1$r\x1b\\\x1b[9;9H\x1bc"

// poisoned is a JSON text with poison in every key and every value, each behind
// a name of its own. Bytes that are no UTF-8 stand in one of them.
func poisoned(t *testing.T) string {
	t.Helper()
	j := func(name string) string { return rawJSON(name + venom) }
	inner := `{` + j("inner") + `:` + j("deep") + `}`
	var rows strings.Builder
	for range 40 {
		rows.WriteString(`,{` + j("column") + `:` + j("cell") + `,"sorted":` + j("s") + `}`)
	}
	text := `{` + j("key") + `:{` + j("child") + `:` + j("value") + `,` + j("empty") + `:{}},` +
		`"packed":` + rawJSON(inner) + `,"text":` + j("told") + `,` + j("list") + `:[` + rows.String()[1:] + `],"broken":"` + "\xff\x9b31m\xfe" + `"}`
	file := filepath.Join(t.TempDir(), "file"+strings.ReplaceAll(venom, "/", "")+".json")
	if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
		t.Skip(err) // a file system that takes no such name
	}
	return file
}

// rawJSON is a JSON string with as few escapes as RFC 8259 allows.
func rawJSON(text string) string {
	var b strings.Builder
	for _, r := range text {
		if r < 0x20 || r == '"' || r == '\\' {
			q, _ := json.Marshal(string(r))
			b.Write(q[1 : len(q)-1])
			continue
		}
		b.WriteRune(r)
	}
	return `"` + b.String() + `"`
}

// What stands on the screen for the beginning of the poison, decoded and as JSON
// escapes it.
const (
	asText = "␛[2J␛]0;owned␇"
	asJSON = `\u001b[2J\u001b]0;owned\u0007`
)

// A step is what a user does, and what is to be seen of foreign text then.
type step struct {
	place string // where the text is shown
	keys  []string
	paste string // after the keys
	shown []string
}

// walk goes through steps, and looks after each that nothing of the text has
// moved, cleared or coloured what is not its own.
func (s *terminal) walk(steps []step) {
	s.t.Helper()
	for _, step := range steps {
		s.types(step.keys...)
		if step.paste != "" {
			s.Text(ansi.BracketedPasteStart + step.paste + ansi.BracketedPasteEnd)
		}
		s.until(step.place+", whole, with "+strings.Join(step.shown, ", "), func(f screen.Frame) bool { return framed(f) && hasAll(f, step.shown...) })
	}
}

// TestG02_HostileDocuments: a document that is poison throughout, in a file whose
// name is, in every place of the response view.
func TestG02_HostileDocuments(t *testing.T) {
	t.Parallel()
	s := begin(t, func(o *screen.Options) { o.Width, o.Height = 220, 34 }, "open", poisoned(t))
	s.walk([]step{
		{"file name", nil, "", []string{" file" + asText, "6 Response ─ file" + asText}},
		{"key", nil, "", []string{`▸ "key` + asJSON, `text: "told` + asJSON, "‹U+009B›31m‹U+009D›0;own‹U+009C›‹U+202E›gnp‹U+2066›‹U+200B›␡"}},
		{"bytes that are no UTF-8", nil, "", []string{`broken: "‹FF›‹9B›31m‹FE›"`}},
		{"path", []string{"j"}, "", []string{` .["key` + asJSON}},
		{"title of what is opened alone", []string{"o"}, "", []string{`◂ .["key` + asJSON, `"child` + asJSON}},
		{"value", []string{"w", "j"}, "", []string{`"value` + asJSON}},
		{"JSON in a string", []string{"backspace", "j", "o"}, "", []string{"◂ .packed as JSON", `"inner` + asJSON}},
		{"text in a string", []string{"backspace", "j", "o"}, "", []string{"◂ .text", "1 told" + asText}},
		{"sticky line", []string{"backspace", "j", "l", "E", "G", "pgup"}, "", []string{`↑ "list` + asJSON}},
		{"ghost text of a path", []string{":", "."}, "", []string{`go to › .▏["key` + asJSON}},
		{"completed path", []string{"tab"}, "", []string{"go to › …", "bc\"]▏"}},
		{"notice about a path", []string{"x", "enter"}, "", []string{"! path, character"}},
		{"pasted path", []string{":"}, ".nowhere\u009b\u202e", []string{"go to › .nowhere‹U+009B›‹U+202E›"}},
		{"notice about a pasted path", []string{"enter"}, "", []string{"! path, character", "‹U+009B›"}},
		{"pasted filter", []string{"|"}, ".text\u009b\u202e\u200b", []string{"| › .text‹U+009B›‹U+202E›‹U+200B›", "does not fit here"}},
		{"error that a filter raises", []string{"esc", "|"}, "error(.text)", []string{"the filter raised an error (jq: told"}},
		{"error of jq", []string{"esc", "|"}, ".text | keys", []string{"| .text | keys", "(jq: ", "told"}},
		{"title of a filter", []string{"esc", "|"}, "{(.text): .text, \"\u202e\": 1}", []string{"◂ | {(.text): .text, \"‹U+202E›\": 1}", `"told` + asJSON}},
		{"result of a filter as text", []string{"enter", "j", "o"}, "", []string{"1 told" + asText}},
		{"pasted text to find", []string{"backspace", "esc", "/"}, "nowhere\u009b\u202e", []string{"find › nowhere‹U+009B›‹U+202E›"}},
		{"notice about what is not found", []string{"enter"}, "", []string{"Nothing matches nowhere‹U+009B›‹U+202E›."}},
		{"notice about an expression", []string{"/", "ctrl+u"}, "/(\u202e/", []string{"find › ", "/(‹U+202E›/"}},
		{"its error", []string{"enter"}, "", []string{"! Find: "}},
		{"found", []string{"/", "ctrl+u"}, "told", []string{"find › told▏"}},
		{"found, and counted", []string{"enter"}, "", []string{"told: 1 of 1"}},
		{"table", []string{"v"}, "", []string{"column" + asText, "0 cell" + asText, `.["list` + asJSON, "1/40 rows"}},
		{"filtered table", []string{"/"}, "cell", []string{"filter › cell"}},
		{"filtered by then", []string{"enter"}, "", []string{"1/40 of 40 rows", "/cell"}},
		{"sorted table", []string{"s"}, "", []string{"column" + asText, " ↑ │"}},
		{"row of a table", []string{"enter"}, "", []string{"[Tree]", `"cell` + asJSON}},
		{"table again", []string{"esc", "esc"}, "", []string{"[Table]", "column" + asText}},
		{"raw", []string{"v"}, "", []string{"[Raw]", `{"key` + asJSON}},
		{"hexadecimal", []string{"x"}, "", []string{"7b 22 6b 65 79", "m..0;own.....gnp"}},
		{"text again", []string{"x"}, "", []string{`{"key` + asJSON}},
		{"copy menu", []string{"v", "y"}, "", []string{"╭ Copy "}},
	})
	s.types("b")
	s.copies("\xff\x9b31m\xfe", "\u202egnp") // as it was sent
	s.types("q")
	s.ends(0)
	checkOwn(t, s.Raw())
}
