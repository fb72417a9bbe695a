package response

import (
	"bytes"
	"encoding/json"

	"brincr-explorer/internal/jsondiff"
	"brincr-explorer/internal/jsondoc"
	"brincr-explorer/ui/paint"
)

// An Old is a value of the answer before.
type Old struct {
	Path  string
	Value string // as it was sent, indented
}

// HasOld reports whether the answer before had something else under the cursor.
func (m *Model) HasOld() bool {
	if !m.Changes() {
		return false
	}
	for _, c := range m.marksShown().Of(m.marked()) {
		if c.Kind != jsondiff.Added {
			return true
		}
	}
	return false
}

// marked is the node under the cursor.
func (m *Model) marked() jsondoc.Node {
	if !m.HasTable() {
		return m.tree.node()
	}
	if cell := m.table.cell(); cell != jsondoc.None {
		return cell
	}
	return m.table.node()
}

// OldValues is what the answer before had under the cursor, and what stands
// there now.
func (m *Model) OldValues() (olds []Old, now Old) {
	k, n := m.marksShown(), m.marked()
	if k == nil {
		return nil, Old{}
	}
	const most = 100
	before := k.Old()
	for _, c := range k.Of(n) {
		if c.Kind == jsondiff.Added || len(olds) == most {
			continue
		}
		olds = append(olds, Old{Path: before.Path(c.Old), Value: indented(before.Raw(c.Old))})
		if c.Kind == jsondiff.Changed {
			now = Old{Path: m.doc.Path(n), Value: indented(m.doc.Raw(n))}
		}
	}
	return olds, now
}

// indented is a value to be read. It is cut where nobody reads on; copying gives
// all of it.
func indented(raw []byte) string {
	const most = 16 << 10
	cut := ""
	if len(raw) > most {
		cut = "… " + paint.Bytes(int64(len(raw))) + " in all"
		raw = raw[:most]
	}
	var b bytes.Buffer
	if cut != "" || json.Indent(&b, raw, "", "  ") != nil {
		return string(raw) + cut
	}
	return b.String()
}
