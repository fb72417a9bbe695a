package auth

import (
	"slices"
	"strings"
)

// Expected is what a token should say, as far as the asker knows. Empty parts are not compared.
type Expected struct {
	Issuer, ClientID, TenantID string
	Scopes                     []string
}

// Mismatch is one claim that says something else than was expected.
type Mismatch struct {
	Claim    string // "iss", "tenant_id", "client_id" or "scope"
	Expected string
	Got      string // the server's words: whoever shows them sanitises them
	Meaning  string // plain sentences; scope names in them are the server's words too
}

// Mismatches compares the claims with what was expected, in the order in which they matter: a wrong issuer
// explains the others. A claim that is not present is no mismatch.
func (c Claims) Mismatches(e Expected) []Mismatch {
	var found []Mismatch
	compare := func(claim, expected, got string, equal bool, meaning string) {
		if _, present := given(c.Payload, claim); present && expected != "" && !equal {
			found = append(found, Mismatch{Claim: claim, Expected: expected, Got: got, Meaning: meaning})
		}
	}
	compare("iss", e.Issuer, c.Issuer, strings.TrimSuffix(e.Issuer, "/") == strings.TrimSuffix(c.Issuer, "/"),
		"Another server issued this token. The API usually accepts its own environment's issuer only: sandbox and production do not mix.")
	compare("client_id", e.ClientID, c.ClientID, e.ClientID == c.ClientID,
		"The token belongs to another application.")
	compare("tenant_id", e.TenantID, c.TenantID, strings.EqualFold(e.TenantID, c.TenantID),
		"The token is for another tenant: the API will show that tenant's data, or refuse.")
	return append(found, c.scopeMismatch(e.Scopes)...)
}

func (c Claims) scopeMismatch(expected []string) []Mismatch {
	if _, present := given(c.Payload, "scope"); !present || len(expected) == 0 {
		return nil
	}
	asked, granted := sortedUnique(expected), sortedUnique(c.Scopes)
	missing, extra := without(asked, granted), without(granted, asked)
	var meaning []string
	if len(missing) > 0 {
		meaning = append(meaning, "Asked for and not granted: "+strings.Join(missing, " ")+". The API usually answers 403 where one of them is needed.")
	}
	if len(extra) > 0 {
		meaning = append(meaning, "Granted without being asked for: "+strings.Join(extra, " ")+".")
	}
	if len(meaning) == 0 {
		return nil
	}
	return []Mismatch{{
		Claim: "scope", Expected: strings.Join(asked, " "), Got: strings.Join(granted, " "), Meaning: strings.Join(meaning, " "),
	}}
}

// without is the elements of all that are not in some.
func without(all, some []string) []string {
	return slices.DeleteFunc(slices.Clone(all), func(s string) bool { return slices.Contains(some, s) })
}
