package cli

import (
	"bufio"
	"fmt"
	"io"
)

// result writes to standard output. The writer keeps its first error, so what
// is written need not look at it.
func result(stdout io.Writer, write func(io.Writer)) error {
	out := bufio.NewWriter(stdout)
	write(out)
	return unwritten(out.Flush())
}

// unwritten is the error of the program for one of standard output.
func unwritten(err error) error {
	switch {
	case err == nil:
		return nil
	case readerGone(err):
		return errReaderGone
	}
	return fmt.Errorf("standard output cannot be written: %w", err)
}
