package response

import (
	"bytes"
	"context"
	"encoding/binary"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/charmbracelet/x/ansi"

	"brincr-explorer/ui/action"
	"brincr-explorer/ui/intent"
	"brincr-explorer/ui/paint"
)

// textFile is an answer that is not JSON.
func textFile(tb testing.TB, body string) *Model {
	tb.Helper()
	m := New("")
	m.Resize(60, 20)
	ex := answer(body)
	ex.ContentType = "text/plain"
	m.Show(Load(context.Background(), ex), false)
	return m
}

// rawRows are the rows of Raw, without what frames them.
func rawRows(m *Model) []string {
	var rows []string
	for _, row := range strings.Split(text(m), "\n")[2:] {
		if row = strings.TrimRight(strings.Trim(row, "│┃"), " "); row != "" && !strings.HasPrefix(row, "╰") {
			rows = append(rows, row)
		}
	}
	return rows
}

func numbered(n int) string {
	var b strings.Builder
	for i := 1; i <= n; i++ {
		fmt.Fprintf(&b, "line %d\n", i)
	}
	return b.String()
}

func TestOnlyTheFirstRowOfALineHasItsNumber(t *testing.T) {
	m := textFile(t, "first\r\n"+strings.Repeat("x", 60)+"\n\nlast\rwith a return")
	want := []string{"  1 first", "  2 " + strings.Repeat("x", 54), "    xxxxxx", "  3", "  4 last␍with a return"}
	if got := rawRows(m); !slices.Equal(got, want) {
		t.Errorf("the rows are\n%q, want\n%q", got, want)
	}
	func() { do(m, action.LineNumbers) }()
	want = []string{" first", " " + strings.Repeat("x", 57), " xxx", " last␍with a return"}
	if got := rawRows(m); !slices.Equal(got, want) {
		t.Errorf("without numbers the rows are\n%q, want\n%q", got, want)
	}
}

func TestRawScrollsAndJumps(t *testing.T) {
	m := textFile(t, numbered(12_345))
	steps := []struct {
		do    func()
		first string
	}{
		{func() { do(m, action.Down, action.Down) }, "     3 line 3"},
		{func() { do(m, action.Up) }, "     2 line 2"},
		{func() { do(m, action.PageDown) }, "    18 line 18"},
		{func() { do(m, action.PageUp) }, "     2 line 2"},
		{func() { do(m, action.Bottom) }, " 12329 line 12329"},
		{func() { do(m, action.Down, action.PageDown) }, " 12329 line 12329"},
		{func() { m.JumpLine(777) }, "   777 line 777"},
		{func() { m.JumpLine(99_999) }, " 12329 line 12329"},
		{func() { m.JumpPercent(50) }, "  6346 line 6346"},
		{func() { m.JumpPercent(100) }, " 12329 line 12329"},
		{func() { do(m, action.Top) }, "     1 line 1"},
	}
	for i, s := range steps {
		if s.do(); rawRows(m)[0] != s.first {
			t.Errorf("after step %d the first row is %q, want %q", i, rawRows(m)[0], s.first)
		}
	}
}

func TestBytesThatAreNoTextAreShownInHexadecimal(t *testing.T) {
	m := textFile(t, "\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00")
	want := []string{" 00000000  89 50 4e 47 0d 0a 1a 0a  .PNG....", " 00000008  00 00 00 0d 49 48 44 52  ....IHDR", " 00000010  00                       ."}
	if got := rawRows(m); !slices.Equal(got, want) {
		t.Errorf("the rows are\n%q, want\n%q", got, want)
	}
	func() { do(m, action.Hexadecimal) }()
	if got := strings.Join(rawRows(m), "\n"); !strings.Contains(got, "1 ‹89›PNG") {
		t.Errorf("as text it is\n%s", got)
	}
	func() { do(m, action.Hexadecimal) }()
	m.Resize(100, 20)
	if got := rawRows(m)[0]; got != " 00000000  89 50 4e 47 0d 0a 1a 0a  00 00 00 0d 49 48 44 52  .PNG........IHDR" {
		t.Errorf("a wide row is %q", got)
	}
}

func TestFindInRawMarksWhatIsInView(t *testing.T) {
	m := textFile(t, numbered(500)+"Crème brûlée\n"+numbered(3))
	found := find(t, m, "LINE", false, true)
	if found.OK {
		t.Error("upper case is ignored")
	}
	for _, step := range []struct {
		query   string
		forward bool
		line    int
	}{{"line 400", true, 400}, {"line 1", true, 502}, {"line 1", true, 1}, {"line 1", false, 502}, {"crème", true, 501}} {
		f := find(t, m, step.query, false, step.forward)
		seen := slices.ContainsFunc(rawRows(m), func(row string) bool { return strings.HasPrefix(row, fmt.Sprintf("%4d ", step.line)) })
		if !f.OK || !seen || m.raw.text.Line(f.Offset) != step.line {
			t.Errorf("%q is not found in line %d: %+v\n%s", step.query, step.line, f, text(m))
		}
	}
	f := find(t, m, "line 40.", true, true)
	rank, total, err := f.Count(t.Context())
	if rank != 1 || total != 10 || err != nil {
		t.Errorf("it is %d of %d, %v", rank, total, err)
	}
	if row := slices.IndexFunc(rawRows(m), func(r string) bool { return strings.Contains(r, "line 400") }); row != 5 {
		t.Errorf("the match is in row %d, not a third from the top", row)
	}
	if strong, light := marked(m); !slices.Equal(strong, []string{"line 400"}) || len(light) != 9 {
		t.Errorf("marked are %q, more lightly %q", strong, light)
	}
	m.MarkMatches(Search{})
	if strong, light := marked(m); len(strong)+len(light) > 0 {
		t.Errorf("still marked are %q, %q", strong, light)
	}
}

// foundText is a match and whether there was one.
type foundText struct {
	TextFound
	OK bool
}

func find(t *testing.T, m *Model, query string, isRegexp, forward bool) foundText {
	t.Helper()
	target, ok := m.TextTarget()
	if !ok {
		t.Fatal("Raw is not in view")
	}
	f, ok, err := target.Find(t.Context(), query, isRegexp, forward)
	if err != nil {
		t.Fatal(err)
	}
	if ok {
		m.ShowFound(f)
	}
	return foundText{f, ok}
}

// marked are the texts drawn as the present match and as the others, on a
// terminal without colours.
func marked(m *Model) (strong, light []string) {
	frame := strings.Join(m.View(paint.New(paint.Look{Colours: paint.Plain}), true), "\n")
	for _, part := range regexp.MustCompile(`\x1b\[([0-9;]+)m([^\x1b]*)`).FindAllStringSubmatch(frame, -1) {
		switch part[1] {
		case "1;7":
			strong = append(strong, part[2])
		case "4", "4;4":
			light = append(light, part[2])
		}
	}
	return strong, light
}

func TestFindGoesOnFromTheMatchOrTheScreen(t *testing.T) {
	m := textFile(t, numbered(300))
	m.JumpLine(100)
	lines := func(forward bool) int {
		f := find(t, m, "line", false, forward)
		return m.raw.text.Line(f.Offset)
	}
	if got := []int{lines(true), lines(true), lines(false), lines(false)}; !slices.Equal(got, []int{100, 101, 100, 99}) {
		t.Errorf("n n N N go to lines %v", got)
	}
	m.JumpLine(200)
	if got := lines(true); got != 200 {
		t.Errorf("after scrolling away it goes on at line %d", got)
	}
}

func TestHexadecimalFindsBytes(t *testing.T) {
	m := textFile(t, strings.Repeat("\x00", 1000)+"\xde\xad\xbe\xef")
	if f := find(t, m, "de ad be ef", false, true); !f.OK || f.Offset != 1000 {
		t.Fatalf("found %+v", f)
	}
	if strong, _ := marked(m); len(strong) == 0 || !strings.HasPrefix(strong[0], "de") {
		t.Errorf("marked is %q in\n%s", strong, text(m))
	}
}

func TestAMatchNeverDividesACharacter(t *testing.T) {
	m := textFile(t, "xe\u0301y 🇳🇱")
	m.GoToOffset(1, 1) // the e without its mark
	if strong, _ := marked(m); !slices.Equal(strong, []string{"e\u0301"}) {
		t.Errorf("marked is %q", strong)
	}
}

func TestRepeatingKeepsThePlaceInRaw(t *testing.T) {
	m := textFile(t, numbered(500))
	m.JumpLine(300)
	ex := answer(numbered(600))
	ex.ContentType = "text/plain"
	m.Show(Load(context.Background(), ex), true)
	if got := rawRows(m)[0]; got != " 300 line 300" {
		t.Errorf("the first row is %q", got)
	}
	ex.Body = []byte(numbered(30))
	m.Show(Load(context.Background(), ex), true)
	if got := rawRows(m); got[len(got)-1] != " 30 line 30" || len(got) != 17 {
		t.Errorf("the rows are %q", got)
	}
}

func TestJSONInUTF16IsShownConverted(t *testing.T) {
	var body []byte
	for _, u := range utf16.Encode([]rune("\ufeff{\"name\":\"Crème\"}")) {
		body = binary.LittleEndian.AppendUint16(body, u)
	}
	for name, c := range map[string]Content{"file": LoadFile(t.Context(), fileOf("x.json", body)), "answer": Load(t.Context(), answer(string(body)))} {
		m := New("")
		m.Resize(100, 30)
		m.Show(c, false)
		for _, want := range []string{"The body is UTF-16, little endian; JSON must be UTF-8 (RFC 8259, section 8.1).", `name: "Crème"`} {
			if !strings.Contains(text(m), want) {
				t.Errorf("%s: the screen lacks %q:\n%s", name, want, text(m))
			}
		}
		if got := m.Do(action.CopyBody).(intent.Copy).Text; got != string(body) {
			t.Errorf("%s: copying gives %q", name, got)
		}
		do(m, action.PrevView)
		for m.view != Raw {
			do(m, action.PrevView)
		}
		if !strings.Contains(text(m), `{"name":"Crème"}`) {
			t.Errorf("%s: Raw is\n%s", name, text(m))
		}
	}
}

func TestTheBannerTellsOfBytesThatJSONMustNotHave(t *testing.T) {
	for body, want := range map[string]string{
		"\ufeff{}":                     "The body starts with a byte order mark",
		"{\"a\":1,\n\"b\":\"x\xe9y\"}": "Line 2 holds bytes that are not UTF-8, the first at offset 14",
	} {
		m := shown(t, body)
		if !strings.Contains(text(m), want) {
			t.Errorf("the screen lacks %q:\n%s", want, text(m))
		}
	}
	if m := shown(t, `{"a":"é"}`); strings.Contains(text(m), "! ") {
		t.Errorf("a good body has a banner:\n%s", text(m))
	}
}

func TestRawFitsEverySize(t *testing.T) {
	hostile := "\x1b[2J\u202e\x9b" + strings.Repeat("e\u0301\u0301\u0301\u0301", 50) + "葡萄酒\r\n\t🇳🇱" + strings.Repeat("\xff", 300)
	for _, body := range []string{hostile, "\x00" + hostile, strings.Repeat("x", 9000), ""} {
		m := textFile(t, body)
		for _, prepare := range []func(){func() {}, func() { do(m, action.LineNumbers) }, func() { do(m, action.Hexadecimal) }, func() { m.GoToOffset(30, 40) }} {
			prepare()
			for w := 2; w < 130; w += 1 + w/9 {
				for h := 2; h < 40; h += 1 + h/3 {
					m.Resize(w, h)
					for i, row := range m.View(paint.New(paint.Look{}), true) {
						if got := ansi.StringWidth(row); got != w {
							t.Fatalf("%dx%d: row %d is %d cells wide: %q", w, h, i, got, row)
						}
					}
				}
			}
		}
	}
}

func TestTheScrollBarReachesBothEnds(t *testing.T) {
	m := textFile(t, numbered(1000))
	for _, c := range []struct {
		key  action.Action
		want int
	}{{action.Top, 0}, {action.Bottom, 1}} {
		do(m, c.key)
		s := m.raw.scrollBar()
		if got := s.Top * (s.Total - s.Shown - s.Top); got != 0 || (s.Top > 0) != (c.want > 0) {
			t.Errorf("%+v", s)
		}
	}
}

// fileOf is a file of this text.
func fileOf(name string, body []byte) File {
	return File{Name: name, Size: int64(len(body)), Most: 1 << 30, Open: func() (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(body)), nil }}
}
