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
			return intent.Copy{Text: m.content.Doc.Text(m.tree.node()), What: "the value"}, true
		}
	case action.CopySubtree:
		if m.HasTree() {
			return intent.Copy{Text: string(m.content.Doc.Raw(m.tree.node())), What: "the JSON at " + m.Path()}, true
		}
	case action.CopyPath:
		if m.HasTree() {
			return intent.Copy{Text: m.Path(), What: "the path"}, true
		}
	case action.CopyBody:
		return intent.Copy{Text: string(m.content.Body), What: "the whole body"}, true
	case action.CopyCurl:
		return intent.CopyCurl{}, true
	case action.CopyCurlToken:
		return intent.CopyCurl{WithToken: true}, true
	default:
		return nil, false
	}
	return nil, true
}
