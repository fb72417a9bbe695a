package config

import "strings"

// syntaxError is the place where the file stops being TOML, and the parser's
// own words for it. Those are never shown: they repeat characters of the file,
// and the file holds secrets.
type syntaxError struct {
	offset  int
	message string
}

func (e *syntaxError) Error() string {
	message, hint := explainSyntax(e.message)
	return message + ". " + hint
}

// explanation belongs to parser messages that hold one of its signs.
type explanation struct {
	signs         []string
	message, hint string
}

// explainSyntax says in our words what the parser found. The first match
// counts, so narrow signs come before wide ones.
func explainSyntax(parser string) (message, hint string) {
	for _, e := range explanations() {
		for _, sign := range e.signs {
			if strings.Contains(parser, sign) {
				return e.message, e.hint
			}
		}
	}
	return "this is not valid TOML", `Look at this line and the one above it for a missing quote, bracket or comma.`
}

func explanations() []explanation {
	return []explanation{
		{
			[]string{"nested"},
			"lists or tables are nested too deeply",
			"A config needs three levels at most.",
		},
		{
			[]string{"UTF-8"},
			"here is a byte that is not UTF-8",
			"Save the file as UTF-8; it is perhaps in Latin-1 or Windows-1252.",
		},
		{
			[]string{"multiline basic string not terminated", "multiline literal string not terminated"},
			"a text over several lines is not closed",
			"Put its three closing quotes at its end.",
		},
		{
			[]string{"cannot have new lines", "unterminated"},
			"a text is not closed",
			"Put the closing quote at its end, on the same line.",
		},
		{
			[]string{"escape", `need a character after \`},
			"a backslash in a text in double quotes starts a code that TOML does not know",
			`Put a text with backslashes, such as a Windows path, in single quotes: 'C:\secret.txt'.`,
		},
		{
			[]string{"too many quotes"},
			"too many quotes",
			`A text over several lines ends in exactly three quotes.`,
		},
		{
			[]string{"control characters", "carriage return"},
			"here is a control character that a TOML file cannot hold",
			"Delete it; an editor that shows invisible characters helps to find it.",
		},
		{
			[]string{"close table name", "close array table name"},
			"a header is not closed",
			"Headers look like [[environments]] or [[environments.tenants]].",
		},
		{
			[]string{"array is incomplete", "after array value"},
			"a list is not closed, or a comma is missing in it",
			`Lists look like ["brincr:country", "brincr:category"].`,
		},
		{
			[]string{"inline table"},
			"a table in braces is not closed, or a comma is missing or too many in it",
			`They look like { name = "My tenant", id = "…" }.`,
		},
		{
			[]string{"expected newline"},
			"something follows where the line should end",
			"Each key has a line of its own. A quote within a text in double quotes is written \\\".",
		},
		{
			[]string{"expected '=' after key", "start of key", "expected key but"},
			"a key with a value was expected here",
			`Lines look like key = "value", and comments start with #.`,
		},
		{
			[]string{"value", "keyword", "strings must be quoted", "digit", "number", "zeroes", "radix", "sign", "decimal", "exponent", `expected "`},
			"a value was expected here",
			`Texts need quotes: key = "value". Only true and false stand without.`,
		},
	}
}
