//go:build unix

package screen

import "sync"

// input is what waits to be typed. Adding never blocks: the terminal must
// not stand still because the program doesn't read.
type input struct {
	mu     sync.Mutex
	text   []byte
	closed bool
	ready  chan struct{} // holds one token while there is something to take
}

func newInput() *input { return &input{ready: make(chan struct{}, 1)} }

func (in *input) add(text []byte) {
	in.mu.Lock()
	in.text = append(in.text, text...)
	in.mu.Unlock()
	in.wake()
}

// close makes take report the end; what was added before is dropped.
func (in *input) close() {
	in.mu.Lock()
	in.closed = true
	in.mu.Unlock()
	in.wake()
}

func (in *input) wake() {
	select {
	case in.ready <- struct{}{}:
	default:
	}
}

// take waits for text. It returns false once close was called.
func (in *input) take() ([]byte, bool) {
	for {
		in.mu.Lock()
		text, closed := in.text, in.closed
		in.text = nil
		in.mu.Unlock()
		switch {
		case closed:
			return nil, false
		case len(text) > 0:
			return text, true
		}
		<-in.ready
	}
}
