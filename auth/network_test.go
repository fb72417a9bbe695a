package auth

import (
	"context"
	"net"
	"net/http"
	"net/http/httptrace"
	"net/url"
	"os"
	"strings"
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
