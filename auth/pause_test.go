package auth

import (
	"testing"
	"testing/synctest"
	"time"
)

func TestAPausedTokenIsHandedOutAfterItsEnd(t *testing.T) {
	fake := &fakeEndpoint{expires: "100"}
	inBubble(t, fake, func(t *testing.T, source *Source) {
		if source.Pause() {
			t.Error("there was nothing to keep yet")
		}
		kept := mustToken(t, source)
		source.Pause()
		if again := source.Pause(); !again || !source.Status().Paused {
			t.Fatalf("status %+v", source.Status())
		}
		for range 10 {
			time.Sleep(time.Minute)
			if got := mustToken(t, source); !got.Same(kept) {
				t.Fatal("another token")
			}
			if source.Due(SystemClock().Now()) {
				t.Fatal("a paused token is due")
			}
		}
		source.Invalidate(kept)
		if got := mustToken(t, source); !got.Same(kept) || fake.count() != 1 {
			t.Errorf("%d requests", fake.count())
		}
		source.Resume()
		if got := mustToken(t, source); got.Same(kept) || got.Expired(SystemClock().Now()) || fake.count() != 2 {
			t.Errorf("after the pause: %d requests", fake.count())
		}
	})
}

func TestAskingForANewTokenEndsThePause(t *testing.T) {
	fake := &fakeEndpoint{}
	inBubble(t, fake, func(t *testing.T, source *Source) {
		kept := mustToken(t, source)
		source.Pause()
		next, err := source.Renew(t.Context())
		if status := source.Status(); err != nil || next.Same(kept) || status.Paused || !status.Token.Same(next) {
			t.Errorf("%v, status %+v", err, status)
		}
	})
}

// What was under way when the pause began replaces nothing, whatever comes of it, and is not tried again.
func TestAPauseDuringARenewalKeepsTheToken(t *testing.T) {
	for name, fail := range map[string]int{"a token comes": 200, "it fails": 503} {
		t.Run(name, func(t *testing.T) {
			fake := &fakeEndpoint{expires: "100"}
			inBubble(t, fake, func(t *testing.T, source *Source) {
				kept := mustToken(t, source)
				time.Sleep(97 * time.Second)
				fake.set(func(f *fakeEndpoint) {
					f.takes = 10 * time.Second
					if fail != 200 {
						f.fail = always(fail, "")
					}
				})
				got := make(chan Token, 1)
				go func() {
					token, _ := source.Token(t.Context())
					got <- token
				}()
				synctest.Wait()
				source.Pause()
				if token := <-got; !token.Same(kept) {
					t.Error("who waited got another token")
				}
				time.Sleep(time.Minute)
				status := source.Status()
				if !status.Paused || !status.Token.Same(kept) || status.Phase != PhaseValid || status.Err != nil || fake.count() != 2 {
					t.Errorf("%d requests, status %+v", fake.count(), status)
				}
			})
		})
	}
}

func TestCloseEndsAPause(t *testing.T) {
	inBubble(t, &fakeEndpoint{}, func(t *testing.T, source *Source) {
		mustToken(t, source)
		source.Pause()
		source.Close()
		source.Resume()
		if token, err := source.Token(t.Context()); err == nil || !token.Zero() || source.Status().Paused || source.Pause() {
			t.Errorf("Token() = %v, status %+v", err, source.Status())
		}
	})
}
