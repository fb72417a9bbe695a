package faulty

import (
	"net"
	"time"
)

// Answer plays the answer to one request, or a part of it. What it writes goes out as it is, after Site.Fill.
type Answer func(*Conn)

// Play is one answer after the other, on the same connection.
func Play(parts ...Answer) Answer {
	return func(c *Conn) {
		for _, part := range parts {
			part(c)
		}
	}
}

// Text writes a text. When nothing follows, the connection ends politely.
func Text(text string) Answer {
	return func(c *Conn) { c.Send(c.Site().Fill(text)) }
}

// Repeat writes a text over and over until the client leaves.
func Repeat(text string) Answer {
	return func(c *Conn) {
		for c.Send(text) {
		}
	}
}

// Drip writes one byte of a text after the other, over and over until the client leaves.
func Drip(text string, every time.Duration) Answer {
	return func(c *Conn) {
		tick := time.NewTicker(every)
		defer tick.Stop()
		gone := c.left()
		for i := 0; c.Send(text[i%len(text) : i%len(text)+1]); i++ {
			select {
			case <-tick.C:
			case <-gone:
				c.broken = true
			case <-c.server.stopped:
				return
			}
		}
	}
}

// Hang says nothing more until the client leaves.
func Hang() Answer {
	return func(c *Conn) {
		select {
		case <-c.left():
			c.broken = true
		case <-c.server.stopped:
		}
	}
}

// Reset breaks the connection off: the client sees "connection reset by peer".
func Reset() Answer {
	return func(c *Conn) {
		if tcp, ok := c.bare.(*net.TCPConn); ok {
			_ = tcp.SetLinger(0)
		}
		_ = c.bare.Close()
	}
}

// Drop ends the connection below the encryption, without its goodbye: as somebody in between would cut it.
func Drop() Answer {
	return func(c *Conn) {
		if tcp, ok := c.bare.(*net.TCPConn); ok {
			_ = tcp.CloseWrite()
		}
	}
}
