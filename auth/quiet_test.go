package auth

import (
	"context"
	"errors"
	"net/http"
	"strings"
	"testing"
	"time"
)

func localClock(day string) *twoPartClock {
	at, err := time.ParseInLocation(time.DateTime, day, time.Local)
	if err != nil {
		panic(err)
	}
	return &twoPartClock{now: Instant{Wall: at, Mono: time.Hour}}
}

// TestNoTokenIsAskedForOnAQuietDay: not even its secret is fetched, a renewal is held that midnight overtook,
// and the day after it is asked for again without anybody's doing.
func TestNoTokenIsAskedForOnAQuietDay(t *testing.T) {
	asked, secrets := 0, 0
	clock := localClock("2026-11-30 23:50:00")
	source := NewSource(Credentials{
		TokenURL: "https://id.example/connect/token", ClientID: "app", TenantID: "t", Environment: "sandbox",
		Secret: secretFunc(func(context.Context) (Secret, error) { secrets++; return NewSecret(theSecret), nil }),
	}, []string{"brincr:category"}, Options{
		Clock: clock, Quiet: QuietDays{"2026-12-01", "2026-12-02"},
		Transport: transportFunc(func(*http.Request) (*http.Response, error) {
			asked++
			return answered(200, tokenAnswer(asked, "3600")), nil
		}),
	})
	t.Cleanup(source.Close)
	first := mustToken(t, source)
	clock.move(20*time.Minute, 20*time.Minute) // ten past midnight, and much of the token is left
	if _, err := source.Renew(t.Context()); !errors.Is(err, ErrQuiet) {
		t.Errorf("a new token on a quiet day: %v", err)
	}
	clock.move(time.Hour, time.Hour)
	token, err := source.Token(t.Context())
	var failed *Error
	if !errors.As(err, &failed) || !errors.Is(err, ErrQuiet) || !token.Zero() {
		t.Fatalf("Token() = %v, %v after %v", token, err, first.Received())
	}
	for _, said := range []string{"2026-12-01", "sandbox", "test run", "2026-12-03"} {
		if !strings.Contains(failed.Summary+failed.Cause+failed.Next, said) {
			t.Errorf("%q is not in %+v", said, failed)
		}
	}
	clock.move(24*time.Hour, 24*time.Hour)
	if _, err := source.Token(t.Context()); !errors.Is(err, ErrQuiet) {
		t.Errorf("the second day: %v", err)
	}
	if asked != 1 || secrets != 1 {
		t.Errorf("%d requests, %d secrets; want those of the day before", asked, secrets)
	}
	clock.move(24*time.Hour, 24*time.Hour)
	if got := mustToken(t, source); got.Same(first) || asked != 2 {
		t.Errorf("the day after: %d requests", asked)
	}
}

// TestWhatIsToldOfATokenRequest: why it was made, what came of it, and no secret.
func TestWhatIsToldOfATokenRequest(t *testing.T) {
	var told []TokenRequest
	clock := newTwoPartClock()
	answers := []*http.Response{
		answered(503, ""), answered(200, tokenAnswer(1, "3600")), answered(200, tokenAnswer(2, "3600")),
		answered(200, tokenAnswer(3, "3600")), answered(400, `{"error":"invalid_\u001b[2Jscope"}`),
	}
	source := sourceFor(t, "https://user:pw@id.example/connect/token?x=1", Options{
		Clock:     clock,
		OnRequest: func(r TokenRequest) { told = append(told, r) },
		Transport: transportFunc(func(*http.Request) (*http.Response, error) {
			next := answers[0]
			answers = answers[1:]
			return next, nil
		}),
	})
	token := mustToken(t, source)
	source.Invalidate(token)
	mustToken(t, source)
	clock.move(2*time.Hour, 2*time.Hour)
	mustToken(t, source)
	_, _ = source.Renew(t.Context())
	want := []TokenRequest{
		{Reason: ReasonNeeded, Try: 1, Status: 503},
		{Reason: ReasonNeeded, Try: 2, Status: 200},
		{Reason: ReasonAgain, Try: 1, Status: 200},
		{Reason: ReasonRenewed, Try: 1, Status: 200},
		{Reason: ReasonWanted, Try: 1, Status: 400},
	}
	if len(told) != len(want) {
		t.Fatalf("told of %d requests: %+v", len(told), told)
	}
	for i, w := range want {
		got := told[i]
		if got.Reason != w.Reason || got.Try != w.Try || got.Status != w.Status || !got.Sent || got.URL != "https://id.example/connect/token" ||
			got.TenantID != "4b1e-tenant" || len(got.Scopes) != 2 || (len(got.Granted) == 2) != (w.Status == 200) || (got.Failure == "") != (w.Status == 200) {
			t.Errorf("request %d: %+v, want %+v", i, got, w)
		}
	}
	if code := told[4].Code; !strings.HasPrefix(code, "invalid_") || strings.Contains(code, "\x1b") {
		t.Errorf("the code is %q", code)
	}
}
