package ui

import (
	"context"
	"flag"
	"os"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	tea "charm.land/bubbletea/v2"
	"pgregory.net/rapid"

	"brincr-explorer/api"
)

var (
	ways  = rapid.SampledFrom([]string{"directly", "keys", "mouse", "palette"})
	modes = rapid.SampledFrom([]string{"a list", "a list", "an object", "a web page", "broken", "unauthorized", "forbidden", "throttled"})
)

func (s *machine) drawSwitch(t *rapid.T) {
	env := rapid.SampledFrom([]int{s.env, s.env, 1 - s.env}).Draw(t, "environment")
	s.goes(env, rapid.IntRange(0, 2).Draw(t, "tenant"), ways.Draw(t, "way"))
}

func (s *machine) actions() map[string]func(*rapid.T) {
	return map[string]func(*rapid.T){
		"switch": s.drawSwitch,
		"send":   func(*rapid.T) { s.sends() },
		"repeat": func(*rapid.T) { s.repeats() },
		"send, and leave at once": func(t *rapid.T) {
			s.sends()
			s.drawSwitch(t)
		},
		"wait":       func(t *rapid.T) { s.wait(time.Duration(rapid.IntRange(1, 600).Draw(t, "ms")) * time.Millisecond) },
		"wait long":  func(t *rapid.T) { s.wait(time.Duration(rapid.IntRange(1, 20).Draw(t, "s")) * time.Second) },
		"the API":    s.changeAPI,
		"the tokens": s.changeTokens,
		"hold":       func(*rapid.T) { s.holding = true },
		"let go":     s.letGo,
		"find":       s.find,
		"copy":       s.copy,
		"view":       func(*rapid.T) { s.press("6", "v") },
		"scopes":     func(t *rapid.T) { s.press("3", rapid.SampledFrom([]string{"j", "k"}).Draw(t, "way"), "space") },
		"settle":     func(*rapid.T) { s.press("5") },
		"new token":  func(*rapid.T) { s.press("t") },
		"next page":  func(*rapid.T) { s.press("6", "]") },
		"back":       func(*rapid.T) { s.press("esc") },
		"claims":     s.claims,
		"reveal":     s.reveal,
		"":           s.check,
	}
}

func (s *machine) changeAPI(t *rapid.T) {
	mode, delay := modes.Draw(t, "mode"), rapid.SampledFrom([]int{0, 50, 400, 3000}).Draw(t, "delay")
	s.w.mu.Lock()
	defer s.w.mu.Unlock()
	s.w.mode, s.w.delay = mode, time.Duration(delay)*time.Millisecond
}

func (s *machine) changeTokens(t *rapid.T) {
	refuse := rapid.SampledFrom([]string{"", "", "invalid_client"}).Draw(t, "refuse")
	s.w.world.mu.Lock()
	defer s.w.world.mu.Unlock()
	s.w.refuse = refuse
}

// letGo hands over what was held back, mostly where it does not belong any more, and not in its order.
func (s *machine) letGo(t *rapid.T) {
	late := s.held
	s.holding, s.held = false, nil
	for len(late) > 0 {
		i := rapid.IntRange(0, len(late)-1).Draw(t, "which")
		s.handLate(t, late[i])
		late = append(late[:i:i], late[i+1:]...)
	}
}

// handLate: what another place was waiting for changes nothing but the number of requests in the first line.
func (s *machine) handLate(t *rapid.T, msg tea.Msg) {
	s.d.send(nil)
	before := s.d.screen()
	s.d.send(msg)
	if after := s.d.screen(); placeOfMessage(msg) != s.place() && belowFirst(after) != belowFirst(before) {
		t.Fatalf("at %v, a late %T of %v changed the screen from\n%s\nto\n%s", s.place(), msg, placeOfMessage(msg), before, after)
	}
}

func belowFirst(screen string) string {
	_, rest, _ := strings.Cut(screen, "\n")
	return rest
}

func placeOfMessage(msg tea.Msg) api.Place {
	switch msg := msg.(type) {
	case exchangeMsg:
		return msg.place
	case statusMsg:
		return msg.place
	case foundMsg:
		return msg.place
	}
	return api.Place{}
}

// find looks for the place's own mark, in whatever view is there.
func (s *machine) find(t *rapid.T) {
	s.press("6")
	if !s.d.m.here.response.HasTree() && !s.d.m.here.response.HasTable() {
		return
	}
	s.press("/")
	s.text(s.w.mark(s.place()))
	s.d.send(keyPress("enter"))
	if rapid.Bool().Draw(t, "leave at once") {
		s.drawSwitch(t)
	}
}

// copy takes the whole body: it must be the one of this place.
func (s *machine) copy(t *rapid.T) {
	s.settle()
	if s.d.m.here.response.Exchange() == nil || len(s.d.m.here.response.Exchange().Body) == 0 {
		return
	}
	s.copied = nil
	s.press("6", "y", rapid.SampledFrom([]string{"b", "T"}).Draw(t, "what"), "esc")
	for _, text := range s.copied {
		if mark := s.w.mark(s.place()); strings.HasPrefix(text, "curl") {
			s.checkCurl(t, text)
		} else if !strings.Contains(text, mark) {
			t.Fatalf("at %v, this was copied: %s", s.place(), text)
		}
	}
}

func (s *machine) checkCurl(t *rapid.T, text string) {
	_, after, ok := strings.Cut(text, "Bearer ")
	token, address, _ := strings.Cut(after, "'")
	if !ok {
		t.Fatalf("no token was copied: %s", text)
	}
	place := placeOfText(token)
	if place != s.place() || !strings.Contains(address, "https://"+place.Env+".api.example/") {
		t.Fatalf("at %v, a request with a token of %v was copied, to%s", s.place(), place, address)
	}
}

// claims opens what the token says, which must be of this place for as long as it is shown.
func (s *machine) claims(t *rapid.T) {
	s.press("4", "enter")
	s.check(t)
	for _, other := range s.places() {
		if other.Tenant != s.place().Tenant && strings.Contains(s.d.screen(), other.Tenant) {
			t.Fatalf("at %v, the claims name %v:\n%s", s.place(), other, s.d.screen())
		}
	}
	s.press("esc")
}

// reveal shows the token itself in its pane: it must be the one of this place.
func (s *machine) reveal(t *rapid.T) {
	s.press("4", "v")
	r := s.d.m.layout.panes[tokenPane]
	var text strings.Builder
	for _, line := range strings.Split(s.d.screen(), "\n")[r.y+1 : r.y+r.h-1] {
		text.WriteString(strings.TrimSpace(strings.Trim(string([]rune(line)[r.x:r.x+r.w]), "│┃ ")))
	}
	_, token, shown := strings.Cut(text.String(), "eyJ")
	if parts := strings.Split(token, "."); shown && len(parts) >= 3 {
		if place := placeOfText("eyJ" + parts[0] + "." + parts[1] + ".x"); place != s.place() {
			t.Fatalf("at %v, the token of %v is shown:\n%s", s.place(), place, s.d.screen())
		}
	}
	s.press("5")
}

// fewWalks: a walk of some thirty steps costs some 40 ms.
func fewWalks(t *testing.T) {
	asked := os.Getenv("RAPID_CHECKS") != ""
	flag.Visit(func(f *flag.Flag) { asked = asked || f.Name == "rapid.checks" })
	if checks := flag.Lookup("rapid.checks"); !asked {
		before := checks.Value.String()
		_ = checks.Value.Set("25")
		t.Cleanup(func() { _ = checks.Value.Set(before) })
	}
}

func TestG05_PlacesNeverMixOnARandomWalk(t *testing.T) {
	fewWalks(t)
	rapid.Check(t, func(t *rapid.T) { rapid.SyncTest(t, walk) })
}

func walk(t *rapid.T) {
	w := &placesWorld{world: world{ttl: 15}, mode: "a list"}
	ctx, cancel := context.WithCancel(context.Background())
	d := &driver{m: newModel(ctx, w.options()), msgs: make(chan tea.Msg, 4096)}
	s := &machine{w: w, d: d, senders: map[string]map[api.Place]bool{}}
	t.Cleanup(func() {
		cancel()
		d.m.close()
		time.Sleep(time.Minute) // the last timers run out
		synctest.Wait()
	})
	d.run(d.m.Init())
	d.send(tea.WindowSizeMsg{Width: 160, Height: 50})
	s.settle()
	t.Repeat(s.actions())
}
