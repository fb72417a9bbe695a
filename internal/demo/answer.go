package demo

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"html"
	"net/http"
	"strings"
)

const (
	contentJSON = "application/json"
	contentHTML = "text/html; charset=UTF-8"
	contentText = "text/plain; charset=UTF-8"

	loginPath = "/login"
)

// envelope is how a Laravel resource wraps a single entity.
type envelope struct {
	Data any `json:"data"`
}

// failure is an error answer in Laravel's shape.
type failure struct {
	Status  int         `json:"-"`
	Message string      `json:"message"`
	Errors  fieldErrors `json:"errors,omitempty"`
}

// fieldError says what is wrong with one field of a body; its path is dotted,
// with list positions as numbers: "parts.0.amount".
type fieldError struct {
	path     string
	messages []string
}

// fieldErrors is a JSON object that keeps the order of its members.
type fieldErrors []fieldError

// MarshalJSON implements json.Marshaler.
func (f fieldErrors) MarshalJSON() ([]byte, error) {
	var b bytes.Buffer
	b.WriteByte('{')
	for i, e := range f {
		if i > 0 {
			b.WriteByte(',')
		}
		path, err := json.Marshal(e.path)
		if err != nil {
			return nil, err
		}
		messages, err := json.Marshal(e.messages)
		if err != nil {
			return nil, err
		}
		b.Write(path)
		b.WriteByte(':')
		b.Write(messages)
	}
	b.WriteByte('}')
	return b.Bytes(), nil
}

// wantsJSON is Laravel's rule: the request must ask for JSON by name, "*/*" is
// not enough.
func wantsJSON(r *http.Request) bool {
	accept := strings.ToLower(strings.Join(r.Header.Values("Accept"), ","))
	return strings.Contains(accept, "/json") || strings.Contains(accept, "+json")
}

// fail answers in JSON, or with the HTML page that stock Laravel gives to who
// does not ask for JSON; a 422 then sends back to where the form would be.
func fail(w http.ResponseWriter, r *http.Request, f failure) {
	if wantsJSON(r) {
		respond(w, r, f.Status, f)
		return
	}
	if f.Status == http.StatusUnprocessableEntity {
		w.Header().Set("Location", "/")
		page(w, r, http.StatusFound, "Redirecting")
		return
	}
	page(w, r, f.Status, http.StatusText(f.Status))
}

// respond writes a value as JSON.
func respond(w http.ResponseWriter, r *http.Request, status int, v any) {
	var b bytes.Buffer
	encoder := json.NewEncoder(&b)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(v); err != nil {
		send(w, r, http.StatusInternalServerError, contentJSON, []byte(`{"message":"Server Error"}`))
		return
	}
	send(w, r, status, contentJSON, bytes.TrimSuffix(b.Bytes(), []byte("\n")))
}

// send writes a body, compressed when the client asked for that.
func send(w http.ResponseWriter, r *http.Request, status int, contentType string, body []byte) {
	w.Header().Set("Content-Type", contentType)
	w.Header().Set("Vary", "Accept-Encoding")
	if !acceptsGzip(r) {
		w.WriteHeader(status)
		_, _ = w.Write(body) // a client that left needs no answer, here and below
		return
	}
	w.Header().Set("Content-Encoding", "gzip")
	w.WriteHeader(status)
	compressor := gzip.NewWriter(w)
	_, _ = compressor.Write(body)
	_ = compressor.Close()
}

// acceptsGzip reads Accept-Encoding (RFC 9110, section 12.5.3); a weight of zero refuses.
func acceptsGzip(r *http.Request) bool {
	for part := range strings.SplitSeq(r.Header.Get("Accept-Encoding"), ",") {
		coding, weight, _ := strings.Cut(strings.TrimSpace(part), ";")
		if !strings.EqualFold(strings.TrimSpace(coding), "gzip") {
			continue
		}
		return strings.Trim(strings.TrimPrefix(strings.TrimSpace(weight), "q="), "0.") != "" || weight == ""
	}
	return false
}

const pageTemplate = `<!DOCTYPE html>
<html lang="en">
<head><meta charset="utf-8"><title>%[1]s</title></head>
<body><h1>%[2]s</h1><p>Demo server of brincr-explorer. This is not Brincr.</p></body>
</html>
`

func page(w http.ResponseWriter, r *http.Request, status int, title string) {
	heading := title
	if status >= http.StatusBadRequest {
		heading = fmt.Sprintf("%d | %s", status, title)
	}
	body := fmt.Sprintf(pageTemplate, html.EscapeString(title), html.EscapeString(heading))
	send(w, r, status, contentHTML, []byte(body))
}

// servePage answers the login page that redirects lead to; with a 200, as such pages
// do, which is why a client must not follow blindly.
func servePage(w http.ResponseWriter, r *http.Request, path string) bool {
	if path != loginPath {
		return false
	}
	page(w, r, http.StatusOK, "Log in")
	return true
}
