package jsondiff

import "slices"

// common finds what two lists of classes have in common, in order. It is exact where few elements differ. Where many
// do, classes that occur once in each list come first, and what a bounded search does not find is given up: it would
// cost the square of the lists.
type common struct {
	a, b  []int32 // classes that both have
	pairs []place
	best  []int32 // the furthest place on every diagonal
	trace []int32 // best, before every step
	stop  func(work int) bool
}

// place is the number of an element in each of two lists.
type place struct{ a, b int32 }

const (
	mostEdits   = 512
	leastSteps  = 1 << 14
	stepsForOne = 8

	stepsForWork = 16 // as long as one unit of other work takes
)

// find returns pairs of equal elements, both numbers rising. A class is at least 0 and less than count; in b it may be
// -1, which a has not.
func (q *common) find(a, b []int32, count int, stop func(int) bool) []place {
	q.stop = stop
	q.pairs = q.pairs[:0]
	if stop(len(a) + len(b)) {
		return nil
	}
	var placesA, placesB []int32
	inB := make([]bool, count)
	for i, class := range b {
		if class >= 0 {
			inB[class] = true
			placesB = append(placesB, int32(i))
		}
	}
	for i, class := range a {
		if inB[class] {
			placesA = append(placesA, int32(i))
		}
	}
	q.a, q.b = picked(q.a, a, placesA), picked(q.b, b, placesB)
	q.match(whole{0, len(q.a), 0, len(q.b)}, count)
	for i, p := range q.pairs {
		q.pairs[i] = place{placesA[p.a], placesB[p.b]}
	}
	return q.pairs
}

func picked(to, from, places []int32) []int32 {
	to = to[:0]
	for _, i := range places {
		to = append(to, from[i])
	}
	return to
}

// whole is a part of both lists.
type whole struct{ a, endA, b, endB int }

// match pairs a part. With a count of classes it may split the part at those that occur once.
func (q *common) match(w whole, count int) {
	for w.a < w.endA && w.b < w.endB && q.a[w.a] == q.b[w.b] {
		q.pairs = append(q.pairs, place{int32(w.a), int32(w.b)})
		w.a, w.b = w.a+1, w.b+1
	}
	tail := 0
	for w.a < w.endA && w.b < w.endB && q.a[w.endA-1] == q.b[w.endB-1] {
		w.endA, w.endB = w.endA-1, w.endB-1
		tail++
	}
	if w.a < w.endA && w.b < w.endB && !q.exact(w) && count > 0 {
		q.split(w, count)
	}
	for i := range tail {
		q.pairs = append(q.pairs, place{int32(w.endA + i), int32(w.endB + i)})
	}
}

// split pairs the classes that occur once in each list, as many as keep their order, and then what lies between them.
func (q *common) split(w whole, count int) {
	if q.stop(w.endA - w.a + w.endB - w.b) {
		return
	}
	const none, several = -1, -2
	once := func(list []int32, from, end int) []int32 {
		at := make([]int32, count)
		for i := range at {
			at[i] = none
		}
		for i := from; i < end; i++ {
			if class := list[i]; at[class] == none {
				at[class] = int32(i)
			} else {
				at[class] = several
			}
		}
		return at
	}
	inA, inB := once(q.a, w.a, w.endA), once(q.b, w.b, w.endB)
	var anchors []place
	var order []int32
	for i := w.a; i < w.endA; i++ {
		if class := q.a[i]; inA[class] >= 0 && inB[class] >= 0 {
			anchors = append(anchors, place{inA[class], inB[class]})
			order = append(order, inB[class])
		}
	}
	for _, i := range rising(order, q.stop) {
		p := anchors[i]
		q.match(whole{w.a, int(p.a), w.b, int(p.b)}, 0)
		q.pairs = append(q.pairs, p)
		w.a, w.b = int(p.a)+1, int(p.b)+1
	}
	q.match(w, 0)
}

// exact pairs a longest common subsequence, found as Myers describes it ("An O(ND) difference algorithm", 1986), and
// says whether that was possible within the bounds. Diagonal k is where the place in a is k more than that in b.
func (q *common) exact(w whole) bool {
	a, b := q.a[w.a:w.endA], q.b[w.b:w.endB]
	steps := leastSteps + stepsForOne*(len(a)+len(b))
	most := min(len(a)+len(b), mostEdits)
	zero := most + 1 // the place of diagonal 0
	q.best = resize(q.best, 2*most+3)
	clear(q.best)
	q.trace = q.trace[:0]
	for d := 0; d <= most; d++ {
		left := steps
		q.trace = append(q.trace, q.best[zero-d:zero+d+1]...)
		for k := -d; k <= d; k += 2 {
			x := int(q.best[zero+k-1]) + 1
			if k == -d || k != d && q.best[zero+k-1] < q.best[zero+k+1] {
				x = int(q.best[zero+k+1])
			}
			start := x
			for x < len(a) && x-k < len(b) && a[x] == b[x-k] {
				x++
			}
			q.best[zero+k] = int32(x)
			if x >= len(a) && x-k >= len(b) {
				q.back(w, d)
				return true
			}
			steps -= 1 + x - start
		}
		if steps < 0 || q.stop((left-steps)/stepsForWork+1) {
			return false
		}
	}
	return false
}

// back follows the trace of d edits from the end and appends the pairs on the way.
func (q *common) back(w whole, d int) {
	from := len(q.pairs)
	x, y := w.endA-w.a, w.endB-w.b
	for ; d >= 0; d-- {
		best := q.trace[d*d : (d+1)*(d+1)] // of the diagonals from -d to d
		k := x - y
		before := k - 1
		if k == -d || k != d && best[k-1+d] < best[k+1+d] {
			before = k + 1
		}
		startX, startY := 0, 0
		if d > 0 {
			startX = int(best[before+d])
			startY = startX - before
		}
		for x > startX && y > startY {
			x, y = x-1, y-1
			q.pairs = append(q.pairs, place{int32(w.a + x), int32(w.b + y)})
		}
		x, y = startX, startY
	}
	slices.Reverse(q.pairs[from:])
}

// rising returns the places of a longest rising part of a list, whose elements are all different.
func rising(list []int32, stop func(int) bool) []int32 {
	var ends []int32 // for every length: the place of the least element at which so long a part can end
	before := make([]int32, len(list))
	for i, v := range list {
		length, _ := slices.BinarySearchFunc(ends, v, func(at, v int32) int { return int(list[at]) - int(v) })
		before[i] = -1
		if length > 0 {
			before[i] = ends[length-1]
		}
		if length == len(ends) {
			ends = append(ends, 0)
		}
		ends[length] = int32(i)
		if stop(1) {
			return nil
		}
	}
	if len(ends) == 0 {
		return nil
	}
	at := ends[len(ends)-1]
	for i := len(ends) - 1; i >= 0; i-- {
		ends[i], at = at, before[at]
	}
	return ends
}
