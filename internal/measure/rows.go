package main

import "math"

// unit is how a figure is written.
type unit uint8

const (
	milliseconds unit = iota
	bytesWritten
	megabytes
)

// A row is a line of the table: a statistic of a subject, and its limit.
type row struct {
	subject subject
	name    string
	unit    unit
	of      func([]float64) float64
	jless   float64 // jless : fx in the table of the issue; 0 where it has none
	limit   limit   // nil: none
}

// others is what a limit may refer to. What was not measured is not a number.
type others struct {
	fx, jless float64 // of the same row
	ours      func(subject) float64
}

type limit func(others) float64

// Frames of a screen that shows 120 of them a second.
const frame = 1000.0 / 120

func atMost(x float64) limit       { return func(others) float64 { return x } }
func shareOfFx(n float64) limit    { return func(o others) float64 { return o.fx / n } }
func shareOfJless(n float64) limit { return func(o others) float64 { return o.jless / n } }

// noLaterThan allows ms more than another of our own figures takes.
func noLaterThan(s subject, ms float64) limit {
	return func(o others) float64 { return o.ours(s) + ms }
}

// rows is the table.
func rows() []row {
	small, middle, large := documents()
	at := func(d document, q quantity) row {
		return row{subject: subject{d.name, q}, name: d.name + ": " + string(q), of: median}
	}
	var all []row
	add := func(r row, u unit, jless float64, l limit) {
		r.unit, r.jless, r.limit = u, jless, l
		all = append(all, r)
	}
	add(at(small, firstPaint), milliseconds, 7.0/28, nil)
	add(at(small, interactive), milliseconds, 8.0/45, nil)
	add(at(middle, firstPaint), milliseconds, 99.0/307, nil)
	add(at(middle, interactive), milliseconds, 101.0/323, shareOfJless(2))
	add(at(large, firstPaint), milliseconds, 883.0/2925, noLaterThan(subject{small.name, firstPaint}, 60))
	add(at(large, interactive), milliseconds, 885.0/2942, shareOfJless(5))
	add(at(large, loaded), milliseconds, 0, nil)
	add(at(middle, peakMemory), megabytes, 95.0/149, nil)
	add(at(middle, settledMemory), megabytes, 0, nil)
	add(at(large, peakMemory), megabytes, 906.0/1448, atMost(23*float64(large.size)/10))
	add(at(large, settledMemory), megabytes, 0, atMost(23*float64(large.size)/10))

	key := at(large, keyLatency)
	key.name = "down: key to frame, median"
	add(key, milliseconds, 0.3/11, nil)
	key.name, key.of = "down: key to frame, 95 %", percentile95
	add(key, milliseconds, 0.4/17, atMost(frame))
	key = at(large, keyBytes)
	key.name = "down: bytes written"
	add(key, bytesWritten, 4200.0/287, atMost(300))
	key = at(large, scrollBytes)
	key.name = "down that scrolls: bytes written"
	add(key, bytesWritten, 0, nil) // a whole new row comes into view

	add(at(large, findLiteral), milliseconds, 7.0/1264, shareOfFx(50))
	add(at(large, findRegexp), milliseconds, 0, shareOfFx(5))
	add(at(large, foldAll), milliseconds, 44.0/222, atMost(2*frame))
	add(at(large, unfoldAll), milliseconds, 46.0/206, atMost(2*frame))
	add(at(large, foldDepth), milliseconds, 0, atMost(2*frame))
	add(at(large, jumpToEnd), milliseconds, 0, atMost(2*frame))
	// To fall behind is to answer a key after the next one came; 500 keys at once
	// are one thing to a person, who takes a tenth of a second as at once.
	add(at(large, burst), milliseconds, 0, atMost(100))
	add(at(large, held), milliseconds, 0, atMost(1000.0/keysPerSecond))
	return all
}

// keysPerSecond is how often a keyboard repeats a key that is held.
const keysPerSecond = 30

// A verdict is a row with its figures. What there is not, is not a number.
type verdict struct {
	name                   string
	unit                   unit
	ours, fx, jless, limit float64
	limited                bool // the row has a limit
}

// known tells whether both sides of the limit were measured.
func (v verdict) known() bool { return v.limited && !math.IsNaN(v.limit) && !math.IsNaN(v.ours) }

func (v verdict) met() bool { return v.ours <= v.limit }

// judge holds what was measured against the limits. What neither program has is
// left out.
func judge(rows []row, ours, fx figures) []verdict {
	var all []verdict
	for _, r := range rows {
		v := verdict{name: r.name, unit: r.unit, ours: r.of(ours[r.subject]), fx: r.of(fx[r.subject]), jless: math.NaN(), limit: math.NaN()}
		if math.IsNaN(v.ours) && math.IsNaN(v.fx) {
			continue
		}
		if r.jless > 0 {
			v.jless = v.fx * r.jless
		}
		if r.limit != nil {
			v.limited = true
			v.limit = r.limit(others{fx: v.fx, jless: v.jless, ours: func(s subject) float64 { return median(ours[s]) }})
		}
		all = append(all, v)
	}
	return all
}

// unmet counts the limits that are not met.
func unmet(verdicts []verdict) (n int) {
	for _, v := range verdicts {
		if v.known() && !v.met() {
			n++
		}
	}
	return n
}
