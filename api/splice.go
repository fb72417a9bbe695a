package api

import (
	"bytes"
	"encoding/json"
	"io"
)

// array is the list of a page, as it was sent.
type array struct {
	text []byte
	bare bool // it is all of the body, not the data of an envelope
}

// arrayOf finds the list in the body of a page. It is validated, for one broken
// page would make all of the document unreadable.
func arrayOf(body []byte) (array, bool) {
	text := withoutBOM(body)
	a := array{text: text, bare: true}
	if first := trimLeft(text); len(first) > 0 && first[0] == '{' {
		a = array{}
		whole := visitObject(text, func(key string, value []byte) {
			if key == "data" {
				a.text = value
			}
		})
		if !whole {
			return array{}, false
		}
	}
	first := trimLeft(a.text)
	return a, len(first) > 0 && first[0] == '[' && json.Valid(a.text)
}

// splice makes one document of the items of many pages. Their bytes stay as they
// were sent; between them stands a comma and a line end, so that every item has
// its own lines. It is {"data":[…]} whatever else the envelope of a page held,
// and a bare array where the pages are such: what reads one page reads all.
type splice struct {
	to     io.Writer // nil: it is kept
	kept   []byte
	bare   bool
	begun  bool
	items  int
	length int64 // of the items, as they stood in their pages
	err    error // the first of the writer
}

func (s *splice) begin(bare bool) {
	s.begun, s.bare = true, bare
	if bare {
		s.write([]byte("["))
		return
	}
	s.write([]byte(`{"data":[`))
}

// add takes the items of a page.
func (s *splice) add(list []byte) error {
	s.length += int64(len(list))
	separator := []byte(",\n")
	visitArray(list, func(item []byte) {
		if s.items == 0 {
			s.write(separator[1:])
		} else {
			s.write(separator)
		}
		s.items++
		s.write(item)
	})
	return s.err
}

func (s *splice) write(text []byte) {
	switch {
	case s.err != nil:
	case s.to != nil:
		_, s.err = s.to.Write(text)
	default:
		s.kept = append(s.kept, text...)
	}
}

// tail is what ends the document.
func (s *splice) tail() string {
	end := "]}"
	if s.bare {
		end = "]"
	}
	if s.items > 0 {
		end = "\n" + end
	}
	return end
}

// text is the document as far as it goes. What it gives makes a copy: more may
// come, meanwhile too, for what is kept is only added to.
func (s *splice) text() func() []byte {
	kept, end := s.kept[:len(s.kept):len(s.kept)], s.tail()
	return func() []byte {
		text := make([]byte, 0, len(kept)+len(end))
		return append(append(text, kept...), end...)
	}
}

// close ends a document that was written while it came, and its last line.
func (s *splice) close() error {
	if s.begun && s.to != nil {
		s.write([]byte(s.tail() + "\n"))
	}
	return s.err
}

// total reads a number of items that a list told; false where it says none that
// can be.
func total(text string) (int, bool) {
	const most = 15 // digits, for which every int has room
	if text == "" || len(text) > most || bytes.ContainsFunc([]byte(text), func(r rune) bool { return r < '0' || r > '9' }) {
		return 0, false
	}
	n := 0
	for _, c := range text {
		n = 10*n + int(c-'0')
	}
	return n, true
}
