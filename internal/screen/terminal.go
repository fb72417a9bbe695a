package screen

import (
	"bytes"
	"encoding/base64"
	"fmt"
	"image/color"
	"io"

	"github.com/charmbracelet/x/ansi"
	"github.com/charmbracelet/x/vt"
)

// terminal is an emulator that can be asked for frames and modes. It is not
// safe for concurrent use, but for reading its answers.
type terminal struct {
	emu       *vt.Emulator
	state     modeState
	legacy    bool
	held      *Frame // what is shown while a synchronized update runs
	clipboard string
	copied    bool
}

func newTerminal(width, height int, light, legacy bool) *terminal {
	t := &terminal{emu: vt.NewEmulator(width, height), state: newModeState(), legacy: legacy}
	theme := Dark()
	if light {
		theme = Light()
	}
	t.emu.SetDefaultBackgroundColor(parseHex(theme.Background))
	t.emu.SetDefaultForegroundColor(parseHex(theme.Foreground))
	t.emu.SetDefaultCursorColor(parseHex(theme.Foreground))
	t.emu.SetCallbacks(vt.Callbacks{
		EnableMode:  func(m ansi.Mode) { t.setMode(m, true) },
		DisableMode: func(m ansi.Mode) { t.setMode(m, false) },
	})
	t.emu.RegisterEscHandler('c', func() bool { // RIS
		t.state, t.held = newModeState(), nil
		return false // the emulator has more to reset
	})
	t.emu.RegisterOscHandler(52, t.handleClipboard)
	t.emu.RegisterCsiHandler(ansi.Command('?', '$', 'p'), t.handleRequestMode)
	t.registerKeyboard()
	return t
}

// registerKeyboard follows the kitty keyboard protocol and modifyOtherKeys.
func (t *terminal) registerKeyboard() {
	t.emu.RegisterCsiHandler(ansi.Command('>', 0, 'u'), func(p ansi.Params) bool {
		t.state.kittyPush(t.screen(), param(p, 0, 0))
		return true
	})
	t.emu.RegisterCsiHandler(ansi.Command('<', 0, 'u'), func(p ansi.Params) bool {
		t.state.kittyPop(t.screen(), param(p, 0, 1))
		return true
	})
	t.emu.RegisterCsiHandler(ansi.Command('=', 0, 'u'), func(p ansi.Params) bool {
		t.state.kittySet(t.screen(), param(p, 0, 0), param(p, 1, 1))
		return true
	})
	t.emu.RegisterCsiHandler(ansi.Command('?', 0, 'u'), func(ansi.Params) bool {
		if !t.legacy {
			t.answer(fmt.Sprintf("\x1b[?%du", t.state.kittyFlags(t.screen())))
		}
		return true
	})
	t.emu.RegisterCsiHandler(ansi.Command('>', 0, 'm'), func(p ansi.Params) bool {
		if param(p, 0, 0) == 4 {
			t.state.modifyOtherKeys = param(p, 1, 0)
		}
		return true
	})
}

func param(p ansi.Params, i, dflt int) int {
	n, _, ok := p.Param(i, dflt)
	if !ok {
		return dflt
	}
	return n
}

// screen returns 0 on the main and 1 on the alternate screen.
func (t *terminal) screen() int {
	if t.emu.IsAltScreen() {
		return 1
	}
	return 0
}

func (t *terminal) setMode(mode ansi.Mode, set bool) {
	dec, private := mode.(ansi.DECMode)
	if !private {
		t.state.ansi[mode.Mode()] = set
		return
	}
	t.state.dec[int(dec)] = set
	if dec == ansi.ModeSynchronizedOutput {
		t.hold(set)
	}
}

// hold keeps showing what is shown now until a synchronized update ends, so
// that nobody waits for, and finds, half a frame.
func (t *terminal) hold(on bool) {
	if !on {
		t.held = nil
		return
	}
	if t.held == nil {
		f := t.capture()
		t.held = &f
	}
}

// handleRequestMode answers for synchronized output, which the emulator
// doesn't claim to know.
func (t *terminal) handleRequestMode(p ansi.Params) bool {
	if param(p, 0, 0) != int(ansi.ModeSynchronizedOutput.Mode()) {
		return false
	}
	setting := ansi.ModeReset
	if t.state.isSet(ansi.ModeSynchronizedOutput.Mode()) {
		setting = ansi.ModeSet
	}
	t.answer(ansi.ReportMode(ansi.ModeSynchronizedOutput, setting))
	return true
}

// handleClipboard keeps what OSC 52 ; selection ; base64 copies.
func (t *terminal) handleClipboard(data []byte) bool {
	parts := bytes.SplitN(data, []byte(";"), 3)
	if len(parts) != 3 {
		return true
	}
	// A query has "?" there, which is no base64.
	if text, err := base64.StdEncoding.DecodeString(string(parts[2])); err == nil {
		t.clipboard, t.copied = string(text), true
	}
	return true
}

// write feeds the emulator. It blocks until the answers to queries in p are
// read.
func (t *terminal) write(p []byte) {
	_, _ = t.emu.Write(p) // fails only after Close, which is never called
}

// answer sends something to the program.
func (t *terminal) answer(s string) { _, _ = io.WriteString(t.emu.InputPipe(), s) }

// readAnswer reads what the terminal sends to the program. It may be called
// while write runs, and returns io.EOF after close.
func (t *terminal) readAnswer(p []byte) (int, error) { return t.emu.Read(p) }

// close ends readAnswer. The emulator's own Close is not made to be called
// while another goroutine reads.
func (t *terminal) close() {
	if c, ok := t.emu.InputPipe().(io.Closer); ok {
		_ = c.Close()
	}
}

func (t *terminal) resize(width, height int) {
	t.held = nil
	t.emu.Resize(width, height)
}

func (t *terminal) frame() Frame {
	if t.held != nil {
		return *t.held
	}
	return t.capture()
}

func (t *terminal) capture() Frame {
	f := Capture(t.emu)
	if t.state.isSet(25) {
		pos := t.emu.CursorPosition()
		f = f.WithCursor(pos.X, pos.Y)
	}
	return f
}

func parseHex(css string) color.Color {
	return ansi.XParseColor(css)
}
