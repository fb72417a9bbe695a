package ui

import (
	"io"
	"net/http"
	"slices"
	"testing"
	"time"

	"brincr-explorer/api"
	"brincr-explorer/auth"
)

// forbidding answers with 403 as long as the token lacks one of the scopes.
func forbidding(scopes ...string) func(http.ResponseWriter, *http.Request) bool {
	return func(w http.ResponseWriter, r *http.Request) bool {
		claims, _ := auth.DecodeClaims(r.Header.Get("Authorization")[len("Bearer "):])
		for _, s := range scopes {
			if !slices.Contains(claims.Scopes, s) {
				return answers("application/json", 403, `{"message":"Invalid scope(s) provided."}`)(w, r)
			}
		}
		return answers("application/json", 200, `{"data":[{"line":"as wished"}]}`)(w, r)
	}
}

// described gives the place an endpoint that needs several scopes.
func (d *driver) described(method string, scopes ...string) {
	env := d.m.here.env
	all := append(slices.Clone(env.catalogue), api.Endpoint{Method: method, Path: "orders/lines", Evidence: api.Described, Operation: &api.Operation{Scopes: scopes}})
	d.m.here.client.SetCatalogue(all)
}

func TestAllMissingScopesAreAddedAtOnce(t *testing.T) {
	wd := &world{api: forbidding("brincr:order", "brincr:orderLine")}
	drive(t, wd, 120, 36, func(d *driver) {
		d.described("GET", "brincr:order", "brincr:category", "brincr:orderLine")
		d.gets("orders/lines")
		d.sees("403 Forbidden", "lacks brincr:order and brincr:orderLine", "a adds brincr:order and brincr:orderLine, asks for a new token")
		before := wd.tokenCount()
		d.press("a")
		d.sees("200 OK", "as wished", "4 scopes", "Repeated with a new token")
		if got := wd.tokenCount() - before; got != 1 {
			t.Errorf("%d token requests", got)
		}
		if got := wd.apiCount(); got != 2 {
			t.Errorf("%d requests", got)
		}
	})
}

func TestScopesThatAreRefusedGoBackToWhatWorked(t *testing.T) {
	wd := &world{api: forbidding("brincr:order"), lacks: []string{"brincr:order"}}
	drive(t, wd, 120, 36, func(d *driver) {
		d.described("GET", "brincr:order")
		d.gets("orders/lines")
		d.sees("403 Forbidden", "a adds brincr:order")
		before := wd.apiCount()
		d.press("a")
		d.sees("403 Forbidden", "Invalid scope(s) provided", "Refused: order. The scopes are as before", "2 scopes", "token 60:00")
		d.press("3", "/")
		d.text("order")
		d.sees("[ ] brincr:order    ✗ refused")
		d.press("esc")
		if got := wd.apiCount() - before; got != 0 {
			t.Errorf("%d requests without a token for them", got)
		}
		d.press("4", "enter")
		d.sees("What went wrong with brincr:order", "refused the scopes", "error invalid_scope", "Against the selection")
		// Granted meanwhile: the same key asks anew.
		wd.lacks = nil
		d.press("esc", "6", "a")
		d.sees("200 OK", "as wished", "3 scopes")
	})
}

func TestATokenThatDoesNotComeLeavesTheScopes(t *testing.T) {
	wd := &world{api: forbidding("brincr:order")}
	drive(t, wd, 120, 36, func(d *driver) {
		d.described("GET", "brincr:order")
		d.gets("orders/lines")
		wd.token = func(w http.ResponseWriter, _ string) bool {
			w.WriteHeader(http.StatusServiceUnavailable)
			_, _ = io.WriteString(w, "busy")
			return true
		}
		d.press("a")
		d.sees("Added brincr:order; a token is requested.")
		d.wait(30 * time.Second)
		d.sees("403 Forbidden", "No token came. The scopes are as before", "2 scopes", "token 59:")
	})
}

func TestATrialIsCancelled(t *testing.T) {
	wd := &world{api: forbidding("brincr:order")}
	drive(t, wd, 120, 36, func(d *driver) {
		d.described("GET", "brincr:order")
		d.gets("orders/lines")
		wd.slow = time.Hour
		d.press("a")
		d.wait(3 * time.Second)
		d.sees("3 scopes", "403 Forbidden")
		d.press("esc")
		d.sees("Cancelled. The scopes are as they were before.", "2 scopes", "403 Forbidden")
		d.wait(time.Minute)
		if got := wd.apiCount(); got != 1 {
			t.Errorf("%d requests", got)
		}
		// Another tenant of the environment has the scopes that worked, too.
		d.press("6", "a", "2", "j", "enter")
		d.sees("Step & Co", "2 scopes")
	})
}

// A request that changes data gets its scope, and is asked about before it is
// sent again.
func TestWhatChangesDataIsNotRepeatedWithMoreScopes(t *testing.T) {
	wd := &world{api: forbidding("brincr:order"), writes: true}
	drive(t, wd, 120, 36, func(d *driver) {
		d.described("POST", "brincr:order")
		d.send(nil)
		d.run(d.m.sendNow(api.Request{Method: "POST", Path: "orders/lines", Body: []byte(`{"amount": 3}`)}, false))
		d.settle()
		d.sees("403 Forbidden", "asks for a new token. The request changes", "a add the scope ")
		d.seesNot("add the scope and repeat")
		d.press("a")
		d.wait(time.Second)
		d.sees("3 scopes", `{"amount": 3}`, "ctrl+s")
		if got := wd.apiCount(); got != 1 {
			t.Errorf("%d requests", got)
		}
		d.press("esc")
		d.sees("There is a token with brincr:order", "403 Forbidden")
	})
}

// What the user sends while the token is still on its way is what they want by
// now: it is neither cancelled nor replaced by the repeat.
func TestWhatIsSentDuringATrialIsNotCancelledByIt(t *testing.T) {
	for _, method := range []string{"GET", "POST"} {
		t.Run(method, func(t *testing.T) {
			wd := &world{writes: true}
			forbid := forbidding("brincr:order")
			carried := 0
			wd.api = func(w http.ResponseWriter, r *http.Request) bool {
				if r.URL.Path != "/api/v1/countries" {
					return forbid(w, r)
				}
				time.Sleep(5 * time.Second)
				carried++
				return answers("application/json", 200, `{"data":[{"line":"the later one"}]}`)(w, r)
			}
			drive(t, wd, 120, 36, func(d *driver) {
				d.described("GET", "brincr:order")
				d.gets("orders/lines")
				wd.slow = 10 * time.Second
				d.press("a")
				d.wait(time.Second)
				d.run(d.m.sendNow(api.Request{Method: method, Path: "countries"}, false))
				d.wait(30 * time.Second)
				d.sees(method+" countries", "the later one", "3 scopes")
				d.seesNot("may have been carried out", "as wished")
				if got := wd.apiCount(); got != 2 || carried != 1 {
					t.Errorf("%d requests, %d answered", got, carried)
				}
			})
		})
	}
}

// An editor does not open under the hands of somebody who types elsewhere by now.
func TestTheTokenOfATrialOpensNothingOverWhatIsOpen(t *testing.T) {
	wd := &world{api: forbidding("brincr:order"), writes: true}
	drive(t, wd, 120, 36, func(d *driver) {
		d.described("POST", "brincr:order")
		d.run(d.m.sendNow(api.Request{Method: "POST", Path: "orders/lines", Body: []byte(`{"amount": 3}`)}, false))
		d.settle()
		wd.slow = 10 * time.Second
		d.press("a")
		d.wait(time.Second)
		d.press("?")
		d.wait(30 * time.Second)
		d.seesNot("ctrl+s")
		d.press("esc")
		d.sees("There is a token with brincr:order", "403 Forbidden")
	})
}
