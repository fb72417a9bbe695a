package api_test

import (
	"fmt"
	"strings"
	"testing"

	"brincr-explorer/api"
)

func TestG10_NumbersAreShownAsSent(t *testing.T) {
	var rows []content
	for _, number := range []string{
		"9007199254740993", "-9007199254740993", "1e400", "1e-400", "-0", "0", "1.0", "12.5000", "1E+2", "-1.50e-07", "0.1000000000000000055511151231257827", "123456789012345678901234567890",
	} {
		rows = append(rows, content{name: number, body: `{"n":` + number + `}`, leaves: `"n": ` + number, shown: []string{"n: " + number, `{"n":` + number + `}`}})
	}
	million := strings.Repeat("7", 1_000_000)
	rows = append(rows,
		content{name: "a million digits", body: "[" + million + "]", leaves: million, shown: []string{"…", "7777777777"}},
		content{name: "alone", body: "-0.0", leaves: "-0.0", shown: []string{"-0.0"}},
		content{name: "a leading zero", body: `[01]`, leaves: "*", broken: `found "1"`, shown: []string{"not valid JSON"}},
		content{name: "a plus", body: `[+1]`, kind: api.KindNotJSON},
		content{name: "no whole part", body: `[.5]`, kind: api.KindNotJSON},
		content{name: "no fraction", body: `[1.]`, leaves: "*", broken: "line 1, column 4"},
		content{name: "hexadecimal", body: `[0x10]`, leaves: "*", broken: `found "x10"`},
		content{name: "NaN", body: `[NaN]`, kind: api.KindNotJSON},
		content{name: "infinity", body: `[-Infinity]`, leaves: "*", broken: "Infinity"},
	)
	runContents(t, rows)
}

func TestG10_StringsAreShownAsSent(t *testing.T) {
	value := func(name, raw, shown string) content {
		return content{name: name, body: `{"s":` + raw + `}`, leaves: `"s": ` + raw, shown: []string{shown}}
	}
	broken := func(name, raw, why string) content {
		return content{name: name, body: `{"s":` + raw + `}`, leaves: "*", broken: why, shown: []string{"not valid JSON"}}
	}
	runContents(t, []content{
		value("escapes stay", `"caf\u00e9 \/ \t"`, `s: "caf\u00e9 \/ \t"`),
		value("an escaped command", `"\u001b[2J\u009b\u202e"`, `s: "\u001b[2J\u009b\u202e"`),
		value("a lone surrogate", `"\ud800"`, `s: "\ud800"`),
		value("surrogates in the wrong order", `"\udc00\ud800"`, `s: "\udc00\ud800"`),
		value("NUL", `"\u0000"`, `s: "\u0000"`),
		value("DEL", "\"a\x7fb\"", `s: "a␡b"`),
		value("C1 as a character", "\"a\u009b2Jb\"", `s: "a`),
		value("C1 as a byte", "\"a\x9b2Jb\"", `s: "a`),
		value("right to left override", "\"a\u202eb\"", `s: "a`),
		value("a zero-width space", "\"a\u200bb\"", `s: "a`),
		value("tags", "\"a\U000e0041b\"", `s: "a`),
		value("a BOM inside", "\"a\ufeffb\"", `s: "a`),
		value("line separators", "\"a\u2028\u2029b\"", `s: "a`),
		value("not UTF-8", "\"a\xffb\"", `s: "a`),
		value("overlong", "\"a\xc0\xafb\"", `s: "a`),
		value("a surrogate in UTF-8", "\"a\xed\xa0\x80b\"", `s: "a`),
		value("Latin-1", "\"caf\xe9\"", `s: "caf`),
		value("two thousand combining marks", `"e`+strings.Repeat("\u0301", 2000)+`"`, `s: "e`),
		value("a family", "\"\U0001f468\u200d\U0001f469\u200d\U0001f467\"", `s: "`),
		value("a megabyte on one line", `"`+strings.Repeat("x", 1<<20)+`"`, `s: "xxx`),
		broken("a raw escape", "\"\x1b[2J\"", "control character U+001B"),
		broken("a raw line end", "\"a\nb\"", "control character U+000A"),
		broken("a raw tab", "\"a\tb\"", "control character U+0009"),
		broken("an unknown escape", `"\x41"`, `"x41"`),
		broken("half an escape", `"\u12"`, "line 1"),
		broken("single quotes", `'a'`, `found "'"`),
		broken("no end", `"abc`, "the end of the text"),
	})
}

func TestG10_KeysAreShownAsSent(t *testing.T) {
	many := make([]string, 3000)
	for i := range many {
		many[i] = fmt.Sprintf(`"k%d": %d`, 3000-i, i)
	}
	runContents(t, []content{
		{name: "order", body: `{"b":1,"a":2,"10":3,"9":4}`, leaves: `"b": 1 "a": 2 "10": 3 "9": 4`, shown: []string{`{"b":1,"a":2,"10":3,"9":4}`}},
		{name: "the same key thrice", body: `{"a":1,"a":2,"\u0061":3}`, leaves: `"a": 1 "a": 2 "\u0061": 3`, shown: []string{"a: 1", "a: 2"}},
		{name: "empty", body: `{"":1}`, leaves: `"": 1`, shown: []string{`"": 1`}},
		{name: "odd ones", body: `{"__proto__":1,"a.b":2,"a b":3,"a\"b":4}`, leaves: `"__proto__": 1 "a.b": 2 "a b": 3 "a\"b": 4`, shown: []string{"__proto__: 1"}},
		{name: "a command", body: `{"\u001b]0;x\u0007":1}`, leaves: `"\u001b]0;x\u0007": 1`, shown: []string{`\u001b]0;x\u0007`}},
		{name: "right to left override", body: "{\"a\u202eb\":1}", leaves: "\"a\u202eb\": 1", shown: []string{": 1"}},
		{name: "C1 as a byte", body: "{\"a\x9b2J\":1}", leaves: "\"a\x9b2J\": 1", shown: []string{": 1"}},
		{name: "a long one", body: `{"` + strings.Repeat("k", 100_000) + `":1}`, leaves: `"` + strings.Repeat("k", 100_000) + `": 1`, shown: []string{"…"}},
		{name: "three thousand", body: "{" + strings.Join(many, ",") + "}", leaves: strings.Join(many, " "), shown: []string{"k3000: 0"}},
		{name: "not a string", body: `{1:2}`, kind: api.KindNotJSON},
		{name: "without quotes", body: `{a:2}`, kind: api.KindNotJSON},
	})
}

func TestG10_ShapesAreReadAsSent(t *testing.T) {
	runContents(t, []content{
		{name: "an empty object", body: "{}", leaves: "{}", shown: []string{"{}"}},
		{name: "an empty list", body: " [ ] ", leaves: "[ ]", shown: []string{"[]"}},
		{name: "null", body: "null", leaves: "null", shown: []string{"null"}},
		{name: "a string", body: `"x"`, leaves: `"x"`, shown: []string{`"x"`}},
		{name: "a BOM", body: "\xef\xbb\xbf[1]", leaves: "1", shown: []string{"1 item"}},
		{name: "blanks of every kind", body: "\r\n\t[ 1\r,\n2\t]\r\n", leaves: "1 2", shown: []string{"2 items"}},
		{name: "a line for each value", body: "{\"a\":1}\n{\"a\":2}\n", leaves: `"a": 1 "a": 2`, shown: []string{"a: 2"}},
		{name: "a form feed", body: "[1,\f2]", leaves: "*", broken: "control character U+000C", shown: []string{"not valid JSON"}},
		{name: "a hard space", body: "[1,\u00a02]", leaves: "*", broken: "character U+00A0"},
		{name: "a comma too many", body: "[1,]", leaves: "*", broken: "line 1, column 4"},
		{name: "a comma too few", body: "[1 2]", leaves: "*", broken: "line 1, column 4"},
		{name: "a comment", body: "[1 /* one */]", leaves: "*", broken: `found "/"`},
		{name: "a bracket too many", body: "[1]]", leaves: "*", broken: `found "]"`},
		{name: "the wrong bracket", body: "[1}", leaves: "*", broken: `found "}"`},
		{name: "cut off", body: `{"a":[1,2`, leaves: `"a": 1 2`, broken: "the end of the text", shown: []string{"not valid JSON", "What came before"}},
		{name: "trailing text", body: `{"a":1} x`, leaves: `"a": 1`, broken: `found "x"`},
		{name: "almost null", body: `nul`, kind: api.KindNotJSON},
		{name: "UTF-16", body: "\xff\xfe{\x00}\x00", kind: api.KindNotJSON, shown: []string{"The body is UTF-16, little endian"}},
		{name: "UTF-16, the other way", body: "\xfe\xff\x00{\x00}", kind: api.KindNotJSON, shown: []string{"The body is UTF-16, big endian"}},
		{name: "blanks alone", body: " \r\n ", kind: api.KindNotJSON},
	})
}

// TestG08_DepthIsBounded: ten thousand levels are read, and one more is said to be one too many.
func TestG08_DepthIsBounded(t *testing.T) {
	deep := func(n int) string { return strings.Repeat("[", n) + strings.Repeat("]", n) }
	runContents(t, []content{
		{name: "10000 lists", body: deep(10_000), leaves: "[]"},
		{name: "10001 lists", body: deep(10_001), leaves: "*", broken: "at most 10000 levels", shown: []string{"at most 10000 levels", "What came before"}},
		{name: "a million lists", body: deep(1_000_000), leaves: "*", broken: "at most 10000 levels"},
		{name: "a million brackets", body: strings.Repeat("[", 1_000_000), leaves: "*", broken: "at most 10000 levels"},
		{name: "10001 objects", body: strings.Repeat(`{"a":`, 10_001) + "1" + strings.Repeat("}", 10_001), leaves: "*", broken: "at most 10000 levels"},
		{name: "one line of 10 MB", body: `["` + strings.Repeat("x", 10_000_000) + `"]`, leaves: "*", shown: []string{`"xxxx`, "…"}},
	})
}

func TestG10_TextIsKeptAndMadeVisible(t *testing.T) {
	var rows []content
	for name, text := range map[string]string{
		"clear the screen": "\x1b[2J\x1b[H", "a title": "\x1b]0;owned\x07", "a title without end": "\x1b]0;owned", "a link": "\x1b]8;;http://x\x07y\x1b]8;;\x07", "the clipboard": "\x1b]52;c;eA==\x07",
		"a device string": "\x1bPx\x1b\\", "an application's": "\x1b_x\x1b\\", "a reset": "\x1bc", "C1 as a byte": "\x9b2J", "C1 as a character": "\u009b2J", "a lone CR": "good\rbad", "backspaces": "ok\b\bno",
		"an override": "a\u202eb", "not UTF-8": "\xff\xfe\xfd", "Latin-1": "caf\xe9", "NUL": "a\x00b", "marks": "e" + strings.Repeat("\u0301", 2000), "invisible": "a\u200b\u2060\u00adb",
	} {
		for kind, says := range map[string]string{"text": "text/plain", "HTML": "text/html", "so-called JSON": "application/json"} {
			body := "begin " + text + " end"
			if kind == "HTML" {
				body = "<html><title>" + text + "</title>" + text + "</html>"
			}
			rows = append(rows, content{name: name + " in " + kind, body: body, says: says, kind: api.KindNotJSON, shown: []string{"end"}})
			if kind == "HTML" {
				rows[len(rows)-1].shown = []string{"<html>"}
			}
		}
	}
	runContents(t, rows)
}
