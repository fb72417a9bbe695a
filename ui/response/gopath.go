package response

// mostOffered bounds how many continuations of a path are offered.
const mostOffered = 50

// CompletePath is how a path that is being typed could go on.
func (m *Model) CompletePath(path string) []string {
	if _, doc, _ := m.Filterable(); doc != nil && path != "" {
		return doc.CompletePath(path, mostOffered)
	}
	return nil
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
	case m.HasTable():
		m.table.goTo(n)
	default:
		m.view = Tree
		if m.kind == alone && (n < m.tree.root || n >= m.doc.End(m.tree.root)) {
			m.Pop() // it lies outside of what is shown alone
			return m.GoToPath(path)
		}
		m.tree.jump(n)
	}
	return nil
}
