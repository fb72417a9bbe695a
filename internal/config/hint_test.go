package config

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// A hint must not lead from production to the sandbox: that is the mistake that
// this program exists to make impossible.
func TestAHintStaysOnTheSideThatWasMeant(t *testing.T) {
	file := filepath.Join(t.TempDir(), "config.toml")
	text := `[[environments]]
name = "acme"
token_url = "http://connect.visma.com/connect/token"
api_url = "http://api.brincr.com/api/v1/"
client_id = "isv"
client_secret = { env = "SECRET" }
tenants = [{ id = "af1140c1-52e0-46c7-b684-df894d4b8a5a" }]
`
	if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	_, err := Load(file, Env{})
	if err == nil {
		t.Fatal("http:// to another machine was accepted")
	}
	for _, want := range []string{"https://connect.visma.com/connect/token", "https://api.brincr.com/api/v1/"} {
		if !strings.Contains(err.Error(), want) {
			t.Errorf("the hint does not name %s:\n%v", want, err)
		}
	}
	if strings.Contains(err.Error(), "stagaws") || strings.Contains(err.Error(), "sandbox-api") {
		t.Errorf("the hint leads to the sandbox:\n%v", err)
	}
}
