//go:build !unix

package ui

import "os"

var (
	ending     = [...]os.Signal{os.Interrupt}
	suspending []os.Signal
)

func isSuspending(os.Signal) bool { return false }
