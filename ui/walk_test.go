package ui

import (
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"os"
	"strconv"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"brincr-explorer/ui/response"
)

// Walks press keys, move the mouse, paste and change the size at random over
// documents of every kind. Whatever happens, nothing panics and each frame has
// exactly the size of the screen. WALKS=n walks n times as far, each time
// another way.

func TestRandomWalksOverAnswers(t *testing.T) {
	eachWalk(t, func(t *testing.T, seed uint64) {
		w := newWalker(seed)
		wd := &world{}
		wd.api = func(rw http.ResponseWriter, r *http.Request) bool {
			wd.mu.Lock() // the walker's dice are thrown from one goroutine at a time
			defer wd.mu.Unlock()
			w.answer(rw)
			return true
		}
		drive(t, wd, 120, 36, func(d *driver) {
			d.press("enter")
			w.walk(d, func() { wd.mu.Lock() }, func() { wd.mu.Unlock() }, 500)
		})
	})
}

func TestRandomWalksOverFiles(t *testing.T) {
	eachWalk(t, func(t *testing.T, seed uint64) {
		w := newWalker(seed)
		var s *slow
		files := func() []response.File {
			s = newSlow()
			s.pieces <- `{"data":[{"id":1},`
			return []response.File{file("a.json", w.document()), stream(s), file("b", w.document()), file("c", w.document())}
		}
		driveFiles(t, "", files, func(d *driver) {
			w.stream = s
			w.walk(d, func() {}, func() {}, 500)
		})
	})
}

func eachWalk(t *testing.T, walk func(t *testing.T, seed uint64)) {
	const first, usual = 1, 2
	n, err := strconv.Atoi(os.Getenv("WALKS"))
	if err != nil {
		n = 1
	}
	for seed := range uint64(usual * n) {
		t.Run(fmt.Sprint(seed), func(t *testing.T) { walk(t, first+seed) })
	}
}

type walker struct {
	*rand.Rand
	keys   []string
	stream *slow
	log    []string // the last steps
}

func newWalker(seed uint64) *walker {
	w := &walker{Rand: rand.New(rand.NewPCG(seed, 0))}
	for _, b := range bindings() {
		for _, k := range b.keys {
			if k != "ctrl+c" && k != "q" {
				w.keys = append(w.keys, strings.Fields(k)...)
			}
		}
	}
	return w
}

func (w *walker) pick(of ...string) string { return of[w.IntN(len(of))] }

// walk takes so many steps. What answers the requests throws the same dice, and
// is kept from that by hold.
func (w *walker) walk(d *driver, hold, release func(), steps int) {
	defer func() {
		if thrown := recover(); thrown != nil {
			d.t.Logf("the last steps: %q", w.log)
			panic(thrown)
		}
		if d.t.Failed() {
			d.t.Logf("the last steps: %q", w.log)
		}
	}()
	for range steps {
		hold()
		msgs, pause := w.step(d)
		release()
		for _, msg := range msgs {
			w.log = append(w.log[max(len(w.log)-60, 0):], fmt.Sprintf("%T %v", msg, msg))
			d.send(msg)
		}
		if pause > 0 {
			d.wait(pause)
		} else if w.stream == nil || len(msgs) > 0 {
			d.settle()
		}
		d.exact()
	}
}

func (w *walker) step(d *driver) (msgs []tea.Msg, pause time.Duration) {
	x, y := w.IntN(max(d.m.w, 1)), w.IntN(max(d.m.h, 1))
	switch w.IntN(40) {
	case 0:
		sizes := [][2]int{{80, 24}, {120, 36}, {60, 16}, {61, 17}, {200, 50}, {30, 10}, {110, 20}, {1, 1}}
		s := sizes[w.IntN(len(sizes))]
		return []tea.Msg{tea.WindowSizeMsg{Width: s[0], Height: s[1]}}, 0
	case 1, 2, 3:
		return []tea.Msg{tea.MouseClickMsg{X: x, Y: y, Button: tea.MouseLeft}}, 0
	case 4:
		return []tea.Msg{tea.MouseWheelMsg{X: x, Y: y, Button: tea.MouseButton(int(tea.MouseWheelUp) + w.IntN(2))}}, 0
	case 5:
		return []tea.Msg{tea.MouseMotionMsg{X: x, Y: y, Button: tea.MouseLeft}}, 0
	case 6:
		return []tea.Msg{tea.PasteMsg{Content: w.typed()}}, 0
	case 7:
		return nil, time.Duration(w.IntN(400)) * time.Millisecond
	case 8:
		if w.stream != nil {
			select {
			case w.stream.pieces <- w.pick(`{"id":2},`, `[[`, `"wij`, `n",`, "\xff\x00", `]]`, `{"a":{"b":[`):
			default:
			}
		}
		return nil, 50 * time.Millisecond
	case 9:
		return []tea.Msg{keyPress("r")}, time.Duration(w.IntN(50)) * time.Millisecond
	case 10, 11, 12, 13, 14:
		return []tea.Msg{keyPress(w.pick("j", "k", "l", "o", "v", "|", "/", ":", "esc", "enter", "w", "E", "G"))}, 0
	case 15:
		return []tea.Msg{keyPress("6")}, 0
	}
	if d.m.prompt != nil && w.IntN(3) > 0 {
		for _, r := range w.typed() {
			msgs = append(msgs, keyPress(string(r)))
		}
		if w.IntN(2) == 0 {
			msgs = append(msgs, keyPress(w.pick("enter", "esc", "tab", "up")))
		}
		return msgs, time.Duration(w.IntN(3)) * 50 * time.Millisecond
	}
	return []tea.Msg{keyPress(w.keys[w.IntN(len(w.keys))])}, 0
}

// typed is what a person may type into a line.
func (w *walker) typed() string {
	return w.pick(".data", ".data[]", ".data[] | .name", ".data[1].name", ".", ".[", `.["`, "..", "50%", "%", "3", "-5", "99999999999999999999", "wijn", "/w.*n/", "/(/",
		"日本", "a", "select(", "error", "[range(100)]", "empty", `"\u0000\u001b[31m"`, "", "{", "null", ".data | length", "\x1b]52;c;AA\a", "input", "{a:{b:{c:[1,[2,[3]]]}}}")
}

func (w *walker) answer(rw http.ResponseWriter) {
	rw.Header().Set("Content-Type", w.pick("application/json", "application/json", "application/json", "text/plain", "text/html"))
	rw.WriteHeader([]int{200, 200, 200, 200, 404, 422, 500}[w.IntN(7)])
	_, _ = io.WriteString(rw, w.document())
}

func (w *walker) document() string {
	switch w.IntN(14) {
	case 0:
		return ""
	case 1:
		return w.value(5) + "\n" + w.value(2) + "\n" + w.value(3) + "\n"
	case 2:
		text := w.value(4)
		return text[:w.IntN(len(text))]
	case 3:
		return strings.Repeat("[", 40) + w.value(2) + strings.Repeat("]", 40)
	case 4:
		return `{"long":"` + strings.Repeat("een lange regel 日本語 ", 400) + `","n":` + strings.Repeat("123", 700) + `,"json":"{\"a\":[1,{\"b\":\"[2]\"}]}"}`
	case 5:
		return strings.Repeat("plain text, and \x1b[31m 日本 \xff\n", w.IntN(200))
	case 6:
		return "\x00\x01\xfe" + strings.Repeat("bytes\x00", w.IntN(500))
	case 7:
		return "\xff\xfe{\x00\"\x00a\x00\"\x00:\x001\x00}\x00"
	case 8:
		return w.pick("null", "3", `"text"`, "[]", "{}", "[[]]", `[{}]`, "[{\"a\":1}", `{"a":1,"a":2}`)
	}
	n := w.IntN(60)
	rows := make([]string, n)
	for i := range rows {
		rows[i] = fmt.Sprintf(`{"id":%d,"name":{"nl_NL":"Rode wijn %d","en_GB":"x"},"price":%d.5000,"v":%s}`, w.IntN(80), i, w.IntN(3), w.value(3))
	}
	return `{"data":[` + strings.Join(rows, ",") + `],"meta":` + w.value(2) + `}`
}

// value is a JSON value of a depth.
func (w *walker) value(depth int) string {
	if depth == 0 {
		return w.pick("null", "true", "1e400", "-0", "9007199254740993", `""`, `"日本語のワイン"`, `"\u0000\ud800"`, `"{\"a\":1}"`, `"`+strings.Repeat("wijn ", 30)+`"`)
	}
	n := w.IntN(5)
	parts := make([]string, n)
	object := w.IntN(2) == 0
	for i := range parts {
		parts[i] = w.value(w.IntN(depth))
		if object {
			parts[i] = w.pick(`"a"`, `"name"`, `"日本"`, `""`, `"a b"`, `"id"`) + ":" + parts[i]
		}
	}
	if object {
		return "{" + strings.Join(parts, ",") + "}"
	}
	return "[" + strings.Join(parts, ",") + "]"
}
