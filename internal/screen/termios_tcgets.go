//go:build aix || linux || solaris

package screen

import "golang.org/x/sys/unix"

const getTermios = unix.TCGETS

// stopOutput and startOutput are what ctrl+s and ctrl+q do to a terminal.
func stopOutput(fd int) error  { return unix.IoctlSetInt(fd, unix.TCXONC, unix.TCOOFF) }
func startOutput(fd int) error { return unix.IoctlSetInt(fd, unix.TCXONC, unix.TCOON) }
