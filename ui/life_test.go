package ui

import (
	"math/rand/v2"
	"net/http"
	"strings"
	"testing"
	"time"
)

func TestTheCountdownIsThereWithoutAKey(t *testing.T) {
	drive(t, &world{}, 80, 24, func(d *driver) {
		d.sees("● token 60:00")
		d.wait(5 * time.Second)
		d.sees("● token 59:55", "59:55 left")
	})
}

// The task of the README: token for tenant A with two scopes, read categories,
// switch to tenant B, read them again, see the token renew itself.
func TestTheMainTaskTakesFiveKeys(t *testing.T) {
	wd := &world{ttl: 15}
	drive(t, wd, 120, 36, func(d *driver) {
		d.press("enter")
		d.sees("200 OK", `name: {nl_NL: "Rode wijn 0", …}`, "15 of 48")
		d.press("2", "j", "enter", "r")
		d.sees("Step & Co", "200 OK", "2 sent")
		d.wait(14 * time.Second)
		d.sees("renewed at")
		if got := wd.requests[1]; !strings.HasPrefix(got, tenants[1].ID) {
			t.Errorf("the second read was for %s", got)
		}
	})
}

func TestRenewalIsAnnouncedAndKeepsTheCursor(t *testing.T) {
	wd := &world{ttl: 15}
	drive(t, wd, 120, 36, func(d *driver) {
		d.press("enter", "j", "j", "j", "l", "j", "j")
		path := d.m.here.response.Path()
		if path != ".data[1].name" {
			t.Fatalf("the cursor is at %s", path)
		}
		d.wait(2 * time.Minute)
		d.sees("renewed at", "times", "200 OK")
		d.seesNot("401")
		if got := d.m.here.response.Path(); got != path {
			t.Errorf("the cursor went from %s to %s", path, got)
		}
		// A life of 15 s is renewed 1.5 s before its end: at 13.5, 27, … 108.
		if got := wd.tokenCount(); got != 9 {
			t.Errorf("%d token requests in two minutes, want 9", got)
		}
		if got := wd.apiCount(); got != 9 {
			t.Errorf("%d API requests, want the first and one for each of 8 renewals", got)
		}
	})
}

func TestScopesSettleIntoOneTokenRequest(t *testing.T) {
	wd := &world{}
	drive(t, wd, 120, 36, func(d *driver) {
		d.press("3", "j", "j", "space", "j", "space", "j", "space")
		if got := wd.tokenCount(); got != 1 {
			t.Fatalf("%d token requests before the selection settled", got)
		}
		d.wait(time.Second)
		if got := wd.tokenCount(); got != 2 {
			t.Fatalf("%d token requests after the selection settled, want one more", got)
		}
		d.sees("5 scopes", "Scopes 5/14")
	})
}

func TestLeavingTheScopesSettlesThemAtOnce(t *testing.T) {
	wd := &world{}
	drive(t, wd, 120, 36, func(d *driver) {
		d.press("3", "j", "j", "space", "5")
		if got := wd.tokenCount(); got != 2 {
			t.Fatalf("%d token requests after leaving the pane", got)
		}
	})
}

func TestAMissingScopeIsAddedWithOneKey(t *testing.T) {
	drive(t, &world{}, 120, 36, func(d *driver) {
		d.press("5", "/")
		d.text("customers")
		d.press("enter", "enter")
		d.sees("403 Forbidden", "adds brincr:customer", "a add the scope and repeat")
		d.press("a")
		d.sees("200 OK", "3 scopes")
	})
}

func TestAScopeThatIsNotListedCanBeTyped(t *testing.T) {
	wd := &world{}
	drive(t, wd, 120, 36, func(d *driver) {
		d.press("3", "/")
		d.text("warranty")
		d.sees("add brincr:warranty")
		d.press("enter")
		d.wait(time.Second)
		if got := wd.tokens[len(wd.tokens)-1]; !strings.Contains(got, "brincr:warranty") {
			t.Errorf("the token was asked for %s", got)
		}
	})
}

func TestEscCancelsWhatRuns(t *testing.T) {
	wd := &world{delay: time.Minute}
	drive(t, wd, 120, 36, func(d *driver) {
		d.press("enter")
		d.wait(3500 * time.Millisecond)
		d.sees("GET categories · 3 s · esc cancels")
		d.press("esc")
		d.sees("Cancelled GET categories.")
		d.wait(2 * time.Minute)
		d.seesNot("200 OK", "Rode wijn")
	})
}

func TestRefusalsAreExplained(t *testing.T) {
	for code, want := range map[string]string{
		"invalid_client": "sandbox", "invalid_scope": "scope", "invalid_tenant": "tenant", "unauthorized_client": "service",
	} {
		t.Run(code, func(t *testing.T) {
			wd := &world{refuse: code}
			drive(t, wd, 120, 50, func(d *driver) {
				d.sees("✗ token failed")
				d.press("4", "enter")
				d.sees("What went wrong", code, want)
				d.press("esc", "5", "enter")
				d.sees("no answer", "✗", "400 with the error "+code)
				d.wait(time.Hour)
				if got := wd.tokenCount(); got > 2 {
					t.Errorf("%d token requests after a definite refusal", got)
				}
			})
		})
	}
}

func TestAFailedRenewalKeepsTheData(t *testing.T) {
	wd := &world{ttl: 60}
	drive(t, wd, 120, 36, func(d *driver) {
		d.press("enter")
		wd.mu.Lock()
		wd.refuse = "invalid_client"
		wd.mu.Unlock()
		d.wait(55 * time.Second)
		d.sees("renewal failed", "200 OK", "Rode wijn")
	})
}

func TestALateAnswerIsDropped(t *testing.T) {
	wd := &world{delay: 2 * time.Second}
	drive(t, wd, 120, 36, func(d *driver) {
		d.press("enter", "2", "j", "enter")
		d.wait(10 * time.Second)
		d.sees("Nothing was asked yet for Step & Co")
		d.seesNot("200 OK", tenants[0].ID)
		d.press("2", "k", "enter")
		d.seesNot("200 OK")
	})
}

func TestG05_AThousandRandomSwitchesNeverMixPlaces(t *testing.T) {
	wd := &world{}
	rng := rand.New(rand.NewPCG(1, 2))
	wd.api = func(http.ResponseWriter, *http.Request) bool {
		return false
	}
	drive(t, wd, 120, 36, func(d *driver) {
		for step := range 1000 {
			wd.mu.Lock()
			wd.delay = time.Duration(rng.IntN(400)) * time.Millisecond
			wd.mu.Unlock()
			switch rng.IntN(6) {
			case 0:
				d.send(keyPress("r"))
			case 1:
				d.run(d.m.chooseEnvironment(rng.IntN(2)))
			case 2:
				d.press("5", "enter")
			default:
				d.run(d.m.chooseTenant(rng.IntN(len(d.m.envs[d.m.env].Tenants))))
			}
			if rng.IntN(2) == 0 {
				d.wait(time.Duration(rng.IntN(500)) * time.Millisecond)
			}
			d.settle()
			d.checkPlace(step)
		}
	})
}

// checkPlace compares what the screen says with what it shows.
func (d *driver) checkPlace(step int) {
	d.t.Helper()
	p := d.m.here
	d.send(nil)
	screen := d.screen()
	if !strings.Contains(screen, p.tenant.Name) {
		d.t.Fatalf("step %d: the status line does not name %s", step, p.tenant.Name)
	}
	if ex := p.response.Exchange(); ex != nil {
		if ex.Place != p.id {
			d.t.Fatalf("step %d: at %v, the answer of %v is shown", step, p.id, ex.Place)
		}
		if ex.OK() && !strings.Contains(string(ex.Body), p.id.Tenant) {
			d.t.Fatalf("step %d: at %v, data of another tenant is shown", step, p.id)
		}
	}
	for id, other := range d.m.places {
		if ex := other.response.Exchange(); ex != nil && ex.Place != id {
			d.t.Fatalf("step %d: %v keeps an answer of %v", step, id, ex.Place)
		}
	}
}

func TestLeavingAPlaceCancelsWhatRunsThere(t *testing.T) {
	cancelled := make(chan struct{})
	wd := &world{}
	wd.api = func(_ http.ResponseWriter, r *http.Request) bool {
		<-r.Context().Done()
		close(cancelled)
		return true
	}
	drive(t, wd, 120, 36, func(d *driver) {
		d.press("enter", "2", "j", "enter")
		select {
		case <-cancelled:
		default:
			t.Error("the request of the old place still runs")
		}
	})
}

// The status of a token that is no longer watched must not show: it is the
// token of another tenant, or for other scopes.
func TestALateTokenStatusIsDropped(t *testing.T) {
	drive(t, &world{}, 120, 36, func(d *driver) {
		late := statusMsg{stamp: d.m.here.watching, status: d.m.here.status}
		d.press("2", "j", "enter")
		mine := d.m.here.status
		if mine.Token.Same(late.status.Token) {
			t.Fatal("two tenants share a token")
		}
		d.send(late)
		if !d.m.here.status.Token.Same(mine.Token) {
			t.Error("the token of the old place took the place of the new one's")
		}
	})
}

func TestARequestMeansTheSameAtEveryPlace(t *testing.T) {
	wd := &world{}
	drive(t, wd, 120, 36, func(d *driver) {
		d.press("enter", "]") // the server's link is absolute
		d.press("1", "j", "enter", "r")
		d.sees("PRODUCTION", "200 OK", "GET categories?page=2")
	})
}

func TestARevealedTokenIsMaskedAgain(t *testing.T) {
	const secretPart = "eyJhbGciOiJSUzI1NiIsInR5cCI6ImF0K2p3dCJ9"
	wd := &world{ttl: 60}
	drive(t, wd, 140, 50, func(d *driver) {
		reveal := func() {
			d.press("4", "v")
			d.sees(secretPart[:30])
		}
		reveal()
		d.press("5")
		d.seesNot(secretPart[:30])
		d.press("4")
		d.seesNot(secretPart[:30])
		reveal()
		d.press("t") // a new token is not what was revealed
		d.seesNot(secretPart[:30])
		reveal()
		d.press("ctrl+p")
		d.text("tenant: step")
		d.press("enter")
		d.seesNot(secretPart[:30])
	})
}

func TestEveryChangeOfTheScopesWaitsAnew(t *testing.T) {
	wd := &world{}
	drive(t, wd, 120, 36, func(d *driver) {
		d.press("3", "j", "j")
		for range 4 { // each within the pause after the one before
			d.press("space", "j")
			d.wait(500 * time.Millisecond)
		}
		if got := wd.tokenCount(); got != 1 {
			t.Errorf("%d token requests while scopes were being chosen", got)
		}
	})
}

func TestAFailedReloadKeepsTheDataOnTheScreen(t *testing.T) {
	wd := &world{ttl: 15}
	drive(t, wd, 120, 36, func(d *driver) {
		d.press("enter")
		wd.mu.Lock()
		wd.api = answers("text/html", 502, "<h1>Bad Gateway</h1>")
		wd.mu.Unlock()
		d.wait(14 * time.Second)
		d.sees("200 OK", "Rode wijn", "repeating it after the renewal failed")
	})
}

func TestARenewalDoesNotDisturbARequest(t *testing.T) {
	wd := &world{ttl: 15}
	drive(t, wd, 120, 36, func(d *driver) {
		d.press("enter")
		wd.mu.Lock()
		wd.delay = 10 * time.Second
		wd.mu.Unlock()
		d.wait(10 * time.Second)
		d.press("r")
		d.wait(11 * time.Second)
		if got := wd.apiCount(); got != 2 {
			t.Errorf("%d API requests, want the two that were asked for", got)
		}
		d.seesNot("esc cancels")
	})
}

func TestNothingIsCopiedWhereNothingIs(t *testing.T) {
	drive(t, &world{api: answers("application/json", 200, "")}, 120, 36, func(d *driver) {
		d.press("enter", "y", "b")
		d.sees("There is nothing to copy")
	})
}

func TestCtrlCEndsTheProgramWhateverLiesOverIt(t *testing.T) {
	for name, keys := range map[string][]string{"help": {"?"}, "sheet": {"4", "enter"}, "prompt": {":"}, "panes": {}} {
		t.Run(name, func(t *testing.T) {
			drive(t, &world{}, 120, 36, func(d *driver) {
				d.press(keys...)
				d.press("ctrl+c")
				if !d.quit || d.m.ended != ErrInterrupted {
					t.Errorf("quit: %t, ended by %v", d.quit, d.m.ended)
				}
			})
		})
	}
}
