package cli

import (
	"errors"
	"flag"
	"os"
	"path/filepath"
	"regexp"
	"runtime"
	"strings"
	"testing"

	"brincr-explorer/internal/config"
	"brincr-explorer/internal/demo"
	"brincr-explorer/internal/keyring"
	"brincr-explorer/internal/safetext"
)

var update = flag.Bool("update", false, "write the golden files anew")

const (
	tenantLine = "af1140c1-52e0-46c7-b684-df894d4b8a5a\tWijnhuis De Kelder "
	otherLine  = "Step & Co 90d1c2aa-3b7e-4f0c-9a52-6d1f0be84c37"
)

// answered runs init with answers, a line each, in a folder of its own.
func answered(t *testing.T, store keyring.Store, answers ...string) (w *testWorld, status int) {
	t.Helper()
	t.Chdir(t.TempDir())
	w = newWorld(t, "init", "--config", "new/config.toml")
	w.Keyring, w.Stdin = keyring.New(store, 0), strings.NewReader(strings.Join(answers, "\n")+"\n")
	return w, w.run(t)
}

// other are the answers for the demo's servers up to the client id.
func other(e demo.Environment) []string {
	return []string{"other", "demo", e.TokenURL, e.APIURL, e.ClientID}
}

func join(lists ...[]string) (all []string) {
	for _, list := range lists {
		all = append(all, list...)
	}
	return all
}

// noKeyring is a system without one.
type noKeyring struct{ fakeKeyring }

func (*noKeyring) Get(string, string) (string, error) { return "", errors.New("nobody is there") }

// TestInitWritesAConfigThatWorks: for the owner alone, without a warning, and a
// token comes with it.
func TestInitWritesAConfigThatWorks(t *testing.T) {
	e := startDemo(t).Environments()[0]
	store := &fakeKeyring{}
	w, status := answered(t, store, join(other(e), []string{"keyring", "", e.ClientSecret, tenantLine, otherLine, "", "1 country", "yes"})...)
	if status != statusDone || w.stdout.String() != "new/config.toml\n" {
		t.Fatalf("status %d, %q\n%s", status, w.stdout.String(), w.stderr.String())
	}
	for _, text := range []string{"Nothing is sent to Brincr", "A token came. It lives 60 minutes. Right are: the form of the request", "brincr-explorer doctor --config new/config.toml"} {
		if !strings.Contains(strings.ReplaceAll(w.stderr.String(), "\n", " "), text) {
			t.Errorf("it does not say %q:\n%s", text, w.stderr.String())
		}
	}
	if kept, _ := store.Get("brincr-explorer", "brincr-demo"); kept != e.ClientSecret {
		t.Errorf("the keyring holds %q", kept)
	}
	c, err := config.Load("new/config.toml", config.Env{})
	if err != nil || len(c.Warnings) > 0 || len(c.Environments[0].Tenants) != 2 || c.Environments[0].Tenants[0].Name != "Wijnhuis De Kelder" {
		t.Errorf("%v, %+v", err, c)
	}
	text, _ := os.ReadFile("new/config.toml")
	if strings.Contains(string(text), e.ClientSecret) {
		t.Error("the secret is in the file")
	}
	if runtime.GOOS != "windows" {
		file, _ := os.Stat("new/config.toml")
		folder, _ := os.Stat("new")
		if file.Mode().Perm() != 0o600 || folder.Mode().Perm() != 0o700 {
			t.Errorf("modes %v, %v", file.Mode(), folder.Mode())
		}
	}
	again := newWorld(t, "init", "--config", "new/config.toml")
	if got := again.run(t); got != statusUsage || !strings.Contains(again.stderr.String(), "there is a config already, and it is left as it is") || !strings.Contains(again.stderr.String(), "init --config FILE") {
		t.Errorf("a second time: %d\n%s", got, again.stderr.String())
	}
}

// TestInitMendsTheWrongAnswer: each failure leads to the answer that it speaks
// against, and says what is right all the same.
func TestInitMendsTheWrongAnswer(t *testing.T) {
	e := startDemo(t).Environments()[0]
	right := func(secret, scopes string) []string {
		return []string{"plain", secret, tenantLine, "", scopes, "yes"}
	}
	for name, c := range map[string]struct {
		answers []string
		says    []string
	}{
		"the secret": {
			join(other(e), right("wrong", ""), []string{"secret", "plain", e.ClientSecret, "yes"}),
			[]string{"400 invalid_client", "usually right: the form of the request", "not looked at: the grant type, the scopes, the tenant"},
		},
		"the scopes": {
			join(other(e), right(e.ClientSecret, "1 orderConnected"), []string{"1", "1 2", "yes"}),
			[]string{"400 invalid_scope", "usually right: the form of the request, the client id with its secret, the grant type"},
		},
		"the tenant": {
			join(other(e), []string{"plain", e.ClientSecret, "Lost 00000000-1111-2222-3333-444444444444", "", "", "yes", "tenants", tenantLine, "", "yes"}),
			[]string{"400 invalid_tenant", "the grant type, the scopes", "administrator of the tenant"},
		},
		"the kind of application": {
			join(other(e)[:4], []string{"demo_sandbox_web", "plain", "demo-sandbox-web-secret", tenantLine, "", "", "yes", "client", e.ClientID, "yes", "secret", "plain", e.ClientSecret, "yes"}),
			[]string{"400 unauthorized_client", "its type must be \"service\"", "400 invalid_client"},
		},
		"the variable": {
			join(other(e), []string{"variable", "NO_SUCH_VARIABLE", tenantLine, "", "", "yes", "secret", "plain", e.ClientSecret, "yes"}),
			[]string{"It is not set here", "read -rs NO_SUCH_VARIABLE", "could not be read"},
		},
	} {
		t.Run(name, func(t *testing.T) {
			w, status := answered(t, &noKeyring{}, c.answers...)
			said := strings.Join(strings.Fields(w.stderr.String()), " ")
			if status != statusDone || !strings.Contains(said, "A token came.") {
				t.Errorf("status %d\n%s", status, w.stderr.String())
			}
			for _, text := range c.says {
				if !strings.Contains(said, text) {
					t.Errorf("it does not say %q:\n%s", text, w.stderr.String())
				}
			}
		})
	}
}

// TestInitWithoutAToken: it can be written all the same, or left.
func TestInitWithoutAToken(t *testing.T) {
	e := startDemo(t).Environments()[0]
	begun := join(other(e), []string{"plain", "wrong", tenantLine, "", ""})
	for name, c := range map[string]struct {
		end     []string
		status  int
		written bool
		says    string
	}{
		"written all the same": {[]string{"yes", "write"}, statusDone, true, "Written"},
		"not tried":            {[]string{"no"}, statusDone, true, "Written"},
		"left":                 {[]string{"yes", "leave"}, statusToken, false, "no token came, and nothing was written"},
		"tried again, left":    {[]string{"yes", "again", "yes", "leave"}, statusToken, false, "nothing was written"},
		"no more answers":      {[]string{"yes"}, statusUsage, false, `the answers end at the question "Which one? [1]"; nothing was written`},
	} {
		t.Run(name, func(t *testing.T) {
			w, status := answered(t, &noKeyring{}, join(begun, c.end)...)
			_, err := os.Stat("new")
			if status != c.status || (err == nil) != c.written || !strings.Contains(w.stderr.String(), c.says) {
				t.Errorf("status %d, %v\n%s", status, err, w.stderr.String())
			}
		})
	}
}

// TestInitRefusesWhatWillNotDo: a script is told which answer, and nothing is
// written.
func TestInitRefusesWhatWillNotDo(t *testing.T) {
	sandbox := []string{"sandbox", "isv_example"}
	secret := join(sandbox, []string{"variable", ""})
	for name, c := range map[string]struct {
		answers []string
		says    string
	}{
		"no such environment": {[]string{"staging"}, "Answer sandbox, production or other."},
		"a wrong token URL":   {[]string{"other", "test", "connect.example"}, "token_url is not an absolute URL"},
		"unencrypted":         {[]string{"other", "test", "http://example.com/token"}, "unencrypted"},
		"halves of two":       {[]string{"other", "test", "https://connect.visma.com/connect/token", "https://sandbox-api.brincr.com/api/v1/"}, "token_url belongs to production and api_url to the sandbox"},
		"no client":           {[]string{"sandbox", ""}, "An answer is needed"},
		"a blank in a client": {[]string{"sandbox", "isv example"}, "has a blank or an invisible character in it"},
		"an escape":           {[]string{"sandbox", "isv\x1b[A"}, "cannot be meant"},
		"no such place":       {join(sandbox, []string{"nowhere"}), "Answer with a number from 1 to 4"},
		"no variable":         {join(sandbox, []string{"variable", "$X"}), "does not hold the name of an environment variable"},
		"an empty secret":     {join(sandbox, []string{"plain", ""}), "It is empty"},
		"a quote left open":   {join(sandbox, []string{"command", `op "read`}), "A quote is not closed"},
		"a bad id":            {join(secret, []string{"Step & Co 90d1c2aa"}, []string{""}), `There is no id for "Step & Co 90d1c2aa"`},
		"a tenant twice":      {join(secret, []string{tenantLine, tenantLine}), "came twice"},
		"no tenant":           {join(secret, []string{""}), "At least one tenant is needed"},
		"a slip in a scope":   {join(secret, []string{tenantLine, "", "brincr:catgory"}), `Did you mean "brincr:category"?`},
		"no such number":      {join(secret, []string{tenantLine, "", "99"}), "There is no number 99"},
		"neither yes nor no":  {join(secret, []string{tenantLine, "", "", "perhaps"}), "Answer yes or no."},
	} {
		t.Run(name, func(t *testing.T) {
			w, status := answered(t, &noKeyring{}, c.answers...)
			if _, err := os.Stat("new"); status != statusUsage || !strings.Contains(w.stderr.String(), c.says) || !strings.Contains(w.stderr.String(), "othing was written") || err == nil {
				t.Errorf("status %d, %v\n%s", status, err, w.stderr.String())
			}
		})
	}
}

// TestInitLeavesNothingHalfDone: where the file cannot be written, the keyring is
// as it was.
func TestInitLeavesNothingHalfDone(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("the obstacle is another there")
	}
	for name, before := range map[string]string{"nothing was there": "", "another was there": "the old one"} {
		t.Run(name, func(t *testing.T) {
			store := &fakeKeyring{}
			answers := []string{"sandbox", "isv_example", "keyring", "", "new", tenantLine, "", "", "no"}
			if before != "" {
				_ = store.Set("brincr-explorer", "brincr-sandbox", before)
				answers = []string{"sandbox", "isv_example", "keyring", "", "replace", "new", tenantLine, "", "", "no"}
			}
			t.Chdir(t.TempDir())
			if err := os.WriteFile("file", nil, 0o600); err != nil {
				t.Fatal(err)
			}
			w := newWorld(t, "init", "--config", "file/config.toml")
			w.Keyring, w.Stdin = keyring.New(store, 0), strings.NewReader(strings.Join(answers, "\n")+"\n")
			status := w.run(t)
			if kept, _ := store.Get("brincr-explorer", "brincr-sandbox"); status != statusFailed || kept != before || !strings.Contains(w.stderr.String(), "cannot be written") {
				t.Errorf("status %d, the keyring holds %q\n%s", status, kept, w.stderr.String())
			}
		})
	}
}

// TestInitAsRead: the whole conversation, at two widths, no line wider than the
// terminal.
func TestInitAsRead(t *testing.T) {
	e := startDemo(t).Environments()[0]
	answers := join(other(e), []string{"plain", "wrong", tenantLine, otherLine, "", "1 2", "yes", "secret", "plain", e.ClientSecret, "yes"})
	port := regexp.MustCompile(`127\.0\.0\.1:\d+`)
	for _, width := range []int{20, 80, 140} {
		t.Chdir(t.TempDir())
		w := newWorld(t, "init", "--config", "config.toml")
		w.Keyring, w.Stdin = keyring.New(&noKeyring{}, 0), strings.NewReader(strings.Join(answers, "\n")+"\n")
		w.Terminal = func(stream any) bool { return stream == w.Stderr }
		w.Size = func(any) (int, int) { return width, 24 }
		if got := w.run(t); got != statusDone {
			t.Fatalf("status %d\n%s", got, w.stderr.String())
		}
		for text := range strings.Lines(w.stderr.String()) {
			if n := safetext.Width(strings.TrimSuffix(text, "\n")); n > width+1 { // a blank behind a question
				t.Errorf("%d columns of %d: %q", n, width, text)
			}
		}
		if width > 20 {
			golden(t, "init", width, port.ReplaceAllString(w.stderr.String(), "127.0.0.1:54321"))
		}
	}
}

// root is where the tests began: they change their folder.
var root, _ = os.Getwd()

func golden(t *testing.T, name string, width int, got string) {
	t.Helper()
	file := filepath.Join(root, "testdata", name+map[int]string{80: ".80.txt", 140: ".140.txt"}[width])
	if *update {
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("got:\n%s\nwant:\n%s", got, want)
	}
}
