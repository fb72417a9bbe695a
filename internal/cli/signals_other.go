//go:build !unix

package cli

import (
	"errors"
	"os"
	"syscall"
)

// endingSignals: on Windows the second stands for a closed console and for
// logging off.
func endingSignals() []os.Signal { return []os.Signal{os.Interrupt, syscall.SIGTERM} }

// readerGone tells that a write failed because nobody reads the pipe any more.
// Windows has two numbers for that, which package syscall does not name.
func readerGone(err error) bool {
	const errorBrokenPipe, errorNoData = syscall.Errno(109), syscall.Errno(232)
	return errors.Is(err, errorBrokenPipe) || errors.Is(err, errorNoData)
}

// holdStops: there is no stopping here.
func holdStops() (resume func()) { return func() {} }
