package auth

import (
	"context"
	"errors"
	"io"
	"net"
	"net/http"
	"net/http/httptrace"
	"net/url"
	"os"
	"strings"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"
)

// nameServer knows no name: it answers every question with code.
func nameServer(t *testing.T, code byte) *net.Resolver {
	t.Helper()
	connection, err := net.ListenPacket("udp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = connection.Close() })
	go func() {
		packet := make([]byte, 1500)
		for {
			n, from, err := connection.ReadFrom(packet)
			if err != nil {
				return
			}
			packet[2], packet[3] = 0x81, 0x80|code // an answer, with recursion
			_, _ = connection.WriteTo(packet[:n], from)
		}
	}()
	return &net.Resolver{PreferGo: true, Dial: func(ctx context.Context, _, _ string) (net.Conn, error) {
		return new(net.Dialer).DialContext(ctx, "udp", connection.LocalAddr().String())
	}}
}

func TestNamesThatAreNotFound(t *testing.T) {
	for code, says := range map[byte]string{3: "was not found (DNS)", 2: "could not be looked up (DNS)"} {
		transport := newTransport()
		transport.DialContext = (&net.Dialer{Resolver: nameServer(t, code)}).DialContext
		failed := failure(t, sourceFor(t, "https://connect.test./token", Options{Transport: transport}))
		if !strings.Contains(failed.Summary, says) || !failed.Temporary || len(failed.Proven) != 0 || failed.Err == nil {
			t.Errorf("%+v", failed)
		}
	}
}

// rawServer accepts connections and lets handle do what it likes with them.
func rawServer(t *testing.T, handle func(net.Conn)) string {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = listener.Close() })
	go func() {
		for {
			connection, err := listener.Accept()
			if err != nil {
				return
			}
			handle(connection)
		}
	}()
	return listener.Addr().String()
}

func TestConnectionsThatFail(t *testing.T) {
	gone, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	_ = gone.Close()
	readSome := func(c net.Conn) { _, _ = c.Read(make([]byte, 100)) }
	reset := rawServer(t, func(c net.Conn) {
		readSome(c)
		_ = c.(*net.TCPConn).SetLinger(0)
		_ = c.Close()
	})
	hangUp := rawServer(t, func(c net.Conn) {
		readSome(c)
		_ = c.(*net.TCPConn).CloseWrite()
		_, _ = io.Copy(io.Discard, c)
		_ = c.Close()
	})
	noHTTP := rawServer(t, func(c net.Conn) {
		readSome(c)
		_, _ = io.WriteString(c, "SSH-2.0 \x1b[31m "+theSecret+"\r\n")
		_ = c.(*net.TCPConn).CloseWrite()
		_, _ = io.Copy(io.Discard, c)
		_ = c.Close()
	})
	for _, test := range []struct{ name, address, says string }{
		{"refused", gone.Addr().String(), "was refused"},
		{"reset", reset, "was closed before an answer came"},
		{"hung up", hangUp, "was closed before an answer came"},
		{"not HTTP", noHTTP, "failed before an answer came"},
	} {
		t.Run(test.name, func(t *testing.T) {
			failed := failure(t, sourceFor(t, "http://"+test.address+"/token", Options{}))
			if !strings.Contains(failed.Summary, test.says) || !failed.Temporary || failed.Err == nil || failed.Status != 0 {
				t.Errorf("%+v", failed)
			}
		})
	}
}

func TestNoWayThere(t *testing.T) {
	for _, errno := range []error{systemNetUnreachable, systemHostUnreachable} {
		failed := failure(t, sourceFor(t, "https://connect.test/token", Options{Transport: transportFunc(func(*http.Request) (*http.Response, error) {
			return nil, &net.OpError{Op: "dial", Net: "tcp", Err: errno}
		})}))
		if !strings.Contains(failed.Summary, "no way") || !failed.Temporary || failed.Proven[0] != "the host name" {
			t.Errorf("%+v", failed)
		}
	}
}

func TestG07_EveryTimeOutEndsAndSaysWhere(t *testing.T) {
	release := make(chan struct{})
	defer close(release)
	hold := func(c net.Conn) {
		go func() {
			<-release
			_ = c.Close()
		}()
	}
	silent := rawServer(t, hold)
	slowHeader := rawServer(t, func(c net.Conn) {
		_, _ = c.Read(make([]byte, 100))
		_, _ = io.WriteString(c, "HTTP/1.1 200 OK\r\nX-Slow: ")
		hold(c)
	})
	slowBody := rawServer(t, func(c net.Conn) {
		_, _ = c.Read(make([]byte, 100))
		_, _ = io.WriteString(c, "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{")
		hold(c)
	})
	for _, test := range []struct {
		name, address, says string
	}{
		{"no TLS", "https://" + silent, "did not secure it in time"},
		{"no answer", "http://" + silent, "took the request and did not answer in time"},
		{"late headers", "http://" + slowHeader, "began to answer and did not finish in time"},
		{"late body", "http://" + slowBody, "began to answer and did not finish in time"},
	} {
		t.Run(test.name, func(t *testing.T) {
			var requests atomic.Int32
			failed := failure(t, sourceFor(t, test.address, Options{Timeout: 200 * time.Millisecond, OnRequest: func() { requests.Add(1) }}))
			if !strings.Contains(failed.Summary, test.says) || !failed.Temporary || !errors.Is(failed.Err, context.DeadlineExceeded) {
				t.Errorf("%+v", failed)
			}
			if requests.Load() > 1 {
				t.Errorf("%d requests: the time was over after the first", requests.Load())
			}
		})
	}
}

func TestConnectionsThatTakeTooLong(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		tries := 0
		source := sourceFor(t, "https://connect.test/token", Options{Transport: transportFunc(func(r *http.Request) (*http.Response, error) {
			tries++
			trace := httptrace.ContextClientTrace(r.Context())
			trace.DNSStart(httptrace.DNSStartInfo{})
			trace.ConnectStart("tcp", "192.0.2.1:443")
			select {
			case <-time.After(connectTimeout):
				return nil, &net.OpError{Op: "dial", Net: "tcp", Err: os.ErrDeadlineExceeded}
			case <-r.Context().Done():
				return nil, r.Context().Err()
			}
		})})
		began := time.Now()
		failed := failure(t, source)
		if !strings.Contains(failed.Summary, "could be made in time (10s)") || failed.Proven[0] != "the host name" {
			t.Errorf("%+v", failed)
		}
		if took := time.Since(began); took != 30*time.Second || tries != 3 {
			t.Errorf("gave up after %v and %d tries", took, tries)
		}
	})
}

func TestANameThatIsLookedUpTooLong(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		failed := failure(t, sourceFor(t, "https://connect.test/token", Options{Transport: transportFunc(func(r *http.Request) (*http.Response, error) {
			httptrace.ContextClientTrace(r.Context()).DNSStart(httptrace.DNSStartInfo{})
			<-r.Context().Done()
			return nil, r.Context().Err()
		})}))
		if !strings.Contains(failed.Summary, "looked up in time (DNS)") || len(failed.Proven) != 0 {
			t.Errorf("%+v", failed)
		}
	})
}

func TestProxiesThatStandInTheWay(t *testing.T) {
	refusing := serve(t, page(407, ""))
	gone, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	_ = gone.Close()
	for address, says := range map[string]string{
		refusing.URL:                     "refused to connect",
		"http://" + gone.Addr().String(): "could not be reached",
	} {
		proxy, _ := url.Parse(address)
		transport := newTransport()
		transport.Proxy = http.ProxyURL(proxy)
		failed := failure(t, sourceFor(t, "https://connect.test/token", Options{Transport: transport}))
		if !strings.Contains(failed.Summary, says) || !strings.Contains(failed.Summary, "proxy") || !failed.Temporary {
			t.Errorf("%+v", failed)
		}
	}
}
