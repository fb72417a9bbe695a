// Package response is pane 6: one exchange, browsed. It keeps the cursor and
// the folds of a place, so that leaving a tenant and coming back finds the
// answer as it was left.
package response

import (
	"context"

	"brincr-explorer/api"
	"brincr-explorer/internal/jsondoc"
)

// Content is an exchange made ready to be shown: indexing a body belongs into a
// command, not into Update.
type Content struct {
	Exchange *api.Exchange // nil for a file
	Name     string        // of the file
	Body     []byte
	Doc      *jsondoc.Document // nil where the body is not JSON
	DocErr   error             // the JSON is broken; Doc holds what came before
	raw      rawText
	tree     *tree // of Doc, as it is first shown; nil where there is nothing to show
}

// Load indexes what an exchange brought.
func Load(ctx context.Context, ex api.Exchange) Content {
	c := Content{Exchange: &ex, Body: ex.Body, raw: newRawText(ex.Body)}
	if len(ex.Body) > 0 && ex.IsJSON() {
		c.index(ctx)
	}
	return c
}

// LoadFile indexes a document that was read from a file.
func LoadFile(ctx context.Context, name string, body []byte) Content {
	c := Content{Name: name, Body: body, raw: newRawText(body)}
	if len(body) > 0 {
		c.index(ctx)
	}
	return c
}

func (c *Content) index(ctx context.Context) {
	c.Doc, c.DocErr = jsondoc.ParseContext(ctx, c.Body, nil)
	if c.Doc != nil && c.Doc.Len() > 0 {
		c.tree = newTree(c.Doc)
	}
}
