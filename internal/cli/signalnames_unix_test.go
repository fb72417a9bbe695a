//go:build unix

package cli

import (
	"os"
	"os/signal"
	"syscall"
)

// forgetNohup makes tests that were started with hangups ignored start programs
// with hangups in force.
func forgetNohup() {
	if signal.Ignored(syscall.SIGHUP) {
		signal.Notify(make(chan os.Signal, 1), syscall.SIGHUP)
	}
}

func signalNamed(name string) (os.Signal, bool) {
	sig, ok := map[string]os.Signal{
		"INT": syscall.SIGINT, "TERM": syscall.SIGTERM, "HUP": syscall.SIGHUP, "QUIT": syscall.SIGQUIT,
	}[name]
	return sig, ok
}
