package auth

import (
	"encoding/base64"
	"errors"
	"reflect"
	"strings"
	"testing"
	"time"
)

// documentedToken has the claims that Visma Connect documents, in an order and with digits that must stay.
var documentedToken = jwt(`{"alg":"RS256","kid":"9F","typ":"at+jwt"}`,
	`{"nbf":1767225600,"exp":1767229200.0,"iss":"https://connect.visma.com","aud":["https://api.brincr.com"],`+
		`"client_id":"isv_app","scope":["brincr:category","brincr:country"],"tenant_id":"4b1e","iat":1767225600,"jti":"C0","big":9007199254740993,"x":1.0,"x":-0}`)

func TestClaimsAreReadForDisplay(t *testing.T) {
	claims, err := DecodeClaims(documentedToken)
	if err != nil {
		t.Fatal(err)
	}
	want := Claims{
		Header: []Member{{"alg", `"RS256"`}, {"kid", `"9F"`}, {"typ", `"at+jwt"`}},
		Payload: []Member{
			{"nbf", "1767225600"},
			{"exp", "1767229200.0"},
			{"iss", `"https://connect.visma.com"`},
			{"aud", `["https://api.brincr.com"]`},
			{"client_id", `"isv_app"`},
			{"scope", `["brincr:category","brincr:country"]`},
			{"tenant_id", `"4b1e"`},
			{"iat", "1767225600"},
			{"jti", `"C0"`},
			{"big", "9007199254740993"},
			{"x", "1.0"},
			{"x", "-0"},
		},
		Type: "at+jwt", Algorithm: "RS256", Issuer: "https://connect.visma.com", ClientID: "isv_app", TenantID: "4b1e", ID: "C0",
		Audience: []string{"https://api.brincr.com"}, Scopes: []string{"brincr:category", "brincr:country"},
		NotBefore: time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC),
		Expires:   time.Date(2026, 1, 1, 1, 0, 0, 0, time.UTC),
		IssuedAt:  time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC),
	}
	if !reflect.DeepEqual(claims, want) {
		t.Errorf("claims = %+v\nwant     %+v", claims, want)
	}
}

func TestClaimsOfOtherShapes(t *testing.T) {
	claims, err := DecodeClaims(jwt(`{}`, `{"aud":"one","scope":"a  b","iss":5,"client_id":null,"exp":"soon","nbf":-1,"iat":1e400,"tenant_id":"x","tenant_id":"y"}`))
	if err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(claims.Audience, []string{"one"}) || !reflect.DeepEqual(claims.Scopes, []string{"a", "b"}) {
		t.Errorf("aud %q, scope %q", claims.Audience, claims.Scopes)
	}
	if claims.Issuer != "5" || claims.ClientID != "" || claims.TenantID != "y" {
		t.Errorf("iss %q, client_id %q, tenant_id %q", claims.Issuer, claims.ClientID, claims.TenantID)
	}
	if !claims.Expires.IsZero() || !claims.NotBefore.IsZero() || !claims.IssuedAt.IsZero() {
		t.Error("what is no date was read as one")
	}
}

func TestClaimsWithPadding(t *testing.T) {
	parts := strings.Split(documentedToken, ".")
	for i := range parts[:2] {
		raw, _ := base64.RawURLEncoding.DecodeString(parts[i])
		parts[i] = base64.URLEncoding.EncodeToString(raw)
	}
	padded := strings.Join(parts, ".")
	if padded == documentedToken {
		t.Fatal("the sample needs no padding")
	}
	if claims, err := DecodeClaims(padded); err != nil || claims.ID != "C0" {
		t.Errorf("claims = %+v, %v", claims, err)
	}
}

func TestTokensWithoutReadableClaims(t *testing.T) {
	deep := strings.Repeat("[", 1_000_000)
	for _, test := range []struct {
		name, token string
		want        error
		text        string
	}{
		{"empty", "", ErrOpaque, "opaque"},
		{"opaque", "B7A29C", ErrOpaque, "opaque"},
		{"two parts", "a.b", ErrOpaque, "opaque"},
		{"four parts", "a.b.c.d", ErrOpaque, "opaque"},
		{"many parts", strings.Repeat(".", 1000), ErrOpaque, "opaque"},
		{"encrypted", "a.b.c.d.e", ErrEncrypted, "encrypted"},
		{"header not base64", "!!.e30.x", errNotBase64, "header"},
		{"payload not base64", "e30.é.x", errNotBase64, "payload"},
		{"empty payload", "e30..x", errEmpty, "payload"},
		{"payload not an object", jwt(`{}`, `[]`), errNotObject, "payload"},
		{"payload cut off", jwt(`{}`, `{"a":`), errCutOff, "payload"},
		{"payload and more", jwt(`{}`, `{} {}`), errTrailing, "payload"},
		{"header not JSON", jwt("\xff\xfe", `{}`), errNotObject, "header"},
		{"a million brackets", jwt(`{}`, `{"a":`+deep), errNotObject, "payload"},
	} {
		claims, err := DecodeClaims(test.token)
		if !errors.Is(err, test.want) || !strings.Contains(err.Error(), test.text) {
			t.Errorf("%s: %v, want %v about %q", test.name, err, test.want, test.text)
		}
		if claims.Payload != nil {
			t.Errorf("%s: claims = %+v", test.name, claims)
		}
	}
}

func TestMismatches(t *testing.T) {
	expected := Expected{Issuer: "https://connect.visma.com", ClientID: "isv_app", TenantID: "4b1e", Scopes: []string{"brincr:country", "brincr:category"}}
	claims, err := DecodeClaims(documentedToken)
	if err != nil {
		t.Fatal(err)
	}
	if got := claims.Mismatches(expected); got != nil {
		t.Errorf("a token as expected: %+v", got)
	}
	if got := claims.Mismatches(Expected{}); got != nil {
		t.Errorf("nothing expected: %+v", got)
	}
	same := expected
	same.Issuer, same.TenantID = "https://connect.visma.com/", "4B1E"
	if got := claims.Mismatches(same); got != nil {
		t.Errorf("a slash at the end and capitals in an id: %+v", got)
	}
	bare, _ := DecodeClaims(jwt(`{}`, `{"tenant_id":null}`))
	if got := bare.Mismatches(expected); got != nil {
		t.Errorf("a claim that is not present is no mismatch: %+v", got)
	}
}

func TestMismatchesNameTheClaim(t *testing.T) {
	claims, err := DecodeClaims(documentedToken)
	if err != nil {
		t.Fatal(err)
	}
	got := claims.Mismatches(Expected{Issuer: "https://connect.test", ClientID: "other", TenantID: "77", Scopes: []string{"brincr:order", "brincr:country"}})
	want := []Mismatch{
		{Claim: "iss", Expected: "https://connect.test", Got: "https://connect.visma.com"},
		{Claim: "client_id", Expected: "other", Got: "isv_app"},
		{Claim: "tenant_id", Expected: "77", Got: "4b1e"},
		{Claim: "scope", Expected: "brincr:country brincr:order", Got: "brincr:category brincr:country"},
	}
	if len(got) != len(want) {
		t.Fatalf("mismatches = %+v", got)
	}
	for i := range want {
		want[i].Meaning = got[i].Meaning
		if got[i] != want[i] || len(got[i].Meaning) < 20 {
			t.Errorf("mismatch = %+v, want %+v", got[i], want[i])
		}
	}
	if m := got[3].Meaning; !strings.Contains(m, "not granted: brincr:order.") || !strings.Contains(m, "without being asked for: brincr:category.") {
		t.Errorf("scope: %s", m)
	}
	empty, _ := DecodeClaims(jwt(`{}`, `{"iss":"","scope":[]}`))
	if got := empty.Mismatches(Expected{Issuer: "https://connect.test", Scopes: []string{"a"}}); len(got) != 2 {
		t.Errorf("present and empty is a mismatch: %+v", got)
	}
}
