package logpane

import (
	"strconv"
	"strings"

	"brincr-explorer/internal/journal"
	"brincr-explorer/ui/filter"
)

// query is the filter line: words that an entry has to hold, whatever their case
// and order, and terms such as status:4xx and is:duplicate.
type query struct {
	text  string
	words filter.Filter
	terms []func(journal.Entry) bool
}

func newQuery(text string) query {
	q := query{text: strings.TrimSpace(text)}
	var words []string
	for word := range strings.FieldsSeq(strings.ToLower(text)) {
		if term := termOf(word); term != nil {
			q.terms = append(q.terms, term)
			continue
		}
		words = append(words, word)
	}
	q.words = filter.New(strings.Join(words, " "))
	return q
}

// termOf is a word that means something; nil for one that is only looked for. A
// term that is only half typed lets everything through.
func termOf(word string) func(journal.Entry) bool {
	name, value, found := strings.Cut(word, ":")
	if !found {
		return nil
	}
	switch name {
	case "status":
		return func(e journal.Entry) bool { return hasStatus(e, value) }
	case "is":
		return func(e journal.Entry) bool { return is(e, value) }
	}
	return nil
}

func hasStatus(e journal.Entry, value string) bool {
	status := strconv.Itoa(e.Status)
	if e.Status == 0 {
		status = "none"
	}
	return strings.HasPrefix(status, strings.TrimRight(value, "x"))
}

func is(e journal.Entry, value string) bool {
	kinds := map[string]bool{"duplicate": e.Duplicate, "error": e.Failed(), "token": e.Token, "api": !e.Token}
	for kind, holds := range kinds {
		if strings.HasPrefix(kind, value) && holds {
			return true
		}
	}
	return false
}

func (q query) lets(e journal.Entry, words func(journal.Entry) string) bool {
	for _, term := range q.terms {
		if !term(e) {
			return false
		}
	}
	return q.text == "" || q.words.Lets(words(e))
}

// words are what a filter looks through. They are made once for an entry: there
// may be thousands, and a filter looks through all of them at each letter.
func (m *Model) words(e journal.Entry) string {
	words, made := m.made[e.Number]
	if !made {
		words = wordsOf(e)
		m.made[e.Number] = words
	}
	return words
}

func wordsOf(e journal.Entry) string {
	return strings.ToLower(strings.Join([]string{
		strconv.Itoa(e.Number), e.Time.Format(clock), e.EnvName, e.TenantName, e.Place.Tenant, e.Method, e.Path, e.URL, kindOf(e),
		strconv.Itoa(e.Status), e.Failure, e.Reason, strings.Join(e.Scopes, " "),
	}, " "))
}

func kindOf(e journal.Entry) string {
	if e.Token {
		return "token"
	}
	return "api"
}
