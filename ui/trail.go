package ui

import (
	"time"

	"brincr-explorer/api"
	"brincr-explorer/ui/response"
)

// trail is the answers of a place in the order in which they were looked at,
// to go back and forward among as in a browser. Going sends nothing: each
// answer is kept as it was left, within bounds.
type trail struct {
	visits []visit
	at     int // the one on the screen
}

// visit is one answer of a trail.
type visit struct {
	request  api.Request
	ok       bool // it was no failure
	answered time.Time
	page     *response.Page // as it was left; nil while it is on the screen, and once it was let go
	gone     bool           // it was let go
	query    string         // what was looked for in it
	jq       string         // the filter over it
}

// What is kept of a trail. Answers beyond the first two bounds are let go, those
// farthest away first: they can be asked for anew. Visits beyond the third are
// forgotten.
const (
	keptAnswers = 50
	keptBytes   = 128 << 20 // beside the answer on the screen
	keptVisits  = 500
)

// current is the visit on the screen; nil before the first answer.
func (t *trail) current() *visit {
	if t.at >= len(t.visits) {
		return nil
	}
	return &t.visits[t.at]
}

// can says whether there is a visit so many steps away.
func (t *trail) can(by int) bool {
	to := t.at + by
	return len(t.visits) > 0 && to >= 0 && to < len(t.visits)
}

// add puts a new visit behind the current one, in the place of all that could
// have been gone forward to.
func (t *trail) add(v visit) {
	if len(t.visits) > 0 {
		t.at++
	}
	clear(t.visits[t.at:]) // lets go of their answers
	t.visits = append(t.visits[:t.at], v)
	if beyond := len(t.visits) - keptVisits; beyond > 0 {
		clear(t.visits[:beyond])
		t.visits = t.visits[beyond:]
		t.at -= beyond
	}
	t.trim()
}

// trim lets go of answers beyond the bounds, so that the nearest stay.
func (t *trail) trim() {
	answers, bytes := 1, int64(0)
	for distance := 1; distance < len(t.visits); distance++ {
		for _, i := range [...]int{t.at - distance, t.at + distance} {
			if i < 0 || i >= len(t.visits) || t.visits[i].page == nil {
				continue
			}
			size := t.visits[i].page.Size()
			if answers == keptAnswers || bytes+size > keptBytes {
				t.visits[i].page, t.visits[i].gone = nil, true
				continue
			}
			answers++
			bytes += size
		}
	}
}
