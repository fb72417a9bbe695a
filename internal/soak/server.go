package main

import (
	"compress/gzip"
	"encoding/base64"
	"fmt"
	"io"
	"math/rand/v2"
	"net"
	"net/http"
	"strings"
	"sync"
	"time"
)

const tokenLife = 10 * time.Second

// faulty answers token and API requests, mostly well.
type faulty struct {
	mu  sync.Mutex
	rng *rand.Rand
}

// serveFaults says on out where it listens, and serves until in ends.
func serveFaults(in io.Reader, out io.Writer, seed uint64) error {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return fmt.Errorf("listening: %w", err)
	}
	f := &faulty{rng: rand.New(rand.NewPCG(seed, 1))}
	routes := http.NewServeMux()
	routes.HandleFunc("/connect/token", f.token)
	routes.HandleFunc("/api/v1/", f.api)
	server := &http.Server{Handler: routes, ReadHeaderTimeout: 10 * time.Second}
	var serving sync.WaitGroup
	serving.Go(func() { _ = server.Serve(l) }) // ends with Close
	if _, err := fmt.Fprintln(out, l.Addr()); err != nil {
		return fmt.Errorf("saying where: %w", err)
	}
	_, _ = io.Copy(io.Discard, in)
	_ = server.Close()
	serving.Wait()
	return nil
}

func (f *faulty) roll(n int) int {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.rng.IntN(n)
}

func (f *faulty) token(w http.ResponseWriter, r *http.Request) {
	_ = r.ParseForm()
	if f.misbehaves(w, r, 25) {
		return
	}
	switch f.roll(100) {
	case 0:
		w.WriteHeader(http.StatusBadRequest)
		_, _ = io.WriteString(w, `{"error":"invalid_client"}`)
		return
	case 1:
		_, _ = io.WriteString(w, `{"access_token":"a","access_token":"b"}`)
		return
	}
	now := time.Now().Unix()
	encode := base64.RawURLEncoding.EncodeToString
	claims := fmt.Sprintf(`{"tenant_id":%q,"nbf":%d,"exp":%d,"jti":"%d"}`, r.PostForm.Get("tenant_id"), now, now+10, f.roll(1<<30))
	w.Header().Set("Content-Type", "application/json")
	_, _ = fmt.Fprintf(w, `{"access_token":"%s.%s.c2ln","expires_in":%d,"token_type":"Bearer"}`,
		encode([]byte(`{"typ":"at+jwt"}`)), encode([]byte(claims)), int(tokenLife.Seconds()))
}

func (f *faulty) api(w http.ResponseWriter, r *http.Request) {
	if f.misbehaves(w, r, 4) {
		return
	}
	statuses := []int{200, 200, 200, 200, 200, 200, 401, 403, 404, 422, 429, 500, 503}
	status := statuses[f.roll(len(statuses))]
	if status == http.StatusTooManyRequests {
		w.Header().Set("Retry-After", "1")
	}
	w.Header().Set("Content-Type", "application/json")
	w.Header().Set("X-RateLimit-Remaining", "5")
	w.WriteHeader(status)
	writeList(w, 1+f.roll(2000))
}

func writeList(w io.Writer, rows int) {
	_, _ = io.WriteString(w, `{"data":[`)
	for i := range rows {
		if i > 0 {
			_, _ = io.WriteString(w, ",")
		}
		_, _ = fmt.Fprintf(w, `{"id":%d,"name":{"nl_NL":"Rode wijn %d"},"price":12.5000}`, i, i)
	}
	_, _ = io.WriteString(w, `]}`)
}

// misbehaves answers one request in so many in a way that no server should.
func (f *faulty) misbehaves(w http.ResponseWriter, r *http.Request, oneIn int) bool {
	if f.roll(oneIn) != 0 {
		return false
	}
	faults := []func(http.ResponseWriter, *http.Request){
		silent, reset, cutOff, slow, endless, bomb, page, elsewhere, loop, longHeader, garbage, unavailable,
	}
	faults[f.roll(len(faults))](w, r)
	return true
}

func silent(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() }

func unavailable(w http.ResponseWriter, _ *http.Request) {
	w.WriteHeader(http.StatusServiceUnavailable)
}

// raw takes the connection and writes to it what it likes.
func raw(w http.ResponseWriter, text string, lingers bool) {
	c, _, err := http.NewResponseController(w).Hijack()
	if err != nil {
		return
	}
	_, _ = io.WriteString(c, text)
	if t, ok := c.(*net.TCPConn); ok && !lingers {
		_ = t.SetLinger(0) // Close resets
	}
	_ = c.Close()
}

func reset(w http.ResponseWriter, _ *http.Request) { raw(w, "", false) }

func garbage(w http.ResponseWriter, _ *http.Request) { raw(w, "SSH-2.0-none\r\n\x00\x1b[2J", true) }

func cutOff(w http.ResponseWriter, _ *http.Request) {
	raw(w, "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{\"data\":[", true)
}

func longHeader(w http.ResponseWriter, _ *http.Request) {
	raw(w, "HTTP/1.1 200 OK\r\nX-Long: "+strings.Repeat("x", 1<<20)+"\r\nContent-Length: 0\r\n\r\n", true)
}

// slow sends a byte at a time until the client has had enough.
func slow(w http.ResponseWriter, r *http.Request) {
	for r.Context().Err() == nil {
		if _, err := io.WriteString(w, " "); err != nil {
			return
		}
		_ = http.NewResponseController(w).Flush()
		select {
		case <-time.After(100 * time.Millisecond):
		case <-r.Context().Done():
		}
	}
}

func endless(w http.ResponseWriter, _ *http.Request) {
	block := strings.Repeat("[", 64<<10)
	for {
		if _, err := io.WriteString(w, block); err != nil {
			return
		}
	}
}

func bomb(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Content-Encoding", "gzip")
	w.Header().Set("Content-Type", "application/json")
	z := gzip.NewWriter(w)
	block := make([]byte, 1<<20)
	for range 64 {
		if _, err := z.Write(block); err != nil {
			return
		}
	}
	_ = z.Close()
}

func page(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Content-Type", "text/html")
	_, _ = io.WriteString(w, "<html><body>Welcome to the hotel's network</body></html>")
}

func elsewhere(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Location", "http://127.0.0.1:1/elsewhere")
	w.WriteHeader(http.StatusTemporaryRedirect)
}

func loop(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Location", r.URL.Path)
	w.WriteHeader(http.StatusFound)
}
