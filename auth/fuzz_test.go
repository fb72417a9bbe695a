package auth

import (
	"bytes"
	"encoding/json"
	"errors"
	"strings"
	"testing"
)

func FuzzTokenAnswer(f *testing.F) {
	for _, seed := range []string{
		`{"access_token":"abc","expires_in":3600,"token_type":"Bearer","scope":"a b"}`,
		"\xef\xbb\xbf" + `{"access_token":"` + documentedToken + `","expires_in":"30.0","token_type":"bearer","scope":["a"]}`,
		`{"access_token":"abc","access_token":"abd"}`, `{"access_token":"abc"}x`, `{"error":"invalid_client","error_description":"\u001b"}`,
		`{"access_token":"abc","expires_in":1e999,"scope":""}`, `<html><title>x</title>`, ``, `{"access_token":"a\u0000"}`, `{"a":[[[[`,
		`{"error":"` + theSecret + `"}`, `{"access_token":"abc","expires_in":-1e999}`,
	} {
		f.Add(200, []byte(seed))
		f.Add(400, []byte(seed))
		f.Add(503, []byte(seed))
	}
	endpoint, _ := newEndpoint(credentialsFor("https://connect.test/token"), []string{"asked"}, Options{}.withDefaults())
	redact := newRedactor(NewSecret("a-long-client-secret"))
	f.Fuzz(func(t *testing.T, status int, body []byte) {
		if status < 200 || status > 599 {
			return
		}
		g, err := endpoint.reading(answered(status, ""), body, redact)
		if err != nil {
			if g.token != "" || err.Summary == "" || err.Cause == "" || err.Next == "" || len(err.Server) > maxServerText+8 {
				t.Errorf("a half-made error: %+v and %+v", g, err)
			}
			if strings.ContainsFunc(err.Error()+err.Cause+err.Next, func(r rune) bool { return r < ' ' || r > '~' && r != '•' }) {
				t.Errorf("foreign bytes in a sentence: %q", err.Error()+err.Cause+err.Next)
			}
			return
		}
		if !isB64Token(g.token) || g.lifetime < 0 || g.lifetime > maxLifetime || !json.Valid(bytes.TrimPrefix(body, byteOrderMark)) {
			t.Errorf("accepted %+v", g)
		}
	})
}

func FuzzDecodeClaims(f *testing.F) {
	for _, seed := range []string{
		documentedToken, "a.b.c", "", "....", jwt(`{}`, `{"exp":1e400,"aud":[1],"scope":{}}`), jwt(`{"typ":1}`, `{"a":"\ud800"}`),
		strings.ReplaceAll(documentedToken, ".", "=."), jwt(`[]`, `null`), jwt(`{}`, `{"exp":253402300799.9,"nbf":0.1,"iat":-0}`),
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, token string) {
		claims, err := DecodeClaims(token)
		if err != nil {
			if claims.Payload != nil || errors.Unwrap(err) == nil && !errors.Is(err, ErrOpaque) && !errors.Is(err, ErrEncrypted) {
				t.Errorf("claims %+v with %v", claims, err)
			}
			return
		}
		for _, m := range claims.Payload {
			if !json.Valid([]byte(m.Value)) {
				t.Errorf("%q: %q is no JSON", m.Name, m.Value)
			}
		}
		for _, date := range []int{claims.Expires.Year(), claims.NotBefore.Year(), claims.IssuedAt.Year()} {
			if date < 1 || date > 9999 {
				t.Errorf("the year %d", date)
			}
		}
		claims.Mismatches(Expected{Issuer: "i", ClientID: "c", TenantID: "t", Scopes: []string{"s"}})
	})
}
