package cli

import (
	"strings"
	"testing"
)

func TestWrongUsage(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ line, says string }{
		{"gett categories", `there is no command "gett"; did you mean "get"?`},
		{"gett --include categories", `there is no command "gett"; did you mean "get"?`},
		{"categories", `there is no command "categories"; to send a request: brincr-explorer get PATH`},
		{"help tokne", `there is no command "tokne"; did you mean "token"?`},
		{"help get categories", `there is no command "categories"`},
		{"completion bsh", `no completion for the shell "bsh"; there is: bash, fish, powershell, zsh`},

		{"get --tennant x y", "there is no flag --tennant; did you mean --tenant?"},
		{"get --ten x y", "there is no flag --ten; did you mean --tenant?"},
		{"token --include", "there is no flag --include here; it belongs to brincr-explorer get"},
		{"get --listen :1 x", "there is no flag --listen here; it belongs to brincr-explorer demo-server"},
		{"report --config x", "there is no flag --config here; it belongs to brincr-explorer, doctor, endpoints, get, init, token\n"},
		{"get --colour x", "there is no flag --colour\n"},
		{"get -x y", "unknown shorthand flag: 'x' in -x"},
		{"get x --env", "flag needs an argument: --env"},

		{"get", "PATH is missing: brincr-explorer get PATH"},
		{"get products ?page=2", "one PATH is wanted, and 2 came"},
		{"open", "FILE|- is missing: brincr-explorer open FILE|-"},
		{"token x", `token takes no argument, and "x" came`},
		{"demo-server 8080", `demo-server takes no argument, and "8080" came`},

		{"init x", `init takes no argument, and "x" came`},
		{"init --env=", "it is empty"},
		{"init --demo", "there is no flag --demo here; it belongs to brincr-explorer"},
		{"doctor x", `doctor takes no argument, and "x" came`},
		{"doctor --demo --config x", "use one of --demo and --config"},

		{"secret", "secret needs one of: check, delete, set"},
		{"secret show x", "there is no command of that name under secret; there is: check, delete, set"},
		{"secret set", "NAME is missing: brincr-explorer secret set NAME"},
		{"secret set a s3cret", "one NAME is wanted, and 2 words came; the secret itself is asked for"},
		{"secret set a=b", "this is not the name of a secret: a name has letters, digits and"},
		{"secret set --value x a", "there is no flag --value"},

		{"get --timeout 30 x", "write a number with its unit, such as 30s or 2m"},
		{"get --timeout 0s x", "it has to be more than zero"},
		{"get --timeout -5s x", "it has to be more than zero"},
		{"get --demo --demo-token-ttl 10ms x", "it has to be 1s or more"},
		{"demo-server --demo-token-ttl 0s", "it has to be 1s or more"},
		{"demo-server --latency -1s", "it has to be 0s or more"},
		{"get --env= x", "it is empty; is a variable of the shell not set?"},
		{"get --tenant= x", "it is empty"},
		{"token --config=", "it is empty"},
		{"token --scope=", "it is empty"},
		{"demo-server --write-config=", "it is empty"},
		{"token --scope brincr:category,brincr:country", "one scope is one name; repeat --scope for more"},
		{"token --scope brincr:catégorie", "no scope can have"},

		{"get --demo --config x y", "use one of --demo and --config"},
		{"get --demo-token-ttl 20s x", "it needs --demo"},
		{"get --demo --env prod x", `--env: there is no environment "prod"; there is: "sandbox", "production"`},
		{"get --demo --tenant nobody x", `--tenant: there is no tenant "nobody" in this environment; there is: "Wijnhuis De Kelder", "Step & Co"`},
		{"get --demo --scope-set order x", `--scope-set: there is no set of scopes "order" in this environment; there is: "catalogue", "orders"`},
		{"get --demo --scope-set orders --scope brincr:order x", "--scope-set and --scope both choose the scopes: use one of them"},
		{"token --scope-set=", "it is empty"},
		{"demo-server --listen 0.0.0.0:0", "is not a loopback address"},
		{"demo-server --listen here", "is no listen address"},
	} {
		w := newWorld(t, strings.Fields(c.line)...)
		if got := w.run(t); got != statusUsage {
			t.Errorf("%s: status %d", c.line, got)
		}
		if !strings.Contains(w.stderr.String(), c.says) {
			t.Errorf("%s: want %q in:\n%s", c.line, c.says, w.stderr.String())
		}
	}
}

// No command takes a secret as an argument, and what was typed is not repeated.
func TestG03_ThereIsNoFlagForASecret(t *testing.T) {
	t.Parallel()
	for _, command := range []string{"", "get", "token", "open", "demo-server", "secret set", "doctor", "init"} {
		for _, flag := range []string{"--client-secret=" + plainSecret, "--client-secret " + plainSecret, "--secret " + plainSecret, "--password=" + plainSecret} {
			w := newWorld(t, strings.Fields(command+" "+flag)...)
			if got := w.run(t); got != statusUsage || !strings.Contains(w.stderr.String(), "brincr-explorer secret set NAME") {
				t.Errorf("%s %s: status %d\n%s", command, flag, got, w.stderr.String())
			}
		}
	}
}

// An empty path would be a request for the API's root: most likely a variable of
// the shell is not set.
func TestEmptyPath(t *testing.T) {
	t.Parallel()
	w := newWorld(t, "get", "--demo", " ")
	if got := w.run(t); got != statusUsage || !strings.Contains(w.stderr.String(), "PATH is empty; is a variable of the shell not set?") {
		t.Errorf("status %d\n%s", got, w.stderr.String())
	}
}

// A line that was not understood names the help of its command.
func TestWrongUsageShowsTheWayToHelp(t *testing.T) {
	t.Parallel()
	for line, want := range map[string]string{
		"tokne": "\n  see:    brincr-explorer --help\n", "get": "\n  see:    brincr-explorer get --help\n",
		"token --x": "\n  see:    brincr-explorer token --help\n", "completion x": "\n  see:    brincr-explorer completion --help\n",
	} {
		w := newWorld(t, strings.Fields(line)...)
		w.run(t)
		if !strings.HasSuffix(w.stderr.String(), want) {
			t.Errorf("%s: want %q at the end of:\n%s", line, want, w.stderr.String())
		}
	}
}

// What a message repeats of the command line cannot command the terminal.
func TestWrongUsageIsSafeText(t *testing.T) {
	t.Parallel()
	const hostile = "\x1b]0;title\a\x1b[2J\u202e\r\n"
	for _, args := range [][]string{
		{hostile},
		{"get", "--" + hostile},
		{"get", "--env", hostile, "x", "--demo"},
		{"get", "--demo", "--tenant", hostile, "x"},
		{"token", "--scope", hostile},
		{"get", "--timeout", hostile, "x"},
		{"get", hostile, hostile},
		{"token", hostile},
		{"get", "--config", hostile, "x"},
		{"get", "--demo", hostile},
		{"demo-server", "--listen", hostile},
		{"help", hostile},
		{"completion", hostile},
		{"demo-server", "--write-config", "no/" + hostile},
	} {
		w := newWorld(t, args...)
		if got := w.run(t); got != statusUsage {
			t.Errorf("%q: status %d", args, got)
		}
		if strings.ContainsRune(w.stderr.String(), '\u202e') {
			t.Errorf("%q: a bidirectional control in %q", args, w.stderr.String())
		}
	}
}

func TestHelpAndVersionAreResults(t *testing.T) {
	t.Parallel()
	for line, says := range map[string]string{
		"--help": "Exit status: 0 done", "get --help": "--tenant NAME-OR-ID", "help": "Available Commands", "help token": "Request a token",
		"completion --help": "Available Commands", "completion": "Available Commands", "--version": "brincr-explorer development", "open -h": "FILE|-", "secret --help": "Available Commands", "secret set --help": "secret set brincr-sandbox",
		"demo-server --help": "--write-config FILE", "help completion bash": "bash-completion",
	} {
		w := newWorld(t, strings.Fields(line)...)
		if got := w.run(t); got != statusDone || !strings.Contains(w.stdout.String(), says) || w.stderr.Len() > 0 {
			t.Errorf("%s: status %d, want %q in:\n%s\n%s", line, got, says, w.stdout.String(), w.stderr.String())
		}
	}
}
