package journal

import (
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"

	"brincr-explorer/api"
)

// An Entry is one request: an attempt of an exchange, or a token request.
type Entry struct {
	Number              int // from 1, in the order in which they ended
	Time                time.Time
	Place               api.Place
	EnvName, TenantName string
	Token               bool // a token request
	Method, URL         string
	Path                string // relative to the API, with its query; of a token request host and path
	Status              int    // 0 without an answer
	Failure             string // of which kind: "dns", "cancelled", an OAuth code …; "" for none
	Summary             string // what went wrong, in a sentence; "" for nothing
	Duration            time.Duration
	Size                int64 // of the body, as it came
	Attempt             int
	Reason              string
	Scopes              []string // asked of the token
	Granted             []string
	Needs               []string // by the catalogue; nil where it does not know the path
	Sent                int      // times it left: 0 where it was held back or nothing was reached
	Duplicate           bool     // the same was sent less than a minute before, and nothing asked for it again

	exchange int    // what can be opened; 0 for nothing
	header   string // the request's own, which make it another one; never written
}

// Safe says whether the request only reads.
func (e Entry) Safe() bool { return !e.Token && api.Request{Method: e.Method}.Safe() }

// Failed says whether something went wrong with a request that left or should
// have: one that the user cancelled, or that was held back here, did not.
func (e Entry) Failed() bool {
	switch api.Kind(e.Failure) {
	case api.KindCancelled, api.KindQuiet, api.KindReadOnly, api.KindRequest:
		return false
	}
	return e.Failure != "" || e.Status >= 400
}

// StatusText is the status in words, as HTTP has it.
func (e Entry) StatusText() string { return http.StatusText(e.Status) }

// Opens says whether the entry has an answer that can be opened, or had one.
func (e Entry) Opens() bool { return e.exchange != 0 }

// same is what two requests share that are the same request.
func (e Entry) same() string { return identity(e.Place, e.Method, e.URL, e.Scopes, e.header) }

func identity(p api.Place, method, target string, scopes []string, header string) string {
	return strings.Join([]string{p.Env, p.Tenant, method, target, strings.Join(scopes, " "), header}, "\x00")
}

// headerOf is the same for the same headers, in whatever order they were given.
func headerOf(fields []api.Field) string {
	lines := make([]string, len(fields))
	for i, f := range fields {
		lines[i] = http.CanonicalHeaderKey(f.Name) + ":" + f.Value
	}
	slices.Sort(lines)
	return strings.Join(lines, "\n")
}

// entriesOf are the attempts of an exchange; where there was none, the one that
// was not made.
func entriesOf(x api.Exchange) []Entry {
	base := Entry{
		Time: x.Started, Place: x.Place, EnvName: x.EnvName, TenantName: x.TenantName,
		Method: x.Request.Method, URL: x.URL, Path: asked(x.Request.Path), Attempt: 1, Reason: x.Request.Why,
		Scopes: slices.Clone(x.Scopes), Granted: slices.Clone(x.Granted), Needs: slices.Clone(x.Needs),
		header: headerOf(x.Request.Header),
	}
	if base.Reason == "" {
		base.Reason = api.ReasonAsked
	}
	if len(x.Attempts) == 0 {
		base.Duration = x.Duration
		return []Entry{base.failed(x.Err)}
	}
	entries := make([]Entry, 0, len(x.Attempts))
	for i, a := range x.Attempts {
		e := base
		e.Time, e.URL, e.Status, e.Duration = a.Started, a.URL, a.Status, a.Duration
		e.Attempt, e.Reason, e.Sent = i+1, a.Reason, a.Sent
		if a.Reason == api.ReasonRedirect {
			e.Path = asked(a.URL)
		}
		if i == len(x.Attempts)-1 {
			e.Size = x.WireSize
			e = e.failed(x.Err)
		} else {
			e.Summary = a.Err
		}
		entries = append(entries, e)
	}
	return entries
}

func (e Entry) failed(err *api.Error) Entry {
	if err != nil {
		e.Failure, e.Summary = string(err.Kind), err.Summary
	}
	return e
}

// asked is a path as a person reads it: without the server, where it names one.
func asked(path string) string {
	if u, err := url.Parse(path); err == nil && u.IsAbs() {
		path = u.RequestURI()
	}
	return strings.TrimPrefix(path, "/")
}

// tokenEntry is a token request as an entry.
func tokenEntry(r api.TokenRequest) Entry {
	_, path, _ := strings.Cut(r.URL, "://")
	return Entry{
		Time: r.Started, Place: r.Place, EnvName: r.EnvName, TenantName: r.TenantName, Token: true,
		Method: "POST", URL: r.URL, Path: path, Status: r.Status, Failure: failureOf(r), Summary: r.Failure,
		Duration: r.Duration, Attempt: r.Try, Reason: r.Reason, Scopes: slices.Clone(r.Scopes), Granted: slices.Clone(r.Granted), Sent: times(r.Sent),
	}
}

func failureOf(r api.TokenRequest) string {
	switch {
	case r.Failure == "":
		return ""
	case r.Code != "":
		return r.Code
	case r.Status == 0:
		return "no answer"
	}
	return "refused"
}

func times(sent bool) int {
	if sent {
		return 1
	}
	return 0
}
