package demo

import (
	"crypto"
	"crypto/rsa"
	"crypto/sha256"
	"encoding/base64"
	"testing"
	"time"
)

// signAs signs a token under any header: with the right key, so that only the
// header can be what is wrong with it.
func signAs(t *testing.T, s *signer, h tokenHeader) string {
	t.Helper()
	key, err := s.key()
	if err != nil {
		t.Fatal(err)
	}
	header, errH := encodePart(h)
	payload, errP := encodePart(tokenClaims{Issuer: "issuer"})
	if errH != nil || errP != nil {
		t.Fatal(errH, errP)
	}
	digest := sha256.Sum256([]byte(header + "." + payload))
	signature, err := rsa.SignPKCS1v15(nil, key, crypto.SHA256, digest[:])
	if err != nil {
		t.Fatal(err)
	}
	return header + "." + payload + "." + base64.RawURLEncoding.EncodeToString(signature)
}

func TestHeaderOfATokenMustFit(t *testing.T) {
	s := newSigner()
	key, err := s.publicKey()
	if err != nil {
		t.Fatal(err)
	}
	good := tokenHeader{Algorithm: "RS256", KeyID: key.KeyID, Type: "at+jwt"}
	if c, err := s.verify(signAs(t, s, good)); err != nil || c.Issuer != "issuer" {
		t.Errorf("a good header: %v, %+v", err, c)
	}
	for name, h := range map[string]tokenHeader{
		"algorithm": {Algorithm: "RS384", KeyID: good.KeyID, Type: good.Type},
		"key":       {Algorithm: good.Algorithm, KeyID: "other", Type: good.Type},
		"type":      {Algorithm: good.Algorithm, KeyID: good.KeyID, Type: "JWT"},
	} {
		if _, err := s.verify(signAs(t, s, h)); err == nil {
			t.Errorf("another %s is accepted", name)
		}
	}
}

func TestClaimsMustFit(t *testing.T) {
	now := time.Unix(1_800_000_000, 0)
	good := tokenClaims{Issuer: "issuer", Audience: []string{"other", apiAudience}, NotBefore: now.Unix(), Expires: now.Unix() + 1}
	if !good.usable("issuer", now) {
		t.Error("good claims are refused")
	}
	for name, change := range map[string]func(*tokenClaims){
		"issuer":   func(c *tokenClaims) { c.Issuer = "another" },
		"audience": func(c *tokenClaims) { c.Audience = []string{"other"} },
		"nbf":      func(c *tokenClaims) { c.NotBefore++ },
		"exp":      func(c *tokenClaims) { c.Expires-- },
		"no ID":    func(c *tokenClaims) { c.Expires, c.ID = now.Unix(), "no number at all" },
	} {
		c := good
		change(&c)
		if c.usable("issuer", now) {
			t.Errorf("%s: accepted", name)
		}
	}
}
