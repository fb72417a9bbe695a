package demo

import (
	"crypto"
	"crypto/rsa"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"math/big"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"
)

// The JOSE header of an access token: RFC 9068 sets the type, RFC 7518 the algorithm.
type tokenHeader struct {
	Algorithm string `json:"alg"`
	KeyID     string `json:"kid"`
	Type      string `json:"typ"`
}

// tokenClaims are the claims seen in Visma Connect's tokens for service
// applications, in the order in which its identity server writes them.
type tokenClaims struct {
	Issuer    string   `json:"iss"`
	NotBefore int64    `json:"nbf"`
	IssuedAt  int64    `json:"iat"`
	Expires   int64    `json:"exp"`
	Audience  []string `json:"aud"`
	Scope     []string `json:"scope"`
	ClientID  string   `json:"client_id"`
	TenantID  string   `json:"tenant_id"`
	ID        string   `json:"jti"`
}

const (
	tokenAlgorithm = "RS256"
	tokenType      = "at+jwt"
	apiAudience    = "brincr-api"
)

// signer signs and verifies access tokens with the demo key, which it makes when
// it is first needed.
type signer struct {
	key func() (*rsa.PrivateKey, error)
}

func newSigner() *signer { return &signer{key: sync.OnceValues(demoKey)} }

func (s *signer) sign(c tokenClaims) (string, error) {
	key, err := s.key()
	if err != nil {
		return "", err
	}
	header, err := encodePart(tokenHeader{Algorithm: tokenAlgorithm, KeyID: keyID(&key.PublicKey), Type: tokenType})
	if err != nil {
		return "", err
	}
	payload, err := encodePart(c)
	if err != nil {
		return "", err
	}
	signed := header + "." + payload
	digest := sha256.Sum256([]byte(signed))
	signature, err := rsa.SignPKCS1v15(nil, key, crypto.SHA256, digest[:])
	if err != nil {
		return "", fmt.Errorf("signing the token: %w", err)
	}
	return signed + "." + base64.RawURLEncoding.EncodeToString(signature), nil
}

var errToken = errors.New("not a token of this server")

// verify checks form, algorithm, key and signature; the claims are the caller's
// to judge.
func (s *signer) verify(token string) (tokenClaims, error) {
	var (
		header tokenHeader
		claims tokenClaims
	)
	parts := strings.Split(token, ".")
	if len(parts) != 3 || decodePart(parts[0], &header) != nil || decodePart(parts[1], &claims) != nil {
		return claims, errToken
	}
	key, err := s.key()
	if err != nil {
		return claims, err
	}
	if header.Algorithm != tokenAlgorithm || header.Type != tokenType || header.KeyID != keyID(&key.PublicKey) {
		return claims, errToken
	}
	signature, err := base64.RawURLEncoding.DecodeString(parts[2])
	if err != nil {
		return claims, errToken
	}
	digest := sha256.Sum256([]byte(parts[0] + "." + parts[1]))
	if rsa.VerifyPKCS1v15(&key.PublicKey, crypto.SHA256, digest[:], signature) != nil {
		return claims, errToken
	}
	return claims, nil
}

// usable reports whether the claims give access to the environment now.
func (c tokenClaims) usable(issuer string, now time.Time) bool {
	return c.Issuer == issuer && slices.Contains(c.Audience, apiAudience) &&
		c.NotBefore <= now.Unix() && now.Before(c.end())
}

// end is the instant of expiry. The dates of a token count whole seconds (as Visma
// Connect's do), which would cut up to a second off the life that expires_in
// promises: a lot for a token of five seconds. So the ID keeps the fraction.
func (c tokenClaims) end() time.Time {
	end := time.Unix(c.Expires, 0)
	if len(c.ID) < fractionDigits {
		return end
	}
	nanoseconds, err := strconv.ParseUint(c.ID[:fractionDigits], 16, 32)
	if err != nil {
		return end
	}
	return end.Add(time.Duration(nanoseconds))
}

const fractionDigits = 8

// newTokenID is unique per issuer, client, tenant and count, the same in every
// run, and starts with the nanoseconds of the instant of issue. It looks like the 32
// hexadecimal digits of the identity server's own.
func newTokenID(c tokenClaims, count uint64, issued time.Time) string {
	sum := sha256.Sum256(fmt.Appendf(nil, "%s|%s|%s|%d", c.Issuer, c.ClientID, c.TenantID, count))
	return fmt.Sprintf("%0*X%X", fractionDigits, issued.Nanosecond(), sum[:12])
}

// keyID names the key by a digest of its modulus.
func keyID(key *rsa.PublicKey) string {
	sum := sha256.Sum256(key.N.Bytes())
	return fmt.Sprintf("DEMO%X", sum[:14])
}

// jsonWebKey is the public key as RFC 7517 writes it.
type jsonWebKey struct {
	Type      string `json:"kty"`
	Use       string `json:"use"`
	KeyID     string `json:"kid"`
	Exponent  string `json:"e"`
	Modulus   string `json:"n"`
	Algorithm string `json:"alg"`
}

func (s *signer) publicKey() (jsonWebKey, error) {
	key, err := s.key()
	if err != nil {
		return jsonWebKey{}, err
	}
	return jsonWebKey{
		Type:      "RSA",
		Use:       "sig",
		KeyID:     keyID(&key.PublicKey),
		Exponent:  base64.RawURLEncoding.EncodeToString(big.NewInt(int64(key.E)).Bytes()),
		Modulus:   base64.RawURLEncoding.EncodeToString(key.N.Bytes()),
		Algorithm: tokenAlgorithm,
	}, nil
}

func encodePart(v any) (string, error) {
	text, err := json.Marshal(v)
	if err != nil {
		return "", fmt.Errorf("encoding a part of the token: %w", err)
	}
	return base64.RawURLEncoding.EncodeToString(text), nil
}

func decodePart(part string, v any) error {
	text, err := base64.RawURLEncoding.DecodeString(part)
	if err != nil {
		return err
	}
	return json.Unmarshal(text, v)
}
