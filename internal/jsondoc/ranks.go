package jsondoc

// A document that is shown entirely has one row for every node and one more, the closing bracket, for every box.
// The rank of such a row is the number of containers that must be unfolded for it to be seen: a node's depth, and for
// a closing bracket its container's depth plus one. When everything from a depth k on is folded, exactly the rows of
// rank k or less are left. So counting rows by rank, for blocks of rows, is all that is needed to number the rows of
// any such state without walking the document.

// blockBoxes is the number of boxes in a block. A block's rows are those from its first box's opening row up to the
// next block's.
const blockBoxes = 64

// rankIndex counts the rows of every block by rank.
type rankIndex struct {
	blocks []rankBlock
	counts []rankCount
}

type rankBlock struct {
	depth uint32 // of the block's first box
	from  uint32 // its first count
}

// rankCount is the number of rows in a block that have this rank or a lower one. A block has one for each rank that
// occurs in it, in rising order.
type rankCount struct{ rank, rows uint32 }

// rank makes the index in one walk over the boxes.
func rank(d *Document) rankIndex {
	c := rankCounter{low: 1}
	p := uint32(0) // the next node
	for i := range d.boxes.n {
		b := d.boxes.at(uint32(i))
		p = c.leave(p, b.node)
		c.add(len(c.lasts), b.node-p)
		if i%blockBoxes == 0 {
			c.flush()
			c.ranks.blocks = append(c.ranks.blocks, rankBlock{uint32(len(c.lasts)), uint32(len(c.ranks.counts))})
		}
		c.add(len(c.lasts), 1)
		c.lasts = append(c.lasts, b.last)
		p = b.node + 1
	}
	c.leave(p, uint32(d.nodes.n))
	c.flush()
	return c.ranks
}

// rankCounter is the state of the walk.
type rankCounter struct {
	ranks rankIndex
	lasts []uint32 // of the open boxes
	rows  []uint32 // of the present block, by rank
	low   int      // ranks that occur in the present block, from low up to but not including high
	high  int
}

// leave counts the rows up to the last closing bracket before a node.
func (c *rankCounter) leave(p, before uint32) uint32 {
	for len(c.lasts) > 0 && c.lasts[len(c.lasts)-1] <= before {
		last := c.lasts[len(c.lasts)-1]
		c.add(len(c.lasts), last-p+1)
		p = last
		c.lasts = c.lasts[:len(c.lasts)-1]
	}
	return p
}

func (c *rankCounter) add(rank int, rows uint32) {
	if rank >= len(c.rows) {
		c.rows = append(c.rows, make([]uint32, rank+16-len(c.rows))...)
	}
	c.rows[rank] += rows
	c.low, c.high = min(c.low, rank), max(c.high, rank+1)
}

func (c *rankCounter) flush() {
	sum := uint32(0)
	for r := c.low; r < c.high; r++ {
		if c.rows[r] > 0 {
			sum += c.rows[r]
			c.ranks.counts = append(c.ranks.counts, rankCount{uint32(r), sum})
			c.rows[r] = 0
		}
	}
	c.low, c.high = len(c.rows), 0
}

// upTo is the number of rows of a block that have rank k or less.
func (r *rankIndex) upTo(block, k int) uint32 {
	to := len(r.counts)
	if block+1 < len(r.blocks) {
		to = int(r.blocks[block+1].from)
	}
	rows := uint32(0)
	for _, c := range r.counts[r.blocks[block].from:to] {
		if int64(c.rank) > int64(k) {
			break
		}
		rows = c.rows
	}
	return rows
}
