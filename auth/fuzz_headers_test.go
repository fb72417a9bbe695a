package auth

import (
	"encoding/json"
	"net/http"
	"strings"
	"testing"
	"time"

	"brincr-explorer/internal/faulty"
)

func FuzzExpiresIn(f *testing.F) {
	timed := jwt(`{}`, `{"nbf":1700000000,"exp":1700003600}`)
	for _, value := range []string{
		"3600", "0", "-1", "0.4", "1e999", "-1e999", `"3600"`, `"30.0"`, `" 60 "`, `"0x10"`, `"NaN"`, `"Inf"`, `"1_000"`, "null", "true", "{}", "[3600]", `""`, "9007199254740993", "1e-400", `"\u0036"`, "٣",
	} {
		f.Add(value, timed)
		f.Add(value, "opaque")
	}
	f.Add("", jwt(`{}`, `{"iat":5,"exp":1e300}`))
	f.Add("", jwt(`{}`, `{"nbf":10,"exp":5}`))
	f.Fuzz(func(t *testing.T, value, token string) {
		lifetime, known, notes := readLifetime(value, value != "", token)
		if lifetime < 0 || lifetime > maxLifetime || !known && lifetime != 0 || !known && len(notes) == 0 {
			t.Errorf("%q: %v, %v, %q", value, lifetime, known, notes)
		}
		if number := json.Number(value); known && json.Valid([]byte(value)) && number.String() == value {
			if whole, err := number.Int64(); err == nil && whole > 0 && whole <= int64(maxLifetime/time.Second) && lifetime != time.Duration(whole)*time.Second {
				t.Errorf("%q became %v", value, lifetime)
			}
		}
	})
}

func FuzzRetryAfterOfTokens(f *testing.F) {
	for _, value := range []string{"", "0", "7", " 7 ", "-7", "1.5", "1e3", "1e999", "soon", "NaN", "Thu, 01 Jan 2026 12:00:30 GMT", "Thursday, 01-Jan-26 12:00:30 GMT", "Thu Jan  1 12:00:30 2026", "Fri, 31 Dec 9999 23:59:59 GMT"} {
		f.Add(value, "Thu, 01 Jan 2026 11:50:00 GMT")
		f.Add(value, "")
	}
	now := Instant{Wall: time.Date(2026, 1, 1, 12, 0, 0, 0, time.UTC)}
	f.Fuzz(func(t *testing.T, value, date string) {
		wait := retryAfter(http.Header{"Retry-After": {value}, "Date": {date}}, now)
		if wait < 0 || wait > maxRetryAfter || wait > 0 && !strings.ContainsAny(value, "0123456789") {
			t.Errorf("Retry-After %q at %q is a wait of %v", value, date, wait)
		}
	})
}

// FuzzRedactor: whatever stands around a secret, no form of it is left.
func FuzzRedactor(f *testing.F) {
	for _, secret := range []string{theSecret, "a-long-client-secret", "s3cret/with/slashes==", "s3cr\\et\"<>", "geheim\u00e9\u20ac"} {
		f.Add(secret, "before ", " after")
		f.Add(secret, `{"client_secret":"`, `"}`)
		f.Add(secret, "", strings.Repeat("x", maxServerText))
	}
	f.Fuzz(func(t *testing.T, secret, before, after string) {
		if len(secret) < 8 || strings.Contains(before+after, secret) || strings.Contains(dots, secret) {
			return
		}
		redact := newRedactor(NewSecret(secret))
		for _, form := range append(faulty.Forms(secret), inJSON(secret, true), inJSON(secret, false)) {
			if strings.Contains(before+after, form) || len(form) < len(secret) {
				continue
			}
			if got := redact.server(before + form + after); strings.Contains(got, form) || len(got) > maxServerText {
				t.Errorf("%q is in %.200q, of %d bytes", form, got, len(got))
			}
		}
	})
}
