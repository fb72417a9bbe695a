package auth

import (
	"context"
	"errors"
	"io"
	"net/http"
	"reflect"
	"runtime"
	"strings"
	"testing"
	"testing/synctest"
	"time"
)

func TestG07_CloseEndsWhatRuns(t *testing.T) {
	for _, test := range []struct {
		name string
		fake *fakeEndpoint
	}{
		{"in a request", &fakeEndpoint{takes: 1000 * time.Hour}},
		{"between two tries", &fakeEndpoint{fail: always(429, "", "Retry-After", "60")}},
	} {
		t.Run(test.name, func(t *testing.T) {
			inBubble(t, test.fake, func(t *testing.T, source *Source) {
				began := time.Now()
				time.AfterFunc(10*time.Second, source.Close)
				_, err := source.Token(t.Context())
				if !errors.Is(err, ErrClosed) || time.Since(began) != 10*time.Second {
					t.Errorf("%v after %v", err, time.Since(began))
				}
				source.Close()
				for _, call := range []func(context.Context) (Token, error){source.Token, source.Renew} {
					if _, err := call(t.Context()); !errors.Is(err, ErrClosed) || test.fake.count() != 1 {
						t.Errorf("after Close: %v, %d requests", err, test.fake.count())
					}
				}
				if status := source.Status(); status.Phase != PhaseNone || status.Err != nil || !status.Token.Zero() {
					t.Errorf("status = %+v", status)
				}
				if _, err := source.Wait(t.Context(), source.Status().Version); !errors.Is(err, ErrClosed) {
					t.Errorf("Wait: %v", err)
				}
			})
		})
	}
}

func TestAnAnswerThatComesAfterCloseIsDropped(t *testing.T) {
	var source *Source
	source = sourceFor(t, "https://connect.test/token", Options{Transport: transportFunc(func(*http.Request) (*http.Response, error) {
		source.Close()
		return answered(200, tokenAnswer(1, "3600")), nil
	})})
	if token, err := source.Token(t.Context()); !errors.Is(err, ErrClosed) || !token.Zero() || !source.Status().Token.Zero() {
		t.Errorf("Token() = %v, %v; status %+v", token.Zero(), err, source.Status())
	}
}

func TestProgressOnlyMovesForward(t *testing.T) {
	left := 0
	p := progress{left: func() { left++ }}
	p.reach(stageSent)
	p.reach(stageConnecting) // the second address, tried in parallel, is late
	p.gone()
	p.gone()
	if p.stage() != stageSent || left != 1 {
		t.Errorf("stage %d, left %d times", p.stage(), left)
	}
}

func TestCloseWhileARealServerIsSilent(t *testing.T) {
	arrived := make(chan struct{})
	server := serve(t, func(_ http.ResponseWriter, r *http.Request) {
		// The server notices a connection that ends only once it has read the form.
		_, _ = io.Copy(io.Discard, r.Body)
		close(arrived)
		<-r.Context().Done()
	})
	source := sourceFor(t, server.URL, Options{})
	result := make(chan error, 1)
	go func() {
		_, err := source.Token(context.Background())
		result <- err
	}()
	<-arrived
	source.Close()
	select {
	case err := <-result:
		if !errors.Is(err, ErrClosed) {
			t.Errorf("err = %v", err)
		}
	case <-time.After(within):
		t.Fatal("Close left a caller waiting")
	}
}

type secretFunc func(context.Context) (Secret, error)

func (f secretFunc) Secret(ctx context.Context) (Secret, error) { return f(ctx) }

func TestSecretsThatCannotBeRead(t *testing.T) {
	for _, test := range []struct {
		name, says string
		secret     SecretSource
	}{
		{"an error", `exit status 3 \x1b[31m`, secretFunc(func(context.Context) (Secret, error) { return Secret{}, errors.New("exit status 3 \x1b[31m") })},
		{"hangs", "deadline exceeded", secretFunc(func(ctx context.Context) (Secret, error) { <-ctx.Done(); return Secret{}, ctx.Err() })},
		{"empty", "is empty", Plain("")},
		{"none", "is empty", nil},
		{"panics", "panic with a value of the type", secretFunc(func(context.Context) (Secret, error) { panic(newOuter()) })},
		{"ends its goroutine", "ended without a result", secretFunc(func(context.Context) (Secret, error) { runtime.Goexit(); panic("never") })},
	} {
		t.Run(test.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				fake := &fakeEndpoint{expires: "3600"}
				credentials := credentialsFor("https://connect.test/token")
				credentials.Secret = test.secret
				source := NewSource(credentials, nil, Options{Transport: fake})
				defer source.Close()
				_, failures := callers(t, source, 10)
				if len(failures) != 1 || fake.count() != 0 {
					t.Fatalf("%d failures, %d requests", len(failures), fake.count())
				}
				failed := failure(t, source)
				if !strings.Contains(failed.Summary+failed.Cause, test.says) || failed.Temporary || strings.Contains(failed.Summary, "••") {
					t.Errorf("%+v", failed)
				}
			})
		})
	}
}

func TestTheSecretIsReadOncePerRequestAndOnlyWhenNeeded(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		reads := 0
		fake := &fakeEndpoint{expires: "3600", fail: func(n int) *http.Response {
			if n < 3 {
				return answered(503, "")
			}
			return nil
		}}
		credentials := credentialsFor("https://connect.test/token")
		credentials.Secret = secretFunc(func(context.Context) (Secret, error) {
			reads++
			return NewSecret(theSecret), nil
		})
		source := NewSource(credentials, nil, Options{Transport: fake})
		defer source.Close()
		if reads != 0 {
			t.Error("read before it was needed")
		}
		mustToken(t, source)
		mustToken(t, source)
		if reads != 1 || fake.count() != 3 {
			t.Errorf("%d reads for %d requests", reads, fake.count())
		}
	})
}

func TestEqualSetsOfScopesAreOne(t *testing.T) {
	given := []string{"b", "a", "", "b", "c", "a"}
	source := NewSource(credentialsFor("https://connect.test/token"), given, Options{})
	defer source.Close()
	if got := source.Scopes(); !reflect.DeepEqual(got, []string{"a", "b", "c"}) {
		t.Errorf("Scopes = %q", got)
	}
	source.Scopes()[0] = "changed"
	if source.Scopes()[0] != "a" || given[0] != "b" {
		t.Error("the scopes can be changed from outside")
	}
}

func TestATokenCannotBeChangedFromOutside(t *testing.T) {
	inBubble(t, &fakeEndpoint{expires: "0"}, func(t *testing.T, source *Source) {
		token := mustToken(t, source)
		token.Scopes()[0], token.Notes()[0] = "changed", "changed"
		if token.Scopes()[0] != "brincr:category" || token.Notes()[0] == "changed" {
			t.Errorf("scopes %q, notes %q", token.Scopes(), token.Notes())
		}
		if token.Type() != "Bearer" || token.Received() != time.Now().Round(0) || token.Value().Reveal() != tokenNumbered(1) {
			t.Errorf("type %s, received %v", token.Type(), token.Received())
		}
		if claims, err := token.Claims(); err != nil || claims.ID != "1" {
			t.Errorf("claims %+v, %v", claims, err)
		}
	})
}

func TestATokenInvalidatedWhileItsRenewalHangs(t *testing.T) {
	fake := &fakeEndpoint{}
	inBubble(t, fake, func(t *testing.T, source *Source) {
		first := mustToken(t, source)
		fake.set(func(f *fakeEndpoint) { f.takes = 20 * time.Second })
		time.Sleep(time.Hour - 9*time.Second)
		began := time.Now()
		time.AfterFunc(time.Second, func() {
			source.Invalidate(first)
			if status := source.Status(); status.Phase != PhaseRequesting || !status.Token.Zero() {
				t.Errorf("status = %+v", status)
			}
		})
		if got := mustToken(t, source); got.Same(first) || time.Since(began) != 20*time.Second {
			t.Errorf("came after %v", time.Since(began))
		}
	})
}

func TestRandomJitterStaysInItsBounds(t *testing.T) {
	different := false
	for range 1000 {
		got := randomJitter(time.Second)
		if got < 500*time.Millisecond || got >= 1500*time.Millisecond {
			t.Fatalf("jitter of a second = %v", got)
		}
		different = different || got != time.Second
	}
	if !different || randomJitter(0) != 0 {
		t.Error("there is no jitter")
	}
}
