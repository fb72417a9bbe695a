package demo

import (
	"context"
	"errors"
	"io"
	"log"
	"net"
	"net/http"
	"sync"
	"time"
)

const (
	maxHeaderBytes    = 64 << 10
	readHeaderTimeout = 10 * time.Second
	idleTimeout       = 2 * time.Minute
)

// Server is the two running servers.
type Server struct {
	environments []*environment
	traffic      *traffic

	ctx    context.Context // of every request; ends with Close
	cancel context.CancelFunc
	http   []*http.Server
	serve  sync.WaitGroup // the accept loops
	conns  sync.WaitGroup // the connections
	close  func() error
}

// Start opens both listeners and serves until Close. Data and signing key are
// made when they are first needed, so that it returns within milliseconds.
func Start(o Options) (*Server, error) {
	o, err := o.complete()
	if err != nil {
		return nil, err
	}
	tokenListener, apiListener, err := listen(o.Listen)
	if err != nil {
		return nil, err
	}
	ctx, cancel := context.WithCancel(context.Background())
	s := &Server{
		environments: newEnvironments(origin(tokenListener), origin(apiListener)),
		traffic:      newTraffic(o.Log, o.Now),
		ctx:          ctx,
		cancel:       cancel,
	}
	s.close = sync.OnceValue(s.shutDown)
	keys := newSigner()
	s.run(tokenListener, s.traffic.record(serverToken, delayed(o.Latency, newTokenServer(s.environments, keys, o))))
	s.run(apiListener, s.traffic.record(serverAPI, delayed(o.Latency, newAPIServer(s.environments, keys, o))))
	return s, nil
}

func origin(l net.Listener) string { return "http://" + l.Addr().String() }

func (s *Server) run(l net.Listener, h http.Handler) {
	server := &http.Server{
		Handler:           h,
		BaseContext:       func(net.Listener) context.Context { return s.ctx },
		ConnState:         s.trackConnection,
		ReadHeaderTimeout: readHeaderTimeout,
		IdleTimeout:       idleTimeout,
		MaxHeaderBytes:    maxHeaderBytes,
		// net/http's own complaints would land on the terminal, amid the panes.
		ErrorLog: log.New(io.Discard, "", 0),
	}
	s.http = append(s.http, server)
	s.serve.Go(func() {
		// Serve ends with ErrServerClosed, or with a listener that broke: then every
		// client sees a refused connection, which says it all.
		_ = server.Serve(l)
	})
}

// trackConnection counts connections, so that Close can wait for the last
// handler. A connection accepted while Close runs would be missed by
// http.Server.Close: it is closed here.
func (s *Server) trackConnection(c net.Conn, state http.ConnState) {
	switch state {
	case http.StateNew:
		s.conns.Add(1)
		if s.ctx.Err() != nil {
			_ = c.Close() // nobody waits for an answer on it
		}
	case http.StateClosed, http.StateHijacked:
		s.conns.Done()
	}
}

// Close ends both servers and everything that they are doing, and returns when
// the last handler has. It may be called more than once.
func (s *Server) Close() error { return s.close() }

func (s *Server) shutDown() error {
	s.cancel()
	var errs []error
	for _, server := range s.http {
		errs = append(errs, server.Close())
	}
	s.serve.Wait()
	s.conns.Wait()
	return errors.Join(errs...)
}

// Environments returns the two environments, the sandbox first.
func (s *Server) Environments() []Environment {
	list := make([]Environment, 0, len(s.environments))
	for _, e := range s.environments {
		list = append(list, e.public())
	}
	return list
}

// Endpoints returns every path that the API server answers, as a list to offer.
func (s *Server) Endpoints() []Endpoint { return endpoints() }

// Counts returns what has been asked and answered so far.
func (s *Server) Counts() Counts { return s.traffic.snapshot() }

// delayed makes every answer wait, or give up when the client leaves.
func delayed(latency time.Duration, h http.Handler) http.Handler {
	if latency == 0 {
		return h
	}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		wait(r.Context(), latency)
		h.ServeHTTP(w, r)
	})
}

// wait returns after the time, or drops the connection when the client left or the
// server closes: merely returning would send an empty 200.
func wait(ctx context.Context, d time.Duration) {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
	case <-ctx.Done():
		panic(http.ErrAbortHandler)
	}
}
