//go:build unix

package ui

import (
	"os"
	"slices"
	"syscall"
)

var (
	ending     = [...]os.Signal{syscall.SIGINT, syscall.SIGTERM, syscall.SIGHUP, syscall.SIGQUIT}
	suspending = []os.Signal{syscall.SIGTSTP}
)

func isSuspending(sig os.Signal) bool { return slices.Contains(suspending, sig) }
