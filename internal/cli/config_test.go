package cli

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"
)

// configFor writes a config of one environment, whose servers are at these URLs.
func configFor(t *testing.T, tokenURL, apiURL, secret string) string {
	t.Helper()
	file := filepath.Join(t.TempDir(), "config.toml")
	text := fmt.Sprintf(`[[environments]]
name = "test"
token_url = %q
api_url = %q
client_id = "id"
client_secret = %s
scopes = ["brincr:category"]
tenants = [{ name = "A", id = "af1140c1-52e0-46c7-b684-df894d4b8a5a" }]
`, tokenURL, apiURL, secret)
	if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return file
}

// faulty writes a config whose token endpoint and API misbehave as newFaults
// names it.
func faulty(t *testing.T, token, api string) string {
	t.Helper()
	faults := newFaults()
	t.Cleanup(faults.Close)
	return configFor(t, faults.URL+"/"+token+"/token", faults.URL+"/"+api+"/api/", fmt.Sprintf("%q", plainSecret))
}
