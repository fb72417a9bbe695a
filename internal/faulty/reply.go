package faulty

import (
	"bytes"
	"compress/flate"
	"compress/gzip"
	"encoding/base64"
	"fmt"
	"io"
	"net/http"
	"strings"
)

// Reply is a well-formed answer: what is wrong with it is what it says. Headers are lines, sent in their order; a
// Content-Length is added where none of them says how the body ends.
func Reply(status int, body string, headers ...string) Answer {
	return func(c *Conn) {
		body, lines := c.Site().Fill(body), headers
		if !framed(headers) && status >= 200 && status != http.StatusNoContent && status != http.StatusNotModified {
			lines = append(lines[:len(lines):len(lines)], fmt.Sprintf("Content-Length: %d", len(body)))
		}
		if c.Request != nil && c.Request.Method == http.MethodHead {
			body = ""
		}
		c.again = c.Send(c.Site().Fill(Head(status, lines...)) + body)
	}
}

// JSON is a Reply that says that it is JSON.
func JSON(status int, body string, headers ...string) Answer {
	return Reply(status, body, append([]string{"Content-Type: application/json"}, headers...)...)
}

// Packed is a Reply whose body is compressed, and says so.
func Packed(status int, body string, headers ...string) Answer {
	return Reply(status, Zip(body), append([]string{"Content-Encoding: gzip"}, headers...)...)
}

// Redirect points elsewhere.
func Redirect(status int, to string) Answer { return Reply(status, "", "Location: "+to) }

// Head is the head of an answer, with its empty line.
func Head(status int, lines ...string) string {
	var head strings.Builder
	fmt.Fprintf(&head, "HTTP/1.1 %d %s\r\n", status, http.StatusText(status))
	for _, line := range lines {
		head.WriteString(line + "\r\n")
	}
	return head.String() + "\r\n"
}

func framed(headers []string) bool {
	for _, line := range headers {
		name, _, _ := strings.Cut(strings.ToLower(line), ":")
		if name == "content-length" || name == "transfer-encoding" {
			return true
		}
	}
	return false
}

// Token is a good answer of a token endpoint with a new token, whose lifetime is a JSON text.
func Token(expiresIn string) Answer {
	return func(c *Conn) {
		_ = c.Request.ParseForm()
		token := c.Site().issue(c.Request.PostFormValue("tenant_id"))
		JSON(200, fmt.Sprintf(`{"access_token":%q,"expires_in":%s,"token_type":"Bearer","scope":%q}`,
			token, expiresIn, c.Request.PostFormValue("scope")))(c)
	}
}

// issue makes a token that can be told from every other.
func (s *Site) issue(tenant string) string {
	encode := base64.RawURLEncoding.EncodeToString
	var token string
	s.change(func() {
		claims := fmt.Sprintf(`{"iss":"https://issuer.test","tenant_id":%q,"jti":"%d"}`, tenant, len(s.issued)+1)
		token = encode([]byte(`{"typ":"at+jwt","alg":"RS256"}`)) + "." + encode([]byte(claims)) + "." + encode([]byte("no real signature"))
		s.issued = append(s.issued, token)
	})
	return token
}

// Zip is a text in gzip.
func Zip(text string) string {
	var out bytes.Buffer
	packer, err := gzip.NewWriterLevel(&out, flate.BestCompression)
	if err != nil {
		panic(err) // the level is a constant
	}
	_, _ = io.WriteString(packer, text)
	_ = packer.Close()
	return out.String()
}

// Bomb is gzip that unpacks to so many MiB of one text, about a thousandth of it on the wire. It has one member for
// each MiB: packing that once is all the work.
func Bomb(mebibytes int, of string) string {
	return strings.Repeat(Zip(strings.Repeat(of, 1<<20/len(of))), mebibytes)
}
