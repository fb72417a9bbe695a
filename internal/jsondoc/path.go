package jsondoc

import (
	"encoding/json"
	"slices"
	"strconv"
	"strings"
)

// ancestry is n and the containers around it, the outermost first, without the root.
func (d *Document) ancestry(n Node) []Node {
	var line []Node
	for ; n > 0 && d.has(n); n = d.Parent(n) {
		line = append(line, n)
	}
	slices.Reverse(line)
	return line
}

// Path is the way to n as jq writes it: .data[0].name, .["odd key"], "." for the root. Of members with the same key
// it means the last.
func (d *Document) Path(n Node) string {
	var b strings.Builder
	for _, n := range d.ancestry(n) {
		if !d.HasKey(n) {
			if b.Len() == 0 {
				b.WriteByte('.')
			}
			b.WriteString("[" + strconv.Itoa(d.Index(n)) + "]")
			continue
		}
		key := d.Key(n)
		if plainKey(key) {
			b.WriteString("." + key)
			continue
		}
		if b.Len() == 0 {
			b.WriteByte('.')
		}
		b.WriteString("[" + quoteKey(key) + "]")
	}
	if b.Len() == 0 {
		return "."
	}
	return b.String()
}

// plainKey says whether jq takes the key without quotes.
func plainKey(key string) bool {
	for i := range len(key) {
		if !nameByte(key[i]) || i == 0 && '0' <= key[i] && key[i] <= '9' {
			return false
		}
	}
	return key != ""
}

// quoteKey writes a key as a JSON string, which is also a jq string: JSON has no \( in it.
func quoteKey(key string) string {
	var b strings.Builder
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if e.Encode(key) != nil {
		return `""`
	}
	return strings.TrimSuffix(b.String(), "\n")
}

var pointerEscapes = strings.NewReplacer("~", "~0", "/", "~1")

// Pointer is the way to n as a JSON Pointer (RFC 6901); "" for the root. Of members with the same key it means the
// last.
func (d *Document) Pointer(n Node) string {
	var b strings.Builder
	for _, n := range d.ancestry(n) {
		b.WriteByte('/')
		if d.HasKey(n) {
			b.WriteString(pointerEscapes.Replace(d.Key(n)))
		} else {
			b.WriteString(strconv.Itoa(d.Index(n)))
		}
	}
	return b.String()
}
