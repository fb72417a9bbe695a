package compose

import (
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"brincr-explorer/ui/action"
	"brincr-explorer/ui/overlay"
	"brincr-explorer/ui/paint"
)

// Editor is the body of a request, edited over the panes. It is kept when it is
// closed: it is the draft.
type Editor struct {
	title    string
	text     *buffer
	remarks  []Remark
	findings []Finding
	checked  int // the version of the text that findings are of; -1: none
	agreed   int // the version that is to be sent in spite of warnings
	message  string
	bad      bool // the message is of something that went wrong

	top    int // the first line in view
	height int // of the text, as drawn last
	areas  areas
}

// NewEditor edits a text.
func NewEditor(title, text string) *Editor {
	e := &Editor{title: title, text: newBuffer(text), checked: -1, agreed: -1}
	if text == "{}" {
		e.text.col = 1 // where one goes on
	}
	return e
}

// Open begins anew with the text as it was left: what a server said of it and what
// was overridden then counts no more.
func (e *Editor) Open(title string) {
	e.title, e.message, e.agreed = title, "", -1
	e.SetRemarks(nil)
}

// Version tells texts of one editor apart.
func (e *Editor) Version() int { return e.text.version }

// Text is the body as it is now; the function may be called elsewhere and later.
func (e *Editor) Text() func() []byte {
	lines := slices.Clone(e.text.lines)
	return func() []byte { return []byte(strings.Join(lines, "\n")) }
}

// SetText puts another text in the place of this one. It can be undone.
func (e *Editor) SetText(text string) {
	if text != strings.Join(e.text.lines, "\n") {
		e.text.set(text)
	}
}

// SetRemarks shows what a server said about the body, instead of what it said
// before. They are placed by the next check.
func (e *Editor) SetRemarks(remarks []Remark) { e.remarks, e.checked = remarks, -1 }

// Remarks are what the check needs to know of a server's words.
func (e *Editor) Remarks() []Remark { return e.remarks }

// Say shows a line of text until the next key.
func (e *Editor) Say(text string, bad bool) { e.message, e.bad = text, bad }

// Take shows what a check found in a version of the text; it is dropped where
// the text has changed since.
func (e *Editor) Take(version int, findings []Finding) {
	if version != e.text.version {
		return
	}
	e.checked, e.findings = version, findings
}

// Checked says whether the findings are of the text as it is.
func (e *Editor) Checked() bool { return e.checked == e.text.version }

// Sendable says whether the text may go on to be sent, and tells the user why
// not. Warnings want a second press: descriptions and servers may be wrong.
func (e *Editor) Sendable() bool {
	blocked, warned := e.first(Blocks), e.first(Warns)
	switch {
	case blocked >= 0:
		e.visit(blocked)
		e.Say("It cannot be sent: it is not one JSON value. "+e.findings[blocked].place(), true)
	case warned < 0 || e.agreed == e.text.version:
		return true
	default:
		e.agreed = e.text.version
		e.visit(warned)
		e.Say("Press ctrl+s again to send it anyway, in spite of "+paint.Count(e.count(Warns), "warning")+".", true)
	}
	return false
}

// Warnings is how many findings do not keep the text from being sent.
func (e *Editor) Warnings() int { return e.count(Warns) }

func (e *Editor) count(w Weight) (n int) {
	for _, f := range e.findings {
		if f.Weight == w {
			n++
		}
	}
	return n
}

func (e *Editor) first(w Weight) int {
	return slices.IndexFunc(e.findings, func(f Finding) bool { return f.Weight == w })
}

// visit goes to the place of a finding.
func (e *Editor) visit(i int) {
	if f := e.findings[i]; f.Line > 0 {
		e.text.goTo(f.Line, max(f.Column, 1))
	}
}

// next goes to the next finding, or the one before.
func (e *Editor) next(by int) {
	line := e.text.row + 1
	var at []int
	for i, f := range e.findings {
		if f.Line > 0 && f.Weight != Mended {
			at = append(at, i)
		}
	}
	if len(at) == 0 {
		return
	}
	if by > 0 {
		i := slices.IndexFunc(at, func(i int) bool { return e.findings[i].Line > line })
		e.visit(at[max(i, 0)])
		return
	}
	slices.Reverse(at)
	i := slices.IndexFunc(at, func(i int) bool { return e.findings[i].Line < line })
	e.visit(at[max(i, 0)])
}

// Key answers a key press.
func (e *Editor) Key(press tea.KeyPressMsg) overlay.Result {
	e.message = ""
	b := e.text
	switch key := press.String(); key {
	case "esc":
		return overlay.Result{Close: true}
	case "ctrl+s":
		return overlay.Result{Action: action.SendBody}
	case "ctrl+e":
		return overlay.Result{Action: action.EditBody}
	case "ctrl+n":
		e.next(1)
	case "ctrl+p":
		e.next(-1)
	case "enter":
		b.breakLine()
	case "tab":
		b.insert("  ")
	case "backspace", "ctrl+h":
		b.erase(true)
	case "delete", "ctrl+d":
		b.erase(false)
	case "ctrl+k":
		b.eraseLine()
	case "ctrl+z":
		b.takeBack()
	default:
		if !e.moved(key) && press.Text != "" {
			b.letter(press.Text)
		}
	}
	return overlay.Result{}
}

// moved answers the keys that move the cursor.
func (e *Editor) moved(key string) bool {
	b := e.text
	page := max(e.height-1, 1)
	switch key {
	case "left":
		b.left()
	case "right":
		b.right()
	case "up":
		b.move(-1)
	case "down":
		b.move(1)
	case "pgup":
		b.move(-page)
	case "pgdown":
		b.move(page)
	case "home", "ctrl+a":
		b.col, b.typing = 0, false
	case "end":
		b.col, b.typing = len(b.line()), false
	case "ctrl+home":
		b.goTo(1, 1)
	case "ctrl+end":
		b.row = len(b.lines) - 1
		b.col, b.typing = len(b.line()), false
	default:
		return false
	}
	return true
}

// Hint is what the key line says while the editor is open.
func (e *Editor) Hint() string {
	hint := "ctrl+s send · ctrl+e $EDITOR · ctrl+z undo · esc keeps draft"
	if len(e.findings) > 0 {
		return "ctrl+n finding · " + hint
	}
	return hint
}

// Paste puts pasted text at the cursor. Terminals paste line ends as they are
// typed.
func (e *Editor) Paste(text string) {
	e.message = ""
	e.text.insert(strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(text))
}

// Wheel moves the cursor.
func (e *Editor) Wheel(by int) { e.text.move(by) }

// Click puts the cursor under the pointer, goes to a finding, or presses a
// button.
func (e *Editor) Click(x, y int) overlay.Result {
	x, y = x-1, y-1 // the border
	for _, b := range e.areas.buttons {
		if y == e.areas.buttonRow && x >= b.from && x < b.to {
			return b.result
		}
	}
	if i, ok := e.areas.finding(x, y); ok {
		e.visit(i)
		return overlay.Result{}
	}
	if y >= 0 && y < e.height && x < e.areas.textWidth && e.top+y < len(e.text.lines) {
		e.text.row = e.top + y
		e.text.col, e.text.typing = e.byteAt(e.text.line(), x-e.areas.gutter), false
	}
	return overlay.Result{}
}
