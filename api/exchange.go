package api

import (
	"time"
)

// Request is what the user asks for.
type Request struct {
	Method string   // "" is GET
	Path   string   // relative to the API base ("categories/5?page=2"), or an absolute URL within the base's origin and path
	Scopes []string // the token is asked for these
	Body   []byte   // JSON; nil for none
	Why    string   // why it is sent, for the log: ReasonAsked, which "" is too, ReasonPage …
	Header []Field  // besides the program's own; what CheckHeader refuses is not sent
}

// Safe says whether the request only reads (RFC 9110, section 9.2.1). Only such
// a request is ever repeated or redirected.
func (r Request) Safe() bool {
	switch methodOf(r.Method) {
	case "GET", "HEAD", "OPTIONS":
		return true
	}
	return false
}

// Exchange is one request with all that came of it. It describes itself, holds
// no token and no secret, and is never changed after Client.Do returned it:
// whoever gets one must not write to its slices.
type Exchange struct {
	Place               Place
	EnvName, TenantName string
	Request             Request
	URL                 string // that answered, or that was asked when nothing did; "" when the path was refused

	Proxy string // the host of the proxy on the way there, without credentials; "" for none

	Scopes, Granted []string // asked of the token, sorted; and granted by it
	Needs           []string // the scopes that the catalogue says the path needs; nil where it knows none
	Attempts        []Attempt
	Started         time.Time
	Duration        time.Duration // all of it, the wait for a token included

	Status            int // 0 when there was no answer
	StatusText, Proto string
	Header            []Field // of the answer, sorted by name
	RequestHeader     []Field // of the last attempt, sorted by name, Authorization masked

	Body        []byte // decoded; the bytes as they came, except where Masked says otherwise
	ContentType string // the header as sent
	WireSize    int64  // bytes of the body on the wire, before decoding
	Truncated   bool   // Body is not all of the answer
	Masked      int    // times the answer held the token itself, which is masked in Header and Body

	RateLimit      RateLimit
	TokenRemaining time.Duration
	TokenKept      bool // the renewal of its token was paused
	TokenExpired   bool // and it had run out when it was sent
	Page           Page
	Collection     *Collection // of an exchange that is several pages put together; nil for any other
	Err            *Error      // nil for 2xx with a complete body
}

// OK says that the answer was 2xx, complete, and what it should be.
func (e Exchange) OK() bool { return e.Err == nil && e.Status >= 200 && e.Status < 300 }

// IsJSON judges by the body's first and last bytes whether it is a JSON text;
// the header only decides where the bytes leave it open. It does not validate.
func (e Exchange) IsJSON() bool { return looksJSON(e.Body, e.ContentType, e.Truncated) }

// Sent counts the API requests of this exchange that really left.
func (e Exchange) Sent() int {
	n := 0
	for _, a := range e.Attempts {
		n += a.Sent
	}
	return n
}

// Field is one header line.
type Field struct{ Name, Value string }

// Why an attempt was made.
const (
	ReasonAsked    = "asked"
	ReasonAgain    = "repeated"        // by the user
	ReasonRenewal  = "after a renewal" // of the token, where the environment asks for that
	ReasonPage     = "next page"
	ReasonLink     = "followed"
	ReasonRepeated = "repeated after 401"
	ReasonRedirect = "redirect"
)

// Attempt is one request on the wire.
type Attempt struct {
	URL, Reason string
	Status      int // 0 when there was no answer
	Started     time.Time
	Wait        time.Duration // until the answer's header was there
	Duration    time.Duration // until its body was read
	TokenMasked string
	Err         string // "" when an answer was read whole
	Sent        int    // times it left: 0 without a connection, 2 when a kept connection died and a safe request went again on a fresh one
}

// RateLimit is what the headers told, and nothing else: "" and the zero time
// mean that no header told it. Times are on this machine's clock.
type RateLimit struct {
	Limit, Remaining  string // X-RateLimit-Limit, X-RateLimit-Remaining: digits as sent
	RetryAfter, Reset time.Time
}

// Page is what a list says about itself. Numbers are text, exactly as sent, ""
// when absent.
type Page struct {
	List            bool // the body is a list: Count counts, even when it is 0
	Count           int  // items in this body
	From, To, Total string
	PerPage         string
	First           string // as Next; many lists name no first page
	Next, Prev      string // only when inside the API's origin and base path
	Outside         string // a next or prev link that points elsewhere: for telling, never for following
	NextOutside     bool   // it is the next link that does, so that the list does not end here
}
