//go:build darwin || dragonfly || freebsd || netbsd || openbsd

package screen

import "golang.org/x/sys/unix"

const getTermios = unix.TIOCGETA

// stopOutput and startOutput are what ctrl+s and ctrl+q do to a terminal.
func stopOutput(fd int) error  { return unix.IoctlSetInt(fd, unix.TIOCSTOP, 0) }
func startOutput(fd int) error { return unix.IoctlSetInt(fd, unix.TIOCSTART, 0) }
