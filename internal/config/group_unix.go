//go:build unix

package config

import (
	"os/exec"
	"syscall"
)

// ownGroup gives a command a session of its own. It cannot reach the terminal
// then, whose screen is in use, and when its time is over everything that it
// started ends with it.
func ownGroup(cmd *exec.Cmd) {
	cmd.SysProcAttr = &syscall.SysProcAttr{Setsid: true}
	cmd.Cancel = func() error { return syscall.Kill(-cmd.Process.Pid, syscall.SIGKILL) }
}
