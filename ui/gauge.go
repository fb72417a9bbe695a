package ui

import (
	"strconv"
	"strings"

	"brincr-explorer/ui/paint"
	"brincr-explorer/ui/rail"
)

// limitSpans are the rate limit, what headers told and no number else, and its
// gauge, which is given up before it. Where little is left, a sign says so besides
// the look.
func (m *model) limitSpans() (limit, gauge []paint.Span) {
	st, told := m.st, m.here.limit
	if told.Remaining == "" {
		return nil, nil
	}
	left, leftErr := strconv.ParseUint(told.Remaining, 10, 64)
	all, allErr := strconv.ParseUint(told.Limit, 10, 64)
	known := leftErr == nil && allErr == nil && all > 0
	look, sign := st.Faint, ""
	const little = 10 // of which there is less than one part left
	if leftErr == nil && left == 0 || known && left <= all/little {
		look, sign = st.Warn, "! "
	}
	if told.Limit == "" {
		return []paint.Span{{Style: look, Text: sign + "limit: " + told.Remaining + " left   "}}, nil
	}
	if known {
		const cells = 8
		full := int(min(left, all) * cells / all)
		gauge = []paint.Span{
			{Style: look, Text: strings.Repeat(rail.BarFull, full)},
			{Style: st.BarEmpty, Text: strings.Repeat(rail.BarEmpty, cells-full)},
			{Text: " "},
		}
	}
	return []paint.Span{{Style: look, Text: sign + "limit " + told.Remaining + "/" + told.Limit + "   "}}, gauge
}
