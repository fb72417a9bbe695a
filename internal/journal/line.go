package journal

import (
	"bytes"
	"encoding/json"
	"errors"
	"time"

	"brincr-explorer/internal/safetext"
)

// A Line is an entry as it is written to a file, one to a line, and as reports
// are made of it. It holds no body, and of a query no value that could be a
// customer's.
type Line struct {
	Time       time.Time `json:"time"`
	Env        string    `json:"environment"`
	Tenant     string    `json:"tenant"`
	TenantID   string    `json:"tenant_id"`
	Kind       string    `json:"kind"` // "api" or "token"
	Method     string    `json:"method"`
	Path       string    `json:"path"`
	Status     int       `json:"status"` // 0 without an answer
	Failure    string    `json:"failure,omitempty"`
	Duration   int64     `json:"duration_ms"`
	Size       int64     `json:"bytes"`
	Attempt    int       `json:"attempt"`
	Reason     string    `json:"reason"`
	Scopes     []string  `json:"scopes"`
	Granted    []string  `json:"granted,omitempty"`
	Needs      []string  `json:"needs,omitempty"`
	Sent       int       `json:"sent"` // times it left
	Duplicate  bool      `json:"duplicate,omitempty"`
	Unfaithful bool      `json:"values_left_out,omitempty"` // of the query, or of headers
}

// The kinds of lines.
const (
	kindAPI   = "api"
	kindToken = "token"
)

// LineOf is an entry as it may be written.
func LineOf(e Entry) Line {
	l := Line{
		Time: e.Time, Env: safetext.Clean(e.EnvName), Tenant: safetext.Clean(e.TenantName), TenantID: safetext.Clean(e.Place.Tenant),
		Kind: kindAPI, Method: safetext.Clean(e.Method), Path: safetext.Clean(Shown(e.Path)), Status: e.Status, Failure: safetext.Clean(e.Failure),
		Duration: e.Duration.Milliseconds(), Size: e.Size, Attempt: e.Attempt, Reason: safetext.Clean(e.Reason),
		Scopes: cleaned(e.Scopes), Granted: cleaned(e.Granted), Needs: cleaned(e.Needs), Sent: e.Sent, Duplicate: e.Duplicate,
		Unfaithful: Shown(e.Path) != e.Path || e.header != "",
	}
	if e.Token {
		l.Kind = kindToken
	}
	return l
}

func cleaned(texts []string) []string {
	var out []string
	for _, t := range texts {
		out = append(out, safetext.Clean(t))
	}
	return out
}

// text is the line with its end.
func (l Line) text() ([]byte, error) {
	var b bytes.Buffer
	encoder := json.NewEncoder(&b)
	encoder.SetEscapeHTML(false)
	err := encoder.Encode(l)
	return b.Bytes(), err
}

var errNoLine = errors.New("is no line of the history")

// parseLine reads one line. What a later version adds is let through.
func parseLine(text []byte) (Line, error) {
	var l Line
	if err := json.Unmarshal(text, &l); err != nil {
		return Line{}, errNoLine
	}
	if l.Time.IsZero() || l.Kind != kindAPI && l.Kind != kindToken || l.Method == "" || l.Sent < 0 {
		return Line{}, errNoLine
	}
	return l, nil
}
