package auth

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"
)

// scopeServer grants some scopes, one request at a time, and remembers what it was asked.
type scopeServer struct {
	mu      sync.Mutex
	granted []string
	forms   []url.Values
	answer  func(n int, w http.ResponseWriter, r *http.Request) bool // true: answered
	running atomic.Int32
}

func (s *scopeServer) serve(w http.ResponseWriter, r *http.Request) {
	if s.running.Add(1) > 1 {
		http.Error(w, "two at once", http.StatusTeapot)
	}
	defer s.running.Add(-1)
	_ = r.ParseForm()
	s.mu.Lock()
	s.forms = append(s.forms, r.PostForm)
	n := len(s.forms)
	s.mu.Unlock()
	if s.answer != nil && s.answer(n, w, r) {
		return
	}
	for _, scope := range strings.Fields(r.PostFormValue("scope")) {
		if !slices.Contains(s.granted, scope) {
			w.WriteHeader(http.StatusBadRequest)
			fmt.Fprint(w, `{"error":"invalid_scope"}`)
			return
		}
	}
	fmt.Fprintf(w, `{"access_token":%q,"expires_in":3600,"token_type":"Bearer"}`, tokenNumbered(n))
}

func (s *scopeServer) asked() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	var scopes []string
	for _, form := range s.forms {
		scopes = append(scopes, form.Get("scope"))
	}
	return scopes
}

func proberFor(t *testing.T, s *scopeServer, change func(*Credentials, *Options)) *Prober {
	t.Helper()
	c, o := credentialsFor(serve(t, s.serve).URL), Options{}
	if change != nil {
		change(&c, &o)
	}
	p := NewProber(c, o)
	t.Cleanup(p.Close)
	return p
}

func TestEachScopeIsAskedForOnceAndAlone(t *testing.T) {
	server := &scopeServer{granted: []string{"brincr:category", "brincr:order"}}
	var left, secrets int
	p := proberFor(t, server, func(c *Credentials, o *Options) {
		o.OnRequest = func(TokenRequest) { left++ }
		c.Secret = secretFunc(func(context.Context) (Secret, error) { secrets++; return NewSecret(theSecret), nil })
	})
	scopes := []string{"brincr:category", "brincr:orderConnected", "brincr:order", "brincr:warranty"}
	var granted []string
	for _, scope := range scopes {
		ok, err := p.Ask(t.Context(), scope)
		if err != nil {
			t.Fatal(err)
		}
		if ok {
			granted = append(granted, scope)
		}
	}
	if !slices.Equal(granted, server.granted) {
		t.Errorf("granted are %q", granted)
	}
	if got := server.asked(); !slices.Equal(got, scopes) || left != len(scopes) {
		t.Errorf("asked were %q, and %d requests counted", got, left)
	}
	if secrets != 1 {
		t.Errorf("the secret was read %d times", secrets)
	}
	form := server.forms[0]
	if form.Get("client_secret") != theSecret || form.Get("client_id") != "app" || form.Get("tenant_id") != "4b1e-tenant" {
		t.Error("the request is not of these credentials")
	}
}

// A server may grant less than it was asked for, and say so (RFC 6749, section 5.1).
func TestAScopeThatTheAnswerLacksIsNotGranted(t *testing.T) {
	server := &scopeServer{answer: func(n int, w http.ResponseWriter, _ *http.Request) bool {
		fmt.Fprintf(w, `{"access_token":%q,"expires_in":3600,"token_type":"Bearer","scope":"brincr:category"}`, tokenNumbered(n))
		return true
	}}
	p := proberFor(t, server, nil)
	if ok, err := p.Ask(t.Context(), "brincr:order"); ok || err != nil {
		t.Errorf("granted: %v, %v", ok, err)
	}
}

// Whatever else goes wrong says nothing about the scope, and is not tried again: the cost was told before.
func TestOtherFailuresAreNoVerdictOnAScope(t *testing.T) {
	for name, answer := range map[string]struct {
		status int
		body   string
		code   string
	}{
		"client":   {400, `{"error":"invalid_client"}`, "invalid_client"},
		"tenant":   {400, `{"error":"invalid_tenant"}`, "invalid_tenant"},
		"busy":     {429, `{"error":"invalid_scope"}`, "invalid_scope"},
		"down":     {503, `<html>`, ""},
		"redirect": {302, ``, ""},
	} {
		t.Run(name, func(t *testing.T) {
			server := &scopeServer{answer: func(_ int, w http.ResponseWriter, _ *http.Request) bool {
				w.Header().Set("Location", "https://elsewhere.test/")
				w.WriteHeader(answer.status)
				fmt.Fprint(w, answer.body)
				return true
			}}
			_, err := proberFor(t, server, nil).Ask(t.Context(), "brincr:order")
			failed, ok := err.(*Error)
			if !ok || failed.Status != answer.status || failed.Code != answer.code {
				t.Fatalf("Ask: %v", err)
			}
			checkFailure(t, failed)
			if n := len(server.asked()); n != 1 {
				t.Errorf("%d requests for one scope", n)
			}
		})
	}
}

func TestAProberThatNothingListensTo(t *testing.T) {
	server := serve(t, func(http.ResponseWriter, *http.Request) {})
	server.Close()
	p := NewProber(credentialsFor(server.URL), Options{})
	defer p.Close()
	_, err := p.Ask(t.Context(), "brincr:order")
	if failed, ok := err.(*Error); !ok || !failed.Temporary {
		t.Errorf("Ask: %v", err)
	}
}

func TestAProberWithoutAUsableClientSendsNothing(t *testing.T) {
	server := &scopeServer{}
	for name, change := range map[string]func(*Credentials, *Options){
		"url":    func(c *Credentials, _ *Options) { c.TokenURL = "http://connect.example/token" },
		"client": func(c *Credentials, _ *Options) { c.ClientID = "" },
		"secret": func(c *Credentials, _ *Options) { c.Secret = nil },
		"empty":  func(c *Credentials, _ *Options) { c.Secret = Plain("") },
	} {
		_, err := proberFor(t, server, change).Ask(t.Context(), "brincr:order")
		if failed, ok := err.(*Error); !ok {
			t.Errorf("%s: Ask: %v", name, err)
		} else {
			checkFailure(t, failed)
		}
	}
	if n := len(server.asked()); n > 0 {
		t.Errorf("%d requests", n)
	}
}

// Leaving ends the request that runs, and none follows.
func TestAskingIsLeftAtOnce(t *testing.T) {
	ctx, leave := context.WithCancel(t.Context())
	server := &scopeServer{answer: func(_ int, _ http.ResponseWriter, r *http.Request) bool {
		leave()
		<-r.Context().Done()
		return true
	}}
	p := proberFor(t, server, nil)
	begun := time.Now()
	for range 2 {
		if _, err := p.Ask(ctx, "brincr:order"); !errors.Is(err, context.Canceled) {
			t.Errorf("Ask: %v", err)
		}
	}
	if took := time.Since(begun); took > within {
		t.Errorf("left after %v", took)
	}
	if n := len(server.asked()); n != 1 {
		t.Errorf("%d requests, and one was left", n)
	}
}
