package cli

import (
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"net/url"
	"strings"
	"testing"
)

// leakOf tells in which form a text holds one of the secrets; "" when it holds
// none.
func leakOf(text string, secrets ...string) string {
	for _, secret := range secrets {
		for _, form := range formsOf(secret) {
			if strings.Contains(text, form[1]) {
				return form[0]
			}
		}
	}
	return ""
}

// formsOf are a secret as it is, and as it is encoded on its way through forms,
// URLs, JSON, Go's own quoting and HTTP's basic authentication, each with its name.
func formsOf(secret string) [][2]string {
	quotedJSON, _ := json.Marshal(secret)
	forms := [][2]string{
		{"plain", secret},
		{"form-encoded", url.QueryEscape(secret)},
		{"path-encoded", url.PathEscape(secret)},
		{"JSON", strings.Trim(string(quotedJSON), `"`)},
		{"hex", hex.EncodeToString([]byte(secret))},
	}
	for shift := range 3 {
		for name, encoding := range map[string]*base64.Encoding{"base64": base64.RawStdEncoding, "base64url": base64.RawURLEncoding} {
			forms = append(forms, [2]string{name, base64Inside(encoding, secret, shift)})
		}
	}
	return forms
}

// base64Inside is what all base64 texts have in common in which a secret stands
// after 3n+shift other bytes: without the characters that also hold bits of its
// neighbours.
func base64Inside(encoding *base64.Encoding, secret string, shift int) string {
	whole := encoding.EncodeToString([]byte(strings.Repeat("\x00", shift) + secret))
	first := []int{0, 2, 3}[shift]
	last := (shift + len(secret)) * 8 / 6
	return whole[first:last]
}

func TestG03_TheScanFindsEveryForm(t *testing.T) {
	t.Parallel()
	const secret = plainSecret
	for _, before := range []string{"", "i", "id", "id:", "user:"} {
		for _, after := range []string{"", "x", "xy", "xyz"} {
			text := before + secret + after
			quotedJSON, _ := json.Marshal(text)
			for name, encoded := range map[string]string{
				"plain": text, "form-encoded": url.QueryEscape(text), "path-encoded": url.PathEscape(text), "JSON": string(quotedJSON), "hex": hex.EncodeToString([]byte(text)),
				"base64": base64.StdEncoding.EncodeToString([]byte(text)), "base64url": base64.URLEncoding.EncodeToString([]byte(text)),
			} {
				if leakOf("Basic "+encoded+"\n", secret) == "" {
					t.Errorf("%s of %q is not found: %s", name, text, encoded)
				}
			}
		}
	}
	if found := leakOf("the secret of this test, ••••••, dGhl", secret); found != "" {
		t.Errorf("found as %s where it is not", found)
	}
}
