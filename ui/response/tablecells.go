package response

import (
	"strconv"
	"strings"

	"brincr-explorer/internal/jsondoc"
	"brincr-explorer/internal/safetext"
	"brincr-explorer/ui/paint"
)

const (
	shownBytes = 1024 // of a value in a cell: more than any cell can show
	glimpse    = 30   // cells after which the preview of a container ends
)

// spans is a value as a cell shows it. A string stands without its quotes,
// unless it could be taken for something else; a number as it was sent; an
// object in several languages is its first text; other containers are a
// preview.
func (t *table) spans(n jsondoc.Node, set *paint.Set) []paint.Span {
	if n == jsondoc.None {
		return nil
	}
	switch t.doc.Kind(n) {
	case jsondoc.String:
		return []paint.Span{{Style: set.String, Text: t.stringShown(n)}}
	case jsondoc.Number:
		return []paint.Span{{Style: set.Number, Text: shortened(t.doc.Raw(n))}}
	case jsondoc.Array, jsondoc.Object:
		if first, ok := localised(t.doc, n); ok {
			return t.spans(first, set)
		}
		return t.glimpse(n, set)
	default:
		return []paint.Span{{Style: set.Literal, Text: string(t.doc.Raw(n))}}
	}
}

func (t *table) stringShown(n jsondoc.Node) string {
	raw := t.doc.Raw(n)
	if isUUID(raw) {
		return string(raw[1:idValue-1]) + "…"
	}
	if len(raw) > shownBytes {
		return shortened(raw[1:])
	}
	text := t.doc.Text(n)
	switch {
	case text == "", text == "null", text == "true", text == "false", strings.IndexByte("{[\" ", text[0]) >= 0:
		return string(raw)
	}
	return text
}

// shortened keeps the start of a long value, and says that it is only that.
func shortened(raw []byte) string {
	if len(raw) <= shownBytes {
		return string(raw)
	}
	return string(raw[:runeStart(raw, shownBytes)]) + "…"
}

// glimpse is a preview of a container, shorter than that of the tree.
func (t *table) glimpse(n jsondoc.Node, set *paint.Set) []paint.Span {
	kind := t.doc.Kind(n)
	spans := []paint.Span{{Style: set.Punct, Text: opening(kind)}}
	used, shown := 1, 0
	names := tree{doc: t.doc}
	for c := t.doc.FirstChild(n); c != jsondoc.None && used < glimpse; c = t.doc.Next(c) {
		from := len(spans)
		if shown > 0 {
			spans = append(spans, paint.Span{Style: set.Punct, Text: ", "})
		}
		if t.doc.HasKey(c) {
			name, _ := names.name(c)
			spans = append(spans, paint.Span{Style: set.Key, Text: shortened([]byte(name)) + ": "})
		}
		spans = append(spans, t.part(c, set))
		used += paint.SpansWidth(spans[from:])
		shown++
	}
	if shown < t.doc.Count(n) {
		spans = append(spans, paint.Span{Style: set.Faint, Text: ", …"})
	}
	return append(spans, paint.Span{Style: set.Punct, Text: closing(kind)})
}

// part is a value within the preview of a container.
func (t *table) part(n jsondoc.Node, set *paint.Set) paint.Span {
	draw := tree{doc: t.doc}
	if !draw.container(n) {
		raw := t.doc.Raw(n)
		if isUUID(raw) {
			return paint.Span{Style: set.String, Text: string(raw[:idValue-1]) + "…"}
		}
		text, _ := safetext.CleanCut(shortened(raw), mostValue)
		return paint.Span{Style: draw.look(n, set), Text: text}
	}
	kind, count := t.doc.Kind(n), ""
	if t.doc.Count(n) > 0 {
		count = strconv.Itoa(t.doc.Count(n))
	}
	return paint.Span{Style: set.Faint, Text: opening(kind) + count + closing(kind)}
}

// mostLanguages bounds how many members are looked at to tell an object of
// languages.
const mostLanguages = 24

// localised is the first text of an object like {"nl_NL": "Wijn", "en_GB":
// "Wine"}: every key is a language, every value a string or null.
func localised(doc *jsondoc.Document, n jsondoc.Node) (jsondoc.Node, bool) {
	if count := doc.Count(n); doc.Kind(n) != jsondoc.Object || count == 0 || count > mostLanguages {
		return jsondoc.None, false
	}
	first := jsondoc.None
	for c := doc.FirstChild(n); c != jsondoc.None; c = doc.Next(c) {
		kind := doc.Kind(c)
		if !isLanguage(doc.RawKey(c)) || (kind != jsondoc.String && kind != jsondoc.Null) {
			return jsondoc.None, false
		}
		if first == jsondoc.None && kind == jsondoc.String {
			first = c
		}
	}
	return first, first != jsondoc.None
}

// isLanguage knows keys such as "nl_NL" and "nl-BE", in their quotes. Two
// letters alone could be anything: {"id": "…"} is no text in Indonesian.
func isLanguage(key []byte) bool {
	lower := func(c byte) bool { return c >= 'a' && c <= 'z' }
	upper := func(c byte) bool { return c >= 'A' && c <= 'Z' }
	return len(key) == 7 && lower(key[1]) && lower(key[2]) && (key[3] == '_' || key[3] == '-') && upper(key[4]) && upper(key[5])
}

// measure is the width of a value in cells, as far as a column could be wide.
func (t *table) measure(n jsondoc.Node) int {
	w := 0
	for _, s := range t.spans(n, &paint.Set{}) {
		text, _ := safetext.CleanCut(s.Text, mostWidth)
		w += safetext.Width(text)
	}
	return min(w, mostWidth)
}

// cellText is a value for other programs: a string as it was meant, everything
// else as it was sent. An object in several languages is the text that its cell
// shows.
func cellText(doc *jsondoc.Document, n jsondoc.Node) string {
	if n == jsondoc.None {
		return ""
	}
	if first, ok := localised(doc, n); ok {
		n = first
	}
	if doc.Kind(n) == jsondoc.String {
		return doc.Text(n)
	}
	return string(doc.Raw(n))
}
