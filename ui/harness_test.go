package ui

import (
	"bytes"
	"context"
	"encoding/base64"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/http/httptrace"
	"net/url"
	"os"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"brincr-explorer/api"
	"brincr-explorer/auth"
)

// Frames hold times of day, which must not depend on where the tests run.
func TestMain(m *testing.M) {
	time.Local = time.UTC
	os.Exit(m.Run())
}

// world stands in for Visma Connect and Brincr behind the transports: no
// sockets, so that time in a synctest bubble moves only when all are waiting.
type world struct {
	mu        sync.Mutex
	ttl       int
	delay     time.Duration                                     // of API answers
	refuse    string                                            // OAuth error of the token endpoint
	quiet     auth.QuietDays                                    // of the sandbox
	lacks     []string                                          // scopes that are not granted
	slow      time.Duration                                     // of token answers
	token     func(w http.ResponseWriter, scope string) bool    // true: answered
	sets      []api.ScopeSet                                    // of the sandbox
	api       func(w http.ResponseWriter, r *http.Request) bool // true: answered
	openapi   string                                            // of the sandbox
	describe  Describe
	catalogue []api.Endpoint // nil: the usual one
	more      []api.Endpoint // in the usual one
	tokens    []string       // scopes and tenant of every token request
	requests  []string       // tenant and path of every API request
	serial    int
	writes    bool // both environments let requests through that change data
}

var tenants = []api.Tenant{
	{Name: "Wijnhuis De Kelder", ID: "af1140c1-52e0-46c7-b684-df894d4b8a5a"},
	{Name: "Step & Co", ID: "90d1c2aa-0000-4000-8000-000000000002"},
	{Name: "Kruidenhal", ID: "4be7f6d3-0000-4000-8000-000000000003"},
}

func (wd *world) options() Options {
	env := func(name string, production bool, t ...api.Tenant) api.Environment {
		return api.Environment{
			Name: name, Production: production, TokenURL: "https://" + name + ".id.example/connect/token",
			APIURL: "https://" + name + ".api.example/api/v1/", Issuer: "https://" + name + ".id.example",
			ClientID: "isv_test", Secret: auth.Plain("a secret"), Scopes: []string{"brincr:country", "brincr:category"},
			Tenants: t, ReadOnly: !wd.writes, ReloadOnRenewal: true,
		}
	}
	sandbox := env("sandbox", false, tenants...)
	sandbox.QuietDays = wd.quiet
	sandbox.ScopeSets = wd.sets
	sandbox.OpenAPI = wd.openapi
	o := Options{
		Describe:     wd.describe,
		Environments: []api.Environment{sandbox, env("production", true, api.Tenant{Name: "Echte Klant", ID: "c3a95e10-0000-4000-8000-000000000004"})},
		Environment:  "sandbox", Tenant: tenants[0].ID, Clock: auth.SystemClock(),
		Catalogue: api.Catalogue([]api.Endpoint{{Name: "Customers", Method: "GET", Path: "customers", Scope: "brincr:customer", Evidence: api.FromConfig}, {Name: "Category", Method: "GET", Path: "categories/{id}", Scope: "brincr:category", Evidence: api.FromConfig}}, wd.more),
		Client:    api.Options{Transport: transport{wd.serveAPI}, TokenTransport: transport{wd.serveToken}},
	}
	if wd.catalogue != nil {
		o.Catalogue = wd.catalogue
	}
	return o
}

// transport answers requests from a handler, and honours their context.
type transport struct{ serve http.HandlerFunc }

func (t transport) RoundTrip(r *http.Request) (*http.Response, error) {
	w := httptest.NewRecorder()
	done := make(chan struct{})
	go func() {
		defer close(done)
		t.serve(w, r)
	}()
	select {
	case <-done:
		resp := w.Result()
		resp.Request = r
		return resp, nil
	case <-r.Context().Done():
		<-done
		return nil, r.Context().Err()
	}
}

func (wd *world) serveToken(w http.ResponseWriter, r *http.Request) {
	body, _ := io.ReadAll(r.Body)
	form, _ := url.ParseQuery(string(body))
	if wd.slow > 0 {
		select {
		case <-time.After(wd.slow):
		case <-r.Context().Done():
			return
		}
	}
	wd.mu.Lock()
	defer wd.mu.Unlock()
	tenant, scope := form.Get("tenant_id"), form.Get("scope")
	wd.tokens = append(wd.tokens, tenant+" "+scope)
	w.Header().Set("Content-Type", "application/json")
	if wd.refuse != "" {
		w.WriteHeader(http.StatusBadRequest)
		fmt.Fprintf(w, `{"error":%q}`, wd.refuse)
		return
	}
	if slices.ContainsFunc(strings.Fields(scope), func(s string) bool { return slices.Contains(wd.lacks, s) }) || len(scope) > 300 {
		w.WriteHeader(http.StatusBadRequest)
		io.WriteString(w, `{"error":"invalid_scope"}`)
		return
	}
	if wd.token != nil && wd.token(w, scope) {
		return
	}
	wd.serial++
	now := time.Now().Unix()
	claims := fmt.Sprintf(`{"iss":"https://%s","client_id":"isv_test","tenant_id":%q,"scope":["%s"],"nbf":%d,"exp":%d,"jti":"%d"}`,
		r.URL.Host, tenant, strings.ReplaceAll(scope, " ", `","`), now, now+int64(wd.ttl), wd.serial)
	enc := base64.RawURLEncoding.EncodeToString
	token := enc([]byte(`{"alg":"RS256","typ":"at+jwt"}`)) + "." + enc([]byte(claims)) + "." + enc(bytes.Repeat([]byte("s"), 64))
	fmt.Fprintf(w, `{"access_token":%q,"expires_in":%d,"token_type":"Bearer","scope":%q}`, token, wd.ttl, scope)
}

func (wd *world) serveAPI(w http.ResponseWriter, r *http.Request) {
	claims, err := auth.DecodeClaims(strings.TrimPrefix(r.Header.Get("Authorization"), "Bearer "))
	if err != nil {
		w.WriteHeader(http.StatusUnauthorized)
		return
	}
	wd.mu.Lock()
	wd.requests = append(wd.requests, claims.TenantID+" "+r.URL.RequestURI())
	delay, answer := wd.delay, wd.api
	wd.mu.Unlock()
	if trace := httptrace.ContextClientTrace(r.Context()); trace != nil && trace.WroteHeaders != nil {
		trace.WroteHeaders() // as a real transport does before it waits
	}
	if delay > 0 {
		timer := time.NewTimer(delay)
		defer timer.Stop()
		select {
		case <-timer.C:
		case <-r.Context().Done():
			return
		}
	}
	if answer != nil && answer(w, r) {
		return
	}
	w.Header().Set("Content-Type", "application/json")
	if strings.Contains(r.URL.Path, "customers") && !slices.Contains(claims.Scopes, "brincr:customer") {
		w.WriteHeader(http.StatusForbidden)
		io.WriteString(w, `{"message":"Invalid scope(s) provided."}`)
		return
	}
	io.WriteString(w, listOf(claims.TenantID))
}

// listOf is a list whose every row names the tenant that it belongs to.
func listOf(tenant string) string {
	var b strings.Builder
	b.WriteString(`{"data":[`)
	for i := range 15 {
		if i > 0 {
			b.WriteString(",")
		}
		fmt.Fprintf(&b, `{"id":"%08d-0000-4000-8000-000000000000","name":{"nl_NL":"Rode wijn %d","en_GB":"Red wine %d"},"owner":%q,"price":12.5000,"parent_id":null}`, i, i, i, tenant)
	}
	b.WriteString(`],"links":{"first":null,"last":null,"prev":null,"next":"https://sandbox.api.example/api/v1/categories?page=2"},"meta":{"current_page":1,"from":1,"last_page":4,"path":"https://sandbox.api.example/api/v1/categories","per_page":15,"to":15,"total":48}}`)
	return b.String()
}

func (wd *world) tokenCount() int { wd.mu.Lock(); defer wd.mu.Unlock(); return len(wd.tokens) }

func (wd *world) apiCount() int { wd.mu.Lock(); defer wd.mu.Unlock(); return len(wd.requests) }

// driver is Bubble Tea's loop without a terminal: commands run in goroutines,
// and what they answer is handed to Update, one message at a time.
type driver struct {
	t     *testing.T
	m     *model
	world *world
	msgs  chan tea.Msg
	quit  bool
}

// drive runs a test against a model of w x h cells in a synctest bubble.
func drive(t *testing.T, wd *world, w, h int, test func(*driver)) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		if wd.ttl == 0 {
			wd.ttl = 3600
		}
		ctx, cancel := context.WithCancel(t.Context())
		d := &driver{t: t, m: newModel(ctx, wd.options()), world: wd, msgs: make(chan tea.Msg, 1024)}
		defer func() {
			cancel()
			d.m.close()
			<-time.After(time.Minute) // the last timers run out
			synctest.Wait()
		}()
		d.run(d.m.Init())
		d.send(tea.WindowSizeMsg{Width: w, Height: h})
		d.settle()
		test(d)
	})
}

func (d *driver) send(msg tea.Msg) {
	_, cmd := d.m.Update(msg)
	d.run(cmd)
}

func (d *driver) run(cmd tea.Cmd) {
	if cmd == nil {
		return
	}
	go func() {
		switch msg := cmd().(type) {
		case nil:
		case tea.BatchMsg:
			for _, c := range msg {
				d.run(c)
			}
		default:
			d.msgs <- msg
		}
	}()
}

// settle hands over messages until nothing but time would bring another.
func (d *driver) settle() {
	for {
		synctest.Wait()
		select {
		case msg := <-d.msgs:
			if _, ok := msg.(tea.QuitMsg); ok {
				d.quit = true
			}
			d.send(msg)
		default:
			return
		}
	}
}

// wait lets time pass, with everything that happens meanwhile.
func (d *driver) wait(total time.Duration) {
	const step = 50 * time.Millisecond
	for end := time.Now().Add(total); time.Now().Before(end); {
		<-time.After(min(step, time.Until(end)))
		d.settle()
	}
}

// press types keys by name, and text letter by letter.
func (d *driver) press(keys ...string) {
	for _, k := range keys {
		d.send(keyPress(k))
		d.settle()
	}
}

func (d *driver) text(s string) {
	for _, r := range s {
		d.press(string(r))
	}
}

// jump goes to a path of the document.
func (d *driver) jump(path string) {
	d.press(":")
	d.text(path)
	d.press("enter")
}

func keyPress(name string) tea.KeyPressMsg {
	codes := map[string]tea.Key{
		"enter": {Code: tea.KeyEnter}, "esc": {Code: tea.KeyEscape}, "tab": {Code: tea.KeyTab},
		"shift+tab": {Code: tea.KeyTab, Mod: tea.ModShift}, "up": {Code: tea.KeyUp}, "down": {Code: tea.KeyDown},
		"ctrl+s": {Code: 's', Mod: tea.ModCtrl}, "ctrl+e": {Code: 'e', Mod: tea.ModCtrl}, "end": {Code: tea.KeyEnd},
		"space": {Code: tea.KeySpace, Text: " "}, "backspace": {Code: tea.KeyBackspace},
		"pgdown": {Code: tea.KeyPgDown}, "pgup": {Code: tea.KeyPgUp}, "ctrl+p": {Code: 'p', Mod: tea.ModCtrl}, "ctrl+n": {Code: 'n', Mod: tea.ModCtrl}, "ctrl+x": {Code: 'x', Mod: tea.ModCtrl}, "ctrl+g": {Code: 'g', Mod: tea.ModCtrl}, "right": {Code: tea.KeyRight}, "ctrl+c": {Code: 'c', Mod: tea.ModCtrl},
	}
	if k, ok := codes[name]; ok {
		return tea.KeyPressMsg(k)
	}
	r := []rune(name)
	return tea.KeyPressMsg(tea.Key{Code: r[0], Text: name})
}

// screen is the frame as plain text.
func (d *driver) screen() string { return ansi.Strip(d.m.View().Content) }

func (d *driver) sees(texts ...string) {
	d.t.Helper()
	screen := d.screen()
	for _, text := range texts {
		if !strings.Contains(screen, text) {
			d.t.Fatalf("the screen lacks %q:\n%s", text, screen)
		}
	}
}

func (d *driver) seesNot(texts ...string) {
	d.t.Helper()
	screen := d.screen()
	for _, text := range texts {
		if strings.Contains(screen, text) {
			d.t.Fatalf("the screen has %q:\n%s", text, screen)
		}
	}
}

// gets types a path and sends it.
func (d *driver) gets(path string) {
	d.press("ctrl+g")
	d.text(path)
	d.press("enter")
}
