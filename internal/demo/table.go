package demo

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"sync"
)

// column is a field of T that a list can be filtered or sorted by.
type column[T any] struct {
	name    string
	text    func(T) string   // as filters compare it; nil: no filter
	partial bool             // a filter matches a part, in any case; else the whole
	compare func(a, b T) int // nil: no sorting
}

// table holds the records of one kind, in a fixed order. Records are never changed.
type table[T any] struct {
	id      func(T) string
	columns []column[T]

	mu   sync.RWMutex
	rows []T
}

// collection is a table of any kind.
type collection interface {
	// choose returns the rows that pass the filters, in order; a *queryError when the
	// query names an unknown filter or sort.
	choose(q listQuery) ([]any, error)
	find(id string) (any, bool)
}

// queryError is a list query that cannot be answered: a 400.
type queryError struct{ message string }

func (e *queryError) Error() string { return e.message }

func newTable[T any](id func(T) string, rows []T, columns ...column[T]) *table[T] {
	return &table[T]{id: id, rows: rows, columns: columns}
}

// all returns the rows as they are now; appending to the table does not change them.
func (t *table[T]) all() []T {
	t.mu.RLock()
	defer t.mu.RUnlock()
	return slices.Clip(t.rows)
}

func (t *table[T]) add(row T) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.rows = append(t.rows, row)
}

// remove takes a row away; false where there is none. Rows that were handed out
// stay as they were.
func (t *table[T]) remove(id string) bool {
	t.mu.Lock()
	defer t.mu.Unlock()
	i := slices.IndexFunc(t.rows, func(row T) bool { return t.id(row) == id })
	if i < 0 {
		return false
	}
	t.rows = slices.Delete(slices.Clone(t.rows), i, i+1)
	return true
}

func (t *table[T]) get(id string) (T, bool) {
	rows := t.all()
	i := slices.IndexFunc(rows, func(row T) bool { return t.id(row) == id })
	if i < 0 {
		var none T
		return none, false
	}
	return rows[i], true
}

func (t *table[T]) find(id string) (any, bool) {
	row, ok := t.get(id)
	return row, ok
}

func (t *table[T]) choose(q listQuery) ([]any, error) {
	rows, err := t.filtered(q.filters)
	if err != nil {
		return nil, err
	}
	if err := t.sort(rows, q.sorts); err != nil {
		return nil, err
	}
	list := make([]any, 0, len(rows))
	for _, row := range rows {
		list = append(list, row)
	}
	return list, nil
}

func (t *table[T]) filtered(filters []filter) ([]T, error) {
	rows := slices.Clone(t.all())
	for _, f := range filters {
		c, ok := t.column(f.name, func(c column[T]) bool { return c.text != nil })
		if !ok {
			return nil, &queryError{fmt.Sprintf("Requested filter(s) `%s` are not allowed. Allowed filter(s) are `%s`.", f.name, t.names(func(c column[T]) bool { return c.text != nil }))}
		}
		rows = slices.DeleteFunc(rows, func(row T) bool { return !c.matches(row, f.values) })
	}
	return rows, nil
}

// sort goes through the keys from the last to the first, each time keeping the
// order of equals, so that the first key counts most.
func (t *table[T]) sort(rows []T, keys []string) error {
	for _, key := range slices.Backward(keys) {
		name, descending := strings.CutPrefix(key, "-")
		c, ok := t.column(name, func(c column[T]) bool { return c.compare != nil })
		if !ok {
			return &queryError{fmt.Sprintf("Requested sort(s) `%s` is not allowed. Allowed sort(s) are `%s`.", name, t.names(func(c column[T]) bool { return c.compare != nil }))}
		}
		slices.SortStableFunc(rows, func(a, b T) int {
			if descending {
				return c.compare(b, a)
			}
			return c.compare(a, b)
		})
	}
	return nil
}

func (t *table[T]) column(name string, usable func(column[T]) bool) (column[T], bool) {
	i := slices.IndexFunc(t.columns, func(c column[T]) bool { return c.name == name && usable(c) })
	if i < 0 {
		return column[T]{}, false
	}
	return t.columns[i], true
}

func (t *table[T]) names(usable func(column[T]) bool) string {
	var names []string
	for _, c := range t.columns {
		if usable(c) {
			names = append(names, c.name)
		}
	}
	return strings.Join(names, ", ")
}

// matches reports whether one of the values fits.
func (c column[T]) matches(row T, values []string) bool {
	have := c.text(row)
	return slices.ContainsFunc(values, func(want string) bool {
		if c.partial {
			return strings.Contains(strings.ToLower(have), strings.ToLower(want))
		}
		return have == want
	})
}

// The makers of columns. Texts compare by bytes, numbers by size.

func exactly[T any](name string, text func(T) string) column[T] {
	return column[T]{name: name, text: text}
}

func partly[T any](name string, text func(T) string) column[T] {
	return column[T]{name: name, text: text, partial: true, compare: byText(text)}
}

func ordered[T any](name string, text func(T) string) column[T] {
	return column[T]{name: name, text: text, compare: byText(text)}
}

func sortable[T any, N cmp.Ordered](name string, value func(T) N) column[T] {
	return column[T]{name: name, compare: func(a, b T) int { return cmp.Compare(value(a), value(b)) }}
}

func flag[T any](name string, value func(T) bool) column[T] {
	return exactly(name, func(row T) string {
		if value(row) {
			return "true"
		}
		return "false"
	})
}

func byText[T any](text func(T) string) func(a, b T) int {
	return func(a, b T) int { return strings.Compare(text(a), text(b)) }
}
