package cli

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"brincr-explorer/api"
	"brincr-explorer/internal/openapi"
	"brincr-explorer/internal/safetext"
	"brincr-explorer/ui/filter"
)

func newEndpoints(p *program) *cobra.Command {
	var s selection
	var asJSON bool
	var wanted string
	c := &cobra.Command{
		Use:   "endpoints",
		Short: "List the endpoints that are known",
		Long: `List the endpoints of the chosen environment: those that come built in, those of
its OpenAPI description (the key openapi of the config), and the config's own. For
each its method, path, needed scopes, group and summary; - stands for what is not
known. Nothing is sent to Brincr; a description at a URL is fetched, without a token.

Exit status: 0 done, 1 the description or standard output fails, 2 wrong usage or
config.`,
		Example: `  brincr-explorer endpoints --filter "order line"
  brincr-explorer endpoints --json | jq -r '.[] | select(.deprecated) | .path'`,
		Args:              noArgument,
		ValidArgsFunction: cobra.NoFileCompletions,
		RunE: func(c *cobra.Command, _ []string) error {
			return listEndpoints(c.Context(), p, &s, wanted, asJSON)
		},
	}
	s.bind(p, c)
	c.Flags().BoolVar(&asJSON, "json", false, "write a JSON array, with parameters and example bodies")
	c.Flags().StringVar(&wanted, "filter", "", "only those that fit all these `WORDS`, the best first; some letters of a word will do")
	completeFlag(c, "filter", nil)
	return c
}

func listEndpoints(ctx context.Context, p *program, s *selection, wanted string, asJSON bool) error {
	u, err := s.setup(p)
	if err != nil {
		return err
	}
	defer u.close()
	warn(p.Stderr, u.warnings)
	all, d, failure := u.fullCatalogue(ctx)
	if ctx.Err() != nil {
		return context.Cause(ctx)
	}
	tellNotes(p.Stderr, d)
	all = fitting(all, wanted)
	if len(all) == 0 {
		line(p.Stderr, "brincr-explorer: note: no endpoint fits --filter "+quoted(wanted))
	}
	err = result(p.Stdout, func(out io.Writer) {
		if asJSON {
			writeEndpointsJSON(ctx, out, all)
			return
		}
		room := 0 // a file or a pipe gets all of it
		if p.Terminal(p.Stdout) {
			room = p.width(p.Stdout)
		}
		writeEndpoints(ctx, out, all, room)
	})
	switch {
	case err != nil:
		return err
	case ctx.Err() != nil:
		return context.Cause(ctx)
	case failure != nil:
		return undescribed(failure)
	}
	return nil
}

// tellNotes says what of a description could not be used: the first few, and how
// many there are.
func tellNotes(stderr io.Writer, d openapi.Description) {
	const most = 5
	for _, n := range d.Notes[:min(len(d.Notes), most)] {
		line(stderr, "brincr-explorer: note: "+n.String())
	}
	if d.Found > most {
		line(stderr, fmt.Sprintf("brincr-explorer: note: %d more things in the description could not be used", d.Found-most))
	}
}

func fitting(all []api.Endpoint, wanted string) []api.Endpoint {
	f := filter.New(wanted)
	if f.Empty() {
		return all
	}
	fields := make([][]filter.Field, len(all))
	for i, e := range all {
		fields[i] = filter.OfEndpoint(e)
	}
	var out []api.Endpoint
	for _, i := range f.Ranked(fields) {
		out = append(out, all[i])
	}
	return out
}

// writeEndpoints writes columns, each as wide as what is in it; a path or a scope
// that is longer than most moves the rest of its line only. Where there is room for
// so many cells only, the group and the prefix of scopes make place for the summary,
// and lines are cut.
func writeEndpoints(ctx context.Context, out io.Writer, all []api.Endpoint, room int) {
	const widest, group, least = 48, 3, 24
	rows := make([][]string, len(all))
	for i, e := range all {
		rows[i] = columnsOf(e)
	}
	widths := widthsOf(rows, widest)
	without := room > 0 && widths[0]+widths[1]+widths[2]+widths[group]+8+least > room
	if without {
		for _, row := range rows {
			row[2] = strings.ReplaceAll(row[2], "brincr:", "")
		}
		widths = widthsOf(rows, widest)
	}
	for _, row := range rows {
		if ctx.Err() != nil {
			return
		}
		var b strings.Builder
		for c, text := range row {
			if c == group && without {
				continue
			}
			b.WriteString(text)
			if c < len(widths) {
				b.WriteString(strings.Repeat(" ", max(widths[c]-safetext.Width(text), 0)+2))
			}
		}
		text := strings.TrimRight(b.String(), " ")
		if room > 0 {
			text = safetext.Cut(text, room)
		}
		_, _ = fmt.Fprintln(out, text)
	}
}

// widthsOf are those of the columns before the last one.
func widthsOf(rows [][]string, widest int) (widths [4]int) {
	for _, row := range rows {
		for c := range widths {
			if w := safetext.Width(row[c]); w <= widest {
				widths[c] = max(widths[c], w)
			}
		}
	}
	return widths
}

// columnsOf are method, path, scopes, group and summary.
func columnsOf(e api.Endpoint) []string {
	summary, tag := e.Name, "-"
	if o := e.Operation; o != nil {
		if o.Summary != "" {
			summary = o.Summary
		}
		if len(o.Tags) > 0 {
			tag = o.Tags[0]
		}
		if o.Deprecated {
			summary += " (deprecated)"
		}
	}
	if summary == e.Path {
		summary = "-"
	}
	if e.Evidence == api.Illustrative || e.Evidence == api.Guess {
		summary += " (" + string(e.Evidence) + ")"
	}
	scopes := strings.Join(e.Scopes(), " ")
	if scopes == "" {
		scopes = "-"
	}
	row := []string{e.Method, e.Path, scopes, tag, summary}
	for i, text := range row {
		row[i] = safetext.Clean(text)
	}
	return row
}

// endpointJSON is one endpoint for machines. What is not known is left out.
type endpointJSON struct {
	Method      string          `json:"method"`
	Path        string          `json:"path"`
	Name        string          `json:"name"`
	Scopes      []string        `json:"scopes"`
	Tags        []string        `json:"tags"`
	Summary     string          `json:"summary,omitempty"`
	Description string          `json:"description,omitempty"`
	Deprecated  bool            `json:"deprecated,omitempty"`
	Evidence    string          `json:"evidence"`
	Source      string          `json:"source"`
	Parameters  []parameterJSON `json:"parameters,omitempty"`
	Body        json.RawMessage `json:"body_example,omitempty"`
}

type parameterJSON struct {
	Name        string   `json:"name"`
	In          string   `json:"in"`
	Required    bool     `json:"required"`
	Type        string   `json:"type,omitempty"`
	Enum        []string `json:"enum,omitempty"`
	Default     string   `json:"default,omitempty"`
	Example     string   `json:"example,omitempty"`
	Description string   `json:"description,omitempty"`
	Deprecated  bool     `json:"deprecated,omitempty"`
}

// writeEndpointsJSON writes one array, an endpoint to a line.
func writeEndpointsJSON(ctx context.Context, out io.Writer, all []api.Endpoint) {
	before := "["
	for _, e := range all {
		if ctx.Err() != nil {
			return
		}
		var b bytes.Buffer
		encoder := json.NewEncoder(&b)
		encoder.SetEscapeHTML(false)
		_ = encoder.Encode(jsonOf(e)) // texts, and an example that is JSON
		_, _ = fmt.Fprintf(out, "%s\n%s", before, bytes.TrimSpace(b.Bytes()))
		before = ","
	}
	if before == "[" {
		_, _ = io.WriteString(out, "[")
	}
	_, _ = io.WriteString(out, "\n]\n")
}

func jsonOf(e api.Endpoint) endpointJSON {
	j := endpointJSON{
		Method: e.Method, Path: e.Path, Name: e.Name, Scopes: append([]string{}, e.Scopes()...), Tags: []string{},
		Evidence: string(e.Evidence), Source: e.Source,
	}
	o := e.Operation
	if o == nil {
		return j
	}
	j.Tags = append(j.Tags, o.Tags...)
	j.Summary, j.Description, j.Deprecated = o.Summary, o.Description, o.Deprecated
	for _, p := range o.Parameters {
		j.Parameters = append(j.Parameters, parameterJSON{p.Name, string(p.In), p.Required, p.Type, p.Enum, p.Default, p.Example, p.Description, p.Deprecated})
	}
	if o.Body != nil && json.Valid(o.Body.Example) {
		j.Body = o.Body.Example
	}
	return j
}
