package auth

import (
	"encoding/json"
	"math"
	"strconv"
	"strings"
	"time"
)

// maxLifetime bounds what a server may claim. Visma Connect documents at most 60 minutes.
const maxLifetime = 24 * time.Hour

// readLifetime is the token's lifetime by the answer's "expires_in" (RFC 6749, section 5.1), else by the
// token's own claims; false when neither tells. Only differences of claims count: "exp" held against the
// local clock would be as wrong as that clock. Each note is a sentence about what was not as it should be.
func readLifetime(expiresIn string, present bool, token string) (lifetime time.Duration, known bool, notes []string) {
	if seconds, ok := readSeconds(expiresIn); ok {
		return clampLifetime(seconds)
	}
	oddity := "The answer named no expires_in"
	if present {
		oddity = "The answer's expires_in could not be read"
	}
	if lifetime, claims, ok := claimedLifetime(token); ok {
		return lifetime, true, []string{oddity + "; the lifetime was taken from the token itself (" + claims + ")."}
	}
	return 0, false, []string{oddity + ", and the token does not tell: its lifetime is unknown. It will be renewed when the API refuses it."}
}

// readSeconds reads a JSON number, or a JSON string that holds one: 3600, "3600", "30.0".
func readSeconds(value string) (float64, bool) {
	text, ok := stringValue(value)
	if !ok {
		text = value
	}
	return readNumber(strings.TrimSpace(text))
}

// readNumber takes what RFC 8259 calls a number and nothing else that strconv would read (NaN, 0x10, 1_000).
// A number beyond the range of a float64 is an infinity.
func readNumber(text string) (float64, bool) {
	if text == "" || text[0] != '-' && (text[0] < '0' || text[0] > '9') || !json.Valid([]byte(text)) {
		return 0, false
	}
	number, _ := strconv.ParseFloat(text, 64) // the only error left is the range, and then it is an infinity
	return number, true
}

func clampLifetime(seconds float64) (time.Duration, bool, []string) {
	switch {
	case seconds*float64(time.Second) < 1:
		return 0, true, []string{"The answer's expires_in was zero or less: the token had expired when it came."}
	case seconds > maxLifetime.Seconds():
		return maxLifetime, true, []string{"The answer's expires_in was longer than 24 hours; 24 hours are counted."}
	}
	return time.Duration(math.Round(seconds * float64(time.Second))), true, nil
}

// claimedLifetime is exp - nbf of a JSON Web Token, or exp - iat.
func claimedLifetime(token string) (lifetime time.Duration, claims string, ok bool) {
	decoded, err := DecodeClaims(token)
	if err != nil || decoded.Expires.IsZero() {
		return 0, "", false
	}
	if d := decoded.Expires.Sub(decoded.NotBefore); !decoded.NotBefore.IsZero() && d > 0 {
		return min(d, maxLifetime), "exp - nbf", true
	}
	if d := decoded.Expires.Sub(decoded.IssuedAt); !decoded.IssuedAt.IsZero() && d > 0 {
		return min(d, maxLifetime), "exp - iat", true
	}
	return 0, "", false
}
