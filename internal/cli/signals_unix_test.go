//go:build unix

package cli

import (
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"os/signal"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
)

// endings are the signals that end the program, with the status that tells.
func endings() map[syscall.Signal]int {
	return map[syscall.Signal]int{syscall.SIGINT: 130, syscall.SIGTERM: 143, syscall.SIGHUP: 129, syscall.SIGQUIT: 131}
}

// waiting is a server that tells when a request has come, and answers none.
func waiting(t *testing.T) (url string, came <-chan struct{}) {
	t.Helper()
	asked := make(chan struct{}, 10)
	server := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		_ = r.ParseForm() // only with the body read does net/http notice that the client left
		asked <- struct{}{}
		<-r.Context().Done()
	}))
	t.Cleanup(server.Close)
	return server.URL, asked
}

func TestSignalsEndARequest(t *testing.T) {
	t.Parallel()
	for sig, want := range endings() {
		for _, command := range [][]string{{"get", "categories"}, {"token"}} {
			t.Run(fmt.Sprint(command[0], " ", sig), func(t *testing.T) {
				t.Parallel()
				url, came := waiting(t)
				config := configFor(t, url+"/token", url+"/api/", fmt.Sprintf("%q", plainSecret))
				var stdout, stderr transcript
				cmd := process(t, programName, append(command, "--config", config)...)
				cmd.Stdout, cmd.Stderr = &stdout, &stderr
				if err := cmd.Start(); err != nil {
					t.Fatal(err)
				}
				<-came
				if err := cmd.Process.Signal(sig); err != nil {
					t.Fatal(err)
				}
				if got := exitCode(cmd.Wait()); got != want || stdout.String() != "" || stderr.String() != "" {
					t.Errorf("status %d, want %d and no word\n%s%s", got, want, &stdout, &stderr)
				}
			})
		}
	}
}

func TestSignalsEndTheDemoServer(t *testing.T) {
	t.Parallel()
	for sig, want := range endings() {
		t.Run(sig.String(), func(t *testing.T) {
			t.Parallel()
			s, err := startUntil(process(t, programName, "demo-server"), "production (demo")
			if err != nil {
				t.Fatal(err)
			}
			if err := s.cmd.Process.Signal(sig); err != nil {
				t.Fatal(err)
			}
			if got := exitCode(s.wait()); got != want || s.stderr.String() != "" {
				t.Errorf("status %d, want %d and no word\n%s", got, want, &s.stderr)
			}
		})
	}
}

// nohup starts a program with hangups ignored, and a script starts what runs in
// its background with interrupts ignored: the one has to go on, the other to end.
func TestDemoServerInTheBackground(t *testing.T) {
	t.Parallel()
	s, err := startUntil(process(t, "sh", "-c", "trap '' HUP INT; exec brincr-explorer demo-server"), "production (demo")
	if err != nil {
		t.Fatal(err)
	}
	for _, sig := range []os.Signal{syscall.SIGHUP, syscall.SIGINT} {
		if err := s.cmd.Process.Signal(sig); err != nil {
			t.Fatal(err)
		}
	}
	if got := exitCode(s.wait()); got != 130 {
		t.Errorf("status %d, want 130: the hangup ignored, the interrupt not", got)
	}
}

// A signal that came before the panes watch is told to them; the second one is
// nobody's, so that it ends the process.
func TestHandOverTellsOfASignal(t *testing.T) {
	// Not parallel: the signals are for this process, and all that watch get them.
	kept := make(chan os.Signal, 2)
	signal.Notify(kept, syscall.SIGHUP) // else it would end the test
	ctx, s := watchSignals(t.Context())
	for range 2 {
		if err := syscall.Kill(os.Getpid(), syscall.SIGHUP); err != nil {
			t.Fatal(err)
		}
		<-kept
		<-s.ended
	}
	signal.Stop(kept) // waits for a delivery that is under way
	if len(s.came) > 0 {
		t.Error("the second signal was caught too")
	}
	err := s.handOver(ctx)
	if got := report(ctx, failing{}, err); err == nil || got != 129 {
		t.Errorf("status %d, error %v", got, err)
	}
}

// Whichever of the two sees a signal first: it is in the cause afterwards.
func TestReleaseLosesNoSignal(t *testing.T) {
	t.Parallel()
	for range 200 {
		ctx, s := watchSignals(t.Context())
		s.came <- syscall.SIGTERM
		if err := s.handOver(ctx); err == nil {
			t.Fatal("the signal is lost")
		}
	}
}

func TestHandOverWithoutASignal(t *testing.T) {
	t.Parallel()
	ctx, s := watchSignals(t.Context())
	if err := s.handOver(ctx); err != nil {
		t.Error(err)
	}
	s.release() // a second time, at the end of the program
	if ctx.Err() != nil {
		t.Error("the context ended, and with it the panes would")
	}
}

// The command that a secret comes from ends with the program that wants it.
func TestNoSecretCommandIsLeftBehind(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		args   []string
		sig    os.Signal // nil: the time runs out
		status int
	}{
		{[]string{"token"}, syscall.SIGTERM, 143},
		{[]string{"get", "categories"}, syscall.SIGINT, 130},
		{[]string{"token", "--timeout", "2s"}, nil, statusToken},
		{[]string{"get", "categories", "--timeout", "2s"}, nil, statusToken},
	} {
		t.Run(fmt.Sprint(c.args), func(t *testing.T) {
			t.Parallel()
			pipe := filepath.Join(t.TempDir(), "pid")
			if err := syscall.Mkfifo(pipe, 0o600); err != nil {
				t.Skip(err)
			}
			command := fmt.Sprintf(`{ command = ["sh", "-c", "echo $$ >%s; exec sleep 1000"] }`, pipe)
			config := configFor(t, "http://127.0.0.1:1/token", "http://127.0.0.1:1/api/", command)
			cmd := process(t, programName, append(c.args, "--config", config)...)
			if err := cmd.Start(); err != nil {
				t.Fatal(err)
			}
			text, err := os.ReadFile(pipe) // returns once the command runs
			if err != nil {
				t.Fatal(err)
			}
			if c.sig != nil {
				if err := cmd.Process.Signal(c.sig); err != nil {
					t.Fatal(err)
				}
			}
			if got := exitCode(cmd.Wait()); got != c.status {
				t.Errorf("status %d, want %d", got, c.status)
			}
			pid, err := strconv.Atoi(strings.TrimSpace(string(text)))
			if err != nil {
				t.Fatal(err)
			}
			if err := syscall.Kill(pid, 0); !errors.Is(err, syscall.ESRCH) {
				t.Errorf("the command still runs (%v)", err)
				_ = syscall.Kill(pid, syscall.SIGKILL)
			}
		})
	}
}
