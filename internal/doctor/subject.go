package doctor

import (
	"io/fs"

	"brincr-explorer/api"
	"brincr-explorer/auth"
)

// Subject is what is examined.
type Subject struct {
	Config      Config
	Environment api.Environment
	Tenant      api.Tenant
	Scopes      []string // that the token is asked for
	Catalogue   []api.Endpoint
	Client      api.Options
	Origin      string // where the secret comes from, for people
	NoRead      bool   // send nothing to Brincr
	Demo        bool   // the servers are the demo's
	Terminal    Terminal
}

// quiet refuses to send on a day on which nothing may leave, not even to look
// whether somebody is there; nil on any other.
func (s Subject) quiet() *auth.Error {
	now := s.Client.Clock
	if now == nil {
		now = auth.SystemClock()
	}
	return s.Environment.QuietDays.Refusal(s.Environment.Name, now.Now().Wall)
}

// Config is what is known of the config file.
type Config struct {
	Path     string   // "": there is none, and none is needed
	Broken   string   // why it cannot be used; "" when it can
	Next     string   // what to do about that
	Warnings []string // a line each
	// Modes are those of the file and of its folder; nil where they say nothing.
	Modes *Modes
}

// Modes are permissions.
type Modes struct{ File, Folder fs.FileMode }

// Terminal is what is known of standard output.
type Terminal struct {
	Is            bool
	Name          string // TERM
	Colours       string // for people
	Width, Height int    // 0: not known
	Locale        string // the variable that decides on it, and what it says
	UTF8          bool
	Within        string // "tmux" or "screen": a terminal within a terminal
}
