// Package response is pane 6: one exchange, browsed. It keeps the cursor and
// the folds of a place, so that leaving a tenant and coming back finds the
// answer as it was left.
package response

import (
	"context"

	"brincr-explorer/api"
	"brincr-explorer/internal/jsondoc"
	"brincr-explorer/internal/textdoc"
)

// Content is an exchange or a file made ready to be shown: indexing a body
// belongs into a command, not into Update.
type Content struct {
	Exchange *api.Exchange     // nil for a file
	Name     string            // of the file
	Body     []byte            // as it was sent
	Encoding string            // what the body was converted from to be shown, such as "UTF-16, little endian"; usually ""
	Doc      *jsondoc.Document // nil where the body is not JSON
	DocErr   error             // the JSON is broken; Doc holds what came before
	ReadErr  error             // the file could not be read to its end
	Stopped  bool              // the user stopped the reading; Doc holds what came before

	text  *textdoc.Text // the body in UTF-8
	flaw  *flaw         // bytes that are not UTF-8; nil for none
	tree  *tree         // of Doc, as it is first shown; nil where there is nothing to show
	marks *marks
	rest  func(context.Context, *Loading) Content
}

// Load indexes what an exchange brought. Of a large body that is only its
// beginning: [Content.Rest] does what is left.
func Load(ctx context.Context, ex api.Exchange) Content {
	c := Content{Exchange: &ex}.of(ex.Body)
	asText := ex
	asText.Body = c.text.Source()
	switch {
	case len(ex.Body) == 0 || !asText.IsJSON():
		end := c.look()
		end()
		return c
	case len(ex.Body) <= atOnce:
		return c.indexed(ctx, nil)
	}
	return c.beginning(firstBytes, func(ctx context.Context, l *Loading) Content { return c.indexed(ctx, l) })
}

// of is the content of a body, which is converted to be shown where it must be.
func (c Content) of(body []byte) Content {
	text, encoding, ok := textdoc.Transcoded(body)
	if !ok {
		text = body
	}
	c.Body, c.Encoding, c.text = body, encoding, textdoc.New(text)
	return c
}

// LoadWhole is Load that indexes all of the body, and marks what changed since
// an answer before, where there is one.
func LoadWhole(ctx context.Context, ex api.Exchange, before *jsondoc.Document) Content {
	c := Load(ctx, ex)
	if c.rest != nil {
		c = c.rest(ctx, NewLoading(ctx))
	}
	if ex.OK() {
		c.marks = compare(ctx, before, c.Doc)
	}
	return c
}

// atOnce is the size of a body that is indexed before anything is shown: it
// takes a few milliseconds. Of a larger one the first bytes are shown first.
const (
	atOnce     = 2 << 20
	firstBytes = 64 << 10
)

// beginning shows what the first bytes say, while the rest is still to come.
func (c Content) beginning(most int, rest func(context.Context, *Loading) Content) Content {
	body := c.Body
	head := body[:min(len(body), most)]
	c = c.of(head[:len(head):len(head)])
	c.Body, c.rest = body, rest
	if c.Doc, _ = jsondoc.Parse(c.text.Source()); c.Doc.Len() > 0 {
		c.tree = newTree(c.Doc)
	}
	return c
}

// indexed is the content with all of its body indexed, or as much as was when
// the user stopped it.
func (c Content) indexed(ctx context.Context, l *Loading) Content {
	var progress func(done, total int)
	if l != nil {
		ctx = l.stop
		progress = l.indexes
	}
	end := c.look()
	c.Doc, c.DocErr = jsondoc.ParseContext(ctx, c.text.Source(), progress)
	if c.DocErr != nil && c.DocErr == ctx.Err() {
		c.Stopped, c.DocErr = true, nil
	}
	if c.Doc.Len() > 0 {
		c.tree = newTree(c.Doc)
	}
	end()
	return c
}

// look goes through the whole text for what the screen tells of it, while it is
// indexed. The function that it returns waits for that; a mistake on the way is
// thrown there, where it is caught.
func (c *Content) look() (end func()) {
	text, found := c.text, make(chan *flaw, 1)
	var thrown any
	go func() {
		defer func() {
			if thrown = recover(); thrown != nil {
				close(found)
			}
		}()
		found <- firstFlaw(text)
	}()
	return func() {
		var ok bool
		if c.flaw, ok = <-found; !ok {
			panic(thrown)
		}
		if c.isHex() {
			c.flaw = nil
		}
		if c.tree == nil {
			c.text.Lines() // Raw is shown at once, and wants to know
		}
	}
}

// isHex says whether Raw begins with hexadecimal: what holds JSON is text.
func (c *Content) isHex() bool { return c.text != nil && c.text.Binary() && c.tree == nil }

// Partial reports whether this is only the beginning of what is to be shown.
func (c Content) Partial() bool { return c.rest != nil }

// Rest is what is left to do for a content that is only a beginning; nil where
// nothing is. It runs in a command. What it returns may be a beginning again, a
// longer one.
func (c Content) Rest() func(context.Context, *Loading) Content { return c.rest }
