//go:build unix

package screen

import (
	"fmt"
	"os"

	"github.com/creack/pty"
	"golang.org/x/sys/unix"
)

// Termios is the state of a terminal's line discipline. It is comparable:
// before == after means that the program gave the terminal back as it was.
type Termios struct{ state unix.Termios }

// Raw reports whether what is typed goes to the program at once and unseen,
// as a full-screen program sets it for its own time.
func (t Termios) Raw() bool { return t.state.Lflag&(unix.ICANON|unix.ECHO) == 0 }

// Echo reports whether the terminal shows what is typed.
func (t Termios) Echo() bool { return t.state.Lflag&unix.ECHO != 0 }

// openPTY returns both ends of a new pseudo-terminal. Unlike those of
// creack/pty, the master's reads and writes end when it is closed.
func openPTY(width, height int) (master, tty *os.File, err error) {
	first, tty, err := pty.Open()
	if err != nil {
		return nil, nil, fmt.Errorf("could not open a pseudo-terminal: %w", err)
	}
	defer first.Close()
	fd, err := unix.FcntlInt(first.Fd(), unix.F_DUPFD_CLOEXEC, 0)
	if err == nil {
		err = unix.SetNonblock(fd, true)
	}
	if err != nil {
		_ = tty.Close()
		return nil, nil, fmt.Errorf("could not set up a pseudo-terminal: %w", err)
	}
	master = os.NewFile(uintptr(fd), first.Name())
	if err := setSize(master, width, height); err != nil {
		_ = tty.Close()
		_ = master.Close()
		return nil, nil, fmt.Errorf("could not set the size of a pseudo-terminal: %w", err)
	}
	return master, tty, nil
}

func setSize(f *os.File, width, height int) error {
	return control(f, func(fd int) error {
		return unix.IoctlSetWinsize(fd, unix.TIOCSWINSZ, &unix.Winsize{Col: uint16(width), Row: uint16(height)})
	})
}

func termiosOf(f *os.File) (t Termios, err error) {
	err = control(f, func(fd int) error {
		state, err := unix.IoctlGetTermios(fd, getTermios)
		if err == nil {
			t.state = *state
		}
		return err
	})
	return t, err
}

func foregroundOf(f *os.File) (pgrp int, err error) {
	err = control(f, func(fd int) error {
		pgrp, err = unix.IoctlGetInt(fd, unix.TIOCGPGRP)
		return err
	})
	return pgrp, err
}

// control runs do with f's descriptor without making f blocking, as Fd would.
func control(f *os.File, do func(fd int) error) error {
	conn, err := f.SyscallConn()
	if err != nil {
		return err
	}
	var failed error
	if err := conn.Control(func(fd uintptr) { failed = do(int(fd)) }); err != nil {
		return err
	}
	return failed
}
