package auth

import (
	"testing"
	"testing/synctest"
	"time"
)

// What is foretold is what Token then does: whether a request leaves, and
// whether there is a token.
func TestTheOutlookIsWhatTokenDoes(t *testing.T) {
	type moment struct {
		name    string
		want    Outlook
		prepare func(*testing.T, *fakeEndpoint, *Source)
	}
	got := func(t *testing.T, s *Source) { mustToken(t, s) }
	for _, test := range []moment{
		{"nothing asked yet", OutlookRequest, func(*testing.T, *fakeEndpoint, *Source) {}},
		{"a new token", OutlookUse, func(t *testing.T, _ *fakeEndpoint, s *Source) { got(t, s) }},
		{"its renewal is due", OutlookBeside, func(t *testing.T, _ *fakeEndpoint, s *Source) { got(t, s); time.Sleep(59*time.Minute + 10*time.Second) }},
		{"little is left", OutlookRenew, func(t *testing.T, _ *fakeEndpoint, s *Source) { got(t, s); time.Sleep(59*time.Minute + 55*time.Second) }},
		{"it ran out", OutlookRequest, func(t *testing.T, _ *fakeEndpoint, s *Source) { got(t, s); time.Sleep(2 * time.Hour) }},
		{"the API refused it", OutlookRequest, func(t *testing.T, _ *fakeEndpoint, s *Source) { s.Invalidate(mustToken(t, s)) }},
		{"refused for good", OutlookFail, func(t *testing.T, f *fakeEndpoint, s *Source) {
			f.set(func(f *fakeEndpoint) { f.fail = always(400, `{"error":"invalid_client"}`) })
			failure(t, s)
		}},
		{"the renewal failed, and the token lives", OutlookUseLast, func(t *testing.T, f *fakeEndpoint, s *Source) {
			got(t, s)
			f.set(func(f *fakeEndpoint) { f.fail = always(400, `{"error":"invalid_client"}`) })
			_, _ = s.Renew(t.Context())
			time.Sleep(59*time.Minute + 10*time.Second)
		}},
		{"closed", OutlookFail, func(_ *testing.T, _ *fakeEndpoint, s *Source) { s.Close() }},
	} {
		t.Run(test.name, func(t *testing.T) {
			fake := &fakeEndpoint{expires: "3600"}
			inBubble(t, fake, func(t *testing.T, source *Source) {
				test.prepare(t, fake, source)
				before, version := fake.count(), source.Status().Version
				if got := source.Outlook(); got != test.want {
					t.Fatalf("outlook %d, want %d", got, test.want)
				}
				if fake.count() != before || source.Status().Version != version {
					t.Fatal("foretelling did something")
				}
				_, err := source.Token(t.Context())
				synctest.Wait()
				if left := fake.count() - before; (left > 0) != test.want.Asks() {
					t.Errorf("%d token requests left", left)
				}
				if (err != nil) != (test.want == OutlookFail) {
					t.Errorf("Token: %v", err)
				}
			})
		})
	}
}

func TestTheOutlookWhileARequestRuns(t *testing.T) {
	fake := &fakeEndpoint{expires: "3600", takes: time.Second}
	inBubble(t, fake, func(t *testing.T, source *Source) {
		done := make(chan struct{})
		go func() { defer close(done); _, _ = source.Token(t.Context()) }()
		synctest.Wait()
		if got := source.Outlook(); got != OutlookJoin {
			t.Errorf("outlook %d, want %d", got, OutlookJoin)
		}
		<-done
		if fake.count() != 1 {
			t.Errorf("%d requests", fake.count())
		}
	})
}
