package auth

import (
	"regexp"
	"strconv"
	"strings"
)

const (
	maxServerText = 4 << 10 // bytes of the server's own words that an Error keeps
	maxCodeShown  = 64
	maxURLShown   = 160
	maxCauseShown = 300
)

// plain reduces foreign text to at most limit characters of printable ASCII, so that it may stand in a
// sentence of ours. What it takes away stays readable in Error.Server.
func plain(s string, limit int) string {
	quoted := strconv.QuoteToASCII(s[:min(len(s), limit)])
	text := strings.ReplaceAll(quoted[1:len(quoted)-1], `\"`, `"`)
	if len(s) > limit || len(text) > limit {
		return text[:min(len(text), limit)] + "..."
	}
	return text
}

// jwtLike finds the beginning of a token in foreign text: base64url of `{"`.
var jwtLike = regexp.MustCompile(`eyJ[A-Za-z0-9_-]{8,}(\.[A-Za-z0-9_-]*)*`)

// redactor takes a secret out of what a server sent back: some echo the form they did not like.
type redactor struct{ replace *strings.Replacer }

func newRedactor(secret Secret) redactor {
	var pairs []string
	for _, form := range secret.Echoes() {
		pairs = append(pairs, form, dots)
	}
	return redactor{replace: strings.NewReplacer(pairs...)}
}

// text is s without the secret, and without anything that looks like a JSON Web Token.
func (r redactor) text(s string) string {
	return jwtLike.ReplaceAllLiteralString(r.replace.Replace(s), dots)
}

// server is s as an Error may keep it. It cuts after redacting: half a secret would not be recognised.
func (r redactor) server(s string) string {
	clean := strings.ToValidUTF8(r.text(s), "\uFFFD")
	return strings.ToValidUTF8(clean[:min(len(clean), maxServerText)], "")
}

// err is the error itself, or only its redacted text where that text held the secret. net/http quotes what it
// could not read, and a line that mentions an access token is nobody's to show.
func (r redactor) err(err error) error {
	if err == nil {
		return nil
	}
	text := err.Error()
	if strings.Contains(text, "access_token") {
		return redactedError("the answer could not be read")
	}
	if clean := r.text(text); clean != text {
		return redactedError(clean)
	}
	return err
}

type redactedError string

func (r redactedError) Error() string { return string(r) }
