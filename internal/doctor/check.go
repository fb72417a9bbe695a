package doctor

// State is what became of a check.
type State string

// The states of a check. The words are part of the JSON.
const (
	OK      State = "ok"
	Warn    State = "warn" // it works, and deserves a look
	Failed  State = "failed"
	Skipped State = "skipped" // not tried, or there is nothing to try
)

// Check is one thing that was looked at.
type Check struct {
	Name  string // one of the names below
	About string // which, where several have one name: a scope
	State State
	Seen  string // what was seen

	// What follows is there where the state asks for it.
	Why, Next string   // why it usually is so, and what to do
	Server    string   // the server's own words
	Right     []string // what is shown to be right all the same
	Unseen    []string // what was not looked at because of it

	Status int // the exit status that a failure ends with
}

// The names of the checks, which are part of the JSON, in their order.
const (
	config      = "config"
	permissions = "permissions"
	secret      = "secret"
	proxy       = "proxy"
	tokenServer = "token_server"
	tokenTLS    = "token_tls"
	clock       = "clock"
	token       = "token"
	claims      = "claims"
	scope       = "scope"
	apiServer   = "api_server"
	apiTLS      = "api_tls"
	read        = "read"
	terminal    = "terminal"
	characters  = "characters"
	clipboard   = "clipboard"
)

// The exit statuses, as the README promises them.
const (
	statusFailed = 1 // the request failed
	statusUsage  = 2 // wrong usage or config
	statusToken  = 3 // no token could be had
	statusClient = 4 // the API answered 4xx
	statusServer = 5 // the API answered 5xx
)

// Report is all that came of an examination.
type Report struct {
	Checks        []Check
	TokenRequests int    // that left
	APIRequests   int    // that left
	Sent          string // the one request to Brincr, "" when none left
}

// Failed is the first failure: what to put right first.
func (r Report) Failed() (Check, bool) {
	for _, c := range r.Checks {
		if c.State == Failed {
			return c, true
		}
	}
	return Check{}, false
}

// Status is the exit status: that of the first failure.
func (r Report) Status() int {
	c, _ := r.Failed()
	return c.Status
}

func (r Report) count(s State) int {
	n := 0
	for _, c := range r.Checks {
		if c.State == s {
			n++
		}
	}
	return n
}

func skipped(why string, names ...string) []Check {
	var all []Check
	for _, name := range names {
		all = append(all, Check{Name: name, State: Skipped, Seen: why})
	}
	return all
}
