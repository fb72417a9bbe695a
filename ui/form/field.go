package form

import (
	"slices"
	"strconv"
	"strings"

	"charm.land/bubbles/v2/textinput"
	tea "charm.land/bubbletea/v2"

	"brincr-explorer/api"
)

// kind says what a field becomes a part of.
type kind uint8

const (
	whole  kind = iota // the path itself
	blank              // a {parameter} of the path
	known              // a parameter of the query
	header             // a parameter that goes out as a header
	free               // a name=value of the query
)

// field is one row in which a value is typed.
type field struct {
	kind    kind
	p       api.Parameter
	input   textinput.Model
	missing bool // enter was pressed without it

	// A value that the input cannot hold as it is, such as one with a line end,
	// is kept until it is edited.
	given, shown string

	offers []Offer // all; nil before anybody looked
	prefix string  // what stands before them in the field: the name of a free row
	found  []Offer // that fit what is typed
	walked int     // the one of them that stands in the field; -1 for none
	typed  string  // what stood there before
}

func newField(k kind, p api.Parameter, value string, offers []Offer) *field {
	x := &field{kind: k, p: p, input: textinput.New(), offers: offers, walked: -1}
	x.input.Prompt = ""
	x.input.CharLimit = 4096
	x.input.Focus()
	x.set(value)
	return x
}

func (x *field) set(value string) {
	x.input.SetValue(value)
	x.input.CursorEnd()
	x.given, x.shown = value, x.input.Value()
	x.missing = false
}

// value is what is sent.
func (x *field) value() string {
	if v := x.input.Value(); v != x.shown {
		return v
	}
	return x.given
}

// edit hands a key to the input.
func (x *field) edit(press tea.KeyPressMsg) {
	before := x.input.Value()
	x.input, _ = x.input.Update(press)
	if x.input.Value() != before {
		x.edited()
	}
}

func (x *field) edited() { x.walked, x.missing = -1, false }

func (x *field) atEnd() bool { return x.input.Position() == len([]rune(x.input.Value())) }

// name is what the row is called.
func (x *field) name() string {
	switch x.kind {
	case whole:
		return "path"
	case free:
		return "name=value"
	default:
		return x.p.Name
	}
}

// offered is what offers are looked for. That of a free row is named by what is
// typed, and before there is a name, names are offered.
func (x *field) offered() (p api.Parameter, prefix string) {
	if x.kind != free {
		return x.p, ""
	}
	name, _, named := strings.Cut(x.input.Value(), "=")
	if !named {
		return x.p, ""
	}
	return api.Parameter{Name: strings.TrimSpace(name), In: api.InQuery}, name + "="
}

// split is the name and the value of a free row.
func (x *field) split() (name, value string) {
	name, value, _ = strings.Cut(x.value(), "=")
	return strings.TrimSpace(name), value
}

func (x *field) lacking() bool {
	switch x.kind {
	case whole, blank:
		return x.value() == ""
	default:
		return x.p.Required && x.value() == ""
	}
}

// refused says why a value is not sent; "" when it is.
func (x *field) refused() string {
	switch {
	case x.missing && x.lacking():
		return "is missing, and it is required"
	case x.kind == blank && x.value() != "":
		if err := api.CheckBlank(x.value()); err != nil {
			return err.Error()
		}
	case x.kind == header && x.value() != "":
		if err := api.CheckHeader(api.Field{Name: x.p.Name, Value: x.value()}); err != nil {
			return err.Error()
		}
	case x.kind == free && x.value() != "":
		if name, _ := x.split(); name == "" {
			return "has no name before the ="
		}
	}
	return ""
}

// doubt says what is odd about a value that is sent all the same.
func (x *field) doubt() string {
	v := x.value()
	switch {
	case v == "":
		return ""
	case x.kind == free && !strings.Contains(v, "="):
		return "no = yet: it goes out with an empty value"
	case strings.TrimSpace(v) != v:
		return "a blank at its end is sent too"
	case x.kind == free || x.kind == whole:
		return ""
	case len(x.p.Enum) > 0 && !slices.Contains(x.p.Enum, v):
		return "is none of the values described"
	}
	kind, _, _ := strings.Cut(x.p.Type, " ")
	switch kind {
	case "integer":
		if strings.Trim(strings.TrimPrefix(v, "-"), "0123456789") != "" || v == "-" {
			return "is no integer"
		}
	case "number":
		if _, err := strconv.ParseFloat(v, 64); err != nil {
			return "is no number"
		}
	case "boolean":
		if v != "true" && v != "false" && v != "1" && v != "0" {
			return "is neither true nor false"
		}
	}
	return ""
}
