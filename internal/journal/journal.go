package journal

import (
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"brincr-explorer/api"
)

const (
	mostEntries = 5000
	mostKept    = 64 << 20 // bytes of the answers that can be opened again
	soon        = time.Minute
)

// A Journal takes down what is sent. It is safe for concurrent use; New makes
// one.
type Journal struct {
	mu      sync.Mutex
	entries []Entry // the last ones, in the order of their numbers
	version uint64
	totals  Totals
	sent    map[string]Entry // the last of each request that left, for a minute
	answers answers

	file    sync.Mutex // one line after the other
	write   func(Entry) error
	failure atomic.Pointer[error] // the first of write
}

// Totals count the whole session, whatever of it is still kept.
type Totals struct {
	Requests   int // to the API, that left
	Tokens     int // token requests that left
	Duplicates int
	Errors     int
	Forgotten  int // entries that are no longer kept
}

// New is an empty journal.
func New() *Journal {
	return &Journal{sent: map[string]Entry{}, answers: newAnswers(mostKept)}
}

// Observe makes clients with these options report here, besides where they
// report already.
func (j *Journal) Observe(o *api.Options) {
	exchanged, requested := o.OnExchange, o.OnTokenRequest
	o.OnExchange = func(x api.Exchange) {
		j.Exchanged(x)
		if exchanged != nil {
			exchanged(x)
		}
	}
	o.OnTokenRequest = func(r api.TokenRequest) {
		j.TokenRequested(r)
		if requested != nil {
			requested(r)
		}
	}
}

// Exchanged takes down an exchange.
func (j *Journal) Exchanged(x api.Exchange) {
	entries := entriesOf(x)
	j.mu.Lock()
	id := 0
	if len(x.Attempts) > 0 {
		id = j.answers.keep(x)
	}
	for i := range entries {
		entries[i].exchange = id
		j.add(&entries[i])
	}
	j.mu.Unlock()
	j.note(entries...)
}

// TokenRequested takes down a token request.
func (j *Journal) TokenRequested(r api.TokenRequest) {
	e := tokenEntry(r)
	j.mu.Lock()
	j.add(&e)
	j.mu.Unlock()
	j.note(e)
}

// add numbers an entry and counts it. The caller holds the lock.
func (j *Journal) add(e *Entry) {
	j.version++
	e.Number = j.totals.Forgotten + len(j.entries) + 1
	if e.Safe() && e.Sent > 0 {
		before, known := j.sent[e.same()]
		e.Duplicate = known && e.Attempt == 1 && e.Time.Sub(before.Time) < soon
		j.sweep(e.Time)
		j.sent[e.same()] = *e
	}
	j.count(*e)
	j.entries = append(j.entries, *e)
	if over := len(j.entries) - mostEntries; over > 0 {
		j.entries = slices.Delete(j.entries, 0, over)
		j.totals.Forgotten += over
	}
}

// sweep forgets what is no longer recent, where there is much of it.
func (j *Journal) sweep(now time.Time) {
	const many = 1000
	if len(j.sent) < many {
		return
	}
	for key, e := range j.sent {
		if now.Sub(e.Time) >= soon {
			delete(j.sent, key)
		}
	}
}

func (j *Journal) count(e Entry) {
	if e.Token {
		j.totals.Tokens += e.Sent
	} else {
		j.totals.Requests += e.Sent
	}
	if e.Duplicate {
		j.totals.Duplicates++
	}
	if e.Failed() {
		j.totals.Errors++
	}
}

// Version grows with every entry.
func (j *Journal) Version() uint64 {
	j.mu.Lock()
	defer j.mu.Unlock()
	return j.version
}

// Entries are those that are kept, the oldest first. The slice is the caller's.
func (j *Journal) Entries() []Entry {
	j.mu.Lock()
	defer j.mu.Unlock()
	return slices.Clone(j.entries)
}

// Totals count the session.
func (j *Journal) Totals() Totals {
	j.mu.Lock()
	defer j.mu.Unlock()
	return j.totals
}

// Entry finds an entry by its number; false where it is no longer kept.
func (j *Journal) Entry(number int) (Entry, bool) {
	j.mu.Lock()
	defer j.mu.Unlock()
	i, found := slices.BinarySearchFunc(j.entries, number, func(e Entry, n int) int { return e.Number - n })
	if !found {
		return Entry{}, false
	}
	return j.entries[i], true
}

// Answer is the exchange of an entry; false where it never had one, or it was
// released to make room for later ones.
func (j *Journal) Answer(e Entry) (api.Exchange, bool) {
	j.mu.Lock()
	defer j.mu.Unlock()
	return j.answers.get(e.exchange)
}

// Recent is the last time that the same request was sent, where that is less
// than a minute ago.
func (j *Journal) Recent(p api.Place, r api.Request, target string, now time.Time) (Entry, bool) {
	scopes := slices.Clone(r.Scopes)
	slices.Sort(scopes)
	j.mu.Lock()
	defer j.mu.Unlock()
	e, known := j.sent[identity(p, r.Method, target, slices.Compact(scopes), headerOf(r.Header))]
	return e, known && now.Sub(e.Time) < soon
}

// LastWrite is the last request with this method and address that left for a
// place; false where none did that is still listed.
func (j *Journal) LastWrite(p api.Place, method, target string) (Entry, bool) {
	j.mu.Lock()
	defer j.mu.Unlock()
	for _, e := range slices.Backward(j.entries) {
		if e.Place == p && e.Method == method && e.URL == target && e.Sent > 0 && !e.Token {
			return e, true
		}
	}
	return Entry{}, false
}
