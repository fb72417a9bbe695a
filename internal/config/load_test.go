package config

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"reflect"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"brincr-explorer/api"
)

const wholeConfig = `
environment = "production"
timeout = "90s"
max_body = "64MiB"
page_budget = 1_0

[[environments]]
name = "sandbox"
client_id = "isv_example"
client_secret = { env = "SECRET" }
scopes = ["brincr:country", "brincr:category"]
read_only = false
reload_on_renewal = true

  [[environments.tenants]]
  name = "Wijnhuis De Kelder"
  id = "af1140c1-52e0-46c7-b684-df894d4b8a5a"

  [[environments.tenants]]
  id = "90d1c2aa-0c7b-4a6e-9f0e-2d1b7c3e5f61"

  [[environments.scope_sets]]
  name = "orders"
  scopes = ["brincr:order", "brincr:orderLine"]

[[environments]]
name = "production"
client_id = "isv_live"
client_secret = "the-secret"
tenants = [{ name = "Step & Co", id = "3b0f6c1e-8c55-4c3b-9d3f-6a1f2b7d4e90" }]

[[environments]]
name = "local"
token_url = "http://127.0.0.1:4001/connect/token"
api_url = "http://[::1]:4002/api/v1"
client_id = "demo"
client_secret = "demo"
tenants = [{ name = "Demo", id = "3b0f6c1e-8c55-4c3b-9d3f-6a1f2b7d4e91" }]

[[endpoints]]
name = "Products by type"
path = "products?filter[product_type]=default"
scope = "brincr:product"

[[endpoints]]
method = "DELETE"
path = "categories/{id}"
`

func TestLoad(t *testing.T) {
	cfg, err := loadText(t, wholeConfig)
	if err != nil {
		t.Fatal(err)
	}
	for i := range cfg.Environments {
		if s, err := cfg.Environments[i].Secret.Secret(t.Context()); i > 0 && (err != nil || s.Empty()) {
			t.Errorf("environment %d: secret %v, %v", i, s, err)
		}
		cfg.Environments[i].Secret = nil
	}
	want := &Config{
		Path: "config.toml", Environment: "production", Timeout: 90 * time.Second, MaxBody: 64 << 20, PageBudget: 10,
		Environments: []api.Environment{
			{
				Name:     "sandbox",
				TokenURL: "https://connect.identity.stagaws.visma.com/connect/token", APIURL: "https://sandbox-api.brincr.com/api/v1/",
				Issuer: "https://connect.identity.stagaws.visma.com", ClientID: "isv_example",
				Scopes: []string{"brincr:country", "brincr:category"}, ReadOnly: false, ReloadOnRenewal: true,
				ScopeSets: []api.ScopeSet{{Name: "orders", Scopes: []string{"brincr:order", "brincr:orderLine"}}},
				Tenants: []api.Tenant{
					{Name: "Wijnhuis De Kelder", ID: "af1140c1-52e0-46c7-b684-df894d4b8a5a"},
					{Name: "90d1c2aa-0c7b-4a6e-9f0e-2d1b7c3e5f61", ID: "90d1c2aa-0c7b-4a6e-9f0e-2d1b7c3e5f61"},
				},
			},
			{
				Name: "production", Production: true, ReadOnly: true,
				TokenURL: "https://connect.visma.com/connect/token", APIURL: "https://api.brincr.com/api/v1/",
				Issuer: "https://connect.visma.com", ClientID: "isv_live",
				Tenants: []api.Tenant{{Name: "Step & Co", ID: "3b0f6c1e-8c55-4c3b-9d3f-6a1f2b7d4e90"}},
			},
			{
				Name: "local", ReadOnly: true, TokenURL: "http://127.0.0.1:4001/connect/token", APIURL: "http://[::1]:4002/api/v1/", ClientID: "demo",
				Tenants: []api.Tenant{{Name: "Demo", ID: "3b0f6c1e-8c55-4c3b-9d3f-6a1f2b7d4e91"}},
			},
		},
		Endpoints: []api.Endpoint{
			{Name: "Products by type", Method: "GET", Path: "products?filter[product_type]=default", Scope: "brincr:product", Evidence: api.FromConfig, Source: "config.toml, line 40"},
			{Name: "categories/{id}", Method: "DELETE", Path: "categories/{id}", Evidence: api.FromConfig, Source: "config.toml, line 45"},
		},
		variables: []string{"SECRET"},
	}
	if !reflect.DeepEqual(cfg, want) {
		t.Errorf("got:\n%+v\nwant:\n%+v", cfg, want)
	}
}

// minimal is a config without anything that can be left out; more goes into its
// environment.
func minimal(more string) string {
	return `[[environments]]
name = "sandbox"
client_id = "isv_example"
client_secret = { env = "SECRET" }
tenants = [{ id = "af1140c1-52e0-46c7-b684-df894d4b8a5a" }]
` + more
}

func TestLoadMinimal(t *testing.T) {
	cfg, err := loadText(t, minimal(""))
	if err != nil {
		t.Fatal(err)
	}
	e := cfg.Environments[0]
	if cfg.Environment != "sandbox" || !e.ReadOnly || e.ReloadOnRenewal || cfg.Timeout != 0 || cfg.MaxBody != 0 || len(cfg.Warnings) != 0 {
		t.Errorf("defaults are wrong: %+v", cfg)
	}
}

// An environment for two clients of the same world has the documented URLs
// under a name of its own, and is as much production as "production".
func TestProductionFollowsTheAddresses(t *testing.T) {
	cfg, err := loadText(t, `[[environments]]
name = "acme"
token_url = "https://CONNECT.visma.com/connect/token"
api_url = "https://api.brincr.com/api/v1"
client_id = "isv_example"
client_secret = { env = "SECRET" }
tenants = [{ id = "af1140c1-52e0-46c7-b684-df894d4b8a5a" }]
`)
	if err != nil {
		t.Fatal(err)
	}
	e := cfg.Environments[0]
	if !e.Production || e.Issuer != "https://connect.visma.com" || e.APIURL != "https://api.brincr.com/api/v1/" || len(cfg.Warnings) != 0 {
		t.Errorf("got %+v, warnings %v", e, cfg.Warnings)
	}
}

// A test server in production's place has production's look, but not its
// issuer: its tokens would seem to be wrong.
func TestOwnServerUnderDocumentedName(t *testing.T) {
	cfg, err := loadText(t, `[[environments]]
name = "production"
token_url = "http://localhost:1/connect/token"
api_url = "http://LOCALHOST:2/"
client_id = "isv_example"
client_secret = { env = "SECRET" }
tenants = [{ id = "af1140c1-52e0-46c7-b684-df894d4b8a5a" }]
`)
	if err != nil {
		t.Fatal(err)
	}
	if e := cfg.Environments[0]; !e.Production || e.Issuer != "" || len(cfg.Warnings) != 0 {
		t.Errorf("got %+v, warnings %v", e, cfg.Warnings)
	}
}

func TestG12_BlanksAroundValuesAreLeftOut(t *testing.T) {
	cfg, err := loadText(t, strings.ReplaceAll(minimal(`scopes = [" brincr:order"]`), `8a5a"`, `8a5a "`))
	if err != nil {
		t.Fatal(err)
	}
	if id := cfg.Environments[0].Tenants[0].ID; id != "af1140c1-52e0-46c7-b684-df894d4b8a5a" {
		t.Errorf("id = %q", id)
	}
	if s := cfg.Environments[0].Scopes; !slices.Equal(s, []string{"brincr:order"}) {
		t.Errorf("scopes = %q", s)
	}
	if len(cfg.Warnings) != 2 || !strings.Contains(cfg.Warnings[0].String(), "id has blanks") {
		t.Errorf("warnings: %v", cfg.Warnings)
	}
}

func TestG12_AMissingFileShowsTheWay(t *testing.T) {
	_, err := Load(filepath.Join(t.TempDir(), "no", "config.toml"), testEnv(nil))
	var missing *Missing
	if !errors.As(err, &missing) || !strings.HasSuffix(missing.Path, "config.toml") {
		t.Fatalf("got %v", err)
	}
	golden, _ := filepath.Abs("testdata/missing.txt")
	compareGolden(t, golden, (&Missing{Path: "/home/ann/.config/brincr-explorer/config.toml"}).Error()+"\n")
}

// What a new user is told to write has to work.
func TestFirstConfigLoads(t *testing.T) {
	if n := strings.Count(firstConfig, "\n"); n != 5 {
		t.Errorf("it has %d lines, and the message says five", n)
	}
	cfg, err := loadText(t, firstConfig)
	if err != nil || len(cfg.Warnings) > 0 {
		t.Errorf("Load: %v, %v", err, cfg)
	}
}

func TestG12_AFileThatCannotBeReadIsNamed(t *testing.T) {
	dir := t.TempDir()
	huge := filepath.Join(dir, "huge")
	if err := os.WriteFile(huge, []byte(strings.Repeat("#\n", maxFile/2)+"#"), 0o600); err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct{ path, want string }{
		"a folder":            {dir, dir + ": this is a folder, not a config file\n    Name the file in it: --config " + filepath.Join(dir, "config.toml")},
		"huge":                {huge, huge + ": the file is larger than 1 MiB, far more than a config holds\n    Check the path: this is probably another file."},
		"a file for a folder": {filepath.Join(huge, "config.toml"), filepath.Join(huge, "config.toml") + ": the file cannot be read: not a directory\n    Check the path, or name another file with --config FILE."},
	} {
		t.Run(name, func(t *testing.T) {
			if runtime.GOOS == "windows" && name == "a file for a folder" {
				t.Skip("Windows says that it is not found")
			}
			_, err := Load(c.path, testEnv(nil))
			var fe *FileError
			if !errors.As(err, &fe) || err.Error() != c.want {
				t.Errorf("got  %v\nwant %s", err, c.want)
			}
		})
	}
	err := unreadable("/etc/x y", &fs.PathError{Op: "open", Path: "/etc/x y", Err: fs.ErrPermission})
	want := "/etc/x y: the file cannot be read: its permissions, or those of a folder above it, forbid it\n    Look at them with: ls -ld '/etc/x y'"
	if err.Error() != want || !errors.Is(err, fs.ErrPermission) {
		t.Errorf("got  %v\nwant %s", err, want)
	}
}

func TestLargestFileLoads(t *testing.T) {
	text := minimal("")
	text += strings.Repeat("#", maxFile-len(text))
	if _, err := loadText(t, text); err != nil {
		t.Errorf("exactly 1 MiB: %v", err)
	}
}

func TestG12_AConfigWithASecretThatOthersCanReadIsRefused(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("Windows has no such permissions")
	}
	plain := strings.Replace(minimal(""), `{ env = "SECRET" }`, `"do-not-print-me"`, 1)
	load := func(text string, mode fs.FileMode) error {
		t.Chdir(t.TempDir())
		if err := os.WriteFile("my config.toml", []byte(text), mode); err != nil {
			t.Fatal(err)
		}
		if err := os.Chmod("my config.toml", mode); err != nil {
			t.Fatal(err)
		}
		_, err := Load("my config.toml", testEnv(nil))
		return err
	}
	for _, mode := range []fs.FileMode{0o644, 0o640, 0o604} {
		want := fmt.Sprintf(`my config.toml:4:17: client_secret is written in this file, and others on this machine can read the file (mode %04o)
    Type: chmod 600 'my config.toml'`, mode)
		if err := load(plain, mode); err == nil || err.Error() != want {
			t.Errorf("mode %o:\ngot  %v\nwant %s", mode, err, want)
		}
	}
	if err := load(plain, 0o600); err != nil {
		t.Errorf("mode 600: %v", err)
	}
	if err := load(minimal(""), 0o644); err != nil {
		t.Errorf("without a secret in it: %v", err)
	}
}

func TestG12_OddPlainSecretsAreWarnedOf(t *testing.T) {
	for secret, want := range map[string]string{
		`" s3cret"`:         "client_secret has blanks before or after it; they are taken as a part of it",
		`"$BRINCR_SECRET"`:  "client_secret looks like a reference, but a text in quotes is taken as the secret itself",
		`"op://vault/item"`: "client_secret looks like a reference, but a text in quotes is taken as the secret itself",
	} {
		cfg, err := loadText(t, strings.Replace(minimal(""), `{ env = "SECRET" }`, secret, 1))
		if err != nil || len(cfg.Warnings) != 1 || cfg.Warnings[0].Message != want {
			t.Errorf("%s: %v, %v", secret, err, cfg)
			continue
		}
		s, _ := cfg.Environments[0].Secret.Secret(context.Background())
		if got := `"` + s.Reveal() + `"`; got != secret {
			t.Errorf("the secret was changed: %s", got)
		}
	}
}

func TestProblemString(t *testing.T) {
	p := Problem{File: "a\x1bb.toml", Line: 12, Column: 3, Key: "timeout", Message: "message", Hint: "Hint.", Warning: true}
	if got, want := p.String(), `"a\x1bb.toml":12:3: warning: message. Hint.`; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	p = Problem{File: "a.toml", Message: "message"}
	if got, want := p.String(), "a.toml: message"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

func TestVeryManyProblems(t *testing.T) {
	var b strings.Builder
	for i := range 60 {
		fmt.Fprintf(&b, "zzz%d = 1\n", i)
	}
	s := problemsOf(t, b.String()+minimal("")).Error()
	if !strings.HasSuffix(s, "\nand 10 more") || strings.Contains(s, "zzz50") {
		t.Errorf("got %s", s)
	}
}
