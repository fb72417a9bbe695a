package cli

import (
	"context"
	"sync"

	"brincr-explorer/auth"
	"brincr-explorer/internal/config"
)

// fetching knows which secrets are being fetched, so that the program can wait
// for the commands that fetch them: they are ended when nobody needs the secret
// any more, but a program that ended at once would leave them behind.
type fetching struct{ running sync.RWMutex }

// end waits for those that run, and lets no other start.
func (f *fetching) end() { f.running.Lock() }

// awaited is a source whose fetching is known.
type awaited struct {
	auth.SecretSource
	by *fetching
}

// origin says for people where a secret comes from.
func origin(s auth.SecretSource) string {
	if a, ok := s.(awaited); ok {
		s = a.SecretSource
	}
	return config.Origin(s)
}

func (a awaited) Secret(ctx context.Context) (auth.Secret, error) {
	if !a.by.running.TryRLock() {
		return auth.Secret{}, context.Canceled
	}
	defer a.by.running.RUnlock()
	return a.SecretSource.Secret(ctx)
}
