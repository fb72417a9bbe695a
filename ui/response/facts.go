package response

// HasRaw reports whether the text as it was sent is in view.
func (m *Model) HasRaw() bool { return m.view == Raw && m.HasContent() }

// CanFilter reports whether there is a document that a filter could work on.
func (m *Model) CanFilter() bool {
	over, _, _ := m.Filterable()
	return over != nil
}
