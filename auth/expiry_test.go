package auth

import (
	"strings"
	"testing"
	"time"
)

func TestG06_ExpiresIn(t *testing.T) {
	day := 24 * time.Hour
	hour := jwt(`{}`, `{"nbf":1000,"exp":4600,"iat":1600}`)
	const unknown = -1
	for _, test := range []struct {
		name, value, token string
		want               time.Duration
		note               string
	}{
		{"number", `3600`, "opaque", time.Hour, ""},
		{"numeric string", `"3600"`, "opaque", time.Hour, ""},
		{"float", `30.5`, "opaque", 30500 * time.Millisecond, ""},
		{"float in a string", `"30.0"`, "opaque", 30 * time.Second, ""},
		{"blanks around it", `" 30 "`, "opaque", 30 * time.Second, ""},
		{"exponent", `3.6e3`, "opaque", time.Hour, ""},
		{"below a second", `0.25`, "opaque", 250 * time.Millisecond, ""},
		{"tiny", `1e-300`, "opaque", 0, "zero or less"},
		{"tinier than a float", `1e-999`, "opaque", 0, "zero or less"},
		{"zero", `0`, "opaque", 0, "zero or less"},
		{"minus zero", `-0`, hour, 0, "zero or less"},
		{"negative", `-3600`, hour, 0, "zero or less"},
		{"negative in a string", `"-1"`, hour, 0, "zero or less"},
		{"just a day", `86400`, "opaque", day, ""},
		{"over a day", `86401`, "opaque", day, "24 hours"},
		{"huge", `9223372036854775808`, "opaque", day, "24 hours"},
		{"beyond a float", `1e400`, "opaque", day, "24 hours"},
		{"minus that", `-1e400`, "opaque", 0, "zero or less"},
		{"a million digits", strings.Repeat("9", 1_000_000), "opaque", day, "24 hours"},
		{"null, with claims", `null`, hour, time.Hour, "exp - nbf"},
		{"missing, with claims", ``, hour, time.Hour, "exp - nbf"},
		{"words, with claims", `"soon"`, hour, time.Hour, "could not be read"},
		{"empty string", `""`, hour, time.Hour, "could not be read"},
		{"true", `true`, hour, time.Hour, "could not be read"},
		{"array", `[3600]`, hour, time.Hour, "could not be read"},
		{"object", `{"s":3600}`, hour, time.Hour, "could not be read"},
		{"NaN", `"NaN"`, hour, time.Hour, "could not be read"},
		{"infinity", `"Inf"`, hour, time.Hour, "could not be read"},
		{"hexadecimal", `"0x10"`, hour, time.Hour, "could not be read"},
		{"underscores", `"3_600"`, hour, time.Hour, "could not be read"},
		{"two numbers", `"1 2"`, hour, time.Hour, "could not be read"},
		{"plus", `"+5"`, hour, time.Hour, "could not be read"},
		{"iat when nbf is not there", ``, jwt(`{}`, `{"exp":4600,"iat":4000}`), 10 * time.Minute, "exp - iat"},
		{"iat when nbf is no use", ``, jwt(`{}`, `{"exp":4600,"nbf":4600,"iat":4000}`), 10 * time.Minute, "exp - iat"},
		{"claims over a day", ``, jwt(`{}`, `{"exp":1e9,"nbf":1}`), day, "exp - nbf"},
		{"claims that end before they begin", ``, jwt(`{}`, `{"exp":1,"nbf":5,"iat":9}`), unknown, "unknown"},
		{"exp alone, which the local clock must not judge", ``, jwt(`{}`, `{"exp":4600}`), unknown, "unknown"},
		{"claims as strings", ``, jwt(`{}`, `{"exp":"4600","nbf":"1000"}`), unknown, "unknown"},
		{"nothing at all", ``, "opaque", unknown, "unknown"},
		{"null and opaque", `null`, "opaque", unknown, "named no expires_in"},
	} {
		t.Run(test.name, func(t *testing.T) {
			got, known, notes := lifetimeIn(t, test.value, test.token)
			if known != (test.want != unknown) || known && got != test.want {
				t.Errorf("lifetime = %v, %v; want %v", got, known, test.want)
			}
			if all := strings.Join(notes, " "); test.note == "" && all != "" || !strings.Contains(all, test.note) {
				t.Errorf("notes = %q, want %q in them", all, test.note)
			}
			if len(strings.Join(notes, " ")) > 300 {
				t.Error("the notes repeat what the server sent")
			}
		})
	}
}

// lifetimeIn goes the whole way through an answer: a bad expires_in must never fail it.
func lifetimeIn(t *testing.T, value, token string) (time.Duration, bool, []string) {
	t.Helper()
	body := `{"access_token":"` + token + `","token_type":"bearer","scope":"a"`
	if value != "" {
		body += `,"expires_in":` + value
	}
	members, err := readObject([]byte(body + "}"))
	if err != nil {
		t.Fatal(err)
	}
	g, refused := readGrant(members, nil)
	if refused != nil {
		t.Fatal(refused.what)
	}
	return g.lifetime, g.known, g.notes
}

func tokenSentAt(sent Instant, lifetime time.Duration) Token {
	return Token{issued: &issuedToken{value: NewSecret("t"), lifetime: lifetime, known: true, sent: sent}}
}

func TestG06_RemainingFollowsWhicheverClockSawMore(t *testing.T) {
	for _, test := range []struct {
		name       string
		wall, mono time.Duration
		want       time.Duration
	}{
		{"at once", 0, 0, time.Hour},
		{"ten minutes", 10 * time.Minute, 10 * time.Minute, 50 * time.Minute},
		{"suspended for half an hour", 30 * time.Minute, time.Second, 30 * time.Minute},
		{"suspended over its end", 3 * time.Hour, time.Second, 0},
		{"clock set back an hour", -50 * time.Minute, 10 * time.Minute, 50 * time.Minute},
		{"clock set back at once: never above the lifetime", -time.Hour, 0, time.Hour},
		{"clock set forward an hour", 70 * time.Minute, 10 * time.Minute, 0},
		{"to the end", time.Hour, time.Hour, 0},
		{"beyond", 48 * time.Hour, 48 * time.Hour, 0},
	} {
		clock := newTwoPartClock()
		token := tokenSentAt(clock.Now(), time.Hour)
		clock.move(test.wall, test.mono)
		if got := token.Remaining(clock.Now()); got != test.want {
			t.Errorf("%s: remaining = %v, want %v", test.name, got, test.want)
		}
		if got := token.Expired(clock.Now()); got != (test.want == 0) {
			t.Errorf("%s: expired = %v", test.name, got)
		}
	}
}

func TestRenewalIsDueAtATenthOrAMinute(t *testing.T) {
	for _, test := range []struct{ lifetime, renew, wait time.Duration }{
		{time.Hour, time.Minute, 10 * time.Second},
		{24 * time.Hour, time.Minute, 10 * time.Second},
		{10 * time.Minute, time.Minute, 10 * time.Second},
		{5 * time.Minute, 30 * time.Second, 10 * time.Second},
		{time.Minute, 6 * time.Second, 3 * time.Second},
		{15 * time.Second, 1500 * time.Millisecond, 750 * time.Millisecond},
	} {
		clock := newTwoPartClock()
		token := tokenSentAt(clock.Now(), test.lifetime)
		left := func(d time.Duration) Instant { return clock.Now().Add(test.lifetime - d) }
		if !token.fresh(left(test.renew+1)) || token.fresh(left(test.renew)) {
			t.Errorf("a token of %v is not renewed at %v", test.lifetime, test.renew)
		}
		if !token.ample(left(test.wait+1)) || token.ample(left(test.wait)) {
			t.Errorf("a token of %v is not waited for at %v", test.lifetime, test.wait)
		}
	}
}

func TestATokenOfUnknownLifetimeIsKept(t *testing.T) {
	token := Token{issued: &issuedToken{value: NewSecret("t")}}
	now := SystemClock().Now().Add(1000 * time.Hour)
	if token.Expired(now) || !token.fresh(now) || token.Remaining(now) != 0 {
		t.Error("nobody knows when it ends, and yet it did")
	}
}
