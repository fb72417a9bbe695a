package faulty

import (
	"bytes"
	"compress/gzip"
	"crypto/tls"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"net"
	"strings"
	"syscall"
	"testing"
	"time"

	"go.uber.org/goleak"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

const (
	secret  = "s3cret&+% x"
	request = "GET /api/v1/a HTTP/1.1\r\nHost: x\r\n\r\n"
)

// dial opens a connection that cannot hang the test.
func dial(t *testing.T, s *Server) net.Conn {
	t.Helper()
	c, err := net.Dial("tcp", s.address)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = c.Close() })
	_ = c.SetDeadline(time.Now().Add(10 * time.Second))
	return c
}

func say(t *testing.T, c net.Conn, text string) {
	t.Helper()
	if _, err := io.WriteString(c, text); err != nil {
		t.Fatal(err)
	}
}

func TestAnswersAreSentByteForByte(t *testing.T) {
	for name, row := range map[string]struct {
		answer Answer
		want   string
	}{
		"text":              {Text("\x00\xff\r\r\n"), "\x00\xff\r\r\n"},
		"nothing":           {Text(""), ""},
		"parts":             {Play(Text("HTTP/1.0 200"), Text(" Nay\n\n")), "HTTP/1.0 200 Nay\n\n"},
		"headers as given":  {Play(Reply(200, "ab", "x: 1", "X: 2", "Content-Length: 99"), func(c *Conn) { c.again = false }), "HTTP/1.1 200 OK\r\nx: 1\r\nX: 2\r\nContent-Length: 99\r\n\r\nab"},
		"a length is added": {Play(Reply(404, "ab"), func(c *Conn) { c.again = false }), "HTTP/1.1 404 Not Found\r\nContent-Length: 2\r\n\r\nab"},
		"no length for 204": {Play(Reply(204, ""), func(c *Conn) { c.again = false }), "HTTP/1.1 204 No Content\r\n\r\n"},
		"dropped":           {Play(Text("a"), Drop()), "a"},
	} {
		t.Run(name, func(t *testing.T) {
			s := New(t, Plan{API: Script{Answers: []Answer{row.answer}}})
			c := dial(t, s.API)
			say(t, c, request)
			got, err := io.ReadAll(c)
			if string(got) != row.want || err != nil {
				t.Errorf("%q, %v", got, err)
			}
			_ = c.Close()
			s.Ended(t)
		})
	}
}

func TestOneAnswerForEachRequestAndTheLastForAllThatFollow(t *testing.T) {
	s := New(t, Plan{API: Script{Answers: []Answer{Reply(200, "1"), Reply(200, "2")}}})
	c := dial(t, s.API)
	for _, want := range []string{"1", "2", "2"} {
		say(t, c, request)
		answer := make([]byte, len("HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\n1"))
		if _, err := io.ReadFull(c, answer); err != nil || string(answer[len(answer)-1:]) != want {
			t.Errorf("%q, %v, want %q", answer, err, want)
		}
	}
	if n := s.Count(); n.APIRequests != 3 || n.Connections != 1 || n.Open != 1 || len(s.API.Requests()) != 3 || s.API.Requests()[0] != "GET /api/v1/a" {
		t.Errorf("%+v, %q", n, s.API.Requests())
	}
}

func TestAResetIsAReset(t *testing.T) {
	s := New(t, Plan{API: Script{Answers: []Answer{Reset()}}})
	c := dial(t, s.API)
	say(t, c, request)
	if _, err := io.ReadAll(c); !errors.Is(err, syscall.ECONNRESET) && !strings.Contains(fmt.Sprint(err), "forcibly") {
		t.Errorf("err = %v", err)
	}
}

func TestAnswersThatNeverEndEndWithTheClient(t *testing.T) {
	for name, answer := range map[string]Answer{
		"hang": Hang(), "endless": Repeat(strings.Repeat("x", 1000)), "drip": Drip("ab", time.Millisecond), "half": Play(Text("HTTP/1.1 "), Hang()),
	} {
		t.Run(name, func(t *testing.T) {
			s := New(t, Plan{API: Script{Answers: []Answer{answer}}})
			c := dial(t, s.API)
			say(t, c, request)
			s.Until(t, "the request", func(n Count) bool { return n.APIRequests == 1 })
			if name == "drip" {
				if got := make([]byte, 4); func() error { _, err := io.ReadFull(c, got); return err }() != nil || string(got) != "abab" {
					t.Errorf("%q", got)
				}
			}
			_ = c.Close()
			s.Ended(t)
			if n := s.Count(); n.Aborted != 1 {
				t.Errorf("%+v", n)
			}
		})
	}
	t.Run("or with the server", func(t *testing.T) {
		s := New(t, Plan{API: Script{Answers: []Answer{Hang()}}})
		say(t, dial(t, s.API), request)
		s.Until(t, "the request", func(n Count) bool { return n.APIRequests == 1 })
	})
}

// confession is a test that may fail.
type confession struct {
	testing.TB
	said []string
}

func (c *confession) Error(args ...any)            { c.said = append(c.said, fmt.Sprint(args...)) }
func (c *confession) Errorf(f string, args ...any) { c.said = append(c.said, fmt.Sprintf(f, args...)) }

func TestWhatLeaksIsFound(t *testing.T) {
	for name, row := range map[string]struct {
		to   func(*Site) *Server
		text string
		leak string
	}{
		"secret to its endpoint":  {func(s *Site) *Server { return s.Tokens }, secret, ""},
		"secret to the API":       {func(s *Site) *Server { return s.API }, "s3cret%26%2B%25+x", "the client secret came to the API"},
		"secret in base64":        {func(s *Site) *Server { return s.API }, base64.StdEncoding.EncodeToString([]byte(secret)), "the client secret came to the API"},
		"token to the API":        {func(s *Site) *Server { return s.API }, "$TOKEN", ""},
		"token to the endpoint":   {func(s *Site) *Server { return s.Tokens }, "$TOKEN", "a token came to the token endpoint"},
		"token elsewhere":         {func(s *Site) *Server { return s.Elsewhere }, "$TOKEN", "a token came to a server that nothing may reach"},
		"nothing, but elsewhere":  {func(s *Site) *Server { return s.Elsewhere }, "x", "1 connections came to a server that nothing may reach"},
		"unencrypted to TLS":      {func(s *Site) *Server { return s.API }, "$TOKEN", "a token, unencrypted, came to the API"},
		"by its other names only": {func(s *Site) *Server { return s.API }, "$STRANGER $PORT $TOKENS", ""},
	} {
		t.Run(name, func(t *testing.T) {
			c := &confession{TB: t}
			t.Run("", func(t *testing.T) {
				c.TB = t
				plan := Plan{Secret: secret}
				if strings.Contains(row.leak, "unencrypted") {
					plan.API.TLS = Good
				}
				s := New(c, plan)
				s.issue("t")
				server := row.to(s)
				conn := dial(t, server)
				say(t, conn, s.Fill(row.text))
				_ = conn.(*net.TCPConn).CloseWrite()
				_, _ = io.Copy(io.Discard, conn)
				s.Until(t, "the end", func(n Count) bool { return n.Connections == 1 && n.Open == 0 })
			})
			if row.leak == "" && len(c.said) > 0 || row.leak != "" && !strings.Contains(strings.Join(c.said, "\n"), row.leak) {
				t.Errorf("said %q, want %q", c.said, row.leak)
			}
		})
	}
}

func TestTokensAreNumbered(t *testing.T) {
	s := New(t, Plan{})
	c := dial(t, s.Tokens)
	for range 2 {
		say(t, c, "POST /connect/token HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 17\r\n\r\ntenant_id=t&scope")
	}
	s.Until(t, "both tokens", func(n Count) bool { return n.TokenRequests == 2 })
	if a := s.Issued(1); a == "" || !strings.HasPrefix(a, "eyJ") {
		t.Errorf("%q", a)
	}
}

func TestCertificatesAreWhatTheySay(t *testing.T) {
	for kind, want := range map[TLS]string{
		Good: "", Expired: "expired", NotYetValid: "not yet valid", WrongHost: "cannot validate certificate for 127.0.0.1", HostileName: "127.0.0.1", Nameless: "127.0.0.1",
		SelfSigned: "unknown authority", UnknownAuthority: "unknown authority", NotForServers: "incompatible key usage", OnlyTLS11: "protocol version", NotAtAll: "first record does not look like a TLS handshake",
		WantsClientCertificate: "handshake failure",
	} {
		t.Run(string(kind), func(t *testing.T) {
			s := New(t, Plan{API: Script{TLS: kind, Greet: map[TLS]Answer{NotAtAll: Text("220 smtp\r\n")}[kind]}})
			c, err := tls.Dial("tcp", s.API.address, &tls.Config{RootCAs: s.Roots()})
			if err == nil {
				_ = c.Close()
			}
			if want == "" && err != nil || !strings.Contains(fmt.Sprint(err), want) {
				t.Errorf("err = %v, want %q", err, want)
			}
			if !strings.HasPrefix(s.APIURL(), "https://") {
				t.Errorf("URL %s", s.APIURL())
			}
		})
	}
}

func TestBombsUnpack(t *testing.T) {
	for packed, want := range map[string]int{Zip("abc"): 3, Bomb(3, "["): 3 << 20} {
		in, err := gzip.NewReader(bytes.NewReader([]byte(packed)))
		if err != nil {
			t.Fatal(err)
		}
		if n, err := io.Copy(io.Discard, in); int(n) != want || err != nil || want > 1000 && len(packed) > want/200 {
			t.Errorf("%d bytes of %d, %v", n, len(packed), err)
		}
	}
}
