package faulty

import (
	"bytes"
	"encoding/base64"
	"net"
	"net/url"
)

// watched looks at everything that is read from a connection.
type watched struct {
	net.Conn
	look func([]byte)
}

func (w watched) Read(p []byte) (int, error) {
	n, err := w.Conn.Read(p)
	w.look(p[:n])
	return n, err
}

// inspect looks for what has no business at this server. A request fits into one read on loopback; one that did
// not would still be seen, in the parts that hold a whole secret.
func (s *Server) inspect(read []byte) {
	switch s.role {
	case tokens:
		s.find(read, "a token", s.site.given())
	case api:
		s.find(read, "the client secret", []string{s.site.secret})
	case elsewhere:
		s.find(read, "the client secret", []string{s.site.secret})
		s.find(read, "a token", s.site.given())
	}
}

// inspectSealed looks below the encryption, where nothing may ever be found.
func (s *Server) inspectSealed(read []byte) {
	s.find(read, "the client secret, unencrypted,", []string{s.site.secret})
	s.find(read, "a token, unencrypted,", s.site.given())
}

func (s *Server) find(read []byte, what string, secrets []string) {
	for _, secret := range secrets {
		for _, form := range Forms(secret) {
			if bytes.Contains(read, []byte(form)) {
				s.site.change(func() {
					s.site.leaks = append(s.site.leaks, what+" came to "+string(s.role)+" at "+s.address)
				})
				return
			}
		}
	}
}

func (s *Site) given() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return append([]string(nil), s.issued...)
}

// Forms are the ways in which a secret may stand in a text: as it is, encoded for a URL or a form, and in base64.
func Forms(secret string) []string {
	if secret == "" {
		return nil
	}
	return []string{
		secret, url.QueryEscape(secret), url.PathEscape(secret),
		base64.StdEncoding.EncodeToString([]byte(secret)), base64.RawURLEncoding.EncodeToString([]byte(secret)),
	}
}
