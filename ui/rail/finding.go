package rail

import "brincr-explorer/ui/paint"

// A Finding is what is known of one scope from asking for it alone.
type Finding uint8

// The findings.
const (
	Unknown Finding = iota
	Waiting         // will be asked for
	Asking          // is asked for now
	Granted
	Refused
)

// span says a finding with a sign and a word, so that it takes no colour to tell
// them apart.
func (f Finding) span(set *paint.Set) paint.Span {
	switch f {
	case Waiting:
		return paint.Span{Style: set.Faint, Text: "· waiting"}
	case Asking:
		return paint.Span{Style: set.Warn, Text: "◌ asking"}
	case Granted:
		return paint.Span{Style: set.Good, Text: "✓ granted"}
	case Refused:
		return paint.Span{Style: set.Bad, Text: "✗ refused"}
	default:
		return paint.Span{}
	}
}
