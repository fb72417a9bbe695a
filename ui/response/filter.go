package response

import (
	"context"
	"strings"

	"brincr-explorer/internal/jqfilter"
	"brincr-explorer/internal/jsondoc"
	"brincr-explorer/internal/textdoc"
	"brincr-explorer/ui/paint"
)

// FilterWork is what runs a jq filter over the document on the screen, beside
// the Update loop; nil where there is no document. [Model.ShowFiltered] takes
// what comes of it.
func (m *Model) FilterWork(expr string) func(context.Context) (Results, error) {
	over, doc, root := m.Filterable()
	if over == nil {
		return nil
	}
	return func(ctx context.Context) (Results, error) {
		f, err := jqfilter.Compile(expr)
		if err != nil {
			return Results{}, err
		}
		made, err := f.Run(ctx, doc, root, jqfilter.Limits{})
		if err != nil {
			return Results{}, err
		}
		return newResults(ctx, strings.TrimSpace(expr), over, made), nil
	}
}

func newResults(ctx context.Context, expr string, over *layer, made jqfilter.Result) Results {
	r := Results{Expr: expr, over: over, src: made.Text, raw: newRawView(textdoc.New(made.Text)), note: paint.Count(made.Count, "result")}
	if made.Cut != "" {
		r.note += ", not all: " + made.Cut
	}
	if made.Err != nil {
		r.note += ", then: " + made.Err.Error()
	}
	if len(made.Text) == 0 {
		return r
	}
	if r.doc, _ = jsondoc.ParseContext(ctx, made.Text, nil); r.doc.Len() > 0 {
		r.tree = newTree(r.doc)
	}
	return r
}
