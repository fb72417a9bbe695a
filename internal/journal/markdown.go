package journal

import (
	"encoding/json"
	"fmt"
	"strings"
	"time"

	"brincr-explorer/internal/safetext"
)

// JSON is the report for machines.
func (r Report) JSON() []byte {
	if r.Places == nil {
		r.Places = []Place{}
	}
	text, _ := json.MarshalIndent(r, "", "  ") // texts and numbers only
	return append(text, '\n')
}

// Markdown is the report for people.
func (r Report) Markdown() string {
	var b strings.Builder
	b.WriteString("# What brincr-explorer sent\n\n")
	if r.Sentence != "" {
		b.WriteString(r.Sentence + "\n\n")
	}
	if len(r.Places) == 0 {
		b.WriteString("Nothing was sent.\n")
	} else {
		fmt.Fprintf(&b, "From %s to %s. It holds no token, no secret and no body.\n", moment(r.From), moment(r.To))
	}
	if r.LeftOut {
		b.WriteString("\nOf queries the names are given; values are left out (" + hidden + ") but for page numbers, so one row may stand for several requests.\n")
	}
	if r.Unread > 0 {
		fmt.Fprintf(&b, "\nLines of the history that could not be read, and so are missing here: %d.\n", r.Unread)
	}
	for _, p := range r.Places {
		p.markdown(&b)
	}
	return b.String()
}

func moment(t time.Time) string { return t.Local().Format("2006-01-02 15:04:05 -07:00") }

func (p Place) markdown(b *strings.Builder) {
	fmt.Fprintf(b, "\n## %s, %s\n\n", cell(p.Env), cell(p.Tenant))
	if p.TenantID != p.Tenant {
		fmt.Fprintf(b, "Tenant id: %s\n\n", cell(p.TenantID))
	}
	b.WriteString("| requests | distinct | duplicates | errors | token requests | held back |\n|---:|---:|---:|---:|---:|---:|\n")
	distinct := 0
	for _, r := range p.Requests {
		if r.Kind == kindAPI && r.Sent > 0 {
			distinct++
		}
	}
	fmt.Fprintf(b, "| %d | %d | %d | %d | %d | %d |\n", p.Sent, distinct, p.Duplicates, p.Errors, p.Tokens, p.NotSent)
	if len(p.Requests) > 0 {
		b.WriteString("\n| request | count | duplicates | errors | outcomes | scope |\n|---|---:|---:|---:|---|---|\n")
	}
	for _, r := range p.Requests {
		scope := strings.Join(r.Needs, " ")
		switch {
		case r.Kind == kindToken:
			scope = "a token"
		case scope == "":
			scope = "not known"
		}
		fmt.Fprintf(b, "| %s | %d | %d | %d | %s | %s |\n", code(r.Method+" "+r.Path), r.Sent, r.Duplicates, r.Errors, cell(strings.Join(r.Outcomes, ", ")), cell(scope))
	}
	b.WriteString("\nA duplicate is a request that was sent less than a minute after the very same one; a repeat after a 401 is none.\n")
	fmt.Fprintf(b, "\n- Scopes used: %s\n- Scopes granted but unused: %s\n", listed(p.ScopesUsed), listed(p.ScopesUnused))
	if p.Unknown > 0 && len(p.ScopesUnused) > 0 {
		fmt.Fprintf(b, "- Requests of which the catalogue does not know the scope, and which may have used one of those: %d\n", p.Unknown)
	}
}

func listed(scopes []string) string {
	if len(scopes) == 0 {
		return "none"
	}
	out := make([]string, len(scopes))
	for i, s := range scopes {
		out[i] = cell(s)
	}
	return strings.Join(out, ", ")
}

// code is text from anywhere as Markdown shows it as it is: only what would end
// it is another sign.
func code(text string) string {
	return "`" + strings.NewReplacer("`", "'", "|", "\\|").Replace(safetext.Clean(text)) + "`"
}

// cell is text from anywhere as Markdown shows it: what would be a sign of
// Markdown or HTML is one no more.
func cell(text string) string {
	var b strings.Builder
	for _, r := range safetext.Clean(text) {
		switch r {
		case '\\', '|', '`', '*', '_', '[', ']', '<', '>', '#', '~', '!', '&':
			b.WriteByte('\\')
		}
		b.WriteRune(r)
	}
	return b.String()
}
