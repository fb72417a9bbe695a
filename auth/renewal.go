package auth

import "time"

// RenewalIn is how long the token can still be used without a thought of renewing it: 0 once its renewal is
// due, and 0 when its lifetime is unknown. A program that keeps a token alive wakes up then.
func (t Token) RenewalIn(now Instant) time.Duration {
	if t.issued == nil || !t.issued.known {
		return 0
	}
	return max(t.Remaining(now)-min(renewAtMost, t.issued.lifetime/10), 0)
}
