package demo

import (
	"crypto/rsa"
	"fmt"
	"math/big"
)

// The demo's signing key is public on purpose: it signs tokens for invented data on
// loopback and nothing else. A fixed key makes tokens the same in every run, and
// spares each start the tenth of a second that making a key takes. Anyone can
// forge a token with it, for a demo server and for nothing else.
const (
	publicDemoPrimeP = "" +
		"e85b776368bc5f9708e1d38330a4e7f8954c2f17b892b2e92e310f16807964ba" +
		"d360c606bc4b3d765e4a39bdc66d31c6fcdfaf67d775359033e686d114ea205d" +
		"d6abae4760dfa998139b8c9619edca9a2b03bd6b7499b3b184e76449cab982a9" +
		"21b924389b678d17c2fd79d11b2b48eceb3652a9de93e46f29f15775eb7a23cb"
	publicDemoPrimeQ = "" +
		"e3ee11ca64987bedaa59c2993734088a73bbe2ee84bf834b4a8398ca035d4db8" +
		"066966d74985c5effbb93fedb2d3e4d2258c8faaa204c9c0c3ab4c1f10daffbe" +
		"99a9ee444f8d7ec66fdb519e9bb2294971593fe36fc07b9017a96c58f4f7b775" +
		"23b4d4bcd31f9f7f0da94c7fc36e06398e625eb04f8f53557b4087155f9585cb"
	publicExponent = 65537
)

// demoKey computes the private key from its two primes (RFC 8017, section 3.2).
func demoKey() (*rsa.PrivateKey, error) {
	p, okP := new(big.Int).SetString(publicDemoPrimeP, 16)
	q, okQ := new(big.Int).SetString(publicDemoPrimeQ, 16)
	if !okP || !okQ {
		return nil, fmt.Errorf("the demo key's primes are no hexadecimal numbers")
	}
	one := big.NewInt(1)
	totient := new(big.Int).Mul(new(big.Int).Sub(p, one), new(big.Int).Sub(q, one))
	key := &rsa.PrivateKey{
		PublicKey: rsa.PublicKey{N: new(big.Int).Mul(p, q), E: publicExponent},
		D:         new(big.Int).ModInverse(big.NewInt(publicExponent), totient),
		Primes:    []*big.Int{p, q},
	}
	key.Precompute()
	if err := key.Validate(); err != nil {
		return nil, fmt.Errorf("the demo key is no RSA key: %w", err)
	}
	return key, nil
}
