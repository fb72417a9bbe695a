package main

// A document is one of those that every program opens.
type document struct {
	name string
	size int
}

func documents() (small, middle, large document) {
	return document{"10 KB", 10_000}, document{"10 MB", 10_000_000}, document{"100 MB", 100_000_000}
}

// A quantity is something measured.
type quantity string

const (
	firstPaint    quantity = "first paint"
	interactive   quantity = "interactive"
	loaded        quantity = "loaded"
	peakMemory    quantity = "memory, peak"
	settledMemory quantity = "memory, settled"
	keyLatency    quantity = "key to frame"
	keyBytes      quantity = "bytes for a key"
	scrollBytes   quantity = "bytes for a key that scrolls"
	findLiteral   quantity = "find a literal"
	findRegexp    quantity = "find a regular expression"
	foldAll       quantity = "fold all"
	unfoldAll     quantity = "unfold all"
	foldDepth     quantity = "fold to depth 2"
	jumpToEnd     quantity = "jump to the end"
	burst         quantity = "500 keys at once"
	held          quantity = "worst wait at 30 a second"
)

// A subject is a quantity of one document.
type subject struct {
	document string
	quantity quantity
}

// figures is what the runs of one program gave: milliseconds, bytes.
type figures map[subject][]float64

func (f figures) add(d document, q quantity, values ...float64) {
	s := subject{d.name, q}
	f[s] = append(f[s], values...)
}
