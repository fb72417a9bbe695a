package journal

import "brincr-explorer/api"

// answers keeps the last exchanges within a number of bytes.
type answers struct {
	most, held int
	last       int // the number given last
	first      int // the oldest that is kept
	kept       map[int]api.Exchange
}

func newAnswers(most int) answers {
	return answers{most: most, first: 1, kept: map[int]api.Exchange{}}
}

// keep takes an exchange in, and releases the oldest ones for it. One that is
// too large for all of the room is released at once.
func (a *answers) keep(x api.Exchange) int {
	a.last++
	a.kept[a.last] = x
	a.held += weight(x)
	for ; a.held > a.most; a.first++ {
		a.held -= weight(a.kept[a.first])
		delete(a.kept, a.first)
	}
	return a.last
}

func (a *answers) get(id int) (api.Exchange, bool) {
	x, ok := a.kept[id]
	return x, ok
}

// weight is what an exchange holds, near enough.
func weight(x api.Exchange) int {
	n := 1024 + len(x.Body) + len(x.Request.Body) + len(x.URL) + len(x.Request.Path)
	for _, f := range x.Header {
		n += len(f.Name) + len(f.Value)
	}
	return n
}
