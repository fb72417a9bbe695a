package keyring

import (
	"context"
	"fmt"
	"strings"
	"time"

	library "github.com/zalando/go-keyring"

	"brincr-explorer/auth"
)

// service is the name that all secrets of this program stand under.
const service = "brincr-explorer"

// patience is how long a keyring may take to answer.
const patience = 3 * time.Second

// Store is what a system's keyring can do. Its methods may block for as long as
// they like, and know no context.
type Store interface {
	Get(service, user string) (string, error)
	Set(service, user, secret string) error
	Delete(service, user string) error
}

// Keyring is a keyring behind a time-out. It is safe for concurrent use.
//
// A call that takes too long cannot be ended, only left. So there is never more
// than one inside the keyring: whoever asks while one hangs waits for that one,
// and no goroutine is added to it.
type Keyring struct {
	store Store
	ready func() error // asked before the store; nil: it may be asked at once
	limit time.Duration
	turn  chan struct{} // holds one element while a call is inside the store
}

// New is a keyring that has this long for an answer; 0: three seconds.
func New(store Store, limit time.Duration) *Keyring {
	if limit <= 0 {
		limit = patience
	}
	return &Keyring{store: store, limit: limit, turn: make(chan struct{}, 1)}
}

// Within is the same keyring, given another time to answer.
func (k *Keyring) Within(limit time.Duration) *Keyring {
	return &Keyring{store: k.store, ready: k.ready, limit: limit, turn: k.turn}
}

// System is the keyring of the operating system.
func System() *Keyring {
	k := New(libraryStore{}, 0)
	k.ready = systemReady
	return k
}

// libraryStore is the keyring that the library finds on this system.
type libraryStore struct{}

func (libraryStore) Get(service, user string) (string, error) { return library.Get(service, user) }

func (libraryStore) Set(service, user, secret string) error {
	return library.Set(service, user, secret)
}

func (libraryStore) Delete(service, user string) error { return library.Delete(service, user) }

// Get is the secret of that name. Its error is an *Error.
func (k *Keyring) Get(ctx context.Context, name string) (auth.Secret, error) {
	return k.call(ctx, name, func() (auth.Secret, error) {
		text, err := k.store.Get(service, name)
		return auth.NewSecret(text), err
	})
}

// Set keeps a secret under a name, in the place of one that is there. Its error
// is an *Error.
func (k *Keyring) Set(ctx context.Context, name string, secret auth.Secret) error {
	_, err := k.call(ctx, name, func() (auth.Secret, error) {
		err := k.store.Set(service, name, secret.Reveal())
		if err != nil && !secret.Empty() && strings.Contains(err.Error(), secret.Reveal()) {
			err = errEcho
		}
		return auth.Secret{}, err
	})
	return err
}

// Delete takes the secret of that name out. Its error is an *Error.
func (k *Keyring) Delete(ctx context.Context, name string) error {
	_, err := k.call(ctx, name, func() (auth.Secret, error) {
		return auth.Secret{}, k.store.Delete(service, name)
	})
	return err
}

// outcome is what came of one call.
type outcome struct {
	secret auth.Secret
	err    error
}

func (k *Keyring) call(ctx context.Context, name string, ask func() (auth.Secret, error)) (auth.Secret, error) {
	limited, cancel := context.WithTimeout(ctx, k.limit)
	defer cancel()
	if limited.Err() != nil {
		return auth.Secret{}, k.late(ctx, name)
	}
	select {
	case k.turn <- struct{}{}:
	case <-limited.Done():
		return auth.Secret{}, k.late(ctx, name)
	}
	done := make(chan outcome, 1)
	go func() {
		defer func() { <-k.turn }()
		done <- k.guarded(ask)
	}()
	select {
	case o := <-done:
		if o.err != nil {
			return auth.Secret{}, explain(o.err, name)
		}
		return o.secret, nil
	case <-limited.Done():
		return auth.Secret{}, k.late(ctx, name)
	}
}

// guarded turns a panic of the library, which trusts what a keyring answers, into
// an error. What was thrown is named by its type alone: it may hold the secret.
func (k *Keyring) guarded(ask func() (auth.Secret, error)) (o outcome) {
	defer func() {
		if thrown := recover(); thrown != nil {
			o = outcome{err: fmt.Errorf("an answer that could not be read (%T)", thrown)}
		}
	}()
	if k.ready != nil {
		if err := k.ready(); err != nil {
			return outcome{err: err}
		}
	}
	secret, err := ask()
	return outcome{secret: secret, err: err}
}
