package api

import (
	"net/url"
)

// readPage reads what a list says about itself: a bare array, {data: […]} with
// or without links and meta, or a paginator at the top, simple and cursor ones
// included. These are the shapes of Laravel, which Brincr usually has; what is
// not there stays empty. The zero Page means that the body is no list.
func readPage(b base, from *url.URL, body []byte) Page {
	text := withoutBOM(body)
	if first := trimLeft(text); len(first) == 0 || (first[0] != '[' && first[0] != '{') {
		return Page{}
	}
	var p Page
	if visitArray(text, func([]byte) { p.Count++ }) {
		p.List = true
		return p
	}
	return readEnvelope(b, from, text)
}

func readEnvelope(b base, from *url.URL, text []byte) Page {
	var p, meta Page
	var l pageLinks
	whole := visitObject(text, func(key string, value []byte) {
		switch key {
		case "data":
			n := 0
			p.List = visitArray(value, func([]byte) { n++ })
			p.Count = n
		case "links":
			l.read(value)
		case "first_page_url":
			l.first = orText(value, l.first)
		case "next_page_url":
			l.next = orText(value, l.next)
		case "prev_page_url":
			l.prev = orText(value, l.prev)
		case "meta":
			visitObject(value, func(key string, value []byte) { readNumber(&meta, key, value) })
		default:
			readNumber(&p, key, value)
		}
	})
	if !whole || !p.List {
		return Page{}
	}
	p.From, p.To, p.Total = or(p.From, meta.From), or(p.To, meta.To), or(p.Total, meta.Total)
	p.PerPage = or(p.PerPage, meta.PerPage)
	if first, inside := b.follow(from, l.first); inside && l.first != "" {
		p.First = first.String()
	}
	p.Next = p.link(b, from, l.next)
	p.NextOutside = p.Outside != ""
	p.Prev = p.link(b, from, l.prev)
	return p
}

// pageLinks are the links of a list as they were sent.
type pageLinks struct{ first, next, prev string }

// read reads {first, last, prev, next}. A paginator at the top has "links" too, a
// list of page buttons: that is no object and says nothing new.
func (l *pageLinks) read(value []byte) {
	visitObject(value, func(key string, value []byte) {
		switch key {
		case "first":
			l.first = orText(value, l.first)
		case "next":
			l.next = orText(value, l.next)
		case "prev", "previous":
			l.prev = orText(value, l.prev)
		}
	})
}

func readNumber(p *Page, key string, value []byte) {
	switch key {
	case "from":
		p.From = jsonNumber(value)
	case "to":
		p.To = jsonNumber(value)
	case "total":
		p.Total = jsonNumber(value)
	case "per_page":
		p.PerPage = jsonNumber(value)
	}
}

// link gives a link that stays inside the base in its absolute form, and keeps
// any other only for telling.
func (p *Page) link(b base, from *url.URL, text string) string {
	if text == "" {
		return ""
	}
	target, inside := b.follow(from, text)
	if !inside {
		p.Outside = or(p.Outside, clip(text, quoteBytes))
		return ""
	}
	return target.String()
}

func orText(value []byte, otherwise string) string {
	if s, ok := jsonString(value); ok {
		return s
	}
	return otherwise
}

func or(a, b string) string {
	if a != "" {
		return a
	}
	return b
}
