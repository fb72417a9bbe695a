package response

import (
	"strconv"

	"brincr-explorer/ui/action"
	"brincr-explorer/ui/intent"
)

func statusNumber(status int) string { return strconv.Itoa(status) }

// copied is what an action of the copy menu puts on the clipboard: always the
// bytes as they were sent, not as they were drawn.
func (m *Model) copied(a action.Action) (intent.Intent, bool) {
	if m.HasTable() {
		if what, ok := m.copiedTable(a); ok {
			return what, true
		}
	}
	switch a {
	case action.CopyValue:
		if m.HasTree() {
			return intent.Copy{Text: m.doc.Text(m.tree.node()), What: "the value"}, true
		}
	case action.CopySubtree:
		if m.HasTree() {
			return intent.Copy{Text: string(m.doc.Raw(m.tree.node())), What: "the JSON at " + m.Path()}, true
		}
	case action.CopyPath:
		if m.HasTree() {
			return intent.Copy{Text: m.Path(), What: "the path"}, true
		}
	case action.CopyBody:
		return intent.Copy{Text: string(m.src), What: m.copiedWhole()}, true
	case action.CopyCurl:
		return intent.CopyCurl{}, true
	case action.CopyCurlToken:
		return intent.CopyCurl{WithToken: true}, true
	default:
		return nil, false
	}
	return nil, true
}

// copiedWhole names what the whole of the document on the screen is.
func (m *Model) copiedWhole() string {
	switch m.kind {
	case filtered:
		return "the results of the filter"
	case alone:
		return "the JSON at " + m.name
	case embedded, plainText:
		return "the text at " + m.name
	}
	return "the whole body"
}
