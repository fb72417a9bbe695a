//go:build !unix

package ui

import (
	"io"
	"os"
	"syscall"

	tea "charm.land/bubbletea/v2"
)

// ending: on Windows the second stands for a closed console and for logging
// off. There is no job control.
var (
	ending     = []os.Signal{os.Interrupt, syscall.SIGTERM}
	jobControl []os.Signal
)

func (s *signals) control(os.Signal) {}

func (s *signals) ofTerminal(sig os.Signal) bool { return sig == os.Interrupt }

func fileOf(in io.Reader) io.Reader { return in }

func (s *signals) suspending(msg tea.Msg) tea.Msg { return msg }

func (s *signals) input() io.Reader { return nil }
