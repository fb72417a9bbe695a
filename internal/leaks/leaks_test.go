package leaks

import (
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"net/url"
	"strings"
	"testing"
)

func TestG03_TheScanFindsEveryForm(t *testing.T) {
	t.Parallel()
	const secret = "s3cr&t/+% with a slash"
	for _, before := range []string{"", "i", "id", "id:", "user:"} {
		for _, after := range []string{"", "x", "xy", "xyz"} {
			text := before + secret + after
			quotedJSON, _ := json.Marshal(text)
			for name, encoded := range map[string]string{
				"plain": text, "form-encoded": url.QueryEscape(text), "path-encoded": url.PathEscape(text), "JSON": string(quotedJSON), "JSON with escaped slashes": strings.ReplaceAll(string(quotedJSON), "/", `\/`), "hex": hex.EncodeToString([]byte(text)),
				"base64": base64.StdEncoding.EncodeToString([]byte(text)), "base64url": base64.URLEncoding.EncodeToString([]byte(text)),
			} {
				if Form("Basic "+encoded+"\n", secret) == "" {
					t.Errorf("%s of %q is not found: %s", name, text, encoded)
				}
			}
		}
	}
	if found := Form("the secret of this test, ••••••, dGhl", secret); found != "" {
		t.Errorf("found as %s where it is not", found)
	}
}
