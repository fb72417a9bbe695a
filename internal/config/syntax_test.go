package config

import (
	"strings"
	"testing"
)

func TestG12_ABrokenFileIsNamedWithoutItsSecret(t *testing.T) {
	const at = "config.toml:"
	for name, c := range map[string]struct{ text, want string }{
		"secret without quotes": {"\n[[environments]]\nclient_secret = do-not-print-me\n", at + "3:17: a value was expected here"},
		"like true":             {"client_secret = tdo-not-print-me", at + "1:17: a value was expected here"},
		"digits and letters":    {"client_secret = 123do-not-print-me", at + "1:20: a value was expected here"},
		"closing quote":         {"client_secret = \"do-not-print-me\ntimeout = \"30s\"\n", at + "1:33: a text is not closed"},
		"closing quote, end":    {"client_secret = \"do-not-print-me", at + "1:32: a text is not closed"},
		"three quotes":          {"a = \"\"\"do-not-print-me\n\n", at + "2:1: a text over several lines is not closed"},
		"quote inside":          {`client_secret = "do-not"print-me"`, at + "1:25: something follows where the line should end"},
		"backslash":             {`file = "C:\secret"`, at + "1:11: a backslash in a text in double quotes starts a code that TOML does not know"},
		"backslash u":           {`file = "C:\users"`, at + "1:13: a backslash in a text in double quotes starts a code that TOML does not know"},
		"no equals sign":        {"client_secret do-not-print-me", at + "1:15: a key with a value was expected here"},
		"no key":                {"= \"x\"", at + "1:1: a key with a value was expected here"},
		"JSON":                  {"{\"a\": 1}", at + "1:1: a key with a value was expected here"},
		"header":                {"[[environments]", at + "1:15: a header is not closed"},
		"header 2":              {"[environments", at + "1:13: a header is not closed"},
		"list":                  {"scopes = [\"a\" \"b\"]", at + "1:15: a list is not closed, or a comma is missing in it"},
		"list, end":             {"scopes = [\"a\"", at + "1:13: a list is not closed, or a comma is missing in it"},
		"braces":                {"a = { env = \"x\" file = \"y\" }", at + "1:17: a table in braces is not closed, or a comma is missing or too many in it"},
		"Latin-1":               {"# caf\xe9\n", at + "1:6: here is a byte that is not UTF-8"},
		"Latin-1 in a value":    {"name = \"caf\xe9\"\n", at + "1:12: here is a byte that is not UTF-8"},
		"control":               {"name = \"\x1b[31m\"", at + "1:9: here is a control character that a TOML file cannot hold"},
		"lone CR":               {"# a\rb = 1\n", at + "1:4: here is a control character that a TOML file cannot hold"},
		"deep":                  {"a = " + strings.Repeat("[", 20000), at + "1:10005: lists or tables are nested too deeply"},
		"after characters":      {"# é€\nname = \"é€\" x", at + "2:13: something follows where the line should end"},
		"quotes":                {`name = """x""""""`, at + "1:12: too many quotes"},
		"number":                {"timeout = 00", at + "1:11: a value was expected here"},
		"empty value":           {"timeout =", at + "1:9: a value was expected here"},
		"binary":                {"\x7fELF\x02\x01", at + "1:1: a key with a value was expected here"},
	} {
		t.Run(name, func(t *testing.T) {
			ps := problemsOf(t, c.text)
			if len(ps) != 1 || ps[0].headline() != c.want || ps[0].Hint == "" {
				t.Errorf("got %v\nwant %s", ps, c.want)
			}
			if s := ps.Error(); strings.Contains(s, "print") || strings.Contains(s, "do-not") {
				t.Errorf("the secret is in %s", s)
			}
		})
	}
}

func TestG12_ByteOrderMarkAndCRLF(t *testing.T) {
	text := "\xef\xbb\xbf" + strings.ReplaceAll(minimal("zzz = 1\n"), "\n", "\r\n")
	ps := problemsOf(t, text)
	if len(ps) != 1 || ps[0].headline() != "config.toml:6:1: unknown key zzz in [[environments]]" {
		t.Errorf("got %v", ps)
	}
	if _, err := loadText(t, strings.ReplaceAll(text, "zzz = 1", "")); err != nil {
		t.Errorf("without the unknown key: %v", err)
	}
	ps = problemsOf(t, "\xef\xbb\xbfzzz = 1")
	if ps[0].Line != 1 || ps[0].Column != 1 {
		t.Errorf("the mark counts as a character: %v", ps[0])
	}
}

func TestG12_OtherEncodingsAreNamed(t *testing.T) {
	for name, c := range map[string]struct{ text, want string }{
		"UTF-16 LE":         {"\xff\xfe[\x00[\x00", "UTF-16"},
		"UTF-16 BE":         {"\xfe\xff\x00[\x00[", "UTF-16"},
		"UTF-16 LE no mark": {"[\x00[\x00", "UTF-16"},
		"UTF-16 BE no mark": {"\x00[\x00[", "UTF-16"},
		"UTF-32 LE":         {"\xff\xfe\x00\x00[\x00\x00\x00", "UTF-32"},
		"UTF-32 BE":         {"\x00\x00\xfe\xff\x00\x00\x00[", "UTF-32"},
	} {
		t.Run(name, func(t *testing.T) {
			ps := problemsOf(t, c.text)
			want := "config.toml:1:1: the file is written in " + c.want + ", and a config is read as UTF-8"
			if len(ps) != 1 || ps[0].headline() != want {
				t.Errorf("got %v", ps)
			}
		})
	}
}

// What the parser says in words that this package does not know is not passed
// on: it may repeat characters of a secret.
func TestUnknownParserMessage(t *testing.T) {
	if message, hint := explainSyntax("quux U+0064 'd'"); message != "this is not valid TOML" || hint == "" {
		t.Errorf("got %s. %s", message, hint)
	}
}

// A file that is not TOML has one problem, whatever was found before it.
func TestSyntaxErrorStandsAlone(t *testing.T) {
	ps := problemsOf(t, "a = 1\na = 2\nb\n")
	if len(ps) != 1 || ps[0].Line != 3 {
		t.Errorf("got %v", ps)
	}
}
