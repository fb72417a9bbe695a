package cli

import (
	"context"
	"errors"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"time"

	"github.com/rogpeppe/go-internal/testscript"
)

// scriptCommands are the commands of the scripts:
//
//	status N ARGS…           runs the program, which must end with status N
//	serve NAME TEXT ARGS…    starts demo-server and waits until it says TEXT
//	end NAME SIGNAL N        sends it a signal and checks its status; what it
//	                         wrote is in NAME.out and NAME.err
//	expand FILE…             puts variables of the script's environment into files
//	replace FILE OLD NEW     changes a text, which must be there
//	bytes FILE N             checks a file's size
func scriptCommands() map[string]func(*testscript.TestScript, bool, []string) {
	return map[string]func(*testscript.TestScript, bool, []string){
		"status":  scriptStatus,
		"serve":   scriptServe,
		"end":     scriptEnd,
		"expand":  scriptExpand,
		"replace": scriptReplace,
		"bytes":   scriptBytes,
	}
}

func wantArgs(ts *testscript.TestScript, neg, ok bool, usage string) {
	if neg || !ok {
		ts.Fatalf("usage: %s", usage)
	}
}

func scriptStatus(ts *testscript.TestScript, neg bool, args []string) {
	wantArgs(ts, neg, len(args) > 0, "status N ARGS…")
	want, err := strconv.Atoi(args[0])
	ts.Check(err)
	err = ts.Exec(programName, args[1:]...)
	got := exitCode(err)
	if got != want {
		ts.Fatalf("status %d (%v), want %d", got, err, want)
	}
	judgeStreams(ts, append(args[1:], ""), got, ts.ReadFile("stdout"), ts.ReadFile("stderr"))
}

// exitCode is -1 for what is no exit status, such as an end by a signal.
func exitCode(err error) int {
	var exit *exec.ExitError
	switch {
	case err == nil:
		return 0
	case errors.As(err, &exit):
		return exit.ExitCode()
	}
	return -1
}

func scriptServe(ts *testscript.TestScript, neg bool, args []string) {
	wantArgs(ts, neg, len(args) >= 2, "serve NAME TEXT ARGS…")
	// A server that does not end when it should is killed, so that the script can tell.
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	ts.Defer(cancel)
	cmd := exec.CommandContext(ctx, programName, append([]string{"demo-server"}, args[2:]...)...)
	cmd.Dir = ts.MkAbs(".")
	s, err := startUntil(cmd, args[1])
	ts.Check(err)
	ts.Defer(s.kill)
	servers := ts.Value(serversKey{}).(map[string]*started)
	servers[args[0]] = s
}

type serversKey struct{}

func scriptEnd(ts *testscript.TestScript, neg bool, args []string) {
	wantArgs(ts, neg, len(args) == 3, "end NAME SIGNAL N")
	s := ts.Value(serversKey{}).(map[string]*started)[args[0]]
	sig, ok := signalNamed(args[1])
	if s == nil || !ok {
		ts.Fatalf("no server %q or no signal %q", args[0], args[1])
	}
	ts.Check(s.cmd.Process.Signal(sig))
	if got := exitCode(s.wait()); strconv.Itoa(got) != args[2] {
		ts.Fatalf("status %d after %s, want %s; standard error:\n%s", got, args[1], args[2], s.stderr.String())
	}
	ts.Check(os.WriteFile(ts.MkAbs(args[0]+".out"), []byte(s.stdout.String()), 0o600))
	ts.Check(os.WriteFile(ts.MkAbs(args[0]+".err"), []byte(s.stderr.String()), 0o600))
}

func scriptExpand(ts *testscript.TestScript, neg bool, args []string) {
	wantArgs(ts, neg, len(args) > 0, "expand FILE…")
	for _, file := range args {
		text := os.Expand(ts.ReadFile(file), ts.Getenv)
		ts.Check(os.WriteFile(ts.MkAbs(file), []byte(text), 0o600))
		ts.Check(os.Chmod(ts.MkAbs(file), 0o600))
	}
}

func scriptReplace(ts *testscript.TestScript, neg bool, args []string) {
	wantArgs(ts, neg, len(args) == 3, "replace FILE OLD NEW")
	text := ts.ReadFile(args[0])
	if !strings.Contains(text, args[1]) {
		ts.Fatalf("%s does not hold %q", args[0], args[1])
	}
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), []byte(strings.ReplaceAll(text, args[1], args[2])), 0o600))
}

func scriptBytes(ts *testscript.TestScript, neg bool, args []string) {
	wantArgs(ts, neg, len(args) == 2, "bytes FILE N")
	if got := len(ts.ReadFile(args[0])); strconv.Itoa(got) != args[1] {
		ts.Fatalf("%s has %d bytes, want %s", args[0], got, args[1])
	}
}
