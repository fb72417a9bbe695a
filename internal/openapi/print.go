package openapi

import (
	"bytes"
	"encoding/json"
	"strings"
)

const (
	maxPrinted      = 256 << 10 // bytes of an example
	maxPrintedDepth = 64
)

// indented is a value as JSON for people, ended by a line feed; compact is it on
// one line. Numbers and the order of members are as they were written. What goes
// beyond the bounds, as a value that holds itself does, is null.
func indented(v *value) []byte {
	p := printer{indent: "  "}
	p.value(v, 0)
	p.b.WriteByte('\n')
	return p.b.Bytes()
}

func compact(v *value) []byte {
	var p printer
	p.value(v, 0)
	return p.b.Bytes()
}

type printer struct {
	b      bytes.Buffer
	indent string
}

func (p *printer) value(v *value, depth int) {
	switch {
	case v == nil || v.kind == null || depth > maxPrintedDepth || p.b.Len() > maxPrinted:
		p.b.WriteString("null")
	case v.kind == text:
		p.text(v.text)
	case v.kind == boolean || v.kind == number:
		p.b.WriteString(v.text)
	default:
		p.container(v, depth)
	}
}

func (p *printer) container(v *value, depth int) {
	brackets := "[]"
	if v.kind == object {
		brackets = "{}"
	}
	p.b.WriteByte(brackets[0])
	written := 0
	for i, item := range v.items {
		if p.b.Len() > maxPrinted {
			break
		}
		if written++; written > 1 {
			p.b.WriteByte(',')
		}
		p.line(depth + 1)
		if v.kind == object {
			p.text(v.keys[i])
			p.b.WriteByte(':')
			if p.indent != "" {
				p.b.WriteByte(' ')
			}
		}
		p.value(item, depth+1)
	}
	if written > 0 {
		p.line(depth)
	}
	p.b.WriteByte(brackets[1])
}

func (p *printer) line(depth int) {
	if p.indent != "" {
		p.b.WriteByte('\n')
		p.b.WriteString(strings.Repeat(p.indent, depth))
	}
}

func (p *printer) text(s string) {
	e := json.NewEncoder(&p.b)
	e.SetEscapeHTML(false)
	_ = e.Encode(s)             // a text can always be written
	p.b.Truncate(p.b.Len() - 1) // the line feed that Encode ends with
}
