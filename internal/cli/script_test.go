package cli

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"

	"brincr-explorer/internal/demo"
	"brincr-explorer/internal/leaks"
)

// TestScripts runs the scripts of testdata/script. Beside testscript's own
// commands they have those of scriptCommands, and $FAULTS, the URL of a server
// that misbehaves.
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:   filepath.Join("testdata", "script"),
		Setup: func(e *testscript.Env) error { return setUpScript(e) },
		Cmds:  scriptCommands(),
		Condition: func(cond string) (bool, error) {
			return cond == "root" && os.Geteuid() == 0, nil
		},
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
	})
}

func setUpScript(e *testscript.Env) error {
	faults := newFaults()
	e.Defer(faults.Close)
	e.Values[serversKey{}] = map[string]*started{}
	e.Setenv("FAULTS", faults.URL)
	e.Setenv("PLAIN_SECRET", plainSecret)
	now := time.Now()
	e.Setenv("TODAY", now.Format(time.DateOnly))
	e.Setenv("TOMORROW", now.AddDate(0, 0, 1).Format(time.DateOnly)) // for a script that midnight overtakes
	e.Setenv("XDG_STATE_HOME", filepath.Join(e.WorkDir, "state-home"))
	e.Setenv("XDG_CONFIG_HOME", filepath.Join(e.WorkDir, "config-home"))
	return nil
}

// plainSecret is a secret with signs that a form must encode, and that escaping
// or quoting would not hide from a search.
const plainSecret = "the+secret&of%this=test"

var tokenText = regexp.MustCompile(`eyJ[A-Za-z0-9_-]{20}|opaque-token`)

// judgeStreams is what holds for every run: no secret and no token where none
// belongs, nothing that a terminal obeys among the messages, and no result where
// the status says that there is none.
func judgeStreams(t interface{ Fatalf(string, ...any) }, args []string, status int, stdout, stderr string) {
	command := strings.Join(args, " ")
	if form := leaks.Form(stdout+"\n"+stderr, secrets()...); form != "" {
		t.Fatalf("%s: the secret is on standard output or standard error (%s):\n%s\n%s", command, form, stdout, stderr)
	}
	if tokenText.MatchString(stderr) || (args[0] != "token" && tokenText.MatchString(stdout)) {
		t.Fatalf("%s: a token is where none belongs:\n%s\n%s", command, stdout, stderr)
	}
	if i := strings.IndexFunc(stderr, func(r rune) bool { return r < ' ' && r != '\n' || r >= 0x7f && r < 0xa0 }); i >= 0 {
		t.Fatalf("%s: standard error holds the control character %q", command, stderr[i:i+1])
	}
	// What doctor finds is its result, whatever it is.
	if args[0] != "doctor" && (status == statusUsage || status == statusToken) && stdout != "" {
		t.Fatalf("%s: status %d with something on standard output:\n%s", command, status, stdout)
	}
	if told := tellsOfAFailure(stderr); told != (status != statusDone) {
		t.Fatalf("%s: status %d with this on standard error:\n%s", command, status, stderr)
	}
}

func tellsOfAFailure(stderr string) bool {
	for text := range strings.Lines(stderr) {
		if strings.HasPrefix(text, "brincr-explorer: ") && !strings.HasPrefix(text, "brincr-explorer: note: ") && !strings.Contains(text, " warning: ") {
			return true
		}
	}
	return false
}

// secrets are those of the scripts and of the demo.
var secrets = sync.OnceValue(func() []string {
	all := []string{plainSecret}
	server, err := demo.Start(demo.Options{})
	if err != nil {
		panic(err)
	}
	defer server.Close()
	for _, e := range server.Environments() {
		all = append(all, e.ClientSecret)
	}
	return all
})
