package auth

import (
	"fmt"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"brincr-explorer/internal/faulty"
)

// fault is a token endpoint that does something wrong, and what the user must be told about it.
type fault struct {
	name   string
	play   faulty.Answer
	script faulty.Script // instead of play: more than one answer, or trouble before a request

	status    int
	requests  int // that may have been made: 1 after a definite answer, 3 where the trouble may pass; -3: at most 3
	temporary bool
	says      string // in the Summary, the Cause or the Next; parts are separated by " | "
	server    string // all of the server's own words
	code      string
	timeout   time.Duration // 0: longer than the test
}

// anything stands for words of which only their bounds are certain.
const anything = "*"

// blink is long enough for a request on loopback, and short enough for a test that waits for its end.
const blink = 200 * time.Millisecond

// slack is what a busy machine may add to a deadline. Less than that is not measured.
const slack = 3 * time.Second

func runFaults(t *testing.T, faults []fault) {
	for _, f := range faults {
		t.Run(f.name, f.run)
	}
}

// run asks once, and looks at what is told, what was sent, and what is left over.
func (f fault) run(t *testing.T) {
	if f.play != nil {
		f.script.Answers = []faulty.Answer{f.play}
	}
	site := faulty.New(t, faulty.Plan{Secret: theSecret, Tokens: f.script})
	transport := trusting(site)
	var left atomic.Int32
	source := sourceFor(t, site.TokenURL(), Options{Transport: transport, Timeout: f.timeout, OnRequest: func(r TokenRequest) {
		if r.Sent {
			left.Add(1)
		}
	}})
	began := time.Now()
	failed := failure(t, source)
	if took := time.Since(began); f.timeout > 0 && took > f.timeout+slack {
		t.Errorf("it took %v, and %v is the limit", took, f.timeout)
	}
	f.check(t, site, failed)

	status := source.Status()
	if status.Phase != PhaseFailed || status.Err != failed || !status.Token.Zero() || status.RetryAt.IsZero() == f.temporary {
		t.Errorf("status = %+v", status)
	}
	came, counted := site.Count().TokenRequests, int(left.Load())
	exact := came == f.requests && counted == came
	if f.requests < 0 { // it is chance what of them arrives before the connection ends
		exact = came <= counted && counted <= -f.requests
	}
	if !exact || status.Requests != counted {
		t.Errorf("%d requests came, %d were counted, the status says %d; want %d", came, counted, status.Requests, f.requests)
	}
	source.Close()
	transport.CloseIdleConnections()
	site.Ended(t)
}

func (f fault) check(t *testing.T, site *faulty.Site, failed *Error) {
	t.Helper()
	told := failed.Summary + "\n" + failed.Cause + "\n" + failed.Next
	asked := "POST " + strings.TrimPrefix(strings.TrimPrefix(site.TokenURL(), "http://"), "https://")
	for _, want := range strings.Split(f.says, " | ") {
		if !strings.Contains(told, site.Fill(want)) {
			t.Errorf("%q is not in:\n%s", site.Fill(want), told)
		}
	}
	if failed.Request != asked || !strings.Contains(failed.Error(), asked) {
		t.Errorf("the request was %q, and %q tells of %q", asked, failed.Error(), failed.Request)
	}
	if failed.Status != f.status || failed.Code != f.code || failed.Temporary != f.temporary || f.server != anything && failed.Server != site.Fill(f.server) {
		t.Errorf("status %d, code %q, temporary %v, server %q; want %d, %q, %v, %q",
			failed.Status, failed.Code, failed.Temporary, failed.Server, f.status, f.code, f.temporary, f.server)
	}
	everything := fmt.Sprintf("%+v %v", *failed, failed.Err)
	for _, form := range append(faulty.Forms(theSecret), `3cret\u0026`, "3cret&amp;", "3cret&#38;") {
		if strings.Contains(everything, form) {
			t.Errorf("the error holds the secret as %q: %s", form, everything)
		}
	}
}
