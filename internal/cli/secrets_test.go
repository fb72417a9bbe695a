package cli

import (
	"testing"

	"brincr-explorer/auth"
)

func TestFetchingEnds(t *testing.T) {
	t.Parallel()
	f := &fetching{}
	source := awaited{auth.Plain(plainSecret), f}
	for range 2 {
		if s, err := source.Secret(t.Context()); err != nil || s.Reveal() != plainSecret {
			t.Errorf("before the end: %v", err)
		}
	}
	f.end()
	if s, err := source.Secret(t.Context()); err == nil || !s.Empty() {
		t.Error("a secret was fetched after the end")
	}
}
