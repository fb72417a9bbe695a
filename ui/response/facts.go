package response

// CanFilter reports whether there is a document that a filter could work on.
func (m *Model) CanFilter() bool {
	over, _, _ := m.Filterable()
	return over != nil
}
