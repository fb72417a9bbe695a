package jsondoc

// supplyFrom is the length of text from which on a supply pays.
const supplyFrom = 8 << 20

// supply makes the pages of a large index ahead of their use, on another core when there is one. The first write to
// fresh memory makes the system find and clear it, which took a third of the time of a cold parse.
type supply struct {
	pages chan []node
	stop  chan struct{}
}

func newSupply() *supply {
	s := &supply{pages: make(chan []node, 1), stop: make(chan struct{})}
	go s.run()
	return s
}

func (s *supply) run() {
	const touch = 4096 / 12 // records in a memory page
	for {
		page := make([]node, pageSize)
		for i := 0; i < len(page); i += touch {
			page[i].box = flag
		}
		select {
		case s.pages <- page:
		case <-s.stop:
			return
		}
	}
}

// end stops the supply.
func (s *supply) end() { close(s.stop) }
