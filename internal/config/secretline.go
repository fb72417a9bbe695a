package config

import (
	"bytes"
	"strings"
	"unicode"
	"unicode/utf8"

	"brincr-explorer/auth"
)

// MaxSecret is the most bytes that a secret can have; what a file or a command
// gives beyond it is no secret.
const MaxSecret = 64 << 10

// OneLine takes the secret out of what a source gave: one line, whose line
// break is not part of it. complaint says what is wrong instead, to follow the
// name of the source; it never repeats the content.
func OneLine(content []byte) (secret auth.Secret, complaint, hint string) {
	if len(content) > MaxSecret {
		return secret, "gives more than 64 KiB", "It has to give the secret alone."
	}
	if name := encodingName(content); name != "" {
		return secret, "gives text in " + name, "It has to give UTF-8."
	}
	content = bytes.TrimPrefix(content, []byte("\xef\xbb\xbf"))
	line, hadBreak := bytes.CutSuffix(content, []byte("\n"))
	if hadBreak {
		line = bytes.TrimSuffix(line, []byte("\r"))
	}
	s := string(line)
	switch {
	case strings.TrimSpace(s) == "":
		return secret, "is empty", "It has to give the secret."
	case strings.ContainsAny(s, "\r\n"):
		return secret, "gives more than one line", "It has to give the secret alone, on one line."
	case !utf8.ValidString(s) || strings.ContainsFunc(s, unicode.IsControl):
		return secret, "gives characters that no secret has", "It has to give the secret alone, as plain text."
	}
	return auth.NewSecret(s), "", ""
}
