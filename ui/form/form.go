// Package form is the form in which a request is put together: the blanks of
// its path, the parameters of its query that a catalogue describes, and free
// ones. It exists so that nobody has to escape anything: what is typed is what
// the server reads, whatever signs it holds.
package form

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"brincr-explorer/api"
	"brincr-explorer/internal/safetext"
	"brincr-explorer/ui/overlay"
)

// Setup is what a form is made of.
type Setup struct {
	Endpoint *api.Endpoint // nil: a path of the user's own
	Method   string
	Path     string // of the request, with its {blanks}; for a path of one's own, as it is
	Values   Values // to begin with
	Base     string // the API's address, for the preview

	Offers func(api.Parameter) []Offer               // what can be chosen for a parameter
	Check  func(api.Request) (url string, err error) // what would be sent; why it would be refused
}

// Submit and Explain are what a form asks of the root: to send the request, or
// to show what would be sent.
type (
	Submit struct {
		Request  api.Request
		Endpoint *api.Endpoint
		Values   Values
		From     *Form // that it was filled in; it can be shown again
	}
	Explain Submit
)

// Form is a form over the panes.
type Form struct {
	setup  Setup
	fields []*field
	at     int // the field that is typed in

	said  string // about what was to be sent, until the next key
	top   int    // of the rows of fields, as drawn last
	drawn []int  // what each row of the body was: an index into fields, or -1
}

// New makes a form; the cursor stands on the first field that lacks a value.
func New(s Setup) *Form {
	f := &Form{setup: s, fields: newFields(s)}
	f.grow()
	for i, x := range f.fields {
		if x.lacking() {
			f.at = i
			break
		}
	}
	f.refresh()
	return f
}

// grow sees to it that one free row is left.
func (f *Form) grow() {
	last := f.fields[len(f.fields)-1]
	if last.kind == free && last.value() == "" {
		return
	}
	f.fields = append(f.fields, newField(free, api.Parameter{In: api.InQuery}, "", nil))
}

// Key answers a key press.
func (f *Form) Key(press tea.KeyPressMsg) overlay.Result {
	x := f.fields[f.at]
	f.said = ""
	switch press.String() {
	case "esc":
		return overlay.Result{Close: true}
	case "enter":
		return f.submit()
	case "ctrl+x":
		return overlay.Result{Intent: Explain(f.Submission())}
	case "tab", "down":
		f.move(1)
	case "shift+tab", "up":
		f.move(-1)
	case "ctrl+n":
		x.walk(1)
	case "ctrl+p":
		x.walk(-1)
	case "right", "ctrl+f":
		if !x.complete() {
			x.edit(press)
		}
	default:
		x.edit(press)
	}
	f.grow()
	f.refresh()
	return overlay.Result{}
}

// submit sends the request, or goes to what keeps it from being sent.
func (f *Form) submit() overlay.Result {
	for i, x := range f.fields {
		if x.missing = x.lacking(); x.missing || x.refused() != "" {
			f.at = i
			f.refresh()
			return overlay.Result{}
		}
	}
	if _, err := f.setup.Check(f.request()); err != nil {
		return overlay.Result{} // the foot says why
	}
	return overlay.Result{Close: true, Intent: f.Submission()}
}

// Submission is what enter would send, complete or not.
func (f *Form) Submission() Submit {
	return Submit{Request: f.request(), Endpoint: f.setup.Endpoint, Values: f.values(), From: f}
}

func (f *Form) move(by int) {
	n := len(f.fields)
	f.at = (f.at + by + n) % n
}

// refresh looks anew for what can be offered in the field that is typed in.
func (f *Form) refresh() {
	x := f.fields[f.at]
	p, prefix := x.offered()
	if (x.offers == nil || prefix != x.prefix) && f.setup.Offers != nil && x.kind != whole && x.walked < 0 {
		x.offers, x.prefix = f.setup.Offers(p), prefix
	}
	x.find()
}

// Say shows a line about what was to be sent, until the next key.
func (f *Form) Say(text string) { f.said = text }

// Hint is what the key line says while the form is open.
func (f *Form) Hint() string {
	if !(api.Request{Method: f.setup.Method}).Safe() {
		return "enter goes on, sends nothing yet · tab next · ctrl+n offers · ctrl+x explains"
	}
	return "enter sends · tab next · ctrl+n offers · → completes · ctrl+x explains"
}

// Paste takes pasted text into the field: one line, without the blanks around
// it that come with copying.
func (f *Form) Paste(text string) {
	line, _, _ := strings.Cut(strings.TrimSpace(text), "\n")
	x := f.fields[f.at]
	x.input, _ = x.input.Update(tea.PasteMsg{Content: safetext.Clean(strings.TrimSpace(line))})
	x.edited()
	f.grow()
	f.refresh()
}

// Wheel moves to another field.
func (f *Form) Wheel(by int) {
	if by < 0 {
		f.at = max(f.at-1, 0)
	} else {
		f.at = min(f.at+1, len(f.fields)-1)
	}
	f.refresh()
}

// Click goes to the field on a row of the form as it was drawn, and takes an
// offer.
func (f *Form) Click(_, y int) overlay.Result {
	y-- // the border
	if y < 0 || y >= len(f.drawn) {
		return overlay.Result{}
	}
	switch at := f.drawn[y]; {
	case at >= 0:
		f.at = at
	case at <= firstOffer:
		f.fields[f.at].take(firstOffer - at)
		f.grow()
	}
	f.refresh()
	return overlay.Result{}
}
