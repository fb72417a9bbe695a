package config

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"brincr-explorer/auth"
)

// sourceOf loads a config in dir whose client_secret is this, and gives its
// source.
func sourceOf(t *testing.T, dir, clientSecret string, env Env) (auth.SecretSource, []Problem) {
	t.Helper()
	path := filepath.Join(dir, "config.toml")
	text := strings.Replace(minimal(""), `{ env = "SECRET" }`, clientSecret, 1)
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	cfg, err := Load(path, env)
	if err != nil {
		t.Fatal(err)
	}
	return cfg.Environments[0].Secret, cfg.Warnings
}

// wantSecretError holds the whole text, and that the error tells its parts.
func wantSecretError(t *testing.T, err error, want string) {
	t.Helper()
	var se *SecretError
	if !errors.As(err, &se) {
		t.Fatalf("got %v, want a *SecretError", err)
	}
	if se.Environment != "sandbox" || se.Source == "" || se.Hint == "" {
		t.Errorf("incomplete: %+v", se)
	}
	if err.Error() != want {
		t.Errorf("got  %s\nwant %s", err, want)
	}
}

func TestEnvSecret(t *testing.T) {
	const who = `no client secret for environment "sandbox": `
	for name, c := range map[string]struct {
		variable string
		set      bool
		value    string
		want     string // secret
		err      string
	}{
		"set":            {"SECRET", true, "a&b+c%d é", "a&b+c%d é", ""},
		"trailing break": {"SECRET", true, "abc\n", "abc", ""},
		"blanks stay":    {"SECRET", true, " abc ", " abc ", ""},
		"not set":        {"SECRET", false, "", "", who + "the variable SECRET is not set. Set it before starting brincr-explorer; in bash or zsh, without leaving it in the history: read -rs SECRET && export SECRET"},
		"empty":          {"SECRET", true, "", "", who + "the variable SECRET is empty. It has to give the secret."},
		"two lines":      {"SECRET", true, "do-not\nprint-me", "", who + "the variable SECRET gives more than one line. It has to give the secret alone, on one line."},
		"control":        {"SECRET", true, "do-not\x1bprint-me", "", who + "the variable SECRET gives characters that no secret has. It has to give the secret alone, as plain text."},
		"not UTF-8":      {"SECRET", true, "do-not\xffprint-me", "", who + "the variable SECRET gives characters that no secret has. It has to give the secret alone, as plain text."},
		// A secret in the place of a variable's name.
		"secret as name": {"x9K2mQpL4w", false, "", "", who + "the variable named in the config is not set. Set it before starting brincr-explorer."},
	} {
		t.Run(name, func(t *testing.T) {
			variables := map[string]string{}
			if c.set {
				variables[c.variable] = c.value
			}
			source, _ := sourceOf(t, t.TempDir(), fmt.Sprintf("{ env = %q }", c.variable), testEnv(variables))
			s, err := source.Secret(t.Context())
			if c.err != "" {
				wantSecretError(t, err, c.err)
				return
			}
			if err != nil || s.Reveal() != c.want {
				t.Errorf("got %q, %v", s.Reveal(), err)
			}
		})
	}
}

// A secret is read when it is asked for, and each time anew: it can be set
// after loading, and replaced while the program runs.
func TestSecretsAreReadLazily(t *testing.T) {
	variables := map[string]string{}
	source, _ := sourceOf(t, t.TempDir(), `{ env = "SECRET" }`, testEnv(variables))
	for _, want := range []string{"first", "second"} {
		variables["SECRET"] = want
		if s, err := source.Secret(t.Context()); err != nil || s.Reveal() != want {
			t.Errorf("got %q, %v; want %s", s.Reveal(), err, want)
		}
	}
}

func TestFileSecret(t *testing.T) {
	for name, c := range map[string]struct{ content, want, err string }{
		"no break":     {"abc", "abc", ""},
		"LF":           {"abc\n", "abc", ""},
		"CRLF":         {"abc\r\n", "abc", ""},
		"BOM":          {"\xef\xbb\xbfabc\r\n", "abc", ""},
		"largest":      {strings.Repeat("x", MaxSecret), strings.Repeat("x", MaxSecret), ""},
		"two breaks":   {"do-not-print-me\n\n", "", "gives more than one line. It has to give the secret alone, on one line."},
		"two lines":    {"do-not\nprint-me", "", "gives more than one line. It has to give the secret alone, on one line."},
		"empty":        {"", "", "is empty. It has to give the secret."},
		"only a break": {"\n", "", "is empty. It has to give the secret."},
		"UTF-16":       {"\xff\xfea\x00b\x00", "", "gives text in UTF-16. It has to give UTF-8."},
		"too large":    {strings.Repeat("x", MaxSecret+1), "", "gives more than 64 KiB. It has to give the secret alone."},
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			path := filepath.Join(dir, "secret.txt")
			if err := os.WriteFile(path, []byte(c.content), 0o600); err != nil {
				t.Fatal(err)
			}
			source, warnings := sourceOf(t, dir, `{ file = "secret.txt" }`, testEnv(nil))
			if len(warnings) > 0 {
				t.Errorf("warnings: %v", warnings)
			}
			s, err := source.Secret(t.Context())
			if c.err != "" {
				wantSecretError(t, err, fmt.Sprintf("no client secret for environment %q: the file %q %s", "sandbox", path, c.err))
				return
			}
			if err != nil || s.Reveal() != c.want {
				t.Errorf("got %d bytes, %v", len(s.Reveal()), err)
			}
		})
	}
}

func TestG12_ASecretFileThatCannotBeReadIsNamed(t *testing.T) {
	dir := t.TempDir()
	who := fmt.Sprintf("no client secret for environment %q: the file ", "sandbox")
	source, warnings := sourceOf(t, dir, `{ file = "none" }`, testEnv(nil))
	if len(warnings) > 0 {
		t.Errorf("a file that is not there yet is no mistake: %v", warnings)
	}
	_, err := source.Secret(t.Context())
	wantSecretError(t, err, who+fmt.Sprintf("%q does not exist. Put the secret into it, on one line. A relative path counts from the config's folder.", filepath.Join(dir, "none")))
	if !errors.Is(err, fs.ErrNotExist) {
		t.Error("the cause is lost")
	}
	source, _ = sourceOf(t, dir, `{ file = "." }`, testEnv(nil))
	_, err = source.Secret(t.Context())
	wantSecretError(t, err, who+fmt.Sprintf("%q is no ordinary file. Name the file that holds the secret.", dir))

	ended, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err = source.Secret(ended); !errors.Is(err, context.Canceled) {
		t.Errorf("after the end of its context: %v", err)
	}
}

func TestFileSecretPaths(t *testing.T) {
	home, elsewhere := t.TempDir(), t.TempDir()
	env := testEnv(nil)
	env.Home = func() (string, error) { return home, nil }
	absolute := filepath.Join(elsewhere, "absolute")
	for path, content := range map[string]string{filepath.Join(home, "in-home"): "home", absolute: "absolute"} {
		if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	for file, want := range map[string]string{"~/in-home": "home", absolute: "absolute"} {
		source, _ := sourceOf(t, t.TempDir(), fmt.Sprintf("{ file = '%s' }", file), env)
		if s, err := source.Secret(t.Context()); err != nil || s.Reveal() != want {
			t.Errorf("%s: got %q, %v", file, s.Reveal(), err)
		}
	}
}

// Nothing that formats a config, or a part of it, shows a secret: neither the
// plain one nor the arguments of a command.
func TestG03_FormattingHidesSecrets(t *testing.T) {
	for _, secret := range []string{`"do-not-print-me"`, `{ command = ["echo", "do-not-print-me"] }`} {
		cfg, err := loadText(t, strings.Replace(minimal(""), `{ env = "SECRET" }`, secret, 1))
		if err != nil {
			t.Fatal(err)
		}
		for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q", "%x", "%d"} {
			for _, v := range []any{cfg, *cfg, cfg.Environments[0], cfg.Environments[0].Secret} {
				if s := fmt.Sprintf(verb, v); strings.Contains(s, "print-me") || strings.Contains(s, fmt.Sprintf("%x", "print-me")) {
					t.Errorf("%s of %T: %s", verb, v, s)
				}
			}
		}
	}
}
