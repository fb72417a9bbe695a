// Package response is pane 6: one exchange, browsed. It keeps the cursor and
// the folds of a place, so that leaving a tenant and coming back finds the
// answer as it was left.
package response

import (
	"context"

	"brincr-explorer/api"
	"brincr-explorer/internal/jsondoc"
)

// Content is an exchange or a file made ready to be shown: indexing a body
// belongs into a command, not into Update.
type Content struct {
	Exchange *api.Exchange     // nil for a file
	Name     string            // of the file
	Body     []byte            // as it was sent
	Doc      *jsondoc.Document // nil where the body is not JSON
	DocErr   error             // the JSON is broken; Doc holds what came before
	ReadErr  error             // the file could not be read to its end
	Stopped  bool              // the user stopped the reading; Doc holds what came before

	raw   rawView
	tree  *tree // of Doc, as it is first shown; nil where there is nothing to show
	marks *marks
	rest  func(context.Context, *Loading) Content
}

// Load indexes what an exchange brought. Of a large body that is only its
// beginning: [Content.Rest] does what is left.
func Load(ctx context.Context, ex api.Exchange) Content {
	c := Content{Exchange: &ex, Body: ex.Body, raw: newRawView(ex.Body)}
	if len(ex.Body) == 0 || !ex.IsJSON() {
		return c
	}
	if len(ex.Body) <= atOnce {
		return c.indexed(ctx, nil)
	}
	return c.beginning(func(ctx context.Context, l *Loading) Content { return c.indexed(ctx, l) })
}

// LoadWhole is Load that indexes all of the body, and marks what changed since
// an answer before, where there is one.
func LoadWhole(ctx context.Context, ex api.Exchange, before *jsondoc.Document) Content {
	c := Load(ctx, ex)
	if c.rest != nil {
		c = c.rest(ctx, NewLoading(ctx))
	}
	c.marks = compare(ctx, before, c.Doc)
	return c
}

// atOnce is the size of a body that is indexed before anything is shown: it
// takes a few milliseconds. Of a larger one the firstBytes is shown first.
const (
	atOnce     = 2 << 20
	firstBytes = 64 << 10
)

// beginning shows what the first bytes say, while the rest is still to come.
func (c Content) beginning(rest func(context.Context, *Loading) Content) Content {
	head := c.Body[:min(len(c.Body), firstBytes)]
	c.rest = rest
	c.Doc, _ = jsondoc.Parse(head[:len(head):len(head)])
	if c.Doc.Len() > 0 {
		c.tree = newTree(c.Doc)
	}
	return c
}

// indexed is the content with all of its body indexed, or as much as was when
// the user stopped it.
func (c Content) indexed(ctx context.Context, l *Loading) Content {
	c.rest = nil
	var progress func(done, total int)
	if l != nil {
		ctx = l.stop
		progress = l.indexes
	}
	c.Doc, c.DocErr = jsondoc.ParseContext(ctx, c.Body, progress)
	if c.DocErr != nil && c.DocErr == ctx.Err() {
		c.Stopped, c.DocErr = true, nil
	}
	if c.Doc.Len() > 0 {
		c.tree = newTree(c.Doc)
	}
	return c
}

// Partial reports whether this is only the beginning of what is to be shown.
func (c Content) Partial() bool { return c.rest != nil }

// Rest is what is left to do for a content that is only a beginning; nil where
// nothing is. It runs in a command. What it returns may be a beginning again, a
// longer one.
func (c Content) Rest() func(context.Context, *Loading) Content { return c.rest }
