package form

import (
	"fmt"
	"strings"

	"brincr-explorer/internal/safetext"
	"brincr-explorer/ui/paint"
)

const (
	widest     = 100
	mostOffers = 5
	firstOffer = -2 // and further down in drawn: an offer of the field that is typed in
	nothing    = -1
)

// View draws the form for a screen of w x h cells.
func (f *Form) View(st *paint.Styles, w, h int) []string {
	width, room := min(w-4, widest), h-4
	inner := width - 2
	foot, marks := f.foot(st, inner, room)
	rows, owners := f.rows(st, inner)
	shown := max(min(room-len(foot), len(rows)), 1)
	f.follow(owners, shown)
	to := min(f.top+shown, len(rows))
	body := append(append([]string{}, rows[f.top:to]...), foot...)
	f.drawn = append(append(f.drawn[:0], owners[f.top:to]...), marks...)
	box := paint.Box{Digit: f.setup.Method, Title: []paint.Span{{Text: f.title()}}, Focused: true}
	box.Right = []paint.Span{{Style: st.Faint, Text: "esc closes"}}
	if len(rows) > shown {
		box.Right[0].Text = fmt.Sprintf("field %d of %d, esc closes", f.at+1, len(f.fields))
	}
	return box.Draw(st, width, len(body)+2, body)
}

func (f *Form) title() string {
	if f.setup.Endpoint == nil {
		return "a path of your own"
	}
	path, _, _ := strings.Cut(f.setup.Path, "?")
	return path
}

// follow keeps the field that is typed in on the screen, and with it the
// heading above the first one.
func (f *Form) follow(owners []int, shown int) {
	at := 0
	for i, o := range owners {
		if o == f.at {
			at = i
		}
	}
	f.top = max(min(f.top, at-1), at-shown+1, 0)
	f.top = max(min(f.top, len(owners)-shown), 0)
}

// rows are the fields under their headings.
func (f *Form) rows(st *paint.Styles, width int) (rows []string, owners []int) {
	names := f.namesWidth(width)
	heading := ""
	for i, x := range f.fields {
		if h := headings[x.kind]; h != heading {
			heading = h
			rows = append(rows, paint.NewLine(width).Add(st.Faint, " "+h).String())
			owners = append(owners, nothing)
		}
		rows = append(rows, x.row(st, width, names, i == f.at))
		owners = append(owners, i)
	}
	return rows, owners
}

var headings = [...]string{whole: "Path", blank: "Path", known: "Query", header: "Headers", free: "Query, your own: such as filter[field]=value"}

func (f *Form) namesWidth(width int) int {
	n := 0
	for _, x := range f.fields {
		n = max(n, safetext.Width(safetext.Clean(x.name())))
	}
	return min(n, width/3) + 3
}

func (x *field) row(st *paint.Styles, width, names int, focused bool) string {
	set, mark := &st.Set, "   "
	if focused {
		set, mark = &st.Selected, " › "
	}
	l := paint.NewLine(width).Add(set.Accent, mark)
	before := l.Left()
	l.AddMiddle(set.Key, x.name(), names-2)
	if x.p.Required || x.kind == whole {
		l.Add(set.Accent, "*")
	}
	l.Blank(set.Text, names-(before-l.Left()))
	note, look := x.refused(), set.Bad
	if note == "" && (!focused || x.ghost() == "") {
		note, look = x.doubt(), set.Warn
	}
	room := l.Left() - 1
	if note != "" {
		room = max(room-safetext.Width(safetext.Clean(note))-4, room/3)
	}
	x.text(l, set, focused, room)
	if note != "" {
		l.Add(set.Text, " ").Add(look, "! "+note)
	}
	return l.Fill(set.Text)
}

// text draws what was typed: of a long text the end before the cursor.
func (x *field) text(l *paint.Line, set *paint.Set, focused bool, room int) {
	text := x.input.Value()
	if !focused {
		if text == "" && x.p.Default != "" {
			l.AddCut(set.Placeholder, "default "+x.p.Default, room)
			return
		}
		l.AddCut(set.Text, text, room)
		return
	}
	runes := []rune(text)
	at := min(x.input.Position(), len(runes))
	from := 0
	for safetext.Width(safetext.Clean(string(runes[from:at]))) > room-2 {
		from++
	}
	left := l.Left()
	if from > 0 {
		l.Add(set.Faint, "…")
	}
	l.Add(set.Text, string(runes[from:at])).Add(set.Accent, "▏")
	rest := room - (left - l.Left())
	if at < len(runes) {
		l.AddCut(set.Text, string(runes[at:]), rest)
		return
	}
	l.AddCut(set.Placeholder, x.ghost(), rest)
}

// foot is what stands below the fields: what the field under the cursor is, what
// can be chosen for it, and the address that comes of it all. A field that is
// written costs it the offers first.
func (f *Form) foot(st *paint.Styles, width, room int) (rows []string, marks []int) {
	blank := paint.NewLine(width).String()
	about, offers, address := f.about(st, width), f.offers(st, width), f.address(st, width)
	fields := min(len(f.fields)+2, 4)
	left := room - fields - len(address) - 2
	about = about[:max(min(len(about), left), 0)]
	offers = offers[:max(min(len(offers), left-len(about)), 0)]
	rows = append(rows, blank)
	rows = append(rows, about...)
	for range rows {
		marks = append(marks, nothing)
	}
	for i, o := range offers {
		rows, marks = append(rows, o), append(marks, firstOffer-i-f.firstShown())
	}
	if len(about)+len(offers) > 0 {
		rows, marks = append(rows, blank), append(marks, nothing)
	}
	for _, a := range address {
		rows, marks = append(rows, a), append(marks, nothing)
	}
	return rows, marks
}

// about says what the catalogue tells of the field under the cursor.
func (f *Form) about(st *paint.Styles, width int) []string {
	x := f.fields[f.at]
	if why := x.refused(); why != "" && !x.missing {
		return wrapped(st.Bad, width, x.name()+": "+why)
	}
	var facts []string
	add := func(condition bool, text string) {
		if condition {
			facts = append(facts, text)
		}
	}
	add(x.p.Type != "", x.p.Type)
	add(x.p.Required, "required")
	add(x.p.Deprecated, "deprecated")
	add(x.p.Default != "", "default "+x.p.Default)
	add(x.p.Example != "", "such as "+x.p.Example)
	add(x.p.Description != "", x.p.Description)
	add(x.kind == blank && len(x.offers) == 0, "ids are offered here once an answer has held them")
	add(x.kind == free && x.value() == "", "As you write it: brackets stay, & + = # in the value are escaped for you. Empty rows are not sent.")
	add(x.kind == whole, "Below the API, such as categories/5. Escaped for you where it must be.")
	if len(facts) == 0 {
		return nil
	}
	return wrapped(st.Faint, width, strings.Join(facts, " · "))
}

// wrapped is a text of two lines at most.
func wrapped(look paint.Style, width int, text string) []string {
	var rows []string
	const most = 2
	for i, line := range paint.Wrap(text, max(width-2, 1)) {
		if i < most {
			rows = append(rows, paint.NewLine(width).Add(look, " "+line).String())
		}
	}
	return rows
}

func (f *Form) firstShown() int {
	x := f.fields[f.at]
	return max(min(x.walked-mostOffers/2, len(x.found)-mostOffers), 0)
}

// offers are some of the values that can be chosen, the chosen one among them.
func (f *Form) offers(st *paint.Styles, width int) []string {
	x := f.fields[f.at]
	from := f.firstShown()
	values := 0
	for i := from; i < min(from+mostOffers, len(x.found)); i++ {
		values = max(values, safetext.Width(safetext.Clean(x.found[i].Value)))
	}
	var rows []string
	for i := from; i < min(from+mostOffers, len(x.found)); i++ {
		o := x.found[i]
		set, mark := &st.Set, "     "
		if i == x.walked {
			set, mark = &st.Blurred, "   ▸ "
		}
		l := paint.NewLine(width).Add(set.Accent, mark)
		before := l.Left()
		l.AddMiddle(set.String, o.Value, width/2)
		l.Blank(set.Text, min(values, width/2)-(before-l.Left())+2)
		source := o.Source + " "
		if o.Label != "" && safetext.Width(safetext.Clean(o.Label+source))+2 > l.Left() {
			source = " " // the name tells more
		}
		l.AddCut(set.Text, o.Label, l.Left()-safetext.Width(source)-2)
		rows = append(rows, l.Right(set.Text, paint.Span{Style: set.Faint, Text: source}).Fill(set.Text))
	}
	return rows
}

// address is what would be sent, or why nothing is.
func (f *Form) address(st *paint.Styles, width int) []string {
	request := f.request()
	look := st.Text
	url, err := f.setup.Check(request)
	var rows []string
	if err != nil {
		url, look = f.setup.Base+strings.TrimPrefix(request.Path, "/"), st.Faint
		if f.filled() {
			rows = wrapped(st.Bad, width, "Not sent: "+err.Error())
		}
	}
	if f.said != "" {
		rows = append(rows, wrapped(st.Warn, width, "! "+f.said)...)
	}
	const most = 2
	lines := paint.WrapHard(f.setup.Method+" "+url, width-3)
	for i, line := range lines {
		l := paint.NewLine(width).Add(look, " ")
		switch {
		case i == most-1 && len(lines) > most: // the end is what is being typed
			last := lines[len(lines)-1]
			keep, _ := safetext.Head(line, max(width-5-safetext.Width(last), 0))
			rows = append(rows, l.Add(look, keep+"…"+last).String())
		case i < most:
			rows = append(rows, l.Add(look, line).String())
		}
	}
	return rows
}

// filled says that nothing is lacking that a row would tell of by itself.
func (f *Form) filled() bool {
	for _, x := range f.fields {
		if x.lacking() || x.refused() != "" {
			return false
		}
	}
	return true
}
