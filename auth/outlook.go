package auth

// Outlook is what Source.Token would do at a moment, told without doing it.
type Outlook uint8

// The outlooks of a Source.
const (
	OutlookUse     Outlook = iota // the present token is used as it is
	OutlookUseLast                // the present token is used, though its renewal has failed or is under way
	OutlookBeside                 // the present token is used, and its renewal begins
	OutlookRenew                  // too little is left of the present token: a new one is requested first
	OutlookRequest                // there is no usable token: one is requested first
	OutlookJoin                   // a request is under way, and its token is waited for
	OutlookFail                   // the last failure stands, and nothing is asked until that changes
)

// Asks tells whether a token request would leave.
func (o Outlook) Asks() bool { return o == OutlookBeside || o == OutlookRenew || o == OutlookRequest }

// Outlook tells what Token would do now. It asks for nothing and fetches no secret.
func (s *Source) Outlook() Outlook {
	s.mu.Lock()
	defer s.mu.Unlock()
	now, status := s.options.Clock.Now(), s.status.Load()
	token := status.Token
	alive := !token.Expired(now)
	switch {
	case s.closed:
		return OutlookFail
	case token.fresh(now):
		return OutlookUse
	case s.running == nil && !mayAsk(status, now):
		if alive {
			return OutlookUseLast
		}
		return OutlookFail
	case token.ample(now) && s.running != nil:
		return OutlookUseLast
	case token.ample(now):
		return OutlookBeside
	case s.running != nil:
		return OutlookJoin
	case alive:
		return OutlookRenew
	default:
		return OutlookRequest
	}
}
