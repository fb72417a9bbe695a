package faulty

import (
	"bufio"
	"bytes"
	"crypto/tls"
	"io"
	"net"
	"net/http"
	"sync"
	"testing"
)

// role decides what may come to a server.
type role string

const (
	tokens    role = "the token endpoint"
	api       role = "the API"
	elsewhere role = "a server that nothing may reach"
)

// Server is one of a Site's.
type Server struct {
	site     *Site
	role     role
	script   Script
	config   *tls.Config
	address  string
	listener net.Listener // nil: nothing listens
	stopped  chan struct{}
	running  sync.WaitGroup

	mu       sync.Mutex
	closed   bool
	next     int
	conns    map[net.Conn]bool
	requests []string
}

func (s *Site) listen(tb testing.TB, r role, script Script) *Server {
	tb.Helper()
	server := &Server{
		site: s, role: r, script: script, config: s.authority.config(tb, script.TLS),
		stopped: make(chan struct{}), conns: map[net.Conn]bool{},
	}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		tb.Fatal(err)
	}
	server.address = listener.Addr().String()
	if script.Down {
		_ = listener.Close()
		return server
	}
	server.listener = listener
	server.running.Go(server.accept)
	return server
}

// URL is the server's origin.
func (s *Server) URL() string {
	if s.script.TLS == None {
		return "http://" + s.address
	}
	return "https://" + s.address
}

func (s *Server) port() string {
	_, port, _ := net.SplitHostPort(s.address)
	return port
}

// Requests lists what came, as "GET /api/v1/categories?page=2".
func (s *Server) Requests() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return append([]string(nil), s.requests...)
}

func (s *Server) accept() {
	for {
		raw, err := s.listener.Accept()
		if err != nil {
			return
		}
		if !s.keep(raw) {
			_ = raw.Close()
			return
		}
		s.site.tally(s.role, func(t *tally) { t.connections++; s.site.open++ })
		s.running.Go(func() {
			s.serve(raw)
			s.forget(raw)
			s.site.change(func() { s.site.open-- })
		})
	}
}

func (s *Server) keep(raw net.Conn) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.conns[raw] = !s.closed
	return !s.closed
}

func (s *Server) forget(raw net.Conn) {
	_ = raw.Close()
	s.mu.Lock()
	defer s.mu.Unlock()
	delete(s.conns, raw)
}

func (s *Server) close() {
	if s.listener == nil {
		return
	}
	s.mu.Lock()
	s.closed = true
	close(s.stopped)
	_ = s.listener.Close()
	for raw := range s.conns {
		_ = raw.Close()
	}
	s.mu.Unlock()
	s.running.Wait()
}

// serve answers the requests of one connection until an answer ends it.
func (s *Server) serve(raw net.Conn) {
	c := &Conn{Conn: watched{raw, s.inspect}, bare: raw, server: s}
	if s.script.Greet != nil {
		s.script.Greet(c)
		c.end()
		return
	}
	if s.config != nil {
		secure := tls.Server(watched{raw, s.inspectSealed}, s.config)
		if secure.Handshake() != nil {
			return
		}
		c.Conn = watched{secure, s.inspect}
	}
	in := bufio.NewReader(c.Conn)
	for {
		request, err := http.ReadRequest(in)
		if err != nil {
			return
		}
		body, err := io.ReadAll(request.Body)
		if err != nil {
			return
		}
		request.Body = io.NopCloser(bytes.NewReader(body))
		c.Request, c.again, c.broken = request, false, false
		s.answer(request)(c)
		if c.broken {
			s.site.tally(s.role, func(t *tally) { t.aborted++ })
			return
		}
		if !c.again {
			c.end()
			return
		}
	}
}

// answer counts a request and says what is played for it. The preface of HTTP/2 reads like a request and is none.
func (s *Server) answer(r *http.Request) Answer {
	if r.Method == "PRI" && len(s.script.Answers) > 0 {
		return s.script.Answers[0]
	}
	s.mu.Lock()
	s.requests = append(s.requests, r.Method+" "+r.RequestURI)
	n := min(s.next, len(s.script.Answers)-1)
	s.next++
	s.mu.Unlock()
	s.site.tally(s.role, func(t *tally) { t.requests++ })
	if n < 0 {
		return Reply(200, "{}", "Content-Type: application/json")
	}
	return s.script.Answers[n]
}
