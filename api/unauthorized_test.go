package api

import (
	"context"
	"net/http"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"
)

const unauthenticated = `{"message":"Unauthenticated."}`

func TestA401RenewsOnceAndRepeatsOnce(t *testing.T) {
	w := newWorld(t, script(t,
		step{"GET /api/v1/categories", reply(401, unauthenticated)},
		step{"GET /api/v1/categories", reply(200, `[]`)}))
	x := w.get("categories")
	wantOK(t, x)
	if w.tokens.count() != 2 || x.Sent() != 2 || x.Attempts[1].Reason != ReasonRepeated || x.Attempts[0].Status != 401 {
		t.Errorf("tokens %d, attempts %+v", w.tokens.count(), x.Attempts)
	}
}

func TestA401ThatRenewingDoesNotCureIsNoLoop(t *testing.T) {
	w := newWorld(t, script(t,
		step{"GET /api/v1/categories", reply(401, unauthenticated)},
		step{"GET /api/v1/categories", reply(401, unauthenticated)},
		step{"GET /api/v1/categories", reply(401, unauthenticated)},
		step{"GET /api/v1/products", reply(200, `[]`)},
		step{"GET /api/v1/categories", reply(401, unauthenticated)},
		step{"GET /api/v1/categories", reply(401, unauthenticated)}))
	x := w.get("categories")
	e := wantKind(t, x, KindStatus)
	wantWords(t, "cause", e.Cause, "new token was requested once", "fits the selection: issuer, tenant and client", "inactive user")
	if w.tokens.count() != 2 || x.Sent() != 2 || e.Server != "Unauthenticated." {
		t.Errorf("tokens %d, sent %d, server %q", w.tokens.count(), x.Sent(), e.Server)
	}

	// The token is new and was refused: asking for a third would not help.
	x = w.get("categories")
	wantWords(t, "cause", wantKind(t, x, KindStatus).Cause, "no other was requested")
	if w.tokens.count() != 2 || x.Sent() != 1 {
		t.Errorf("a hopeless token was renewed: tokens %d, sent %d", w.tokens.count(), x.Sent())
	}

	// Once the API has taken it, a 401 means again that it may have ended.
	wantOK(t, w.get("products"))
	if x = w.get("categories"); w.tokens.count() != 3 || x.Sent() != 2 {
		t.Errorf("tokens %d, sent %d, want a renewal and a repeat", w.tokens.count(), x.Sent())
	}
}

func TestA401ComparesTheTokenWithTheSelection(t *testing.T) {
	for _, row := range []struct {
		name, claims string
		date         string
		words        []string
	}{
		{"another tenant", `{"iss":"https://issuer.test","client_id":"isv_test","tenant_id":"` + tenantB + `"}`, "", []string{"for the tenant", tenantB, tenantA}},
		{"another issuer", `{"iss":"https://connect.visma.com"}`, "", []string{"issued by", "connect.visma.com", "another environment"}},
		{"another client", `{"client_id":"isv_other"}`, "", []string{"of the client", "isv_other", "isv_test"}},
		{"absent claims", `{"jti":"1"}`, "", []string{"Not present in the token", "issuer, tenant and client"}},
		{"run out for the server", `{"exp":1700000000}`, "Tue, 14 Nov 2023 22:13:30 GMT", []string{"By the server's clock the token ran out 10s ago"}},
		{"not valid yet for the server", `{"nbf":1700000000}`, "Tue, 14 Nov 2023 22:13:10 GMT", []string{"By the server's clock the token is valid only in 10s"}},
		{"control characters", `{"iss":"\u001b]0;x\u0007"}`, "", []string{`\x1b]0;x\a`}},
	} {
		t.Run(row.name, func(t *testing.T) {
			answer := reply(401, unauthenticated)
			if row.date != "" {
				answer = reply(401, unauthenticated, "Date: "+row.date)
			}
			w := newWorld(t, script(t, step{"GET /api/v1/a", answer}, step{"GET /api/v1/a", answer}))
			w.tokens.claims = func(int, string) string { return row.claims }
			e := wantKind(t, w.get("a"), KindStatus)
			wantWords(t, "cause", e.Cause, append(row.words, "Brincr documents 401")...)
			if strings.ContainsRune(e.Cause, 0x1b) {
				t.Error("a claim brought a control character into our own words")
			}
		})
	}
}

func TestA401WhoseRenewalFailsKeepsTheAnswer(t *testing.T) {
	w := newWorld(t, script(t, step{"GET /api/v1/a", reply(401, unauthenticated)}))
	w.tokens.answer = func(n int, rw http.ResponseWriter) bool {
		if n == 1 {
			return false
		}
		reply(400, `{"error":"invalid_tenant"}`)(rw, nil)
		return true
	}
	x := w.get("a")
	e := wantKind(t, x, KindStatus)
	if x.Status != 401 || string(x.Body) != unauthenticated || e.Token == nil || e.Token.Code != "invalid_tenant" {
		t.Errorf("status %d body %q token error %+v", x.Status, x.Body, e.Token)
	}
	wantWords(t, "cause", e.Cause, "No new token could be had")
}

func TestParallel401sMakeOneTokenRequest(t *testing.T) {
	const users = 100
	var first sync.WaitGroup
	first.Add(users)
	var old string
	var refused atomic.Int32
	w := newWorld(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("Authorization") != "Bearer "+old {
			reply(200, `[]`)(w, r)
			return
		}
		refused.Add(1)
		first.Done()
		first.Wait() // all of them hold the old token when the first is refused
		reply(401, unauthenticated)(w, r)
	}))
	if _, err := w.client.Source([]string{"brincr:category"}).Token(t.Context()); err != nil {
		t.Fatal(err)
	}
	old = w.tokens.nth(1)
	var all sync.WaitGroup
	for range users {
		all.Go(func() {
			if x := w.get("categories"); !x.OK() || x.Sent() != 2 {
				t.Errorf("sent %d, error %+v", x.Sent(), x.Err)
			}
		})
	}
	all.Wait()
	if n := w.tokens.count(); n != 2 || refused.Load() != users {
		t.Errorf("%d token requests, %d refusals, want 2 and %d", n, refused.Load(), users)
	}
}

func TestG14_RequestsThatChangeDataAreNeverRepeated(t *testing.T) {
	for _, method := range []string{"POST", "PUT", "PATCH", "DELETE"} {
		for name, answer := range map[string]http.HandlerFunc{
			"401":   reply(401, unauthenticated),
			"429":   reply(429, `{"message":"Too Many Attempts."}`, "Retry-After: 0"),
			"503":   reply(503, `{"message":"Service Unavailable"}`, "Retry-After: 0"),
			"500":   reply(500, `{"message":"Server Error"}`),
			"reset": reset(t),
			"cut":   raw(t, "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{"),
			"close": raw(t, ""),
		} {
			for _, body := range []string{"", `{"a":1}`} {
				t.Run(method+" "+name, func(t *testing.T) {
					w := newWorld(t, script(t,
						step{"GET /api/v1/warm", reply(200, `[]`)},
						step{method + " /api/v1/products", answer}))
					wantOK(t, w.get("warm")) // leaves a connection that net/http would use again
					x := w.do(method, "products", body)
					if x.Err == nil || len(x.Attempts) != 1 || x.Sent() != 1 {
						t.Fatalf("attempts %+v, sent %d, error %v", x.Attempts, x.Sent(), x.Err)
					}
					if name != "401" && name != "429" {
						wantWords(t, "next", x.Err.Next, "Look first whether the change was made")
					}
				})
			}
		}
	}
}

func TestG14_AChangeHasAConnectionOfItsOwn(t *testing.T) {
	// net/http repeats some requests by itself when a kept connection has died.
	var kept string
	w := newWorld(t, script(t,
		step{"GET /api/v1/a", func(w http.ResponseWriter, r *http.Request) { kept = r.RemoteAddr; reply(200, `[]`)(w, r) }},
		step{"DELETE /api/v1/a", func(w http.ResponseWriter, r *http.Request) {
			if r.RemoteAddr == kept || r.ProtoMajor != 1 {
				t.Errorf("DELETE came on the kept connection %s (%s)", kept, r.Proto)
			}
			kept = r.RemoteAddr
			w.WriteHeader(http.StatusNoContent)
		}},
		step{"DELETE /api/v1/a", func(w http.ResponseWriter, r *http.Request) {
			if r.RemoteAddr == kept {
				t.Error("a second DELETE came on the connection of the first")
			}
			w.WriteHeader(http.StatusNoContent)
		}}))
	wantOK(t, w.get("a"))
	wantOK(t, w.do("DELETE", "a", ""))
	wantOK(t, w.do("DELETE", "a", ""))
}

func TestA401OnAChangeDropsTheToken(t *testing.T) {
	w := newWorld(t, script(t,
		step{"POST /api/v1/a", reply(401, unauthenticated)},
		step{"POST /api/v1/a", reply(201, `{}`)}))
	e := wantKind(t, w.do("POST", "a", `{}`), KindStatus)
	wantWords(t, "next", e.Next, "send it again yourself")
	wantOK(t, w.do("POST", "a", `{}`))
	if w.tokens.count() != 2 {
		t.Errorf("%d token requests, want 2", w.tokens.count())
	}
}

func TestWaitingForATokenCanBeLeft(t *testing.T) {
	asked, done := make(chan struct{}), make(chan struct{})
	w := newWorld(t, script(t))
	w.tokens.answer = func(int, http.ResponseWriter) bool { close(asked); <-done; return false }
	defer close(done)
	ctx, cancel := context.WithCancel(t.Context())
	go func() { <-asked; cancel() }()
	x := w.client.Do(ctx, Request{Path: "a"})
	wantWords(t, "summary", wantKind(t, x, KindCancelled).Summary, "waiting for a token")
	if x.Duration > 10*time.Second {
		t.Error("it waited for the token all the same")
	}
}

// A token that is kept on purpose meets its 401, and nothing is requested in its
// place.
func TestA401OfAKeptTokenIsShown(t *testing.T) {
	w := newWorld(t, script(t,
		step{"GET /api/v1/categories", reply(200, `[]`)},
		step{"GET /api/v1/categories", reply(401, unauthenticated)},
		step{"GET /api/v1/categories", reply(200, `[]`)}))
	wantOK(t, w.get("categories"))
	source := w.client.Source([]string{"brincr:category"})
	source.Pause()
	x := w.get("categories")
	e := wantKind(t, x, KindStatus)
	wantWords(t, "cause", e.Cause, "Its renewal was paused, so no other token was requested")
	if w.tokens.count() != 1 || x.Sent() != 1 || !x.TokenKept || x.TokenExpired {
		t.Errorf("tokens %d, sent %d, kept %v, expired %v", w.tokens.count(), x.Sent(), x.TokenKept, x.TokenExpired)
	}
	source.Resume()
	if x = w.get("categories"); x.TokenKept {
		t.Error("a token that is renewed again counts as kept")
	}
	wantOK(t, x)
}
