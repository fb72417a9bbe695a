package config

import (
	"strings"
	"testing"
)

// TestOriginSaysWhereASecretComesFrom, and repeats nothing that may be one.
func TestOriginSaysWhereASecretComesFrom(t *testing.T) {
	for secret, want := range map[string]string{
		`{ env = "BRINCR_SECRET" }`:              "the variable BRINCR_SECRET",
		`{ env = "aB3xR7doNotPrint9" }`:          "the variable named in the config",
		`{ keyring = "brincr-sandbox" }`:         `the system's keyring, named "brincr-sandbox"`,
		`{ keyring = "aB3xR7doNotPrint9" }`:      "the system's keyring",
		`{ file = "/etc/secret" }`:               `the file "/etc/secret"`,
		`{ command = ["op", "read", "secret"] }`: `the command "op"`,
		`"do-not-print-me"`:                      "the config itself",
	} {
		text := strings.Replace(firstConfig, `{ env = "BRINCR_SANDBOX_SECRET" }`, secret, 1)
		c, err := Parse("config.toml", text, Env{})
		if err != nil {
			t.Fatalf("%s: %v", secret, err)
		}
		if got := Origin(c.Environments[0].Secret); got != want {
			t.Errorf("%s: %s", secret, got)
		}
	}
}
