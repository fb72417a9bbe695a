package journal

import (
	"bytes"
	"errors"
	"strings"
	"testing"
	"time"

	"brincr-explorer/api"
	"brincr-explorer/auth"
)

var noon = time.Date(2026, 11, 27, 12, 0, 0, 0, time.Local)

func exchange(path string, after time.Duration, statuses ...int) api.Exchange {
	at := noon.Add(after)
	x := api.Exchange{
		Place: api.Place{Env: "sandbox", Tenant: "t-1"}, EnvName: "sandbox", TenantName: "Wijnhuis De Kelder",
		Request: api.Request{Method: "GET", Path: path}, URL: "https://api.example/api/v1/" + path, Started: at,
		Scopes: []string{"brincr:category"}, Granted: []string{"brincr:category", "brincr:country"}, Needs: []string{"brincr:category"}, WireSize: 7,
	}
	for i, status := range statuses {
		reason := api.ReasonAsked
		if i > 0 {
			reason = api.ReasonRepeated
		}
		x.Attempts = append(x.Attempts, api.Attempt{URL: x.URL, Reason: reason, Status: status, Started: at, Duration: 84 * time.Millisecond, Sent: 1})
		x.Status = status
	}
	if x.Status >= 400 {
		x.Err = &api.Error{Kind: api.KindStatus, Summary: "It failed."}
	}
	return x
}

func TestEveryAttemptIsAnEntry(t *testing.T) {
	j := New()
	j.TokenRequested(api.TokenRequest{Place: api.Place{Env: "sandbox", Tenant: "t-1"}, TokenRequest: auth.TokenRequest{
		URL: "https://id.example/connect/token", Status: 400, Code: "invalid_scope", Failure: "Refused.", Sent: true, Try: 1, Reason: auth.ReasonNeeded,
	}})
	j.Exchanged(exchange("categories?page=2", 0, 401, 200))
	refused := exchange("x", 0)
	refused.Err = &api.Error{Kind: api.KindQuiet, Summary: "A quiet day."}
	j.Exchanged(refused)
	got := j.Entries()
	if len(got) != 4 || j.Version() != 4 {
		t.Fatalf("%d entries", len(got))
	}
	if e := got[0]; !e.Token || e.Failure != "invalid_scope" || e.Path != "id.example/connect/token" || !e.Failed() || e.Opens() {
		t.Errorf("the token request: %+v", e)
	}
	if e := got[2]; e.Attempt != 2 || e.Reason != api.ReasonRepeated || e.Status != 200 || e.Path != "categories?page=2" || e.Duplicate || e.Size != 7 || e.Number != 3 {
		t.Errorf("the repeat: %+v", e)
	}
	if e := got[3]; e.Sent != 0 || e.Failed() || e.Failure != "quiet" {
		t.Errorf("the refusal: %+v", e)
	}
	if x, ok := j.Answer(got[1]); !ok || x.Status != 200 {
		t.Errorf("the first attempt opens %v, %v", x.Status, ok)
	}
	if got := j.Totals(); got != (Totals{Requests: 2, Tokens: 1, Errors: 2}) {
		t.Errorf("totals %+v", got)
	}
}

// A header makes another request of it, as its language does.
func TestRequestsWithOtherHeadersAreNoDuplicates(t *testing.T) {
	j := New()
	var lines []Line
	for i, locale := range []string{"nl_NL", "en_GB", "nl_NL"} {
		x := exchange("categories", time.Duration(i)*time.Second, 200)
		x.Request.Header = []api.Field{{Name: "X-Locale", Value: locale}}
		j.Exchanged(x)
	}
	for _, e := range j.Entries() {
		if e.Duplicate != (e.Number == 3) {
			t.Errorf("no. %d: duplicate %v", e.Number, e.Duplicate)
		}
		lines = append(lines, LineOf(e))
	}
	if r := NewReport(lines); r.Places[0].Duplicates != 1 {
		t.Errorf("%d duplicates are reported", r.Places[0].Duplicates)
	}
	again := api.Request{Method: "GET", Scopes: []string{"brincr:category"}, Header: []api.Field{{Name: "x-locale", Value: "en_GB"}}}
	if _, ok := j.Recent(api.Place{Env: "sandbox", Tenant: "t-1"}, again, "https://api.example/api/v1/categories", noon.Add(5*time.Second)); !ok {
		t.Error("the very same request is not recent")
	}
}

func TestDuplicates(t *testing.T) {
	j := New()
	place := api.Place{Env: "sandbox", Tenant: "t-1"}
	recent := func(path string, after time.Duration, scopes ...string) bool {
		_, ok := j.Recent(place, api.Request{Method: "GET", Scopes: scopes}, "https://api.example/api/v1/"+path, noon.Add(after))
		return ok
	}
	j.Exchanged(exchange("categories", 0, 200))
	if !recent("categories", 59*time.Second, "brincr:category") || recent("categories", time.Minute, "brincr:category") {
		t.Error("a minute is not a minute")
	}
	if recent("categories", time.Second, "brincr:category", "brincr:order") || recent("products", time.Second, "brincr:category") {
		t.Error("another request is the same")
	}
	j.Exchanged(exchange("categories", 30*time.Second, 200))
	j.Exchanged(exchange("categories", 89*time.Second, 200))
	j.Exchanged(exchange("categories", 149*time.Second, 200))
	other := exchange("categories", 150*time.Second, 200)
	other.Place.Tenant = "t-2"
	j.Exchanged(other)
	unsent := exchange("orders", 0, 0)
	unsent.Attempts[0].Sent = 0
	j.Exchanged(unsent)
	if recent("orders", time.Second, "brincr:category") {
		t.Error("what never left counts")
	}
	var found []bool
	for _, e := range j.Entries() {
		found = append(found, e.Duplicate)
	}
	for i, want := range []bool{false, true, true, false, false, false} {
		if found[i] != want {
			t.Errorf("entry %d: duplicate %v", i+1, found[i])
		}
	}
	if got := j.Totals().Duplicates; got != 2 {
		t.Errorf("%d duplicates", got)
	}
}

func TestMemoryIsBounded(t *testing.T) {
	j, body := New(), bytes.Repeat([]byte("x"), 1<<20)
	for i := range mostEntries + 10 {
		x := exchange("categories", time.Duration(i)*time.Hour, 200)
		x.Body = body
		j.Exchanged(x)
	}
	entries := j.Entries()
	if len(entries) != mostEntries || entries[0].Number != 11 || j.Totals().Requests != mostEntries+10 {
		t.Errorf("%d entries from number %d, %+v", len(entries), entries[0].Number, j.Totals())
	}
	if _, ok := j.Entry(10); ok {
		t.Error("entry 10 is still there")
	}
	last, _ := j.Entry(mostEntries + 10)
	if _, ok := j.Answer(last); !ok {
		t.Error("the last answer is gone")
	}
	if _, ok := j.Answer(entries[0]); ok || !entries[0].Opens() {
		t.Error("the first answer is still there")
	}
	if j.answers.held > mostKept || len(j.answers.kept) < 60 {
		t.Errorf("%d bytes of %d answers are held", j.answers.held, len(j.answers.kept))
	}
	huge := exchange("huge", 0, 200)
	huge.Body = make([]byte, mostKept)
	j.Exchanged(huge)
	if j.answers.held != 0 || len(j.answers.kept) != 0 {
		t.Errorf("%d bytes are held", j.answers.held)
	}
}

func TestAFailureToWriteIsToldAndFailsNothing(t *testing.T) {
	j := New()
	calls := 0
	j.Keep(func(Entry) error { calls++; return errors.New("disk full") })
	j.Exchanged(exchange("a", 0, 200))
	j.Exchanged(exchange("b", 0, 200))
	if err := j.Failure(); err == nil || !strings.Contains(err.Error(), "disk full") || calls != 1 || len(j.Entries()) != 2 {
		t.Errorf("Failure() = %v after %d calls", err, calls)
	}
}

func TestWhatOfAPathMayLeave(t *testing.T) {
	for path, want := range map[string]string{
		"customers/5": "customers/5",
		"products?page=2&per_page=50&filter[name]=Jansen":    "products?page=2&per_page=50&filter[name]=…",
		"products?page%5Bnumber%5D=3&page%5Bsize%5D=x":       "products?page%5Bnumber%5D=3&page%5Bsize%5D=…",
		"customers?email=a@b.example&page=0612345678&x&y=&=": "customers?email=…&page=…&x&y=&=",
		"a?token=secret?page=1":                              "a?token=…",
	} {
		if got := Shown(path); got != want {
			t.Errorf("Shown(%q) = %q, want %q", path, got, want)
		}
	}
}
