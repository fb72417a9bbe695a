package auth

import (
	"errors"
	"fmt"
	"net/http"
	"strings"
	"time"
)

// maxAnswer bounds a token answer, in bytes after decompression. Real ones have about 2 KiB.
const maxAnswer = 256 << 10

// refusal is why a token answer is not accepted, although the server meant to give a token.
type refusal struct {
	what string // completes "the answer …"
	cut  bool   // the connection is to blame rather than the server
}

// grant is an accepted token answer (RFC 6749, section 5.1).
type grant struct {
	token    string
	scopes   []string
	lifetime time.Duration
	known    bool
	notes    []string
}

// readGrant reads the members of a token answer strictly: where two readers could take different tokens out
// of it, nobody takes any. Only what cannot change the token is read with patience.
func readGrant(members []Member, asked []string) (grant, *refusal) {
	if name, found := repeated(members); found {
		return grant{}, &refusal{what: "names the member \"" + plain(name, maxCodeShown) + "\" twice"}
	}
	token, refused := readAccessToken(members)
	if refused != nil {
		return grant{}, refused
	}
	g := grant{token: token}
	if refused := g.readType(members); refused != nil {
		return grant{}, refused
	}
	g.readExpiry(members)
	g.readScope(members, asked)
	return g, nil
}

// readAccessToken takes a b64token (RFC 6750, section 2.1): anything else would break the Authorization
// header, or hide in it.
func readAccessToken(members []Member) (string, *refusal) {
	value, present := given(members, "access_token")
	if !present {
		return "", &refusal{what: "holds no access_token"}
	}
	token, ok := stringValue(value)
	if !ok {
		return "", &refusal{what: "holds an access_token that is not a string"}
	}
	if token == "" {
		return "", &refusal{what: "holds an empty access_token"}
	}
	if !isB64Token(token) {
		return "", &refusal{what: "holds an access_token with characters that RFC 6750 does not allow"}
	}
	return token, nil
}

// isB64Token: 1*( ALPHA / DIGIT / "-" / "." / "_" / "~" / "+" / "/" ) *"=".
func isB64Token(s string) bool {
	body := strings.TrimRight(s, "=")
	if body == "" {
		return false
	}
	for _, c := range []byte(body) {
		letter := 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9'
		if !letter && strings.IndexByte("-._~+/", c) < 0 {
			return false
		}
	}
	return true
}

func (g *grant) readType(members []Member) *refusal {
	value, present := given(members, "token_type")
	if !present {
		g.notes = append(g.notes, "The answer named no token_type; Bearer was assumed.")
		return nil
	}
	name, ok := stringValue(value)
	if !ok {
		return &refusal{what: "holds a token_type that is not a string"}
	}
	if !strings.EqualFold(name, "Bearer") {
		return &refusal{what: "holds a token of the type \"" + plain(name, maxCodeShown) + "\", where only Bearer is known here"}
	}
	return nil
}

func (g *grant) readExpiry(members []Member) {
	value, present := given(members, "expires_in")
	var notes []string
	g.lifetime, g.known, notes = readLifetime(value, present, g.token)
	g.notes = append(g.notes, notes...)
}

// readScope: the answer need not repeat the scopes when it grants what was asked (RFC 6749, section 5.1).
func (g *grant) readScope(members []Member, asked []string) {
	value, present := given(members, "scope")
	if list, ok := stringList(value); ok && len(list) > 0 {
		g.scopes = list
		return
	}
	if text, ok := stringValue(value); ok && len(strings.Fields(text)) > 0 {
		g.scopes = strings.Fields(text)
		return
	}
	g.scopes = asked
	if present {
		g.notes = append(g.notes, "The answer's scope could not be read; the scopes asked for were assumed.")
		return
	}
	g.notes = append(g.notes, "The answer named no scope; the scopes asked for were assumed.")
}

// reading is what an answer's status and body come to: a grant, or an error.
func (e *endpoint) reading(answer *http.Response, body []byte, redact redactor) (grant, *Error) {
	status := answer.StatusCode
	members, err := readObject(body)
	_, hasToken := given(members, "access_token")
	code, hasError := given(members, "error")
	if hasToken && hasError {
		return grant{}, e.refused(status, &refusal{what: "holds both an access_token and an error"})
	}
	if code, ok := stringValue(code); ok && code != "" {
		description, _ := given(members, "error_description")
		text, _ := stringValue(description)
		return grant{}, e.oauth(answer, redact.server(code), redact.server(text))
	}
	if status < 200 || status > 299 || hasError {
		return grant{}, e.unexplained(answer, body, redact)
	}
	if err != nil {
		return grant{}, e.unreadable(answer, body, err, redact)
	}
	g, refused := readGrant(members, e.scopes)
	if refused != nil {
		return grant{}, e.refused(status, refused)
	}
	if status != http.StatusOK {
		g.notes = append(g.notes, fmt.Sprintf("The answer's status was %d where RFC 6749 says 200.", status))
	}
	return g, nil
}

// unreadable explains a successful answer whose body is not one JSON object.
func (e *endpoint) unreadable(answer *http.Response, body []byte, err error, redact redactor) *Error {
	if isHTML(answer, body) {
		return e.webPage(answer, body, redact)
	}
	switch {
	case errors.Is(err, errEmpty):
		return e.refused(answer.StatusCode, &refusal{what: "has an empty body"})
	case errors.Is(err, errCutOff):
		return e.refused(answer.StatusCode, &refusal{what: "ends in the middle", cut: true})
	case errors.Is(err, errTrailing):
		return e.refused(answer.StatusCode, &refusal{what: "goes on after its JSON object"})
	}
	return e.refused(answer.StatusCode, &refusal{what: "is not a JSON object"})
}
