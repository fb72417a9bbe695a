package faulty

import (
	"crypto/tls"
	"io"
	"net"
	"net/http"
)

// Conn is a connection on which an Answer is played.
type Conn struct {
	net.Conn
	Request *http.Request // that is answered, its body still to be read; nil in a Greet

	bare   net.Conn // without the encryption
	server *Server
	again  bool // the answer was whole: the connection can carry another request
	broken bool // the client left before its end
}

// Site is the one that the connection belongs to.
func (c *Conn) Site() *Site { return c.server.site }

// Send writes a text as it is; false when the client has left.
func (c *Conn) Send(text string) bool {
	if c.broken {
		return false
	}
	if _, err := io.WriteString(c.Conn, text); err != nil {
		c.broken = true
	}
	return !c.broken
}

// end says goodbye: what was written arrives, and the client sees an end and no reset.
func (c *Conn) end() {
	if c.broken {
		return
	}
	if secure, ok := c.Conn.(watched).Conn.(*tls.Conn); ok {
		_ = secure.CloseWrite() // the encryption's own goodbye
	}
	if half, ok := c.bare.(*net.TCPConn); ok && half.CloseWrite() == nil {
		_, _ = io.Copy(io.Discard, c.Conn)
	}
}

// left waits until the client has gone, and tells that by closing the channel.
func (c *Conn) left() <-chan struct{} {
	gone := make(chan struct{})
	c.server.running.Go(func() {
		_, _ = io.Copy(io.Discard, c.Conn)
		close(gone)
	})
	return gone
}
