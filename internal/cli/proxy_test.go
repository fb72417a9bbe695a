package cli

import (
	"encoding/pem"
	"io"
	"log"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
)

func TestProxiesOfTheEnvironment(t *testing.T) {
	t.Parallel()
	const target = "https://api.brincr.com/api/v1/"
	for name, c := range map[string]struct {
		environ map[string]string
		target  string
		want    string // host of the proxy
		err     bool
	}{
		"none":               {nil, target, "", false},
		"a URL":              {map[string]string{"HTTPS_PROXY": "http://me:pw@proxy.test:3128"}, target, "proxy.test:3128", false},
		"a host":             {map[string]string{"HTTPS_PROXY": "proxy.test:3128"}, target, "proxy.test:3128", false},
		"small letters":      {map[string]string{"https_proxy": "http://small.test", "HTTPS_PROXY": "http://large.test"}, target, "small.test", false},
		"SOCKS":              {map[string]string{"HTTPS_PROXY": "socks5://proxy.test:1080"}, target, "proxy.test:1080", false},
		"not for this":       {map[string]string{"HTTPS_PROXY": "proxy.test:1", "NO_PROXY": ".brincr.com"}, target, "", false},
		"not for this one":   {map[string]string{"HTTPS_PROXY": "proxy.test:1"}, "https://127.0.0.1:8443/", "", false},
		"not for plain HTTP": {map[string]string{"HTTPS_PROXY": "proxy.test:1", "HTTP_PROXY": "proxy.test:2"}, "http://other.test/", "", false},
		"HTTP alone":         {map[string]string{"HTTP_PROXY": "proxy.test:2"}, target, "", false},
		"no address":         {map[string]string{"HTTPS_PROXY": "http://"}, target, "", true},
		"another scheme":     {map[string]string{"HTTPS_PROXY": "ftp://proxy.test"}, target, "", true},
		"a bad port":         {map[string]string{"HTTPS_PROXY": "http://me:pw@proxy.test:x"}, target, "", true},
	} {
		w := World{LookupEnv: func(name string) (string, bool) { v, ok := c.environ[name]; return v, ok }}
		proxy, err := w.proxies()
		if (err != nil) != c.err || err != nil && strings.Contains(err.Error(), "pw") {
			t.Errorf("%s: %v", name, err)
		}
		got := ""
		if u, _ := url.Parse(c.target); proxy != nil {
			found, err := proxy(u)
			if err != nil {
				t.Errorf("%s: %v", name, err)
			} else if found != nil {
				got = found.Host
			}
		}
		if got != c.want {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}

// tunnelling is a proxy that connects every host to one address, and counts.
func tunnelling(t *testing.T, to string) (address string, asked *atomic.Int32) {
	t.Helper()
	asked = new(atomic.Int32)
	proxy := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		asked.Add(1)
		server, err := net.Dial("tcp", to)
		if r.Method != http.MethodConnect || err != nil {
			t.Errorf("%s %s: %v", r.Method, r.Host, err)
			return
		}
		defer server.Close()
		client, _, err := http.NewResponseController(w).Hijack() // nothing is sent here before the answer
		if err != nil {
			t.Error(err)
			return
		}
		defer client.Close()
		_, _ = io.WriteString(client, "HTTP/1.1 200 OK\r\n\r\n")
		var answers sync.WaitGroup
		answers.Go(func() {
			_, _ = io.Copy(client, server)
			_ = client.Close()
		})
		_, _ = io.Copy(server, client)
		_ = server.Close()
		answers.Wait()
	}))
	t.Cleanup(proxy.Close)
	return proxy.URL, asked
}

// A company's authority and its proxy, as config and environment name them: with
// both a request arrives, without either its failure names what is missing.
func TestG15_ACompanysAuthorityAndProxyAreUsed(t *testing.T) {
	t.Parallel()
	server := httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/token" {
			_, _ = io.WriteString(w, `{"access_token":"`+"opaque-token-of-a-good-length"+`","expires_in":3600,"token_type":"Bearer"}`)
			return
		}
		_, _ = io.WriteString(w, `{"through":true}`)
	}))
	server.Config.ErrorLog = log.New(io.Discard, "", 0)
	server.StartTLS() // its certificate is for example.com
	t.Cleanup(server.Close)
	proxy, asked := tunnelling(t, server.Listener.Addr().String())
	file := configFor(t, "https://example.com/token", "https://example.com/api/", `"`+plainSecret+`"`)
	run := func(proxy string) (int, *testWorld) {
		w := newWorld(t, "get", "categories", "--config", file)
		w.LookupEnv = func(name string) (string, bool) { return proxy, name == "HTTPS_PROXY" }
		return w.run(t), w
	}
	if got, w := run(proxy); got != statusToken || !strings.Contains(w.stderr.String(), "as ca_file") {
		t.Errorf("without the authority: status %d\n%s", got, w.stderr.String())
	}
	authority := pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: server.Certificate().Raw})
	if err := os.WriteFile(filepath.Join(filepath.Dir(file), "ca.pem"), authority, 0o600); err != nil {
		t.Fatal(err)
	}
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, []byte(strings.Replace(string(text), "client_id", "ca_file = \"ca.pem\"\nclient_id", 1)), 0o600); err != nil {
		t.Fatal(err)
	}
	if got, w := run(proxy); got != statusDone || w.stdout.String() != `{"through":true}` || asked.Load() != 3 {
		t.Errorf("with both: status %d, the proxy asked %d times\n%s", got, asked.Load(), w.stderr.String())
	}
	if got, w := run("http://127.0.0.1:1"); got != statusToken || !strings.Contains(w.stderr.String(), "The proxy on the way to the token endpoint") {
		t.Errorf("with another proxy: status %d\n%s", got, w.stderr.String())
	}
	if got, w := run("http://me:" + plainSecret + "@:x"); got != statusUsage || !strings.Contains(w.stderr.String(), "HTTPS_PROXY in the environment is no address") {
		t.Errorf("with no proxy's address: status %d\n%s", got, w.stderr.String())
	}
}
