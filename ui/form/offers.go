package form

import "strings"

// Offer is a value that can be chosen. Label says whose it is, Source where it
// comes from.
type Offer struct{ Value, Label, Source string }

// mostFound bounds what is looked through and kept for each letter typed.
const mostFound = 50

// find keeps the offers that fit what is typed: their value or their label
// begins with it, or holds it.
func (x *field) find() {
	if x.walked >= 0 {
		return
	}
	typed := strings.ToLower(x.open())
	var begin, hold []Offer
	for _, o := range x.offers {
		value, label := strings.ToLower(o.Value), strings.ToLower(o.Label)
		switch {
		case strings.HasPrefix(value, typed):
			begin = append(begin, o)
		case strings.Contains(value, typed), strings.Contains(label, typed):
			hold = append(hold, o)
		}
	}
	x.found = append(begin, hold...)
	x.found = x.found[:min(len(x.found), mostFound)]
	if len(x.found) == 1 && x.found[0].Value == x.open() {
		x.found = nil // there is nothing more to choose
	}
}

// open is the part of what is typed that offers can take the place of.
func (x *field) open() string { return strings.TrimPrefix(x.input.Value(), x.prefix) }

// walk puts the next offer into the field, and behind the last one what was
// typed.
func (x *field) walk(by int) {
	if len(x.found) == 0 {
		return
	}
	if x.walked < 0 {
		x.typed = x.input.Value()
	}
	n := len(x.found) + 1
	at := (x.walked + 1 + by + n) % n
	x.walked = -1
	if at == 0 {
		x.set(x.typed)
		return
	}
	x.take(at - 1)
}

// take puts an offer into the field.
func (x *field) take(i int) {
	if i >= len(x.found) {
		return
	}
	x.set(x.prefix + x.found[i].Value)
	x.walked = i
}

// ghost is how what is typed would go on.
func (x *field) ghost() string {
	typed := x.open()
	if typed == "" || !x.atEnd() || x.walked >= 0 || len(x.found) == 0 {
		return ""
	}
	first := x.found[0].Value
	if len(first) <= len(typed) || !strings.EqualFold(first[:len(typed)], typed) {
		return ""
	}
	return first[len(typed):]
}

// complete takes over the ghost; false where there is none.
func (x *field) complete() bool {
	if x.ghost() == "" {
		return false
	}
	x.set(x.prefix + x.found[0].Value)
	x.edited()
	return true
}
