package ui

import (
	"context"
	"errors"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"brincr-explorer/api"
	"brincr-explorer/ui/response"
)

// written is what reached the API: method and body.
type written struct{ list []string }

// writes is a world that lets writing through, and that answers with a status and
// a body to what changes data.
func writes(status int, body string) (*world, *written) {
	got := &written{}
	wd := &world{writes: true}
	wd.api = func(w http.ResponseWriter, r *http.Request) bool {
		if r.Method == http.MethodGet {
			return false
		}
		var sent []byte
		if r.Body != nil {
			sent, _ = io.ReadAll(r.Body)
		}
		wd.mu.Lock()
		got.list = append(got.list, r.Method+" "+r.URL.Path+" "+string(sent))
		wd.mu.Unlock()
		return answers("application/json", status, body)(w, r)
	}
	return wd, got
}

// toEndpoint puts the cursor on an endpoint.
func (d *driver) toEndpoint(name string) {
	d.press("5", "/", "esc", "/")
	d.text(name)
	d.press("enter")
}

func TestWhereWritingIsOffNoKeyWrites(t *testing.T) {
	drive(t, &world{}, 120, 36, func(d *driver) {
		d.seesNot("POST", "writes")
		d.toEndpoint("POST products")
		d.sees("nothing matches")
		d.press("enter", "esc", "ctrl+p")
		d.seesNot("POST", "DELETE")
		d.press("esc")
		ex := api.Exchange{Request: api.Request{Method: "POST", Path: "products", Body: []byte("{}")}, Status: 422, Err: &api.Error{Status: 422}}
		if d.m.here.response.Show(load(ex), false); d.m.facts().mendable {
			t.Error("e is bound")
		}
	})
}

func TestAPostIsRefusedMendedAndSent(t *testing.T) {
	wd, got := writes(422, `{"message":"Refused.","errors":{"price":["The price must be at least 0."]}}`)
	drive(t, wd, 140, 40, func(d *driver) {
		d.toEndpoint("POST products")
		d.press("enter")
		d.sees("POST products · sandbox ▸ Wijnhuis De Kelder", "{▏}")
		d.press("enter")
		d.text(`"price": -1.50`)
		d.wait(time.Second)
		d.sees("✓ valid JSON")
		d.press("ctrl+s")
		d.sees("Send this request?", "https://sandbox.api.example/api/v1/products", "› Cancel ‹")
		d.press("enter") // that cancels
		d.sees("[ Send …")
		if len(got.list) > 0 {
			t.Fatalf("sent without being asked: %q", got.list)
		}
		d.press("ctrl+s", "tab", "enter")
		d.sees("422", "price: The price must be at least 0.", "e opens the body that was sent")
		const first = "POST /api/v1/products {\n  \"price\": -1.50\n}"
		if !slices.Equal(got.list, []string{first}) {
			t.Fatalf("%q", got.list)
		}
		if d.m.facts().canRepeat {
			t.Error("r is bound after a request that changes data")
		}
		d.press("e")
		d.sees("! 2   \"price\": -1.50", "price, line 2", "The price must be at least 0.", "server")
		d.press("ctrl+s")
		d.sees("again to send it anyway") // it is as it was refused
		d.press("end", "backspace", "backspace", "backspace", "backspace", "backspace")
		d.text("2.50")
		d.wait(time.Second)
		d.sees("✓ 2   \"price\": 2.50", "Changed since")
		wd.api = func(w http.ResponseWriter, r *http.Request) bool {
			w.WriteHeader(http.StatusNoContent)
			return true
		}
		d.press("ctrl+s", "tab", "enter")
		d.sees("POST products ─ 204 No Content")
		d.toEndpoint("POST products")
		d.press("enter")
		d.sees("\"price\": 2.50", "✓ valid JSON")
		d.seesNot("The price must")
	})
}

func TestDeleteAsksAtOnce(t *testing.T) {
	wd, got := writes(204, "")
	drive(t, wd, 120, 36, func(d *driver) {
		d.m.here.env.setCatalogue(append(d.m.o.Catalogue, api.Endpoint{Name: "Delete", Method: "DELETE", Path: "products/{id}"}))
		d.m.endpoints = d.m.here.env.endpoints
		d.m.Update(tea.WindowSizeMsg{Width: 120, Height: 36})
		d.toEndpoint("DELETE products")
		d.sees("enter prepare")
		d.press("enter")
		d.sees("enter goes on, sends nothing yet")
		d.text("a/b 1")
		d.press("enter")
		d.sees("Send this request?", "products/a%2Fb%201", "body          none", "DELETE takes data away")
		d.press("tab", "enter")
		d.sees("204 No Content")
		if want := []string{"DELETE /api/v1/products/a/b 1 "}; !slices.Equal(got.list, want) {
			t.Errorf("%q, want %q", got.list, want)
		}
	})
}

func TestProductionWantsTheTenantsName(t *testing.T) {
	wd, got := writes(201, `{"data":{"id":1}}`)
	drive(t, wd, 120, 36, func(d *driver) {
		d.press("1", "j", "enter")
		d.sees("PRODUCTION", "WRITES")
		d.toEndpoint("POST products")
		d.press("enter", "ctrl+s")
		d.sees("This changes real data")
		d.text("Echte Klant") // too soon: all of it within the first moment
		d.seesNot("› Echte")
		d.wait(500 * time.Millisecond)
		d.text("Echte Klan")
		d.press("enter")
		d.sees("not the tenant's name")
		d.text("t")
		d.press("enter")
		d.sees("Sending in 2 s")
		d.wait(1100 * time.Millisecond)
		d.sees("Sending in 1 s")
		if len(got.list) > 0 {
			t.Fatalf("sent before the time: %q", got.list)
		}
		d.wait(time.Second)
		d.sees("201 Created")
		if want := []string{"POST /api/v1/products {}"}; !slices.Equal(got.list, want) {
			t.Errorf("%q, want %q", got.list, want)
		}
		// And stopped in time.
		d.toEndpoint("POST products")
		d.press("enter", "ctrl+s")
		d.wait(500 * time.Millisecond)
		d.text("Echte Klant")
		d.press("enter")
		d.wait(1900 * time.Millisecond)
		d.press("esc")
		d.wait(time.Minute)
		if len(got.list) != 1 {
			t.Errorf("sent although it was stopped: %q", got.list)
		}
	})
}

// TestAQuestionIsVoidWhenItsGroundIsGone: a token that was renewed meanwhile, or
// another place, ends it.
func TestAQuestionIsVoidWhenItsGroundIsGone(t *testing.T) {
	wd, got := writes(201, `{}`)
	wd.ttl = 100
	drive(t, wd, 120, 36, func(d *driver) {
		d.toEndpoint("POST products")
		d.press("enter", "ctrl+s")
		d.sees("Send this request?")
		d.wait(100 * time.Second)
		d.seesNot("Send this request?")
		d.sees("the token was renewed while the question was open")
		d.press("ctrl+s")
		d.sees("Send this request?")
		d.run(d.m.chooseTenant(1))
		d.settle()
		d.sees("Not sent: the environment or the tenant changed")
		d.press("tab", "enter")
		if len(got.list) > 0 {
			t.Errorf("sent: %q", got.list)
		}
	})
}

// TestTheQuestionTellsOfTheSameWriteBefore: what was carried out, or may have been,
// is not done twice by mistake. What was refused is sent again without a word.
func TestTheQuestionTellsOfTheSameWriteBefore(t *testing.T) {
	ask := func(d *driver) {
		t.Helper()
		d.toEndpoint("POST products")
		d.press("enter", "ctrl+s")
		d.sees("Send this request?")
	}
	wd, _ := writes(201, `{}`)
	drive(t, wd, 120, 36, func(d *driver) {
		ask(d)
		d.seesNot("was sent at")
		d.press("esc", "esc", "x")
		d.sees("not in this session, as far as its log goes back")
		d.press("esc")
		ask(d)
		d.press("tab", "enter")
		d.sees("201 Created")
		ask(d)
		d.sees("This very request was sent at 00:00:00, and answered 201 Created. Sent", "again, it may do the same twice.")
		d.press("esc", "esc", "x")
		d.sees("at 00:00:00, to this very address")
		d.press("esc")
		d.toEndpoint("POST products")
		d.press("enter", "enter", "ctrl+s")
		d.sees("Send this request?")
		d.seesNot("was sent at")
		d.press("esc", "esc")
		d.run(d.m.chooseTenant(1))
		d.settle()
		ask(d)
		d.seesNot("was sent at")
	})
	wd, _ = writes(201, `{}`)
	wd.delay = time.Minute
	drive(t, wd, 120, 36, func(d *driver) {
		ask(d)
		d.press("tab", "enter")
		d.wait(time.Second)
		d.press("esc")
		d.wait(time.Second)
		ask(d)
		d.sees("and got no answer. It may have been", "carried out: look first.")
	})
	wd, _ = writes(422, `{}`)
	drive(t, wd, 120, 36, func(d *driver) {
		ask(d)
		d.press("tab", "enter")
		d.sees("422")
		ask(d)
		d.seesNot("was sent at")
	})
}

// TestQuittingDuringAWriteAsksTwice: also in vain, where the answer comes before
// the second q; what ends the program says what was left.
func TestQuittingDuringAWriteAsksTwice(t *testing.T) {
	wd, got := writes(201, `{}`)
	wd.delay = 10 * time.Second
	drive(t, wd, 120, 36, func(d *driver) {
		begin := func() {
			t.Helper()
			d.toEndpoint("POST products")
			d.press("enter", "ctrl+s", "tab", "enter")
			d.sees("◌ POST products")
			d.press("q")
			d.sees("POST products has no answer yet", "q again quits")
		}
		begin()
		d.wait(15 * time.Second)
		d.sees("201 Created")
		if d.quit {
			t.Fatal("quit")
		}
		begin()
		d.press("q")
		if !d.quit || len(got.list) != 1 {
			t.Errorf("quit: %t, sent: %q", d.quit, got.list)
		}
		var left *UnfinishedError
		if err := d.m.unfinished(ErrInterrupted); !errors.As(err, &left) || !errors.Is(err, ErrInterrupted) {
			t.Errorf("left: %v", err)
		}
		const want = "ended before POST products was answered, at Wijnhuis De Kelder (sandbox)"
		if left.Error() != want {
			t.Errorf("said: %s", left)
		}
	})
	wd, _ = writes(201, `{}`)
	drive(t, wd, 120, 36, func(d *driver) {
		if d.press("q"); !d.quit || d.m.unfinished(nil) != nil {
			t.Error("q asks though nothing is on its way")
		}
	})
}

func TestGivingUpAWriteSaysThatItMayHaveHappened(t *testing.T) {
	wd, got := writes(201, `{}`)
	wd.delay = time.Minute
	drive(t, wd, 120, 36, func(d *driver) {
		begin := func() {
			t.Helper()
			d.toEndpoint("POST products")
			d.press("enter", "ctrl+s", "tab", "enter")
			d.sees("◌ POST products", "esc stops waiting, not the server")
		}
		const may = "No longer waiting for POST products: it may have been carried out."
		begin()
		d.press("esc")
		d.sees(may)
		begin()
		d.run(d.m.chooseTenant(1))
		d.settle()
		d.sees(may)
		begin()
		d.run(d.m.get("categories"))
		d.settle()
		d.sees(may)
		d.wait(2 * time.Minute)
		if len(got.list) > 3 {
			t.Errorf("repeated: %q", got.list)
		}
	})
}

func TestAScopeThatAWriteLacksIsAddedAndNothingRepeated(t *testing.T) {
	wd, got := writes(403, `{"message":"Invalid scope(s) provided."}`)
	drive(t, wd, 120, 36, func(d *driver) {
		d.toEndpoint("POST products")
		d.press("enter")
		d.text(`"sku": "A"`)
		d.press("ctrl+s")
		d.sees("The token lacks brincr:product: the answer is usually 403.")
		d.press("tab", "enter")
		d.sees("403", "The request changes data, so you")
		d.press("a")
		d.sees("POST products ·", `{"sku": "A"▏}`)
		if d.wait(time.Second); len(got.list) != 1 {
			t.Errorf("%q", got.list)
		}
	})
}

func TestTheUsersEditor(t *testing.T) {
	dir := t.TempDir()
	script := func(name, text string) string {
		file := filepath.Join(dir, name)
		if err := os.WriteFile(file, []byte("#!/bin/sh\n"+text+"\n"), 0o700); err != nil {
			t.Fatal(err)
		}
		return file
	}
	t.Setenv("TMPDIR", filepath.Join(dir, "tmp"))
	if err := os.Mkdir(filepath.Join(dir, "tmp"), 0o700); err != nil {
		t.Fatal(err)
	}
	looks := script("looks", `ls -ld "$2" "$(dirname "$2")" | cut -c1-10 >"`+dir+`/seen"; env >>"`+dir+`/seen"; echo "$1 $2" >>"`+dir+`/seen"; printf '{"n": 1.10}\n' >"$2"`)
	for _, test := range []struct {
		name, visual, want, says string
	}{
		{"changed", looks + " 'an argument'", `{"n": 1.10}`, ""},
		{"failing", script("fails", `echo '[]' >"$1"; exit 3`), "{}", "the editor " + dir + "/fails failed: exit status 3"},
		{"emptied", script("empties", `>"$1"`), "{}", "the editor left its file empty"},
		{"gone", script("removes", `rm "$1"`), "{}", "the editor took its file away: no such file or directory"},
		{"unchanged", "true", "{}", "nothing was changed"},
		{"line end added", script("adds", `echo >>"$1"`), "{}", "nothing was changed"},
		{"unknown", "no-such-editor", "{}", "the editor no-such-editor was not found; check VISUAL and EDITOR"},
	} {
		t.Run(test.name, func(t *testing.T) {
			environ := []string{"PATH=" + os.Getenv("PATH"), "EDITOR=false", "VISUAL=" + test.visual}
			o := &outside{
				lend:  func(start starting) error { return runLent(start(t.Context())) },
				words: editorWords(environ), environ: environ, name: fileName("POST products/a b"), before: []byte("{}"),
			}
			err := o.Run()
			switch {
			case test.says == "" && err != nil, test.says != "" && (err == nil || err.Error() != test.says):
				t.Errorf("%v, want %q", err, test.says)
			case err == nil && o.after != test.want:
				t.Errorf("%q, want %q", o.after, test.want)
			}
			if left, _ := os.ReadDir(filepath.Join(dir, "tmp")); len(left) > 0 {
				t.Errorf("left behind: %v", left)
			}
		})
	}
	seen, err := os.ReadFile(filepath.Join(dir, "seen"))
	if err != nil {
		t.Fatal(err)
	}
	if !strings.HasPrefix(string(seen), "drwx------\n-rw-------\n") || !strings.Contains(string(seen), "\nan argument "+dir) || !strings.Contains(string(seen), "POST-products-a-b.json") {
		t.Errorf("the editor saw:\n%s", seen)
	}
}

func TestWhatAnEditorLeavesIsTakenOver(t *testing.T) {
	wd, _ := writes(201, `{}`)
	drive(t, wd, 120, 36, func(d *driver) {
		d.toEndpoint("POST products")
		d.press("enter", "ctrl+e")
		d.sees("No editor is set. Set VISUAL or EDITOR before the start, or edit here.")
		edited := func(text string, err error) {
			d.m.writing.stamp = d.m.newStamp(d.m.here)
			d.send(bodyEditedMsg{stamp: d.m.writing.stamp, text: text, err: err})
			d.settle()
		}
		edited("{\n\t\"a\": 1,\n\t\"a\": 2\n}", nil)
		d.sees("Taken over from the editor", "a second time")
		edited("", errUnchanged)
		d.sees("left the body as it was")
		edited("", io.ErrUnexpectedEOF)
		d.sees("The body is as it was: unexpected EOF.", `"a": 2`)
		d.send(bodyEditedMsg{text: "late"})
		d.seesNot("late")
	})
}

func TestADraftBelongsToItsPlace(t *testing.T) {
	wd, _ := writes(201, `{}`)
	drive(t, wd, 120, 36, func(d *driver) {
		d.toEndpoint("POST products")
		d.press("enter")
		d.text(`"secret": "of A"`)
		d.click(1, 1) // beside it: closed, and kept
		d.press("enter")
		d.sees("of A")
		d.press("esc")
		d.run(d.m.chooseTenant(1))
		d.settle()
		d.toEndpoint("POST products")
		d.press("enter")
		d.sees("POST products · sandbox ▸ Step & Co", "{▏}")
		d.seesNot("of A")
	})
}

// A body that was meant for one id is not offered for another.
func TestADraftBelongsToItsPath(t *testing.T) {
	wd, _ := writes(200, `{}`)
	drive(t, wd, 120, 36, func(d *driver) {
		e := api.Endpoint{Method: "PUT", Path: "products/{id}"}
		compose := func(path string) {
			d.run(d.m.submit(api.Request{Method: "PUT", Path: path}, &e))
			d.settle()
		}
		compose("products/1")
		d.text(`"name": "of the first"`)
		d.press("esc")
		compose("products/2")
		d.sees("PUT products/2", "{▏}")
		d.press("esc")
		compose("products/1")
		d.sees("PUT products/1", "of the first")
	})
}

func TestTheExampleAndTheSchemaAreUsed(t *testing.T) {
	wd, got := writes(201, `{}`)
	drive(t, wd, 120, 36, func(d *driver) {
		e := api.Endpoint{Method: "POST", Path: "things", Operation: &api.Operation{Body: &api.RequestBody{
			Example: []byte("{\n  \"amount\": 0\n}"),
			Check: func([]byte) []api.FieldError {
				return []api.FieldError{{Path: "amount", Messages: []string{"must be at least 1"}}}
			},
		}}}
		d.run(d.m.submit(api.Request{Method: "POST", Path: "things"}, &e))
		d.settle()
		d.wait(time.Second)
		d.sees(`! 2   "amount": 0`, "amount, line 2", "must be at least 1", "description")
		d.press("ctrl+s")
		d.sees("again to send it anyway")
		d.press("ctrl+s")
		d.sees("in spite of 1 warning")
		d.press("tab", "enter")
		if len(got.list) != 1 {
			t.Errorf("%q", got.list)
		}
		e.Operation.Body = nil
		d.run(d.m.submit(api.Request{Method: "POST", Path: "things/run"}, &e))
		d.settle()
		d.sees("Send this request?", "body          none")
	})
}

// TestNothingThatWritesLeavesWithoutTheQuestion, whatever part of the program
// wants to send it.
func TestNothingThatWritesLeavesWithoutTheQuestion(t *testing.T) {
	wd, got := writes(201, `{}`)
	drive(t, wd, 120, 36, func(d *driver) {
		for _, r := range []api.Request{{Method: "POST", Path: "a", Body: []byte("[1]")}, {Method: "DELETE", Path: "a"}, {Method: "PATCH", Path: "a"}} {
			for _, send := range []func() tea.Cmd{
				func() tea.Cmd { return d.m.send(r, false) }, func() tea.Cmd { return d.m.send(r, true) }, func() tea.Cmd { return d.m.submit(r, nil) },
			} {
				d.run(send())
				d.settle()
				if d.m.overlay == nil {
					t.Errorf("%s: nothing is asked", r.Method)
				}
				d.press("esc", "esc", "esc")
			}
		}
		if d.wait(time.Minute); len(got.list) > 0 {
			t.Errorf("sent: %q", got.list)
		}
	})
}

// load makes an exchange ready to be shown.
func load(ex api.Exchange) response.Content { return response.Load(context.Background(), ex) }

// The check of a body that was sent holds nothing any more.
func TestASentBodyLeavesNoCheckBehind(t *testing.T) {
	wd, got := writes(201, `{"data":{"id":1}}`)
	drive(t, wd, 140, 40, func(d *driver) {
		d.toEndpoint("POST products")
		d.press("enter")
		d.text("\"a\": 1")
		d.press("ctrl+s")
		w := d.m.writing
		d.press("tab", "enter")
		d.sees("201 Created")
		if len(got.list) != 1 || w.stop != nil {
			t.Errorf("%q was sent, and its check goes on: %v", got.list, w.stop != nil)
		}
	})
}
