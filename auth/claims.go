package auth

import (
	"encoding/base64"
	"errors"
	"fmt"
	"math"
	"strings"
	"time"
)

// Member is one member of a JSON object: its name decoded, its value as the JSON text that was sent.
type Member struct{ Name, Value string }

// Claims are the content of a JSON Web Token (RFC 7519), decoded for display. Nothing is verified, and
// nothing is decided by them: they help to see what a server will find in the token. All of it is foreign
// text: whoever shows it sanitises it.
type Claims struct {
	Header, Payload []Member // every member in the order sent, repeated ones too

	Type      string   // header "typ": "at+jwt" (RFC 9068)
	Algorithm string   // header "alg"
	Issuer    string   // "iss"
	ClientID  string   // "client_id"
	TenantID  string   // "tenant_id", of Visma Connect
	ID        string   // "jti"
	Audience  []string // "aud": a string or a list
	Scopes    []string // "scope": a list, or names separated by blanks (RFC 8693)

	NotBefore, Expires, IssuedAt time.Time // "nbf", "exp", "iat" in UTC; zero: not present, or no date
}

// Why a token cannot be decoded. None of these is a fault of the token: RFC 6749 lets it be any text.
var (
	ErrOpaque    = errors.New("the token is opaque: it is no JSON Web Token, so it has no claims to show")
	ErrEncrypted = errors.New("the token is encrypted (five parts, RFC 7516): only the API can read its claims")
)

// DecodeClaims reads the header and the payload of a token. It accepts base64url with and without padding.
// The error is ErrOpaque, ErrEncrypted, or tells which part is damaged; it never holds a piece of the token.
func DecodeClaims(token string) (Claims, error) {
	parts := strings.SplitN(token, ".", 6)
	if len(parts) == 5 {
		return Claims{}, ErrEncrypted
	}
	if len(parts) != 3 {
		return Claims{}, ErrOpaque
	}
	header, err := decodePart(parts[0])
	if err != nil {
		return Claims{}, fmt.Errorf("the token's header cannot be read: %w", err)
	}
	payload, err := decodePart(parts[1])
	if err != nil {
		return Claims{}, fmt.Errorf("the token's payload cannot be read: %w", err)
	}
	return newClaims(header, payload), nil
}

var errNotBase64 = errors.New("it is not base64url")

func decodePart(part string) ([]Member, error) {
	text, err := base64.RawURLEncoding.DecodeString(strings.TrimRight(part, "="))
	if err != nil {
		return nil, errNotBase64
	}
	return readObject(text)
}

func newClaims(header, payload []Member) Claims {
	return Claims{
		Header: header, Payload: payload,
		Type:      claimText(header, "typ"),
		Algorithm: claimText(header, "alg"),
		Issuer:    claimText(payload, "iss"),
		ClientID:  claimText(payload, "client_id"),
		TenantID:  claimText(payload, "tenant_id"),
		ID:        claimText(payload, "jti"),
		Audience:  claimList(payload, "aud", func(s string) []string { return []string{s} }),
		Scopes:    claimList(payload, "scope", strings.Fields),
		NotBefore: claimDate(payload, "nbf"),
		Expires:   claimDate(payload, "exp"),
		IssuedAt:  claimDate(payload, "iat"),
	}
}

// claimText is a claim that should be a string; what else it may be, as it was sent.
func claimText(members []Member, name string) string {
	value, _ := given(members, name)
	if text, ok := stringValue(value); ok {
		return text
	}
	return value
}

// claimList is a claim that may be a list or a single string, which split takes apart; nil when it is neither.
func claimList(members []Member, name string, split func(string) []string) []string {
	value, _ := given(members, name)
	if list, ok := stringList(value); ok {
		return list
	}
	if text, ok := stringValue(value); ok {
		return split(text)
	}
	return nil
}

// lastSecond is the end of the year 9999, the last that can be written as a date with four digits.
const lastSecond = 253402300799

// claimDate is a NumericDate (RFC 7519, section 2). Here a float may touch the number: it is for reading a
// date off, and Payload keeps the digits.
func claimDate(members []Member, name string) time.Time {
	value, _ := given(members, name)
	seconds, ok := readNumber(value)
	if !ok || seconds < 0 || seconds > lastSecond {
		return time.Time{}
	}
	whole, part := math.Modf(seconds)
	return time.Unix(int64(whole), int64(part*float64(time.Second))).UTC()
}
