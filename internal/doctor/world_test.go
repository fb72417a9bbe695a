package doctor

import (
	"context"
	"encoding/base64"
	"fmt"
	"io"
	"log"
	"net/http"
	"net/http/httptest"
	"os"
	"regexp"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"brincr-explorer/api"
	"brincr-explorer/auth"
	"brincr-explorer/internal/leaks"
)

const (
	testSecret = "s3cret&with+signs%and more"
	tenantID   = "af1140c1-52e0-46c7-b684-df894d4b8a5a"
	issuer     = "https://issuer.test"
)

// answer is what a server says.
type answer struct {
	status int
	kind   string // Content-Type; "": JSON
	body   string
	header [2]string
}

func (a answer) write(w http.ResponseWriter) {
	kind := a.kind
	if kind == "" {
		kind = "application/json"
	}
	w.Header().Set("Content-Type", kind)
	if a.header[0] != "" {
		w.Header().Set(a.header[0], a.header[1])
	}
	w.WriteHeader(a.status)
	_, _ = io.WriteString(w, a.body)
}

// world is a token endpoint and an API, which count what reaches them.
type world struct {
	server        *httptest.Server
	tokens, reads atomic.Int32
}

func newWorld(t *testing.T, encrypted bool, tokenAnswer, readAnswer answer) *world {
	t.Helper()
	w := &world{}
	mux := http.NewServeMux()
	mux.HandleFunc("/connect/token", func(rw http.ResponseWriter, _ *http.Request) {
		w.tokens.Add(1)
		tokenAnswer.write(rw)
	})
	mux.HandleFunc("/api/v1/", func(rw http.ResponseWriter, r *http.Request) {
		w.reads.Add(1)
		if r.Method != "GET" || r.URL.Path != "/api/v1/categories" {
			t.Errorf("%s %s was sent", r.Method, r.URL)
		}
		readAnswer.write(rw)
	})
	w.server = httptest.NewUnstartedServer(mux)
	w.server.Config.ErrorLog = log.New(io.Discard, "", 0)
	if encrypted {
		w.server.StartTLS()
	} else {
		w.server.Start()
	}
	t.Cleanup(w.server.Close)
	return w
}

func (w *world) subject() Subject {
	return Subject{
		Config: Config{Path: "/home/ann/.config/brincr-explorer/config.toml", Modes: &Modes{File: 0o600, Folder: 0o700}},
		Environment: api.Environment{
			Name: "sandbox", TokenURL: w.server.URL + "/connect/token", APIURL: w.server.URL + "/api/v1/", Issuer: issuer,
			ClientID: "isv_test", Secret: auth.Plain(testSecret), ReadOnly: true,
		},
		Tenant: api.Tenant{Name: "Wijnhuis De Kelder", ID: tenantID}, Scopes: []string{"brincr:country", "brincr:category"},
		Catalogue: api.Catalogue(), Client: api.Options{Timeout: 20 * time.Second}, Origin: "the variable BRINCR_SANDBOX_SECRET",
		Terminal: Terminal{Is: true, Name: "xterm-256color", Colours: "256 colours", Width: 80, Height: 24, Locale: "LANG=C.UTF-8", UTF8: true},
	}
}

// jwt is a token with these claims.
func jwt(claims string) string {
	part := func(s string) string { return base64.RawURLEncoding.EncodeToString([]byte(s)) }
	return part(`{"typ":"at+jwt","alg":"RS256"}`) + "." + part(claims) + "." + part("signature")
}

func claimsOf(iss, client, tenant string) string {
	return ending(time.Now().Add(time.Hour), iss, client, tenant)
}

func ending(at time.Time, iss, client, tenant string) string {
	return fmt.Sprintf(`{"iss":%q,"client_id":%q,"tenant_id":%q,"scope":["brincr:category","brincr:country"],"exp":%d}`, iss, client, tenant, at.Unix())
}

func granting(token, scopes string) answer {
	return answer{status: 200, body: fmt.Sprintf(`{"access_token":%q,"expires_in":3600,"token_type":"Bearer","scope":%q}`, token, scopes)}
}

const bothScopes = "brincr:category brincr:country"

func goodToken() answer { return granting(jwt(claimsOf(issuer, "isv_test", tenantID)), bothScopes) }

func goodRead() answer {
	return answer{status: 200, body: `{"data":[{"id":1},{"id":2}],"links":{},"meta":{"total":48}}`}
}

// examine runs the examination, and holds what holds for every one: the texts of
// the checks are told once, in the report's order, and spill nothing.
func examine(t *testing.T, ctx context.Context, s Subject) Report {
	t.Helper()
	var told []Check
	r := Run(ctx, s, func(checks ...Check) { told = append(told, checks...) })
	if fmt.Sprint(told) != fmt.Sprint(r.Checks) {
		t.Errorf("told %v, reported %v", told, r.Checks)
	}
	var all strings.Builder
	for _, width := range []int{20, 80, 140} {
		text := Text{Out: &all, Width: width}
		text.Begin(s)
		text.Checks(r.Checks...)
		text.End(r)
	}
	if err := JSON(&all, s, r); err != nil {
		t.Error(err)
	}
	if form := leaks.Form(all.String(), testSecret); form != "" || strings.Contains(all.String(), "eyJ") {
		t.Errorf("it spills the secret (%s) or a token:\n%s", form, all.String())
	}
	if i := strings.IndexFunc(all.String(), func(r rune) bool { return r < ' ' && r != '\n' || r >= 0x7f && r < 0xa0 || r == '\u202e' }); i >= 0 {
		t.Errorf("it holds a control character: %q", all.String()[i:i+1])
	}
	return r
}

// steady takes out of the checks what differs from run to run.
func steady(r Report) Report {
	port, took := regexp.MustCompile(`127\.0\.0\.1:\d+`), regexp.MustCompile(`\b\d+(\.\d+)?(ms|µs)|\b0s`)
	fix := func(s string) string {
		return took.ReplaceAllString(port.ReplaceAllString(s, "127.0.0.1:54321"), "84ms")
	}
	checks := append([]Check(nil), r.Checks...)
	for i, c := range checks {
		checks[i].Seen, checks[i].Why, checks[i].Next = fix(c.Seen), fix(c.Why), fix(c.Next)
	}
	r.Checks = checks
	return r
}

func compareGolden(t *testing.T, name, got string) {
	t.Helper()
	file := "testdata/" + name + ".txt"
	if *update {
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("got:\n%s\nwant:\n%s", got, want)
	}
}
