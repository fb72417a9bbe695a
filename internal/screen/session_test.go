//go:build unix

package screen

import (
	"context"
	"errors"
	"os"
	"strings"
	"testing"
	"time"
)

// start runs one of runProgram's programs.
func start(t *testing.T, program string, change ...func(*Options)) *Session {
	t.Helper()
	path, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	o := Options{Path: path, Env: append(os.Environ(), "SCREEN_TEST_PROGRAM="+program), Width: 60, Height: 8}
	for _, f := range change {
		f(&o)
	}
	s, err := Start(o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	return s
}

func waitText(t *testing.T, s *Session, text string) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second)
	defer cancel()
	if err := s.WaitForText(ctx, text); err != nil {
		t.Fatal(err)
	}
}

func typeKeys(t *testing.T, s *Session, keys ...string) {
	t.Helper()
	if err := s.Type(keys...); err != nil {
		t.Fatal(err)
	}
}

func TestSessionRunsABubbleTeaProgram(t *testing.T) {
	t.Parallel()
	s := start(t, "tea")
	waitText(t, s, "size 60x8")
	waitText(t, s, "background dark")
	waitText(t, s, "kitty true")
	typeKeys(t, s, "esc", "a", "down", "ctrl+x", "shift+tab", "alt+b", "f5", "enter", "é")
	waitText(t, s, "keys esc,a,down,ctrl+x,shift+tab,alt+b,f5,enter,é")

	f := s.Frame()
	x, y, ok := f.Find("keys")
	if c := f.Cell(x, y); !ok || !c.Bold || c.Fg != Indexed(1) {
		t.Errorf("the cell of the bold red word is %+v", c)
	}
	if c := f.Cell(0, 4); c.Content != "葡" || c.Width != 2 || f.Cell(1, 4).Width != 0 {
		t.Errorf("the wide cell is %+v", c)
	}
	if _, _, shown := f.Cursor(); shown {
		t.Error("the cursor is shown though the program hides it")
	}
	m := s.Modes()
	if !m.AltScreen || !m.CursorHidden || !m.Mouse || !m.BracketedPaste || !m.Focus || m.Kitty != 1 || m.ModifyOtherKeys != 2 {
		t.Errorf("modes while it runs: %+v", m)
	}
	before, now, err := s.Termios()
	if err != nil || !now.Raw() || before.Raw() {
		t.Errorf("raw before %v, while it runs %v, %v", before.Raw(), now.Raw(), err)
	}

	typeKeys(t, s, "q")
	if code, err := s.Wait(); code != 0 || err != nil {
		t.Errorf("Wait = %d, %v", code, err)
	}
	if m := s.Modes(); len(m.Left()) != 0 {
		t.Errorf("modes left behind: %v", m)
	}
	before, now, err = s.Termios()
	if err != nil || before != now {
		t.Errorf("the line discipline was not given back: %v", err)
	}
}

func TestSessionLightAndLegacy(t *testing.T) {
	t.Parallel()
	s := start(t, "tea", func(o *Options) { o.Light, o.Legacy = true, true })
	waitText(t, s, "background light")
	typeKeys(t, s, "alt+b", "ctrl+x", "home")
	waitText(t, s, "keys alt+b,ctrl+x,home")
	if err := s.Type("ctrl+enter"); err == nil {
		t.Error("a legacy terminal claims to send ctrl+enter")
	}
	// The one byte of esc is a key once nothing follows it.
	typeKeys(t, s, "esc")
	waitText(t, s, "home,esc")
	if s.Frame().Contains("kitty true") {
		t.Error("a legacy terminal answers the kitty protocol's query")
	}
}

func TestSessionResizeAndClipboard(t *testing.T) {
	t.Parallel()
	s := start(t, "tea")
	waitText(t, s, "size 60x8")
	if err := s.Resize(41, 6); err != nil {
		t.Fatal(err)
	}
	waitText(t, s, "size 41x6")
	if f := s.Frame(); f.Width() != 41 || f.Height() != 6 {
		t.Errorf("the frame is %dx%d", f.Width(), f.Height())
	}
	if text, ok := s.Clipboard(); ok {
		t.Errorf("the clipboard holds %q already", text)
	}
	s.Text("y")
	waitText(t, s, "keys y")
	typeKeys(t, s, "q")
	_, _ = s.Wait()
	if text, ok := s.Clipboard(); text != "crème\n" || !ok {
		t.Errorf("the clipboard holds %q, %v", text, ok)
	}
}

func TestSessionNamesModesLeftBehind(t *testing.T) {
	t.Parallel()
	s := start(t, "raw")
	if _, err := s.Wait(); err != nil {
		t.Fatal(err)
	}
	want := "alternate screen, hidden cursor (?25), mouse reports (?1000 to ?1003), bracketed paste (?2004), " +
		"focus reports (?1004), kitty keyboard protocol (1 deep), modifyOtherKeys (2), private mode ?7"
	if got := s.Modes().String(); got != want {
		t.Errorf("Modes:\n got %s\nwant %s", got, want)
	}
	before, now, err := s.Termios()
	if err != nil || before == now || !now.Raw() {
		t.Errorf("a program that left raw mode on: raw before %v, after %v, %v", before.Raw(), now.Raw(), err)
	}
}

func TestSessionSeesAPanicThatLeavesTheTerminalRaw(t *testing.T) {
	t.Parallel()
	s := start(t, "tea")
	waitText(t, s, "size 60x8")
	typeKeys(t, s, "P")
	if code, err := s.Wait(); code != 2 || err != nil {
		t.Errorf("Wait = %d, %v", code, err)
	}
	_, now, err := s.Termios()
	if err != nil || !now.Raw() || !s.Modes().AltScreen {
		t.Errorf("raw %v, modes %v, %v", now.Raw(), s.Modes(), err)
	}
}

func TestSessionRawIsBounded(t *testing.T) {
	t.Parallel()
	s := start(t, "flood", func(o *Options) { o.RawLimit = 1000 })
	if _, err := s.Wait(); err != nil {
		t.Fatal(err)
	}
	if n := len(s.Raw()); n != 1000 {
		t.Errorf("Raw keeps %d bytes", n)
	}
	if n := s.Written(); n != 100_000+int64(len("\r\nend of the flood")) {
		t.Errorf("Written = %d", n)
	}
	if !s.Frame().Contains("end of the flood") {
		t.Errorf("the end of the output is lost:\n%s", s.Frame().Text())
	}
}

func TestSessionShowsNoHalfUpdates(t *testing.T) {
	t.Parallel()
	s := start(t, "half")
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second)
	defer cancel()
	err := s.WaitFor(ctx, func(Frame) bool { return s.Modes().Synchronized && strings.Contains(string(s.Raw()), "after") })
	if err != nil {
		t.Fatal(err)
	}
	if got := s.Frame().Row(0); got != "before" {
		t.Errorf("in the middle of an update it shows %q", got)
	}
}

func TestSessionWaitErrors(t *testing.T) {
	t.Parallel()
	s := start(t, "wait")
	waitText(t, s, "waiting")
	ctx, cancel := context.WithCancelCause(t.Context())
	why := errors.New("the test gives up")
	cancel(why)
	err := s.WaitForText(ctx, "godot")
	var wait *WaitError
	if !errors.As(err, &wait) || !errors.Is(err, why) || !wait.Frame.Contains("waiting") {
		t.Fatalf("WaitForText = %v", err)
	}
	for _, part := range []string{`"godot" did not come`, "the test gives up", "│waiting   "} {
		if !strings.Contains(err.Error(), part) {
			t.Errorf("the message lacks %q:\n%v", part, err)
		}
	}

	over := start(t, "exit3")
	err = over.WaitForText(t.Context(), "godot")
	if err == nil || !strings.Contains(err.Error(), "exit status 3") || !strings.Contains(err.Error(), "goodbye") {
		t.Errorf("after the program's end: %v", err)
	}
}
