package auth

// Pause keeps the present token, however old it gets, because the user wants to see what becomes of it: it is
// handed out after its end too, nothing is requested and nothing replaces it, until Resume or Renew. This is
// the one exception from the rule that a token which has run out is never used. Without a token there is
// nothing to keep, and it reports false.
func (s *Source) Pause() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	status := s.status.Load()
	if s.closed || status.Token.Zero() {
		return false
	}
	if !status.Paused {
		s.publish(func(st *Status) { st.Paused = true })
	}
	return true
}

// Resume lets the token be renewed again, when the next caller of Token wants one.
func (s *Source) Resume() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.resume()
}

func (s *Source) resume() {
	if s.status.Load().Paused {
		s.publish(func(st *Status) { st.Paused = false })
	}
}

func (s *Source) paused() bool { return s.status.Load().Paused }

// keep ends a request that was under way when the renewal was paused: what came of it replaces nothing, and
// who waited for it gets the token that is kept. The caller holds the lock.
func (s *Source) keep(f *flight) {
	s.publish(func(st *Status) {
		st.Phase, st.Err, st.RetryAt = PhaseValid, nil, Instant{}
		if !st.Token.issued.known {
			st.Phase = PhaseUnknownLifetime
		}
		f.token, f.err = st.Token, nil
	})
}
