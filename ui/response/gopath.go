package response

import "strings"

// mostOffered bounds how many continuations of a path are offered.
const mostOffered = 50

// CompletePath is how a path in the document on the screen, that is being typed,
// could go on.
func (m *Model) CompletePath(path string) []string {
	if m.tree == nil || path == "" {
		return nil
	}
	return m.doc.CompletePath(path, mostOffered)
}

// CompleteFilter is how a path in what a filter is given could go on.
func (m *Model) CompleteFilter(path string) []string {
	_, doc, root := m.Filterable()
	if doc == nil || path == "" {
		return nil
	}
	if root == 0 && doc.Lines() {
		root = doc.FirstChild(root) // each of the documents is filtered; this one stands for them
	}
	to := doc.Path(root)
	if to == "." {
		return doc.CompletePath(path, mostOffered)
	}
	rest, ok := strings.CutPrefix(path, ".")
	if !ok {
		return nil
	}
	if !strings.HasPrefix(rest, "[") {
		rest = path
	}
	all := doc.CompletePath(to+rest, mostOffered)
	for i, whole := range all {
		if all[i] = strings.TrimPrefix(whole, to); strings.HasPrefix(all[i], "[") {
			all[i] = "." + all[i]
		}
	}
	return all
}

// GoToPath goes to the value that a jq path means; where only its beginning is
// there, as far as it leads. The error says why it leads no further.
func (m *Model) GoToPath(path string) error {
	if m.doc == nil || m.tree == nil {
		return nil
	}
	n, err := m.doc.AtPath(path)
	switch {
	case err != nil:
		return err
	case m.HasTable() && m.table.showing()(n):
		m.table.goTo(n)
		m.table.toColumn(n)
	default:
		m.setView(Tree)
		if m.kind == alone && (n < m.tree.root || n >= m.doc.End(m.tree.root)) {
			m.Pop() // it lies outside of what is shown alone
			return m.GoToPath(path)
		}
		m.tree.jump(n)
	}
	return nil
}
