package cli

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"brincr-explorer/api"
	"brincr-explorer/auth"
	"brincr-explorer/internal/config"
)

func TestReport(t *testing.T) {
	t.Parallel()
	refused := &auth.Error{
		Code: "invalid_scope", Status: 400, Summary: "It refused.", Cause: "Because.", Next: "Do this.",
		Server: "no \x1b[2J\nsuch", Proven: []string{"the credentials", "the scopes"},
	}
	for _, c := range []struct {
		name string
		err  error
		want string
	}{
		{"plain", errors.New("it\x1b[2J failed\nover two lines"), "brincr-explorer: it␛[2J failed\nover two lines\n"},
		{
			"of the token endpoint", fmt.Errorf("wrapped: %w", refused),
			"brincr-explorer: It refused.\n  why:    Because.\n  next:   Do this.\n  server: no ␛[2J␊such\n  token:  400 invalid_scope\n  right:  the credentials, the scopes\n",
		},
		{
			"without an answer", &auth.Error{Summary: "It is away."}, "brincr-explorer: It is away.\n",
		},
		{
			"of the API, which has no new token",
			&api.Error{Kind: api.KindStatus, Summary: "401.", Server: "Unauthenticated.", Token: refused, Err: refused},
			"brincr-explorer: 401.\n  server: Unauthenticated.\n  token:  400 invalid_scope\n  right:  the credentials, the scopes\n",
		},
		{
			"field by field",
			&api.Error{Kind: api.KindStatus, Summary: "422.", Fields: []api.FieldError{{Path: "", Messages: []string{"a", "b"}}, {Path: "x.0", Messages: []string{"c\td"}}}},
			"brincr-explorer: 422.\n  field:  a b\n  field:  x.0: c␉d\n",
		},
		{
			"of the config",
			config.Problems{{File: "a.toml", Line: 1, Column: 2, Message: "one", Hint: "do"}, {File: "a.toml", Line: 3, Column: 4, Message: "two"}},
			"brincr-explorer: the config cannot be used\na.toml:1:2: one\n    do\na.toml:3:4: two\n",
		},
	} {
		var out strings.Builder
		if got := report(t.Context(), &out, c.err); got != statusFailed || out.String() != c.want {
			t.Errorf("%s: status %d\n%s\nwant\n%s", c.name, got, out.String(), c.want)
		}
	}
}
