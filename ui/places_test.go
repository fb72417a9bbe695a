package ui

import (
	"fmt"
	"net/url"
	"strings"
	"testing/synctest"
	"time"

	tea "charm.land/bubbletea/v2"
	"pgregory.net/rapid"

	"brincr-explorer/api"
	"brincr-explorer/auth"
)

// machine presses, clicks and waits at random, keeps its own account of where that should have led, and holds
// back messages to hand them over when the place is another one.
type machine struct {
	w       *placesWorld
	d       *driver
	env     int
	tenant  [2]int
	sent    int
	senders map[string]map[api.Place]bool // by the number of a request: where it was asked for
	holding bool
	held    []tea.Msg
	copied  []string
}

func (s *machine) place() api.Place {
	env := s.w.envs[s.env]
	return api.Place{Env: env.Name, Tenant: env.Tenants[s.tenant[s.env]].ID}
}

func (s *machine) places() []api.Place {
	var all []api.Place
	for _, env := range s.w.envs {
		for _, t := range env.Tenants {
			all = append(all, api.Place{Env: env.Name, Tenant: t.ID})
		}
	}
	return all
}

// hand gives one message to the model, or keeps it back.
func (s *machine) hand(msg tea.Msg) {
	switch msg.(type) {
	case exchangeMsg, statusMsg, foundMsg:
		if s.holding {
			s.held = append(s.held, msg)
			return
		}
	}
	if fmt.Sprintf("%T", msg) == "tea.setClipboardMsg" {
		s.copied = append(s.copied, fmt.Sprint(msg))
	}
	s.d.send(msg)
}

func (s *machine) settle() {
	for {
		synctest.Wait()
		select {
		case msg := <-s.d.msgs:
			s.hand(msg)
		default:
			return
		}
	}
}

func (s *machine) wait(d time.Duration) {
	for end := time.After(d); ; {
		select {
		case msg := <-s.d.msgs:
			s.hand(msg)
			s.settle()
		case <-end:
			s.settle()
			return
		}
	}
}

func (s *machine) press(keys ...string) {
	for _, k := range keys {
		s.d.send(keyPress(k))
		s.settle()
	}
}

func (s *machine) text(text string) {
	for _, r := range text {
		s.press(string(r))
	}
}

func (s *machine) asks(number string) {
	if s.senders[number] == nil {
		s.senders[number] = map[api.Place]bool{}
	}
	s.senders[number][s.place()] = true
}

// sends is a request like no other, so that what reaches the API can be traced back.
func (s *machine) sends() {
	s.sent++
	number := fmt.Sprint(s.sent)
	s.asks(number)
	s.d.run(s.d.m.get("categories?n=" + number))
}

func (s *machine) repeats() {
	if r := s.d.m.repeatable(); r != nil {
		if u, err := url.Parse(r.Path); err == nil {
			s.asks(u.Query().Get("n"))
		}
		s.d.send(keyPress("r"))
	}
}

// goes switches, by each of the ways that there are.
func (s *machine) goes(env, tenant int, way string) {
	if env != s.env {
		s.env = env
		s.choose(environmentPane, env, way, s.d.m.chooseEnvironment)
		return
	}
	tenant %= len(s.w.envs[env].Tenants)
	s.tenant[env] = tenant
	s.choose(tenantPane, tenant, way, s.d.m.chooseTenant)
}

func (s *machine) choose(pane, row int, way string, directly func(int) tea.Cmd) {
	switch way {
	case "keys":
		s.d.send(keyPress(fmt.Sprint(pane)))
		s.d.send(keyPress("g"))
		for range row {
			s.d.send(keyPress("j"))
		}
		s.d.send(keyPress("enter"))
	case "mouse":
		for range 2 { // the first click may only move the cursor, or make room for the pane
			r := s.d.m.layout.panes[pane]
			if r.h < row+3 {
				s.d.send(keyPress(fmt.Sprint(pane)))
				r = s.d.m.layout.panes[pane]
			}
			if s.d.m.here.id != s.place() {
				s.d.send(tea.MouseClickMsg{X: r.x + 3, Y: r.y + 1 + row, Button: tea.MouseLeft})
			}
		}
	case "palette":
		s.d.send(keyPress("ctrl+p"))
		s.settle() // what arrives now arrives under the palette
		s.text(map[int]string{environmentPane: "environment: " + s.place().Env, tenantPane: "tenant: " + s.w.envs[s.env].Tenants[row].Name}[pane])
		s.press("enter")
	default:
		s.d.run(directly(row))
	}
}

// check compares the place that the screen names with that of all that it shows.
func (s *machine) check(t *rapid.T) {
	s.settle()
	s.d.send(nil)
	here, m := s.place(), s.d.m
	lines := strings.Split(s.d.screen(), "\n")
	env := s.w.envs[s.env]
	name := env.Name
	if env.Production {
		name = "PRODUCTION"
	}
	if !strings.Contains(lines[0], name) || !strings.Contains(lines[0], env.Tenants[s.tenant[s.env]].Name) {
		t.Fatalf("the status line does not name %v: %s", here, lines[0])
	}
	for _, other := range s.places() {
		if other == here {
			continue
		}
		for _, line := range lines {
			if strings.Contains(line, s.w.mark(other)) {
				t.Fatalf("at %v, the screen shows what belongs to %v: %s", here, other, line)
			}
		}
		if strings.Contains(lines[0], "/"+s.w.limit(other)) {
			t.Fatalf("at %v, the gauge shows the limit of %v: %s", here, other, lines[0])
		}
	}
	if token := m.here.status.Token; !token.Zero() {
		if claims, err := token.Claims(); err != nil || placeOfToken(claims) != here {
			t.Fatalf("at %v, the token is one of %v, %v", here, placeOfToken(claims), err)
		}
	}
	s.checkKept(t)
	s.checkSent(t)
}

// checkKept: what a place remembers is its own, also where the screen does not show it now.
func (s *machine) checkKept(t *rapid.T) {
	for id, p := range s.d.m.places {
		mark := s.w.mark(id)
		if q := p.find.query; strings.ReplaceAll(q, mark, "") != "" { // a second search begins with the text of the first
			t.Fatalf("%v looks for %q", id, q)
		}
		if l := p.limit.Limit; l != "" && l != s.w.limit(id) {
			t.Fatalf("%v has a limit of %s", id, l)
		}
		ex := p.response.Exchange()
		if ex == nil {
			continue
		}
		if ex.Place != id || len(ex.Body) > 0 && !strings.Contains(string(ex.Body), mark) {
			t.Fatalf("%v keeps an answer of %v: %s", id, ex.Place, ex.Body)
		}
	}
}

// checkSent: what reached the API did so with the token of a place where it was asked for, at its address.
func (s *machine) checkSent(t *rapid.T) {
	for _, a := range s.w.arrived() {
		if a.env != a.token.Env {
			t.Fatalf("a token of %v reached the API of %s", a.token, a.env)
		}
		if !s.senders[a.number][a.token] {
			t.Fatalf("request %s, asked for at %v, was sent with a token of %v", a.number, s.senders[a.number], a.token)
		}
	}
}

func placeOfText(token string) api.Place {
	claims, err := auth.DecodeClaims(token)
	if err != nil {
		return api.Place{Env: err.Error()}
	}
	return placeOfToken(claims)
}
