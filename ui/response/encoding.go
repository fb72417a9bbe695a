package response

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"brincr-explorer/internal/textdoc"
)

// encodingNotes tell what of the body is not the UTF-8 that JSON must be sent
// in (RFC 8259, section 8.1), and how it is shown nonetheless.
func (c *Content) encodingNotes(b *bannerRows) {
	say := func(text string) { b.say(b.st.Warn, "! ", text) }
	switch {
	case c.Encoding != "" && c.tree != nil:
		say("The body is " + c.Encoding + "; JSON must be UTF-8 (RFC 8259, section 8.1). It is shown converted; copying the whole body gives the bytes as sent.")
	case c.Encoding != "":
		say("The body is " + c.Encoding + ". It is shown converted; copying the whole body gives the bytes as sent.")
	case c.Doc != nil && c.Doc.BOM():
		say("The body starts with a byte order mark, which JSON must not have (RFC 8259, section 8.1). It is passed over; copying the whole body keeps it.")
	}
	if f := c.flaw; f != nil {
		say("Line " + strconv.Itoa(f.line) + " holds bytes that are not UTF-8, the first at offset " + strconv.Itoa(f.offset) + ". They are shown by number, as here ‹" + f.shown + "›.")
	}
}

// flaw is where a text has the first byte that is not UTF-8.
type flaw struct {
	line, offset int
	shown        string // the byte's number
}

func firstFlaw(t *textdoc.Text) *flaw {
	at := textdoc.FirstInvalid(t.Source())
	if at < 0 {
		return nil
	}
	digits, _ := textdoc.HexByte(t.Source()[at])
	return &flaw{line: t.Line(at), offset: at, shown: strings.ToUpper(digits)}
}

// runeStart is the start of the character that reaches over a position.
func runeStart(src []byte, at int) int {
	for back := 0; back < utf8.UTFMax && at-back > 0; back++ {
		if utf8.RuneStart(src[at-back]) {
			return at - back
		}
	}
	return at
}
