package demo

import (
	"slices"
	"time"
)

// A warehouse is never quite the same when somebody looks a second time: between
// two looks at the stock a customer ordered something that was on the page. It
// is why a list that is read again shows changes.

// sell reserves a piece or two of a record of the page that was looked at last.
func (t *tenant) sell(now time.Time) {
	page := t.seen.Load()
	stock, ok := t.collection(pathStocks).(*table[*stockRecord])
	if page == nil || len(*page) == 0 || !ok {
		return
	}
	n := t.sales.Add(1)
	const stride = 7 // no divisor of a usual page, so that each sale is of another record
	seen, ok := (*page)[int(n)*stride%len(*page)].(*stockRecord)
	if !ok {
		return
	}
	stock.change(seen.ID, func(s *stockRecord) *stockRecord {
		sold := *s
		pieces := min(1+int(n)%2, sold.Available)
		sold.Reserved, sold.Available = sold.Reserved+pieces, sold.Available-pieces
		sold.UpdatedAt = now.UTC().Format(laravelTime)
		return &sold
	})
}

// change puts another record in the place of one. Lists that were read before
// keep what they have.
func (t *table[T]) change(id string, to func(T) T) {
	t.mu.Lock()
	defer t.mu.Unlock()
	i := slices.IndexFunc(t.rows, func(row T) bool { return t.id(row) == id })
	if i < 0 {
		return
	}
	rows := slices.Clone(t.rows)
	rows[i] = to(rows[i])
	t.rows = rows
}
