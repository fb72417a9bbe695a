//go:build aix || linux || solaris

package screen

import "golang.org/x/sys/unix"

const getTermios = unix.TCGETS
