package cli

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// completions are what a shell is offered behind the words of a line, the last
// of which is begun.
func completions(t *testing.T, words ...string) (offered []string, directive string) {
	t.Helper()
	w := newWorld(t, append([]string{"__completeNoDesc"}, words...)...)
	if got := Main(w.World); got != statusDone {
		t.Fatalf("%q: status %d\n%s", words, got, w.stderr.String())
	}
	lines := strings.Split(strings.TrimSpace(w.stdout.String()), "\n")
	return lines[:len(lines)-1], lines[len(lines)-1]
}

const (
	noFiles   = ":4"
	someFiles = ":8"
)

func TestCompletion(t *testing.T) {
	t.Parallel()
	tenants := []string{"Wijnhuis De Kelder", "Step & Co", "Kruidengroothandel Tijm & Zo"}
	for _, c := range []struct {
		words []string
		want  []string // the first of those offered; nil: nothing at all
		files string
	}{
		{[]string{""}, []string{"completion", "demo-server", "doctor", "endpoints", "get", "help", "init", "open", "report", "secret", "token"}, noFiles},
		{[]string{"help", ""}, []string{"completion", "demo-server", "doctor", "endpoints", "get", "init", "open", "report", "secret", "token"}, noFiles},
		{[]string{"get", "--demo", "--env", ""}, []string{"sandbox", "production"}, noFiles},
		{[]string{"--demo", "get", "--env", ""}, []string{"sandbox", "production"}, noFiles},
		{[]string{"get", "--demo", "--tenant", ""}, tenants, noFiles},
		{[]string{"get", "--demo", "--tenant", "nobody", "--env", ""}, []string{"sandbox", "production"}, noFiles},
		{[]string{"token", "--demo", "--env", "production", "--tenant", ""}, []string{"Koffiebranderij De Proefkop", "Fietsdelen Van Voorbeeldt"}, noFiles},
		{[]string{"--demo", "--tenant", "90"}, append(slices.Clone(tenants), "90d1c2aa-3b7e-4f0c-9a52-6d1f0be84c37"), noFiles},
		{[]string{"--demo", "--scope", ""}, []string{"brincr:category", "brincr:country", "brincr:product"}, noFiles},
		{[]string{"get", "--demo", "--scope", "brincr:category", "--scope", ""}, []string{"brincr:category", "brincr:country"}, noFiles},
		{[]string{"get", "--demo", "--scope", "brincr:category", "--sc"}, []string{"--scope"}, noFiles},
		{[]string{"get", "--demo", "--scope-set", ""}, []string{"catalogue", "orders"}, noFiles},
		{[]string{"get", "--config", "none.toml", "--scope-set", ""}, nil, noFiles},
		{[]string{"get", "--demo", ""}, []string{"categories", "countries", "products"}, noFiles},
		{[]string{"get", "--demo", "categories", ""}, nil, noFiles},
		{[]string{"token", "--demo", ""}, nil, noFiles},
		{[]string{"init", "--env", ""}, []string{"sandbox", "production"}, noFiles},
		{[]string{"init", "--config", ""}, []string{"toml"}, someFiles},
		{[]string{"doctor", "--demo", "--env", ""}, []string{"sandbox", "production"}, noFiles},
		{[]string{"secret", ""}, []string{"check", "delete", "set"}, noFiles},
		{[]string{"help", "secret", ""}, []string{"check", "delete", "set"}, noFiles},
		{[]string{"secret", "set", ""}, nil, noFiles},
		{[]string{"get", "--timeout", ""}, nil, noFiles},
		{[]string{"report", "--format", ""}, []string{"markdown", "json"}, noFiles},
		{[]string{"report", "--day", ""}, []string{"today", "yesterday"}, noFiles},
		{[]string{"report", "--since", ""}, nil, noFiles},
		{[]string{"--demo-token-ttl", ""}, nil, noFiles},
		{[]string{"demo-server", "--latency", ""}, nil, noFiles},
		{[]string{"demo-server", "--listen", ""}, nil, noFiles},
		{[]string{"get", "--config", ""}, []string{"toml"}, someFiles},
		{[]string{"get", "--config", "none.toml", "--tenant", ""}, nil, noFiles},
	} {
		got, directive := completions(t, c.words...)
		if len(got) < len(c.want) || !slices.Equal(got[:len(c.want)], c.want) || (c.want == nil && len(got) > 0) || directive != c.files {
			t.Errorf("%q: %q %s, want %q %s", c.words, got, directive, c.want, c.files)
		}
	}
}

func TestCompletionFromConfig(t *testing.T) {
	t.Parallel()
	file := filepath.Join(t.TempDir(), "config.toml")
	const text = `environment = "second"
[[environments]]
name = "first"
token_url = "http://127.0.0.1:1/token"
api_url = "http://127.0.0.1:1/api/"
client_id = "id"
client_secret = { command = ["/no/such/program"] }
tenants = [{ name = "Alpha", id = "af1140c1-52e0-46c7-b684-df894d4b8a5a" }]
[[environments]]
name = "second"
token_url = "http://127.0.0.1:1/token"
api_url = "http://127.0.0.1:1/api/"
client_id = "id"
client_secret = { env = "NO_SUCH_VARIABLE" }
scopes = ["brincr:other"]
tenants = [{ name = "B\u001B[2J", id = "90d1c2aa-3b7e-4f0c-9a52-6d1f0be84c37" }]
[[endpoints]]
path = "mine"
[[endpoints]]
path = "mine/{id}"
[[endpoints]]
path = "changed"
method = "POST"
`
	if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		words []string
		last  string // of those offered; "": nothing
	}{
		{[]string{"--env", ""}, "second"},
		{[]string{"--env", "first", "--tenant", ""}, "Alpha"},
		{[]string{"--scope", ""}, "brincr:other"},
		{[]string{"--env", "first", "--scope", ""}, "brincr:status"},
		{[]string{""}, "mine"},
		// A name that a terminal would obey is not offered; its id is.
		{[]string{"--tenant", ""}, ""},
		{[]string{"--tenant", "9"}, "90d1c2aa-3b7e-4f0c-9a52-6d1f0be84c37"},
	} {
		got, _ := completions(t, append([]string{"get", "--config", file}, c.words...)...)
		if last := append([]string{""}, got...)[len(got)]; last != c.last {
			t.Errorf("%q: %q, want %q at the end", c.words, got, c.last)
		}
	}
}

// The names of secrets are those that the config in its usual place uses.
func TestCompletionOfSecrets(t *testing.T) {
	t.Parallel()
	home := t.TempDir()
	folder := filepath.Join(home, "brincr-explorer")
	if err := os.Mkdir(folder, 0o700); err != nil {
		t.Fatal(err)
	}
	const text = `[[environments]]
name = "sandbox"
client_id = "id"
client_secret = { keyring = "brincr-sandbox" }
tenants = [{ id = "af1140c1-52e0-46c7-b684-df894d4b8a5a" }]
`
	if err := os.WriteFile(filepath.Join(folder, "config.toml"), []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, command := range []string{"set", "check", "delete"} {
		w := newWorld(t, "__completeNoDesc", "secret", command, "")
		w.LookupEnv = func(name string) (string, bool) { return home, name == "XDG_CONFIG_HOME" }
		if got := Main(w.World); got != statusDone || w.stdout.String() != "brincr-sandbox\n:4\n" {
			t.Errorf("%s: status %d, %q", command, got, w.stdout.String())
		}
	}
}

func TestCompletionScripts(t *testing.T) {
	t.Parallel()
	for _, shell := range []string{"bash", "zsh", "fish", "powershell"} {
		w := newWorld(t, "completion", shell)
		if got := w.run(t); got != statusDone || !strings.Contains(w.stdout.String(), "__complete") {
			t.Errorf("%s: status %d, %d bytes", shell, got, w.stdout.Len())
		}
	}
}
