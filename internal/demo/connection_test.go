package demo

import (
	"errors"
	"io"
	"net"
	"net/http"
	"testing"
	"time"
)

// A connection that is accepted while Close runs is one that http.Server.Close
// never hears of.
func TestConnectionAcceptedDuringCloseIsClosed(t *testing.T) {
	s, err := Start(Options{})
	if err != nil {
		t.Fatal(err)
	}
	ours, theirs := net.Pipe()
	defer func() { _ = theirs.Close() }()
	if err := theirs.SetReadDeadline(time.Now().Add(time.Second)); err != nil {
		t.Fatal(err)
	}
	s.cancel() // Close has begun
	s.trackConnection(ours, http.StateNew)
	if _, err := theirs.Read(make([]byte, 1)); !errors.Is(err, io.EOF) {
		t.Errorf("the connection stays open: %v", err)
	}
	s.trackConnection(ours, http.StateClosed)
	if err := s.Close(); err != nil {
		t.Errorf("Close: %v", err)
	}
}
