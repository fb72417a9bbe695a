//go:build unix

package main

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"

	"brincr-explorer/internal/faulty"
	"brincr-explorer/internal/screen"
)

// finds puts the cursor of the Endpoints pane on one of them.
func (s *terminal) finds(endpoint string) {
	s.t.Helper()
	s.types("5", "/", "esc", "/", endpoint)
	s.sees("filter › " + endpoint)
	s.types("enter")
}

// TestAPostIsRefusedMendedAndSent, in the demo's sandbox, from the example of its
// description to the product that is then there. What the description says against
// a body is pointed out, and can be overridden.
func TestAPostIsRefusedMendedAndSent(t *testing.T) {
	t.Parallel()
	s := begin(t, nil, "--demo", "--scope", "brincr:product")
	s.sees("De Kelder writes", "token 59:", "✓")
	s.finds("POST products")
	s.types("enter")
	s.sees("POST products · sandbox", `"sku": "NEW-001"`, `"price": 12.5000`)
	for range 12 {
		s.types("down")
	}
	s.types("ctrl+a", "ctrl+k", `  "price": -1,`)
	s.sees("price, line 13")
	s.types("ctrl+s")
	s.sees("ctrl+s")
	s.types("ctrl+s")
	s.sees("Send this request?", "› Cancel ‹", "/sandbox/api/v1/products")
	s.types("tab")
	s.sees("› Send ‹")
	s.types("enter")
	s.sees("422 Unprocessable", "e opens the body that was sent")
	s.types("e")
	s.sees("price, line 13", "server")
	s.types("ctrl+n", "ctrl+a", "ctrl+k", `  "price": 1.50,`)
	s.sees("Changed since")
	s.types("ctrl+s")
	s.sees("› Cancel ‹")
	s.types("tab", "enter")
	s.sees("POST products ─ 201 Created", "price: 1.5000")
	s.gets("products?filter[sku]=NEW-001")
	s.sees("200 OK", "1 of 1")
	s.types("q")
	s.ends(0)
}

// TestWhereWritingIsOffNothingWritesIsOffered: production in the demo is read
// only, and no key, list or command of it writes.
func TestWhereWritingIsOffNothingWritesIsOffered(t *testing.T) {
	t.Parallel()
	s := begin(t, nil, "--demo", "--env", "production", "--scope", "brincr:product")
	s.sees("PRODUCTION", "token 59:", "read only")
	s.finds("POST")
	s.sees("nothing matches POST")
	s.types("enter", "esc", "ctrl+p", "DELETE")
	s.sees("nothing matches")
	s.types("esc", "q")
	s.ends(0)
}

// writable is a config whose only environment lets writing through.
func writable(t *testing.T, site *faulty.Site, production bool) string {
	t.Helper()
	config, err := os.ReadFile(writeConfig(t, site.Tokens.URL(), site.APIURL()))
	if err != nil {
		t.Fatal(err)
	}
	text := strings.Replace(string(config), `client_id`, "read_only = false\nclient_id", 1)
	if production {
		text = strings.Replace(text, `name = "sandbox"`, `name = "production"`, 1)
	}
	text = strings.Replace(text, `client_secret = "a secret"`, `client_secret = { env = "MY_SECRET" }`, 1)
	file := filepath.Join(t.TempDir(), "config.toml")
	if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return file
}

func TestProductionWantsTheNameTyped(t *testing.T) {
	t.Parallel()
	site := faulty.New(t, faulty.Plan{Secret: "a secret", Tokens: faulty.Script{Answers: []faulty.Answer{faulty.Token("3600")}}})
	s := begin(t, func(o *screen.Options) { o.Env = append(o.Env, "MY_SECRET=a secret") }, "--config", writable(t, site, true))
	s.sees("PRODUCTION", "WRITES", "valid")
	s.finds("POST products")
	s.types("enter")
	s.sees("valid JSON")
	s.types("ctrl+s")
	s.sees("This changes real data")
	s.loses("a moment …")
	s.types("Wijnhuis", "enter")
	s.sees("That is not the tenant's name. Nothing was sent.")
	s.types(" De Kelder")
	s.sees("That is its name")
	s.types("enter")
	s.sees("Sending in")
	s.types("x")
	s.sees("Stopped. Nothing was sent.")
	if got := site.API.Requests(); len(got) > 0 {
		t.Fatalf("sent without the countdown: %q", got)
	}
	s.types("enter")
	s.loses("Send this request?")
	s.until("the one request", func(screen.Frame) bool { return len(site.API.Requests()) > 0 })
	s.sees("POST products ─")
	if got := site.API.Requests(); !slices.Equal(got, []string{"POST /api/v1/products"}) {
		t.Errorf("sent were %q", got)
	}
	s.types("q")
	s.ends(0)
}

// TestAWriteThatIsLeftUnfinishedIsNamed on the terminal that is given back, however
// the program ends.
func TestAWriteThatIsLeftUnfinishedIsNamed(t *testing.T) {
	t.Parallel()
	for _, way := range []way{
		{"q", func(s *terminal) { s.types("q"); s.sees("has no answer yet"); s.types("q") }, 1, true},
		{"ctrl+c", func(s *terminal) { s.types("ctrl+c") }, 130, true},
		{"TERM", signalled(syscall.SIGTERM), 143, false},
	} {
		t.Run(way.name, func(t *testing.T) {
			t.Parallel()
			site := faulty.New(t, faulty.Plan{
				Secret: "a secret", Tokens: faulty.Script{Answers: []faulty.Answer{faulty.Token("3600")}},
				API: faulty.Script{Answers: []faulty.Answer{faulty.Hang()}},
			})
			s := begin(t, func(o *screen.Options) { o.Env = append(o.Env, "MY_SECRET=a secret") }, "--config", writable(t, site, false))
			s.sees("valid")
			s.finds("POST products")
			s.types("enter")
			s.sees("valid JSON")
			s.types("ctrl+s")
			s.sees("› Cancel ‹")
			s.types("tab", "enter")
			s.until("the request", func(screen.Frame) bool { return len(site.API.Requests()) > 0 })
			way.end(s)
			s.ends(way.status)
			if f := s.Frame(); !hasAll(f, "ended before POST products was answered, at Wijnhuis De Kelder (sandbox)", "next:   it may have been carried out: look before sending it again") {
				t.Errorf("the terminal shows\n%s", f.Text())
			}
		})
	}
}

// TestTheBodyInTheUsersEditor: it gets the terminal, a file of its own and no
// secret, and the panes are there again afterwards, whatever it does.
func TestTheBodyInTheUsersEditor(t *testing.T) {
	t.Parallel()
	site := faulty.New(t, faulty.Plan{Secret: "a secret", Tokens: faulty.Script{Answers: []faulty.Answer{faulty.Token("3600")}}})
	dir := t.TempDir()
	script := filepath.Join(dir, "editor")
	text := `#!/bin/sh
case "$(cat "$1")" in
  *waits*) echo "the editor waits in $1"; exec sleep 600 ;;
  *) env >"` + dir + `/env"; read -p "name? " name </dev/tty; printf '{"name": "%s waits"}\n' "$name" >"$1" ;;
esac
`
	if err := os.WriteFile(script, []byte(strings.Replace(text, `read -p "name? " name`, `printf "name? "; read name`, 1)), 0o700); err != nil {
		t.Fatal(err)
	}
	s := begin(t, func(o *screen.Options) {
		o.Env = append(o.Env, "MY_SECRET=a secret", "EDITOR="+script, "TMPDIR="+dir)
	}, "--config", writable(t, site, false))
	s.sees("valid")
	s.finds("POST products")
	s.types("enter")
	s.sees("{▏}")
	s.types("ctrl+e")
	s.sees("name?")
	s.Text("Proef\n")
	s.sees(`{"name": "Proef waits"}`, "Taken over from the editor")
	env, err := os.ReadFile(filepath.Join(dir, "env"))
	if err != nil || strings.Contains(string(env), "MY_SECRET") || !strings.Contains(string(env), "EDITOR=") {
		t.Errorf("%v; the editor saw:\n%s", err, env)
	}
	// What ends this program ends the editor too, and the terminal is given back.
	s.types("ctrl+e")
	s.sees("the editor waits in")
	if err := s.Signal(syscall.SIGTERM); err != nil {
		t.Fatal(err)
	}
	s.ends(143)
	if left, _ := filepath.Glob(filepath.Join(dir, "brincr-explorer-*")); len(left) > 0 {
		t.Errorf("left behind: %q", left)
	}
}

// TestG09_AnEditorIsSuspendedWithTheProgram: ctrl+z in it stops the job, and the
// shell has the terminal; ctrl+c there is not for this program.
func TestG09_AnEditorIsSuspendedWithTheProgram(t *testing.T) {
	t.Parallel()
	script := filepath.Join(t.TempDir(), "editor")
	if err := os.WriteFile(script, []byte("#!/bin/sh\ntrap 'echo not for you' INT\necho editing; until read x </dev/tty && [ \"$x\" ]; do :; done; echo \"read $x\"; read y </dev/tty; printf '[\"%s\"]' \"$x\" >\"$1\"\n"), 0o700); err != nil {
		t.Fatal(err)
	}
	s := underShell(t, `export EDITOR=`+script+`; "$1" --demo --scope brincr:product; echo "stopped $?"; read x; fg; echo "ended $?"; read x`)
	s.sees("token 59:", "✓")
	s.finds("POST products")
	s.types("enter")
	s.sees(`"sku": "NEW-001"`)
	s.types("ctrl+e")
	s.sees("editing")
	s.insists("ctrl+c", "not for you")
	s.types("ctrl+z")
	s.sees("stopped ")
	s.types("enter")
	s.sees("--scope brincr:product") // the shell names what it lets go on
	s.Text("Proef\n")
	s.sees("read Proef")
	s.Text("\n")
	s.sees(`["Proef"]`, "Taken over from the editor")
	s.types("esc")
	s.works()
	s.types("q")
	s.sees("ended 0")
	s.gaveBack()
}
