package demo_test

import (
	"io"
	"net"
	"net/http"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"go.uber.org/goleak"

	"brincr-explorer/internal/demo"
)

func TestCloseEndsEverything(t *testing.T) {
	before := goleak.IgnoreCurrent()
	var armed atomic.Bool
	called := make(chan struct{}, 100)
	s, err := demo.Start(demo.Options{Now: func() time.Time {
		if armed.Load() {
			called <- struct{}{}
		}
		return time.Now()
	}})
	if err != nil {
		t.Fatal(err)
	}
	e := s.Environments()[0]
	transport := &http.Transport{}
	b := &bench{t: t, server: s, client: &http.Client{Transport: transport}}
	token := b.token(e, 0, "brincr:category")
	// Three connections: one never asks anything, one waits for the server's timer, one
	// streams. The server has looked at its clock for both tokens when Close begins.
	silent, err := net.Dial("tcp", strings.Split(e.APIURL, "/")[2])
	if err != nil {
		t.Fatal(err)
	}
	armed.Store(true)
	conns := []net.Conn{silent}
	for _, path := range []string{"demo/slow?seconds=300", "demo/large?megabytes=1000"} {
		conns = append(conns, b.dial(e.APIURL+path, token))
		<-called
	}
	began := time.Now()
	for range 2 {
		if err := s.Close(); err != nil {
			t.Errorf("Close: %v", err)
		}
	}
	if took := time.Since(began); took > 5*time.Second {
		t.Errorf("Close took %s", took)
	}
	if c := s.Counts(); c.APIStatus[499] != 1 {
		t.Errorf("Close returned before the slow handler did: %+v", c)
	}
	for i, c := range conns {
		got, err := io.ReadAll(c)
		if i < 2 && len(got) > 0 || len(got) > 900_000_000 {
			t.Errorf("connection %d: %d bytes, %v", i, len(got), err)
		}
		_ = c.Close()
	}
	if _, err := b.try(http.MethodGet, e.APIURL, "", nil); err == nil {
		t.Error("the server still answers")
	}
	transport.CloseIdleConnections()
	goleak.VerifyNone(t, before)
}

func TestListenOnGivenPort(t *testing.T) {
	port := freePair(t)
	s, err := demo.Start(demo.Options{Listen: "127.0.0.1:" + strconv.Itoa(port)})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = s.Close() }()
	e := s.Environments()[0]
	token, api := "http://127.0.0.1:"+strconv.Itoa(port)+"/", "http://127.0.0.1:"+strconv.Itoa(port+1)+"/"
	if !strings.HasPrefix(e.TokenURL, token) || !strings.HasPrefix(e.APIURL, api) {
		t.Errorf("%s and %s, want %s and %s", e.TokenURL, e.APIURL, token, api)
	}
	_, err = demo.Start(demo.Options{Listen: "127.0.0.1:" + strconv.Itoa(port)})
	if err == nil || !strings.Contains(err.Error(), "another program holds that port") {
		t.Errorf("the same port again: %v", err)
	}
	// The token server's port is free here, the API server's is not: neither may stay open.
	_, err = demo.Start(demo.Options{Listen: "127.0.0.1:" + strconv.Itoa(port-1)})
	if err == nil || !strings.Contains(err.Error(), "for the API server") {
		t.Errorf("the port before: %v", err)
	}
	l, err := net.Listen("tcp", "127.0.0.1:"+strconv.Itoa(port-1))
	if err != nil {
		t.Fatalf("the failed start left its first listener open: %v", err)
	}
	_ = l.Close()
}

// freePair finds three ports in a row that are free, and returns the middle one.
func freePair(t *testing.T) int {
	t.Helper()
	for port := 21001; port < 60000; port += 7 {
		var open []net.Listener
		for i := -1; i <= 1; i++ {
			if l, err := net.Listen("tcp", "127.0.0.1:"+strconv.Itoa(port+i)); err == nil {
				open = append(open, l)
			}
		}
		for _, l := range open {
			_ = l.Close()
		}
		if len(open) == 3 {
			return port
		}
	}
	t.Skip("no three free ports in a row")
	return 0
}

func TestBadOptions(t *testing.T) {
	for _, test := range []struct {
		options demo.Options
		want    string
	}{
		{demo.Options{Listen: "0.0.0.0:0"}, "not a loopback address"},
		{demo.Options{Listen: ":8080"}, "use 127.0.0.1:8080"},
		{demo.Options{Listen: "example.com:80"}, "not a loopback address"},
		{demo.Options{Listen: "127.0.0.1"}, "no listen address"},
		{demo.Options{Listen: "127.0.0.1:http"}, "no usable port"},
		{demo.Options{Listen: "127.0.0.1:65535"}, "no usable port"},
		{demo.Options{Listen: "127.0.0.1:-1"}, "no usable port"},
		{demo.Options{TokenTTL: 999 * time.Millisecond}, "too short"},
		{demo.Options{TokenTTL: -time.Hour}, "too short"},
		{demo.Options{Latency: -1}, "negative"},
	} {
		s, err := demo.Start(test.options)
		if err == nil {
			_ = s.Close()
			t.Errorf("%+v: accepted", test.options)
			continue
		}
		if !strings.Contains(err.Error(), test.want) {
			t.Errorf("%+v: %v, want %q", test.options, err, test.want)
		}
	}
}

func TestLatencyDelaysBothServers(t *testing.T) {
	const latency = 30 * time.Millisecond
	b := start(t, demo.Options{Latency: latency})
	e := b.env("sandbox")
	began := time.Now()
	token := b.token(e, 0, "brincr:category")
	if took := time.Since(began); took < latency {
		t.Errorf("the token came after %s", took)
	}
	began = time.Now()
	b.get(e, token, "categories")
	if took := time.Since(began); took < latency {
		t.Errorf("the list came after %s", took)
	}
}

func TestManyAtOnce(t *testing.T) {
	log := &lines{}
	b := start(t, demo.Options{RateLimit: -1, Log: log})
	var all sync.WaitGroup
	const rounds = 10
	for _, e := range b.server.Environments() {
		for tenant := range e.Tenants {
			all.Go(func() {
				for range rounds {
					a, err := b.try(http.MethodPost, e.TokenURL, form(e, tenant, "brincr:product").Encode(), formHeader())
					if err != nil || a.status != http.StatusOK {
						t.Errorf("token: %d %v", a.status, err)
					}
					// Without a token; the answer is a 401, the data is not built.
					if a, err := b.try(http.MethodGet, e.APIURL+"products", "", apiHeader("none")); err != nil || a.status != http.StatusUnauthorized {
						t.Errorf("products: %d %v", a.status, err)
					}
				}
			})
		}
	}
	all.Wait()
	c := b.server.Counts()
	if c.TokenRequests != 5*rounds || c.APIRequests != 5*rounds {
		t.Errorf("counts: %+v", c)
	}
	if n := strings.Count(log.String(), "/connect/token 200\n"); n != 5*rounds {
		t.Errorf("%d token requests in the log", n)
	}
}

func TestLogHoldsPrintableASCIIOnly(t *testing.T) {
	log := &lines{}
	b := start(t, demo.Options{Log: log})
	e := b.env("sandbox")
	c, err := net.Dial("tcp", strings.Split(e.APIURL, "/")[2])
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = c.Close() }()
	if _, err := c.Write([]byte("GET /\xc2\x9b31m?\xc2\x9b" + strings.Repeat("x", 2000) + " HTTP/1.1\r\nHost: x\r\n\r\n")); err != nil {
		t.Fatal(err)
	}
	if _, err := c.Read(make([]byte, 1)); err != nil {
		t.Fatal(err)
	}
	line := log.String()
	if len(line) > 700 || !strings.Contains(line, " api   GET /%C2%9B31m?%C2%9Bxxx") {
		t.Errorf("log: %q", line)
	}
	if i := strings.IndexFunc(strings.TrimSuffix(line, "\n"), func(r rune) bool { return r < ' ' || r > '~' }); i >= 0 {
		t.Errorf("the log holds %q", line[i])
	}
}

// The program's first frame must come within 300 ms, and most of that belongs to
// others: the data, tens of thousands of allocations, is made when it is first asked for.
func TestStartMakesNoDataYet(t *testing.T) {
	made := testing.AllocsPerRun(3, func() {
		s, err := demo.Start(demo.Options{})
		if err != nil {
			t.Fatal(err)
		}
		_ = s.Close()
	})
	if made > 2_000 {
		t.Errorf("Start allocates %.0f times", made)
	}
}

func BenchmarkStart(b *testing.B) {
	for b.Loop() {
		s, err := demo.Start(demo.Options{})
		if err != nil {
			b.Fatal(err)
		}
		b.StopTimer()
		_ = s.Close()
		b.StartTimer()
	}
}

func BenchmarkFirstList(b *testing.B) {
	for b.Loop() {
		w := start(b, demo.Options{})
		e := w.env("sandbox")
		w.get(e, w.token(e, 0, "brincr:order"), "orders")
		_ = w.server.Close()
	}
}
