package jsondoc

import (
	"bytes"
	"cmp"
	"slices"
)

// Match is one place that a query found.
type Match struct {
	Node       Node
	InKey      bool
	Start, End int  // bytes within RawKey or Raw
	Wrapped    bool // Find had to go on from the other end of the document
}

// span is a match within a text.
type span struct{ start, end int }

// Matches returns the matches in one node, in order and without overlap, those in its key before those in its value,
// at most so many.
func (p *Pattern) Matches(d *Document, n Node, most int) []Match {
	var found []Match
	for _, inKey := range [2]bool{true, false} {
		raw, isText := d.token(n, inKey)
		if raw == nil || len(found) >= most {
			continue
		}
		for _, s := range p.spans(raw, isText, most-len(found)) {
			found = append(found, Match{Node: n, InKey: inKey, Start: s.start, End: s.end})
		}
	}
	return found
}

// first returns the first match in one node.
func (p *Pattern) first(d *Document, n Node) (Match, bool) {
	for _, inKey := range [2]bool{true, false} {
		raw, isText := d.token(n, inKey)
		if raw == nil {
			continue
		}
		if s, ok := p.firstSpan(raw, isText); ok {
			return Match{Node: n, InKey: inKey, Start: s.start, End: s.end}, true
		}
	}
	return Match{}, false
}

// firstSpan is the first of spans. Of a literal in a string without escapes, the usual case, it makes no list.
func (p *Pattern) firstSpan(raw []byte, isText bool) (span, bool) {
	if p.needle != nil && p.re == nil && (!isText || bytes.IndexByte(raw, '\\') < 0) {
		at := p.needle.index(raw, 0)
		return span{at, at + len(p.needle.value)}, at >= 0
	}
	if found := p.spans(raw, isText, 1); len(found) > 0 {
		return found[0], true
	}
	return span{}, false
}

// token is a key or a value that can be searched, and whether it is a string; nil when there is none.
func (d *Document) token(n Node, key bool) (raw []byte, isText bool) {
	if key {
		return d.RawKey(n), true
	}
	switch d.Kind(n) {
	case Array, Object:
		return nil, false
	case String:
		return d.Raw(n), true
	}
	return d.Raw(n), false
}

// spans returns the matches in a raw key or value, at most so many.
func (p *Pattern) spans(raw []byte, isText bool, most int) []span {
	escaped := isText && bytes.IndexByte(raw, '\\') >= 0
	switch {
	case p.re == nil && p.needle == nil:
		return nil
	case p.re == nil && !escaped:
		return p.literal(raw, most)
	case p.re == nil:
		return p.literalDecoded(raw, most)
	case !isText:
		return p.expression(raw, most)
	case !escaped:
		return shift(p.expression(inside(raw), most), 1)
	}
	inner := inside(raw)
	found := p.expression(appendDecoded(make([]byte, 0, len(inner)), inner), most)
	rawSpans(inner, found)
	return shift(found, 1)
}

// shift moves spans by so many bytes.
func shift(spans []span, by int) []span {
	for i := range spans {
		spans[i].start += by
		spans[i].end += by
	}
	return spans
}

// expression applies the regular expression to a decoded text.
func (p *Pattern) expression(text []byte, most int) []span {
	if most == 1 { // spares the list of FindAll
		if at := p.re.FindIndex(text); at != nil {
			return []span{{at[0], at[1]}}
		}
		return nil
	}
	var found []span
	for _, at := range p.re.FindAllIndex(text, most) {
		found = append(found, span{at[0], at[1]})
	}
	return found
}

// literal finds the literal in bytes as they are.
func (p *Pattern) literal(text []byte, most int) []span {
	var found []span
	size := len(p.needle.value)
	for from := 0; len(found) < most; from += size {
		if from = p.needle.index(text, from); from < 0 {
			break
		}
		found = append(found, span{from, from + size})
	}
	return found
}

// literalDecoded finds the literal in a string with escapes, its quotes included; with a backslash in the literal also
// in the string as sent.
func (p *Pattern) literalDecoded(raw []byte, most int) []span {
	found := p.literal(appendDecoded(make([]byte, 0, len(raw)), raw), most)
	rawSpans(raw, found)
	if p.slash {
		found = mergeSpans(append(found, p.literal(raw, most)...), most)
	}
	return found
}

// mergeSpans puts spans in order and leaves out what overlaps.
func mergeSpans(all []span, most int) []span {
	slices.SortFunc(all, func(x, y span) int { return cmp.Compare(x.start, y.start) })
	kept := all[:0]
	for _, s := range all {
		if len(kept) == 0 || s.start >= kept[len(kept)-1].end {
			kept = append(kept, s)
		}
	}
	return kept[:min(len(kept), most)]
}
