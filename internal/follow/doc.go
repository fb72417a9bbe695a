// Package follow finds out where the ids of an answer lead.
//
// It exists because an id says nothing by itself: what it is of is told by the
// name of its field and by what that stands in, and where that can be read is
// told by the catalogue. All of it is words compared with words; nothing here
// sends anything, and no path is offered that the catalogue does not have.
package follow

import "brincr-explorer/api"

// Field is a value of an answer with where it stands.
type Field struct {
	Keys  []string // the names around the value, from the outside in, its own last; an item of a list has the list's
	Value string
	From  string // the path of the request that brought it, relative to the API; "" for none
}

// Leads is where an id leads.
type Leads struct {
	Of    string // what it is an id of, in the words of the field: "shipping address"
	Named bool   // the field itself says so, as customer_id does
	Own   bool   // it is the id of the very thing that was asked for, or of a row of the list
	Near  bool   // nothing has just the name of the field: what is offered has one like it
	All   []Candidate
}

// Candidate is a request that could tell about an id.
type Candidate struct {
	Endpoint api.Endpoint
	Path     string // relative to the API, ready to be sent
	List     bool   // what belongs to the thing; else the thing itself
}

// Clear is the candidate that is meant beyond doubt: the only one there is, or
// the only one that gives the thing itself, where a field points to it. False
// where a person has to choose.
func (l Leads) Clear() (Candidate, bool) {
	switch {
	case len(l.All) == 0 || l.Near:
		return Candidate{}, false
	case len(l.All) == 1, !l.Own && !l.All[0].List && l.All[1].List:
		return l.All[0], true
	}
	return Candidate{}, false
}
