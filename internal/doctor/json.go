package doctor

import (
	"encoding/json"
	"io"

	"brincr-explorer/internal/safetext"
)

// written is the report as JSON. Its names are promised: they are added to, and
// not changed.
type written struct {
	OK            bool           `json:"ok"`
	ExitStatus    int            `json:"exit_status"`
	Environment   string         `json:"environment"`
	Tenant        string         `json:"tenant"`
	TenantID      string         `json:"tenant_id"`
	TokenRequests int            `json:"token_requests"`
	APIRequests   int            `json:"api_requests"`
	Checks        []writtenCheck `json:"checks"`
}

type writtenCheck struct {
	Name   string   `json:"name"`
	About  string   `json:"about,omitempty"`
	State  State    `json:"state"`
	Seen   string   `json:"seen"`
	Why    string   `json:"why,omitempty"`
	Server string   `json:"server,omitempty"`
	Right  []string `json:"right,omitempty"`
	Unseen []string `json:"unseen,omitempty"`
	Next   string   `json:"next,omitempty"`
}

// JSON writes a report for machines. Its texts are safe on a terminal too.
func JSON(out io.Writer, s Subject, r Report) error {
	_, failed := r.Failed()
	w := written{
		OK: !failed, ExitStatus: r.Status(), Environment: safetext.Clean(s.Environment.Name), Tenant: safetext.Clean(s.Tenant.Name), TenantID: safetext.Clean(s.Tenant.ID),
		TokenRequests: r.TokenRequests, APIRequests: r.APIRequests,
	}
	for _, c := range r.Checks {
		w.Checks = append(w.Checks, writtenCheck{
			Name: c.Name, About: safetext.Clean(c.About), State: c.State, Seen: safetext.Clean(c.Seen), Why: safetext.Clean(c.Why),
			Server: safetext.Clean(c.Server), Right: c.Right, Unseen: c.Unseen, Next: safetext.Clean(c.Next),
		})
	}
	encoder := json.NewEncoder(out)
	encoder.SetIndent("", "  ")
	encoder.SetEscapeHTML(false)
	return encoder.Encode(w)
}
