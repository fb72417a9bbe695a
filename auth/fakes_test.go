package auth

import (
	"encoding/base64"
	"fmt"
	"io"
	"log"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"go.uber.org/goleak"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// theSecret is in no message, ever. It holds what a form has to encode.
const theSecret = `s3cret&+% "x`

// twoPartClock moves its parts apart, as suspending a computer and setting its clock do.
type twoPartClock struct {
	mu  sync.Mutex
	now Instant
}

func newTwoPartClock() *twoPartClock {
	return &twoPartClock{now: Instant{Wall: time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC), Mono: time.Hour}}
}

func (c *twoPartClock) Now() Instant {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now
}

func (c *twoPartClock) move(wall, mono time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now = Instant{Wall: c.now.Wall.Add(wall), Mono: c.now.Mono + mono}
}

type transportFunc func(*http.Request) (*http.Response, error)

func (f transportFunc) RoundTrip(r *http.Request) (*http.Response, error) { return f(r) }

// answered is an answer for transports that make no connection.
func answered(status int, body string, header ...string) *http.Response {
	answer := &http.Response{StatusCode: status, Header: http.Header{}, Body: io.NopCloser(strings.NewReader(body))}
	for i := 0; i+1 < len(header); i += 2 {
		answer.Header.Set(header[i], header[i+1])
	}
	return answer
}

func jwt(header, payload string) string {
	encode := base64.RawURLEncoding.EncodeToString
	return encode([]byte(header)) + "." + encode([]byte(payload)) + "." + encode([]byte("signature"))
}

// tokenNumbered is a token that can be told from others.
func tokenNumbered(n int) string {
	return jwt(`{"alg":"RS256","typ":"at+jwt"}`, fmt.Sprintf(`{"iss":"https://connect.test","jti":"%d"}`, n))
}

func tokenAnswer(n int, expiresIn string) string {
	return fmt.Sprintf(`{"access_token":%q,"expires_in":%s,"token_type":"Bearer","scope":"brincr:category brincr:country"}`, tokenNumbered(n), expiresIn)
}

func quiet(server *httptest.Server) { server.Config.ErrorLog = log.New(io.Discard, "", 0) }

func serve(t *testing.T, handler http.HandlerFunc) *httptest.Server {
	t.Helper()
	server := httptest.NewUnstartedServer(handler)
	quiet(server)
	server.Start()
	t.Cleanup(server.Close)
	return server
}

func identity(d time.Duration) time.Duration { return d }

func noWait(time.Duration) time.Duration { return 0 }

func credentialsFor(url string) Credentials {
	return Credentials{TokenURL: url, ClientID: "app", Secret: Plain(theSecret), TenantID: "4b1e-tenant", Environment: "sandbox"}
}

func sourceFor(t testing.TB, url string, o Options) *Source {
	t.Helper()
	if o.Jitter == nil {
		o.Jitter = noWait
	}
	source := NewSource(credentialsFor(url), []string{"brincr:country", "brincr:category", "brincr:country"}, o)
	t.Cleanup(source.Close)
	return source
}

// failure asks once and wants an *Error.
func failure(t *testing.T, source *Source) *Error {
	t.Helper()
	token, err := source.Token(t.Context())
	failed, ok := err.(*Error)
	if !ok {
		t.Fatalf("Token() = %v, %v; want an *Error", token, err)
	}
	checkFailure(t, failed)
	return failed
}

// checkFailure is what every Error must be, whatever happened.
func checkFailure(t *testing.T, e *Error) {
	t.Helper()
	for name, text := range map[string]string{"Summary": e.Summary, "Cause": e.Cause, "Next": e.Next} {
		if len(text) < 10 || !strings.HasSuffix(text, ".") && !strings.HasSuffix(text, "?") && !strings.Contains(text, "report") && !strings.Contains(text, "failed: ") {
			t.Errorf("%s is no sentence: %q", name, text)
		}
		if strings.ContainsFunc(text, func(r rune) bool {
			return r < ' ' || r == 0x7f || r >= 0x80 && r <= 0x9f || r >= 0x200b && r <= 0x202e && r != '•'
		}) {
			t.Errorf("%s holds foreign bytes: %q", name, text)
		}
	}
	everything := fmt.Sprintf("%+v %#v %s %v", *e, *e, e.Error(), e.Err)
	for _, secret := range []string{theSecret, "s3cret", "eyJ"} {
		if strings.Contains(everything, secret) {
			t.Errorf("the error holds %q: %s", secret, everything)
		}
	}
}

// within fails a test that would otherwise hang; it never decides one that works.
const within = 20 * time.Second
