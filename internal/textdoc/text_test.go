package textdoc

import (
	"bytes"
	"encoding/binary"
	"strings"
	"testing"
	"unicode/utf16"
	"unicode/utf8"
)

func TestBinary(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name, in string
		want     bool
	}{
		{"empty", "", false},
		{"text", "Wijnhuis De Kelder\r\n\tcrème\f", false},
		{"coloured", strings.Repeat("\x1b[31mx\x1b[0m", 9), false},
		{"NUL", "text\x00", true},
		{"Latin-1 prose", "Le caf\xe9 de la c\xf4te est tr\xe8s bon, et la cr\xe8me aussi; le th\xe9 l'est moins.", false},
		{"few odd bytes", "\xff\xfe\x01", false},
		{"controls", "\x01\x02\x03\x04abcdefgh", true},
		{"noise", "\x89PNG\xff\xfa\xb3\xd1\x99", true},
		{"a character cut by the sample's end", strings.Repeat("a", sampleSize-1) + "é", false},
		{"NUL behind the sample", strings.Repeat("a", sampleSize) + "\x00", false},
	}
	for _, tt := range tests {
		if got := New([]byte(tt.in)).Binary(); got != tt.want {
			t.Errorf("%s: binary is %t", tt.name, got)
		}
	}
}

func TestFirstInvalid(t *testing.T) {
	t.Parallel()
	filler := strings.Repeat("é", 40_000) // across the strides
	for in, want := range map[string]int{
		"": -1, "text": -1, "a\xff": 1, "\xe2\x82": 0, "a\xed\xa0\x80": 1, "\ufffd": -1,
		filler: -1, "x" + filler: -1, "x" + filler + "\xc3": 1 + len(filler), filler + "\x80" + filler: len(filler),
	} {
		if got := FirstInvalid([]byte(in)); got != want {
			t.Errorf("the first bad byte of %d is at %d, want %d", len(in), got, want)
		}
	}
}

// encoded is a text in UTF-16 or UTF-32.
func encoded(text string, order binary.AppendByteOrder, unit int) []byte {
	var b []byte
	for _, c := range text {
		if unit == 4 {
			b = order.AppendUint32(b, uint32(c))
			continue
		}
		for _, u := range utf16.AppendRune(nil, c) {
			b = order.AppendUint16(b, u)
		}
	}
	return b
}

func TestTranscoded(t *testing.T) {
	t.Parallel()
	names := map[string]struct {
		order binary.AppendByteOrder
		unit  int
	}{
		"UTF-16, little endian": {binary.LittleEndian, 2}, "UTF-16, big endian": {binary.BigEndian, 2},
		"UTF-32, little endian": {binary.LittleEndian, 4}, "UTF-32, big endian": {binary.BigEndian, 4},
	}
	latin := `{"name":"Crème brûlée 🍷, 葡","price":12.50}` + "\r\n"
	for name, e := range names {
		for _, in := range []string{"\ufeff" + latin, latin, "\ufeff葡萄酒🍷", "\ufeff", "{}"} {
			got, said, ok := Transcoded(encoded(in, e.order, e.unit))
			if want := strings.TrimPrefix(in, "\ufeff"); !ok || said != name || string(got) != want {
				t.Errorf("%s: %q is %q, %s, %t", name, in, got, said, ok)
			}
		}
	}
}

func TestTranscodedLeavesTheRestAlone(t *testing.T) {
	t.Parallel()
	for name, in := range map[string]string{
		"empty": "", "UTF-8": `{"a":1}`, "UTF-8 with a mark": "\ufeff{}", "one NUL": "abc\x00def\x00", "NULs": strings.Repeat("\x00", 64),
		"small numbers": "\x01\x00\x02\x00\x03\x00\x04\x00\x05\x00\x06\x00\x07\x00\x08\x00", "an MP3 frame": "\xff\xfe\x90\x00\x03\x00\x00\x00\x01\x00",
		"mixed": "a\x00b\x00" + strings.Repeat("\x12\x34", 40),
	} {
		if got, said, ok := Transcoded([]byte(in)); ok {
			t.Errorf("%s is taken for %s: %q", name, said, got)
		}
	}
	got, _, ok := Transcoded([]byte("\xff\xfea\x00\x00\xd8b\x00c"))
	if !ok || string(got) != "a\ufffdb\ufffd" {
		t.Errorf("half a pair and half a character are %q, %t", got, ok)
	}
}

func FuzzTranscoded(f *testing.F) {
	for _, s := range []string{"", "\xff\xfe", "\xff\xfe\x00\x00a\x00\x00\x00", "\x00a\x00b", "\xfe\xff\xd8\x3c\xdf\x77", "a\x00b\x00c", "\xff\xfe\x00\xd8"} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, src []byte) {
		before := bytes.Clone(src)
		text, name, ok := Transcoded(src)
		if ok != (name != "") || !ok && text != nil || !utf8.Valid(text) || !bytes.Equal(src, before) {
			t.Fatalf("%q is %q, %q, %t", src, text, name, ok)
		}
		if ok && len(text) > 2*len(src)+utf8.UTFMax {
			t.Fatalf("%d bytes become %d", len(src), len(text))
		}
	})
}

func TestHexRows(t *testing.T) {
	t.Parallel()
	text := New([]byte("0123456789abcdef\x00\xff"))
	for width, per := range map[int]int{200: 16, 76: 16, 75: 8, 50: 8, 30: 4, 1: 4} {
		if got := text.Hex(width).PerRow(); got != per {
			t.Errorf("a row of %d cells has %d bytes, want %d", width, got, per)
		}
	}
	l := text.Hex(100)
	if l.Offset(16) != "00000010" {
		t.Errorf("the offset is %s", l.Offset(16))
	}
	for b, want := range map[byte]string{0: "00 .", 'A': "41 A", 0x7f: "7f .", 0xe9: "e9 .", ' ': "20  "} {
		if digits, char := HexByte(b); digits+" "+char != want {
			t.Errorf("%#x is shown as %s %s", b, digits, char)
		}
	}
}
