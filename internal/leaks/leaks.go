// Package leaks finds secrets in what the program wrote, for tests alone: plain, and in every encoding that a
// text passes on its way through forms, URLs, JSON, Go's own quoting and HTTP's basic authentication.
package leaks

import (
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"net/url"
	"strings"
)

// Form tells in which form a text holds one of the secrets; "" when it holds none.
func Form(text string, secrets ...string) string {
	for _, secret := range secrets {
		for _, form := range forms(secret) {
			if strings.Contains(text, form[1]) {
				return form[0]
			}
		}
	}
	return ""
}

// forms are a secret as it is, and as it is encoded, each with its name.
func forms(secret string) [][2]string {
	quoted, _ := json.Marshal(secret)
	inJSON := strings.Trim(string(quoted), `"`)
	list := [][2]string{
		{"plain", secret},
		{"form-encoded", url.QueryEscape(secret)},
		{"path-encoded", url.PathEscape(secret)},
		{"JSON", inJSON},
		{"JSON with escaped slashes", strings.ReplaceAll(inJSON, "/", `\/`)},
		{"hex", hex.EncodeToString([]byte(secret))},
	}
	for shift := range 3 {
		for name, encoding := range map[string]*base64.Encoding{"base64": base64.RawStdEncoding, "base64url": base64.RawURLEncoding} {
			list = append(list, [2]string{name, inside(encoding, secret, shift)})
		}
	}
	return list
}

// inside is what all base64 texts have in common in which a secret stands after 3n+shift other bytes: without the
// characters that also hold bits of its neighbours.
func inside(encoding *base64.Encoding, secret string, shift int) string {
	whole := encoding.EncodeToString([]byte(strings.Repeat("\x00", shift) + secret))
	first := []int{0, 2, 3}[shift]
	last := (shift + len(secret)) * 8 / 6
	return whole[first:last]
}
