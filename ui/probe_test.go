package ui

import (
	"io"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"brincr-explorer/api"
)

// scopesAsked are what the token requests from the n-th on asked for.
func (wd *world) scopesAsked(n int) []string {
	wd.mu.Lock()
	defer wd.mu.Unlock()
	var asked []string
	for _, t := range wd.tokens[n:] {
		_, scopes, _ := strings.Cut(t, " ")
		asked = append(asked, scopes)
	}
	return asked
}

// refusedWorld grants all but two scopes, of which one is chosen later.
func refusedWorld() *world {
	return &world{lacks: []string{"brincr:product", "brincr:productImage"}}
}

// askRefused chooses four scopes, two of which are not granted.
func askRefused(d *driver) {
	d.press("3", "j", "j", "space", "j", "space")
	d.wait(time.Second)
}

func TestRefusedScopesAreFoundOneByOne(t *testing.T) {
	wd := refusedWorld()
	drive(t, wd, 120, 36, func(d *driver) {
		d.seesNot("which is refused?")
		askRefused(d)
		d.sees("failed", "p which is refused?")
		d.press("4")
		d.sees("p finds out which", "p which scope is refused?")
		before := wd.tokenCount()
		d.press("p")
		d.sees("Ask for each scope alone?", "at most 4 token requests", "Nothing is sent to Brincr", "is not known", "sandbox.id.example")
		for _, key := range []string{"enter", "space", "p", "x"} {
			d.press(key)
		}
		if got := wd.tokenCount(); got != before {
			t.Fatalf("%d token requests without a yes", got-before)
		}
		d.press("y")
		d.sees("[x] brincr:product  ✗ refused", "[x] productImage    ✗ refused", "[x] brincr:category ✓ granted", "2 of 4 refused, u leaves out: product, productImage")
		want := []string{"brincr:category", "brincr:country", "brincr:product", "brincr:productImage"}
		if got := wd.scopesAsked(before); !slices.Equal(got, want) {
			t.Errorf("asked for %q", got)
		}
		if wd.apiCount() > 0 {
			t.Errorf("Brincr was sent %q", wd.requests)
		}
		d.press("4")
		d.sees("u leaves out what is refused")
		d.press("enter")
		d.sees("Each scope asked for alone", "✗ brincr:productImage: not granted", "✓ brincr:category: granted", "u leaves it out")
		d.seesNot("would find the one") // it is known by now
		d.press("esc", "3")
		d.sees("u leave the refused out")
		before = wd.tokenCount()
		d.press("u")
		d.sees("Left out product, productImage", "valid", "2 scopes")
		d.seesNot("not granted", "✗ refused")
		if got := wd.scopesAsked(before); len(got) > 0 {
			t.Errorf("the token for the rest was there, and asked for was %q", got)
		}
	})
}

func TestAProbeIsStoppedAndGoesOn(t *testing.T) {
	wd := refusedWorld()
	drive(t, wd, 120, 36, func(d *driver) {
		askRefused(d)
		wd.slow = 10 * time.Second
		before := wd.tokenCount()
		d.press("p", "y")
		d.wait(15 * time.Second)
		d.sees("asking 2 of 4", "◌ asking", "· waiting", "✓ granted", "esc cancel")
		d.press("esc")
		d.sees("Stopped after 1 of 4 scopes")
		d.wait(time.Minute)
		d.seesNot("asking", "waiting")
		if got := wd.scopesAsked(before); len(got) > 1 {
			t.Errorf("went on, and asked for %q", got)
		}
		wd.slow = 0
		d.press("p")
		d.sees("at most 3 token requests", "of which nothing", "is known yet")
		d.press("y")
		d.sees("2 of 4 refused, u leaves out: product, productImage")
	})
}

func TestALateFindingIsDropped(t *testing.T) {
	wd := refusedWorld()
	drive(t, wd, 120, 36, func(d *driver) {
		askRefused(d)
		wd.slow = 10 * time.Second
		d.press("p", "y")
		late := d.m.here.probe.waiting
		d.press("esc", "p", "y")
		d.send(probedMsg{stamp: late, granted: true})
		d.sees("asking 1 of 4")
		d.seesNot("✓ granted")
	})
}

func TestAnotherFailureEndsTheProbe(t *testing.T) {
	for name, answer := range map[string]struct {
		status int
		body   string
		says   string
	}{
		"client": {400, `{"error":"invalid_client"}`, "refused the client credentials"},
		"busy":   {429, `{}`, "many"},
		"down":   {503, `{}`, "503"},
	} {
		t.Run(name, func(t *testing.T) {
			wd := refusedWorld()
			drive(t, wd, 140, 40, func(d *driver) {
				askRefused(d)
				before := wd.tokenCount()
				wd.token = func(w http.ResponseWriter, scope string) bool {
					if scope != "brincr:country" {
						return false
					}
					w.WriteHeader(answer.status)
					_, _ = io.WriteString(w, answer.body)
					return true
				}
				d.press("p", "y")
				d.wait(10 * time.Second)
				d.sees("Stopped after 1 of 4 scopes", "✓ granted")
				if got := wd.scopesAsked(before); len(got) != 2 {
					t.Errorf("asked for %q", got)
				}
				d.press("4", "enter")
				d.sees("Why it was stopped", answer.says, "brincr:product: not asked for")
			})
		})
	}
}

func TestAProbeDoesNotOutliveItsPlaceOrItsScopes(t *testing.T) {
	for name, leave := range map[string]func(*driver){
		"tenant": func(d *driver) { d.press("2", "j", "enter") },
		"scopes": func(d *driver) { d.press("G", "space"); d.wait(time.Second) },
	} {
		t.Run(name, func(t *testing.T) {
			wd := refusedWorld()
			drive(t, wd, 120, 36, func(d *driver) {
				askRefused(d)
				wd.slow = 5 * time.Second
				d.press("p", "y")
				d.wait(7 * time.Second)
				d.sees("✓ granted")
				leave(d)
				d.seesNot("✓ granted", "asking 2 of 4")
				d.wait(time.Minute)
				d.seesNot("✓ granted", "✗ refused")
				// The second request ran at the time: it was given up, and none followed.
				var alone []string
				for _, asked := range wd.scopesAsked(0) {
					if !strings.Contains(asked, " ") {
						alone = append(alone, asked)
					}
				}
				if !slices.Equal(alone, []string{"brincr:category"}) {
					t.Errorf("asked for alone and answered were %q", alone)
				}
			})
		})
	}
}

func TestScopesThatAreTooLongTogether(t *testing.T) {
	wd := &world{}
	drive(t, wd, 140, 40, func(d *driver) {
		d.press("3", "a") // all, and then two long ones
		for _, name := range []string{"aScopeWithAVeryLongNameIndeed", "anotherScopeWithAVeryLongName"} {
			d.press("/")
			d.text(name)
			d.press("enter")
			d.press("esc")
		}
		d.wait(time.Second)
		d.sees("failed", "characters")
		d.press("p", "y")
		d.sees("Each is granted alone; together they usually are too long", "of 300 characters")
		d.press("4", "enter")
		d.press("G")
		d.sees("such servers usually allow 300")
	})
}

// One scope that is refused is known: nothing would be learned.
func TestASingleScopeIsNotProbed(t *testing.T) {
	drive(t, &world{lacks: []string{"brincr:country"}}, 120, 36, func(d *driver) {
		d.press("3", "j", "space")
		d.wait(time.Second)
		d.seesNot("which is refused?", "p finds out")
	})
}

func TestOtherRefusalsOfferNoProbe(t *testing.T) {
	drive(t, &world{refuse: "invalid_client"}, 120, 36, func(d *driver) {
		d.press("3")
		d.seesNot("which is refused?")
		d.press("p")
		d.seesNot("Ask for each scope alone?")
	})
}

func withSets() *world {
	return &world{sets: []api.ScopeSet{
		{Name: "orders", Scopes: []string{"brincr:order", "brincr:orderLine"}},
		{Name: "stock", Scopes: []string{"brincr:product", "acme:special"}},
	}}
}

func TestScopeSets(t *testing.T) {
	wd := withSets()
	drive(t, wd, 120, 36, func(d *driver) {
		d.press("3", "s")
		d.sees("Scope sets of sandbox", "●  as in the config  country, category", "orders            order, orderLine", "stock             product, acme:special")
		before := wd.tokenCount()
		d.text("orders")
		d.press("enter")
		d.sees("Scopes 2/15 orders", "› [x] brincr:order ", "The scopes are orders", "valid", "2 scopes")
		for _, later := range []time.Duration{0, 2 * time.Second} {
			d.wait(later)
			if got := wd.scopesAsked(before); !slices.Equal(got, []string{"brincr:order brincr:orderLine"}) {
				t.Errorf("%v later, asked for were %q", later, got)
			}
		}
		d.press("s")
		d.sees("●  orders")
		d.seesNot("●  as in")
		d.press("esc", "space")
		d.seesNot("Scopes 3/15 orders", "Scopes 1/15 orders")
		d.press("ctrl+p")
		d.text("scopes: stock")
		d.press("enter")
		d.sees("Scopes 2/15 stock", "[x] acme:special")
		d.press("ctrl+p")
		d.text("scopes: as in")
		d.press("enter")
		d.sees("[x] brincr:country", "Scopes 2/15")
		d.seesNot("15 stock")
	})
}

func TestWithoutSetsThereIsNoKeyForThem(t *testing.T) {
	drive(t, &world{}, 120, 36, func(d *driver) {
		d.press("3", "s")
		d.seesNot("Scope sets")
	})
}
