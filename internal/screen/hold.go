//go:build unix

package screen

import (
	"os"
	"syscall"
)

// Hold stops the terminal's output, as a connection that has stalled does: what
// the program writes blocks until Release.
func (s *Session) Hold() error { return s.flow(stopOutput) }

// Release lets the output go on.
func (s *Session) Release() error { return s.flow(startOutput) }

// flow acts on the program's end of the terminal, which this process does not
// keep open: else the end of the output would never be seen.
func (s *Session) flow(act func(fd int) error) error {
	tty, err := os.OpenFile(s.tty, os.O_RDWR|syscall.O_NOCTTY, 0)
	if err != nil {
		return err
	}
	defer tty.Close()
	return control(tty, act)
}
