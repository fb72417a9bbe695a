package response

import (
	"context"
	"errors"
	"io"
	"sync"
	"time"
)

// A File is a document that is shown while it is still being read: a file, or a
// stream that may take its time.
type File struct {
	Name string
	Size int64 // bytes to expect; 0 where nobody knows
	Most int64 // bytes that are read at most
	Open func() (io.ReadCloser, error)
}

// ErrTooLong says that a file goes on behind what was read of it.
var ErrTooLong = errors.New("it is longer than this program can browse; what is shown is its beginning")

// LoadFile opens a file and shows its beginning as soon as there is one. It
// waits for that: a stream may be silent for long.
func LoadFile(ctx context.Context, f File) Content {
	r, err := f.Open()
	if err != nil {
		return Content{Name: f.Name, ReadErr: err}
	}
	p := &pile{file: f, reader: r, body: make([]byte, 0, max(f.Size, 0)+512), more: make(chan struct{}, 1)}
	go p.fill()
	return p.begin(ctx)
}

// begin shows all of a document that is small and there, and else as soon as
// something is there what came.
func (p *pile) begin(ctx context.Context) Content {
	var grace <-chan time.Time
	for {
		body, err := p.sofar()
		small := p.file.Size > 0 && p.file.Size <= atOnce
		switch {
		case err != nil && len(body) <= atOnce:
			return p.finish(ctx, nil)
		case err != nil, len(body) >= firstBytes && !small:
			return p.partial(firstBytes, patience)
		case len(body) > 0 && grace == nil:
			grace = time.After(presently)
		}
		select {
		case <-p.more:
		case <-grace:
			return p.partial(firstBytes, patience)
		case <-ctx.Done():
			_ = p.reader.Close()
			return Content{Name: p.file.Name, Stopped: true}
		}
	}
}

// presently is how long the rest of a small document may take: it is not shown
// piece by piece then.
const presently = 50 * time.Millisecond

// patience is how long a stream may bring more before what came is shown anew.
// It doubles each time, so that showing costs less than reading. A file of known
// size comes fast, and is indexed once.
const patience = 300 * time.Millisecond

// pile is what was read so far of a file.
type pile struct {
	file   File
	reader io.ReadCloser
	more   chan struct{} // has something when the pile grew

	mu   sync.Mutex
	body []byte // grows; what is there never changes
	err  error  // why it grows no more; io.EOF at the end of the file
}

// fill reads to the end. It ends when the reader is closed; a read that never
// comes back ends with the process.
func (p *pile) fill() {
	defer p.reader.Close()
	step := firstBytes // which are shown at once
	body := p.body
	for err := error(nil); err == nil; {
		if len(body) == cap(body) {
			body = append(body, 0)[:len(body)]
		}
		var n int
		n, err = p.reader.Read(body[len(body):min(cap(body), len(body)+step)])
		body, step = body[:len(body)+n], 1<<20
		if int64(len(body)) > p.file.Most {
			body, err = body[:p.file.Most], ErrTooLong
		}
		p.mu.Lock()
		p.body, p.err = body, err
		p.mu.Unlock()
		select {
		case p.more <- struct{}{}:
		default:
		}
	}
}

func (p *pile) sofar() ([]byte, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.body[:len(p.body):len(p.body)], p.err
}

// partial shows so many bytes of what was read, and goes on reading.
func (p *pile) partial(most int, patience time.Duration) Content {
	body, _ := p.sofar()
	c := Content{Name: p.file.Name, Body: body}
	return c.beginning(most, func(ctx context.Context, l *Loading) Content { return p.next(ctx, l, len(body), patience) })
}

// next waits for the end or, where that takes long, for more than was shown.
func (p *pile) next(ctx context.Context, l *Loading, shown int, patience time.Duration) Content {
	timer := time.NewTimer(patience)
	defer timer.Stop()
	for {
		body, err := p.sofar()
		l.reads(int64(len(body)), p.file.Size)
		if err != nil {
			return p.finish(ctx, l)
		}
		select {
		case <-p.more:
		case <-l.stop.Done():
			_ = p.reader.Close()
			c := p.finish(ctx, nil)
			c.ReadErr, c.Stopped = nil, true
			return c
		case <-timer.C:
			if body, _ := p.sofar(); len(body) > shown && p.file.Size == 0 {
				return p.partial(len(body), 2*patience)
			}
			timer.Reset(patience)
		}
	}
}

// finish indexes what was read.
func (p *pile) finish(ctx context.Context, l *Loading) Content {
	body, err := p.sofar()
	c := Content{Name: p.file.Name}.of(body)
	if err != nil && !errors.Is(err, io.EOF) {
		c.ReadErr = err
	}
	if len(body) == 0 {
		return c
	}
	return c.indexed(ctx, l)
}
