package auth

import "context"

// Status is the present state.
func (s *Source) Status() Status { return *s.status.Load() }

// Wait returns the first status that it sees with a Version beyond since. The error is ctx.Err(), or ErrClosed
// when the Source is closed and has nothing new to tell.
func (s *Source) Wait(ctx context.Context, since uint64) (Status, error) {
	for {
		s.mu.Lock()
		status, changed, closed := s.status.Load(), s.changed, s.closed
		s.mu.Unlock()
		if status.Version > since {
			return *status, nil
		}
		if closed {
			return *status, ErrClosed
		}
		select {
		case <-changed:
		case <-ctx.Done():
			return *status, ctx.Err()
		}
	}
}

// publish replaces the status by a changed copy and wakes who waits for one. The caller holds the lock.
func (s *Source) publish(change func(*Status)) {
	next := *s.status.Load()
	change(&next)
	next.Version++
	s.status.Store(&next)
	close(s.changed)
	s.changed = make(chan struct{})
}
