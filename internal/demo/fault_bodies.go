package demo

import (
	"bufio"
	"compress/gzip"
	"fmt"
	"io"
	"net/http"
	"strings"
)

// Bodies that a JSON reader must show digit by digit and member by member.
const (
	numbersBody = `{"data":{` +
		`"beyond_double_integers":9007199254740993,` +
		`"beyond_int64":9223372036854775808,` +
		`"too_large_for_a_double":1e400,` +
		`"too_small_for_a_double":1e-400,` +
		`"negative_zero":-0,` +
		`"one_point_zero":1.0,` +
		`"capital_exponent":1E+2,` +
		`"price":12.5000,` +
		`"weight":0.750,` +
		`"long_decimal":3.14159265358979323846264338327950288419716939937510582097494459,` +
		`"long_integer":1000000000000000000000000000000000000000000000000000000000000001,` +
		`"list":[0,-0.0,0e0,1e1,10]}}`

	duplicatesBody = `{"data":{"id":1,"name":"first","id":2,"name":"second","":"empty key","":"again"}}`

	arrayBody = `[{"id":1,"name":"A list that is a bare array"},{"id":2,"name":"without data, links or meta"}]`
)

// hostileStrings would, printed as they are, drive a terminal or deceive its reader.
// JSON wants C0 controls escaped; the rest may stand in a string as it is.
func hostileStrings() []struct{ name, text string } {
	return []struct{ name, text string }{
		{"csi_colour", "\x1b[31mred\x1b[0m"},
		{"csi_clear_screen", "\x1b[2J\x1b[H"},
		{"osc_title", "\x1b]0;title taken\x07"},
		{"osc_hyperlink", "\x1b]8;;https://elsewhere.example/\x1b\\link\x1b]8;;\x1b\\"},
		{"osc_clipboard", "\x1b]52;c;ZGVtbw==\x07"},
		{"osc_unterminated", "\x1b]0;never ends"},
		{"dcs", "\x1bP1$r0m\x1b\\"},
		{"apc", "\x1b_payload\x1b\\"},
		{"reset", "\x1bc"},
		{"carriage_return", "shown\rhidden"},
		{"backspaces", "12.5000\b\b\b\b\b\b\b99.0000"},
		{"line_ends", "one\ntwo\r\nthree\u0085four\u2028five\u2029six"},
		{"nul_bell_delete", "a\x00b\x07c\x7fd"},
		{"c1_csi", "\u009b31mred\u009b0m"},
		{"c1_osc", "\u009d0;title taken\u009c"},
		{"bidi_override", "invoice\u202efdp.exe"},
		{"bidi_isolate", "a\u2066b\u2067c\u2068d\u2069e"},
		{"zero_width", "adm\u200bin\u200c\u200d\u2060\ufeff"},
		{"tags", "plain\U000e0068\U000e0069\U000e007f"},
		{"combining", "Z" + strings.Repeat("\u0301", 2000)},
		{"wide", "酒の品揃え 👩‍👩‍👧‍👦 🇳🇱"},
		{"variation_selectors", "☺\ufe0f☺\ufe0e"},
	}
}

// hostile holds each string as a value, and again as a key, and a lone surrogate,
// which no Go string can hold.
func (c *call) hostile() {
	var b strings.Builder
	b.WriteString(`{"data":{`)
	for _, h := range hostileStrings() {
		fmt.Fprintf(&b, "%s:%s,", rawString(h.name), rawString(h.text))
	}
	b.WriteString(`"lone_surrogate":"\ud800","escaped_slash":"https:\/\/api.demo.example\/"},"keys":[`)
	for i, h := range hostileStrings() {
		if i > 0 {
			b.WriteByte(',')
		}
		fmt.Fprintf(&b, "{%s:%s}", rawString(h.text), rawString(h.name))
	}
	b.WriteString(`]}`)
	c.w.Header().Set("X-Demo-Note", "\u009b31mred\u009b0m \u202egnp.exe \u200b")
	send(c.w, c.r, http.StatusOK, contentJSON, []byte(b.String()))
}

// hostileHeader holds a C0 control, which no header may (RFC 9110, section 5.5): many
// clients refuse the whole answer.
func (c *call) hostileHeader() {
	c.w.Header().Set("X-Demo-Note", "\x1b[31mred\x1b[0m")
	send(c.w, c.r, http.StatusOK, contentJSON, []byte(`{"data":[]}`))
}

// rawString writes a JSON string with as few escapes as RFC 8259 allows.
func rawString(s string) string {
	var b strings.Builder
	b.WriteByte('"')
	for _, r := range s {
		switch {
		case r == '"' || r == '\\':
			b.WriteByte('\\')
			b.WriteRune(r)
		case r < 0x20:
			fmt.Fprintf(&b, `\u%04x`, r)
		default:
			b.WriteRune(r)
		}
	}
	b.WriteByte('"')
	return b.String()
}

// hostileText needs no escapes, so it also holds raw C1 bytes and broken UTF-8.
func (c *call) hostileText() {
	var b strings.Builder
	for _, h := range hostileStrings() {
		fmt.Fprintf(&b, "%s: %s\n", h.name, h.text)
	}
	b.WriteString("raw_c1: \x9b31mred\x9b0m\nbroken_utf8: \xff\xfe\xc3( \xed\xa0\x80\n")
	send(c.w, c.r, http.StatusOK, contentText, []byte(b.String()))
}

const (
	defaultLevels = 200
	maxLevels     = 1_000_000
)

func (c *call) deep() {
	levels := c.parameter("levels", defaultLevels, maxLevels)
	send(c.w, c.r, http.StatusOK, contentJSON, []byte(strings.Repeat("[", levels)+strings.Repeat("]", levels)))
}

const (
	defaultMegabytes = 10
	maxMegabytes     = 1000
)

// large streams a list of about so many megabytes, never holding it.
func (c *call) large() {
	size := int64(c.parameter("megabytes", defaultMegabytes, maxMegabytes)) * 1_000_000
	c.w.Header().Set("Content-Type", contentJSON)
	c.w.Header().Set("Vary", "Accept-Encoding")
	if !acceptsGzip(c.r) {
		c.w.WriteHeader(http.StatusOK)
		writeLarge(c.w, size)
		return
	}
	c.w.Header().Set("Content-Encoding", "gzip")
	c.w.WriteHeader(http.StatusOK)
	compressor := gzip.NewWriter(c.w)
	defer func() { _ = compressor.Close() }() // a client that left needs no end
	writeLarge(compressor, size)
}

func writeLarge(w io.Writer, size int64) {
	out := bufio.NewWriterSize(w, 64<<10)
	_, _ = out.WriteString(`{"data":[`)
	for number := 1; size > 0; number++ {
		if number > 1 {
			_ = out.WriteByte(',')
		}
		n, err := fmt.Fprintf(out, `{"id":%d,"sku":"L-%07d","name":{"nl_NL":"Artikel %d","en_GB":"Item %d"},"price":%s,"stock":[%d,%d,%d],"is_active":%t,"parent_id":null}`,
			number, number, number, number, money(number*1237%9_999_999), number%97, number%89, number%83, number%7 != 0)
		if err != nil {
			return // the client left
		}
		size -= int64(n) + 1
	}
	_, _ = out.WriteString(`]}`)
	_ = out.Flush()
}
