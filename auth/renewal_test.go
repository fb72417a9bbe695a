package auth

import (
	"testing"
	"time"
)

func TestRenewalIn(t *testing.T) {
	sent := Instant{Wall: time.Unix(1000, 0), Mono: time.Second}
	for _, test := range []struct {
		name           string
		lifetime, gone time.Duration
		want           time.Duration
	}{
		{"an hour is renewed a minute before its end", time.Hour, 0, 59 * time.Minute},
		{"a short life a tenth before its end", 15 * time.Second, 10 * time.Second, 3500 * time.Millisecond},
		{"due", time.Hour, 59 * time.Minute, 0},
		{"over", time.Hour, 2 * time.Hour, 0},
	} {
		token := Token{issued: &issuedToken{value: NewSecret("t"), lifetime: test.lifetime, known: true, sent: sent}}
		if got := token.RenewalIn(sent.Add(test.gone)); got != test.want {
			t.Errorf("%s: %s, want %s", test.name, got, test.want)
		}
		if got := token.fresh(sent.Add(test.gone)); got != (test.want > 0) {
			t.Errorf("%s: fresh is %t", test.name, got)
		}
	}
	if got := (Token{}).RenewalIn(sent); got != 0 {
		t.Errorf("no token: %s", got)
	}
}
