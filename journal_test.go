//go:build unix

package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"brincr-explorer/internal/screen"
)

// amend puts a line at the top of a config, and others behind its first line
// that begins an environment.
func amend(t *testing.T, config, top, environment string) {
	t.Helper()
	text, err := os.ReadFile(config)
	if err != nil {
		t.Fatal(err)
	}
	amended := top + "\n" + strings.Replace(string(text), "[[environments]]\n", "[[environments]]\n"+environment+"\n", 1)
	if err := os.WriteFile(config, []byte(amended), 0o600); err != nil {
		t.Fatal(err)
	}
}

// TestTheLog lists what was sent, opens it again and compares it; what it wrote
// is what the report tells of.
func TestTheLog(t *testing.T) {
	t.Parallel()
	server := serve(t)
	amend(t, server.config, `history = "file"`, "")
	home := t.TempDir()
	s := begin(t, func(o *screen.Options) { o.Env, o.Dir = append(o.Env, "XDG_STATE_HOME="+home), home }, "--config", server.config)
	s.sees("token 59:")
	s.types("enter")
	s.sees("GET categories ─ 200 OK")
	s.types("]")
	s.sees("GET categories?page=2 ─ 200 OK")
	s.types("r")
	s.sees("3 sent")
	s.types("L")
	s.sees("Log", "token for 2 scopes", "no token yet", "GET categories?page=2", "next page", "repeated", "3 requests", "1 duplicate")
	s.types("/", "is:dup")
	s.sees("1/1 of 4")
	s.types("enter", "esc", "m", "k", "=")
	s.sees("no. 4 against no. 3: Nothing changed.")
	s.types("L", "g", "j", "enter")
	s.sees("GET categories ─ 200 OK", "Opened no. 2")
	s.types("2", "j", "enter")
	s.sees("▸ Step & Co")
	s.types("L", "g", "j", "enter")
	f := s.sees("no. 2 belongs to sandbox ▸ Wijnhuis De Kelder")
	if f.Contains("Rode wijn") {
		t.Errorf("another tenant's data is on the screen:\n%s", f.Text())
	}
	s.types("enter")
	s.sees("▸ Wijnhuis De Kelder", "Rode wijn", "Opened no. 2")
	s.types("L", "w", "enter")
	s.sees("The report is in brincr-requests.md")
	s.types("esc", "q")
	s.ends(0)
	if got := server.logged("api   GET"); len(got) != 3 {
		t.Errorf("opening and comparing sent requests: %q", got)
	}
	history, err := os.ReadFile(filepath.Join(home, "brincr-explorer", "history.jsonl"))
	if err != nil || strings.Count(string(history), `"kind":"api"`) != 3 || strings.Contains(string(history), "eyJ") {
		t.Errorf("the history, %v:\n%s", err, history)
	}
	report, err := os.ReadFile(filepath.Join(home, "brincr-requests.md"))
	if err != nil || !strings.Contains(string(report), "| `GET categories?page=2` | 2 | 1 | 0 | 200 ×2 | brincr:category |") {
		t.Errorf("the report, %v:\n%s", err, report)
	}
}

// TestDuplicates: the second enter on the same endpoint says so, the third
// sends it.
func TestDuplicates(t *testing.T) {
	t.Parallel()
	server := serve(t)
	s := begin(t, nil, "--config", server.config)
	s.sees("token 59:")
	s.types("enter")
	s.sees("GET categories ─ 200 OK", "1 sent")
	s.types("5", "enter")
	s.sees("The same request was sent", "Press again to send it.", "1 sent")
	s.types("enter")
	s.sees("2 sent", "GET categories ─ 200 OK")
	s.gets("categories")
	s.sees("enter sends it", "2 sent")
	s.types("esc", "q")
	s.ends(0)
	if got := server.logged("api   GET"); len(got) != 2 {
		t.Errorf("sent: %q", got)
	}
}

// TestAQuietDay sends nothing at all, whatever is pressed.
func TestAQuietDay(t *testing.T) {
	t.Parallel()
	server := serve(t)
	today := time.Now().UTC() // the program's time zone is UTC
	days := `quiet_days = ["` + today.Format(time.DateOnly) + `", "` + today.AddDate(0, 0, 1).Format(time.DateOnly) + `"]`
	amend(t, server.config, "", days)
	s := begin(t, nil, "--config", server.config)
	s.sees("quiet day "+today.Format("2006-01"), "is a quiet day of sandbox", "test run", "held today")
	s.types("t", "enter")
	s.sees("Nothing was sent: today", "no other request is made", "0 sent")
	s.types("r", "2", "j", "enter", "r")
	s.sees("▸ Step & Co", "Nothing was sent: today", "0 sent")
	s.types("L")
	s.sees("0 requests", "0 token requests", "quiet")
	s.types("esc", "q")
	s.ends(0)
	if got := server.logged(""); len(server.logged("POST"))+len(server.logged("GET")) != 0 {
		t.Errorf("sent: %q", got)
	}
}
