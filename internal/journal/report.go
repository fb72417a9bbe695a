package journal

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"
)

// A Report is what was sent in a while, as Brincr's test run asks about it:
// which requests, how often, which of them were needless or failed, and which
// scopes were used.
type Report struct {
	From     time.Time `json:"from"` // of the first line, and of the last
	To       time.Time `json:"to"`
	Places   []Place   `json:"places"`
	Unread   int       `json:"unreadable_lines,omitempty"`
	LeftOut  bool      `json:"values_left_out,omitempty"` // of queries
	Sentence string    `json:"-"`                         // what it covers
}

// A Place is the part of a report about one tenant in one environment.
type Place struct {
	Env        string    `json:"environment"`
	Tenant     string    `json:"tenant"`
	TenantID   string    `json:"tenant_id"`
	Sent       int       `json:"requests"`
	Duplicates int       `json:"duplicates"`
	Errors     int       `json:"errors"`
	Tokens     int       `json:"token_requests"`
	NotSent    int       `json:"not_sent"`
	Requests   []Request `json:"distinct_requests"`

	ScopesUsed   []string `json:"scopes_used"`
	ScopesUnused []string `json:"scopes_granted_but_unused"`
	Unknown      int      `json:"requests_with_unknown_scope"`
}

// A Request is one distinct request of a place, with all the times that it was
// sent.
type Request struct {
	Kind       string   `json:"kind"`
	Method     string   `json:"method"`
	Path       string   `json:"path"`
	Sent       int      `json:"count"`
	Duplicates int      `json:"duplicates"`
	Errors     int      `json:"errors"`
	Outcomes   []string `json:"outcomes"` // "200 ×3"
	Needs      []string `json:"needs,omitempty"`

	outcomes map[string]int
}

// NewReport makes a report of lines, the oldest first.
func NewReport(lines []Line) Report {
	lines = slices.Clone(lines)
	slices.SortStableFunc(lines, func(a, b Line) int { return a.Time.Compare(b.Time) })
	var r Report
	if len(lines) > 0 {
		r.From, r.To = lines[0].Time, lines[len(lines)-1].Time
	}
	places := map[string]*tally{}
	var order []*tally
	last := map[string]time.Time{}
	for _, l := range lines {
		key := l.Env + "\x00" + l.TenantID
		t := places[key]
		if t == nil {
			t = newTally(l)
			places[key], order = t, append(order, t)
		}
		l.Duplicate = l.Duplicate || repeated(last, l)
		r.LeftOut = r.LeftOut || l.Unfaithful
		t.add(l)
	}
	for _, t := range order {
		r.Places = append(r.Places, t.place())
	}
	return r
}

// repeated finds the duplicates that two processes made of one another. Where
// values were left out, nobody can tell.
func repeated(last map[string]time.Time, l Line) bool {
	if l.Kind != kindAPI || l.Sent == 0 || l.Attempt > 1 || l.Unfaithful || !(Entry{Method: l.Method}).Safe() {
		return false
	}
	key := strings.Join([]string{l.Env, l.TenantID, l.Method, l.Path, strings.Join(l.Scopes, " ")}, "\x00")
	before, known := last[key]
	last[key] = l.Time
	return known && l.Time.Sub(before) < soon
}

// tally gathers the lines of one place.
type tally struct {
	Place
	requests      map[string]*Request
	order         []*Request
	granted, used map[string]bool
}

func newTally(l Line) *tally {
	return &tally{
		Place:    Place{Env: l.Env, Tenant: l.Tenant, TenantID: l.TenantID},
		requests: map[string]*Request{}, granted: map[string]bool{}, used: map[string]bool{},
	}
}

func (t *tally) add(l Line) {
	t.Tenant = l.Tenant
	if l.Sent == 0 && l.Status == 0 && l.entry().Failure != "" && !l.entry().Failed() {
		t.NotSent++ // held back here
		return
	}
	r := t.request(l)
	r.Sent += l.Sent
	r.outcomes[l.outcome()]++
	if l.Duplicate {
		r.Duplicates++
		t.Duplicates++
	}
	if l.entry().Failed() {
		r.Errors++
		t.Errors++
	}
	for _, s := range l.Granted {
		t.granted[s] = true
	}
	if l.Kind == kindToken {
		t.Tokens += l.Sent
		return
	}
	t.Sent += l.Sent
	if l.Sent == 0 {
		return
	}
	if len(l.Needs) == 0 {
		t.Unknown += l.Sent
	}
	r.Needs = l.Needs
	if l.Status != 0 && l.Status != 401 && l.Status != 403 {
		for _, s := range l.Needs {
			t.used[s] = true
		}
	}
}

func (t *tally) request(l Line) *Request {
	key := l.Kind + " " + l.Method + " " + l.Path
	r := t.requests[key]
	if r == nil {
		r = &Request{Kind: l.Kind, Method: l.Method, Path: l.Path, outcomes: map[string]int{}}
		t.requests[key], t.order = r, append(t.order, r)
	}
	return r
}

// entry is what the rules about entries need of a line.
func (l Line) entry() Entry {
	return Entry{Token: l.Kind == kindToken, Method: l.Method, Status: l.Status, Failure: l.Failure}
}

// outcome is how one request ended, in a word.
func (l Line) outcome() string {
	switch {
	case l.Status == 0 && l.Failure == "":
		return "no answer"
	case l.Status == 0:
		return l.Failure
	case l.Kind == kindToken && l.Failure != "":
		return fmt.Sprintf("%d %s", l.Status, l.Failure)
	}
	return fmt.Sprint(l.Status)
}

func (t *tally) place() Place {
	p := t.Place
	p.Requests = []Request{}
	for _, r := range t.order {
		for _, outcome := range slices.Sorted(maps.Keys(r.outcomes)) {
			r.Outcomes = append(r.Outcomes, fmt.Sprintf("%s ×%d", outcome, r.outcomes[outcome]))
		}
		p.Requests = append(p.Requests, *r)
	}
	slices.SortStableFunc(p.Requests, func(a, b Request) int {
		return cmp.Or(cmp.Compare(a.Kind, b.Kind), cmp.Compare(a.Path, b.Path), cmp.Compare(a.Method, b.Method))
	})
	p.ScopesUsed = append([]string{}, slices.Sorted(maps.Keys(t.used))...) // never nil, for JSON
	p.ScopesUnused = []string{}
	for _, s := range slices.Sorted(maps.Keys(t.granted)) {
		if !t.used[s] {
			p.ScopesUnused = append(p.ScopesUnused, s)
		}
	}
	return p
}
