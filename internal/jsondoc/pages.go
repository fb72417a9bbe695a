package jsondoc

const (
	pageBits = 16
	pageSize = 1 << pageBits
	pageMask = pageSize - 1
)

// pages is a slice that grows without moving what it holds, so that a document of any size never has two copies of
// its index in memory. Only the first page grows by copying; every later one is made at full size (1 MiB).
type pages[T any] struct {
	page [][]T
	n    int // elements in use
}

func (p *pages[T]) at(i uint32) *T {
	return &p.page[i>>pageBits][i&pageMask]
}

// grow makes room for at least one more element and returns the page that holds element p.n.
// hint is the size that the first page should have.
func (p *pages[T]) grow(hint int) []T {
	if len(p.page) == 0 {
		p.page = append(p.page, make([]T, min(max(hint, 8), pageSize)))
		return p.page[0]
	}
	last := len(p.page) - 1
	if full := len(p.page[last]); full < pageSize {
		wider := make([]T, min(2*full, pageSize))
		copy(wider, p.page[last])
		p.page[last] = wider
		return wider
	}
	p.page = append(p.page, make([]T, pageSize))
	return p.page[last+1]
}

// add appends one element and returns its number.
func (p *pages[T]) add(v T) uint32 {
	n := p.n
	if n>>pageBits >= len(p.page) || n&pageMask >= len(p.page[n>>pageBits]) {
		p.grow(8)
	}
	p.page[n>>pageBits][n&pageMask] = v
	p.n++
	return uint32(n)
}
