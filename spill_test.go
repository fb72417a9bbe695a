//go:build unix

package main

import (
	"encoding/base64"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"brincr-explorer/internal/faulty"
	"brincr-explorer/internal/leaks"
	"brincr-explorer/internal/screen"
)

// What may be written nowhere. Both have characters that every encoding writes
// its own way.
const (
	spiltSecret = `cl/ent"s3cret+of&this%test`
	spiltToken  = "opaque/t0ken+of~this.test-of_a/good+length=="
)

// TestG03_ThePanesSpillNoSecret looks through all that the panes write while
// servers send back what they were sent, and what nobody should: the bytes on
// the terminal, what is copied, files, and what the command that gives the
// secret sees.
func TestG03_ThePanesSpillNoSecret(t *testing.T) {
	t.Parallel()
	given, written := t.TempDir(), t.TempDir()
	write := func(name, text string, mode fs.FileMode) {
		if err := os.WriteFile(filepath.Join(given, name), []byte(text), mode); err != nil {
			t.Fatal(err)
		}
	}
	site := faulty.New(t, faulty.Plan{Secret: spiltSecret, Tokens: faulty.Script{Answers: tokensThatSpill()}, API: faulty.Script{Answers: answersThatSpill()}})
	write("secret", spiltSecret+"\n", 0o600)
	write("give.sh", "#!/bin/sh\nenv >\""+written+"/child.env\"\necho \"$0\" \"$@\" >\""+written+"/child.args\"\ncat \"$(dirname \"$0\")/secret\"\n", 0o700)
	write("config.toml", `history = "file"
[[environments]]
name = "test"
token_url = "`+site.TokenURL()+`"
api_url = "`+site.APIURL()+`"
client_id = "isv_test"
client_secret = { command = ["`+given+`/give.sh", "op://vault/item"] }
scopes = ["brincr:category"]
tenants = [{ name = "A", id = "af1140c1-52e0-46c7-b684-df894d4b8a5a" }]
[[environments]]
name = "other"
token_url = "`+site.TokenURL()+`"
api_url = "`+site.APIURL()+`"
client_id = "isv_test"
client_secret = { env = "OTHER_SECRET" }
tenants = [{ name = "A", id = "af1140c1-52e0-46c7-b684-df894d4b8a5a" }]
`, 0o600)
	s := begin(t, func(o *screen.Options) {
		o.Width, o.Height, o.Dir = 120, 30, written
		o.Env = []string{"PATH=" + os.Getenv("PATH"), "HOME=" + written, "TMPDIR=" + written, "XDG_CONFIG_HOME=" + written, "TZ=UTC", "OTHER_SECRET=" + spiltSecret, "GORACE=atexit_sleep_ms=0"}
	}, "--config", filepath.Join(given, "config.toml"))
	scan := func(where, text string) {
		t.Helper()
		if form := leaks.Form(text, spiltSecret, spiltToken); form != "" {
			t.Errorf("%s: a secret or a token (%s):\n%s", where, form, text)
		}
	}
	look := func(f screen.Frame) { scan("the screen", f.Text()) }
	look(s.sees("token 59:", "opaque…", "q quit"))
	s.types("4", "enter")
	look(s.sees("no JSON Web Token"))
	s.types("esc")
	for n := range answersThatSpill() {
		s.gets(fmt.Sprintf("answer?number=%d", n+1))
		look(s.sees(fmt.Sprintf(" ─ GET answer?number=%d ─ ", n+1)))
		s.walkViews(look)
		s.types("y")
		s.sees("╭ Copy ", "as curl")
		s.types("c")
		s.copies("curl", fmt.Sprintf("number=%d", n+1))
	}
	for range tokensThatSpill()[1:] { // each takes the place of the failure before
		before := site.Count().TokenRequests
		s.types("t", "4")
		s.until("a token request", func(screen.Frame) bool { return site.Count().TokenRequests > before })
		s.sees("renewal failed")
		s.types("enter")
		look(s.sees("What went wrong"))
		s.types("esc")
	}
	s.types("6", "L")
	look(s.sees("token for 1 scope", "400 refused", "errors"))
	s.types("g", "y", "w", "enter")
	look(s.sees("The report is in"))
	s.types("esc", "q")
	s.ends(0)

	sequences, text := escapes(s.Raw())
	scan("the bytes written", string(s.Raw()))
	scan("the text written", string(text)) // whatever the renderer put in between
	for _, seq := range sequences {
		if copied := clipboard.FindStringSubmatch(seq); copied != nil {
			plain, _ := base64.StdEncoding.DecodeString(copied[1])
			scan("copied text", string(plain))
		}
	}
	s.scanFiles(written, scan)
}

var clipboard = regexp.MustCompile(`^\x1b\]52;c;(.+)\a$`)

// scanFiles looks through a folder, in which the command that gave the secret
// must have noted what it saw.
func (s *terminal) scanFiles(folder string, scan func(where, text string)) {
	s.t.Helper()
	seen := map[string]bool{}
	err := filepath.WalkDir(folder, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		text, err := os.ReadFile(path)
		seen[d.Name()] = len(text) > 0
		scan(path, path+string(text))
		return err
	})
	if err != nil || len(seen) != 4 || !seen["child.env"] || !seen["child.args"] || !seen["history.jsonl"] || !seen["brincr-requests.md"] {
		s.t.Errorf("%v; the command writes two files, the panes the history and the report; there are %v", err, seen)
	}
}

// spilt are the ways in which a server writes what it received into a page, a
// JSON text or a header.
func spilt(text string) []string {
	return []string{
		text, strings.NewReplacer("/", `\/`, `"`, `\"`).Replace(text), strings.NewReplacer("/", "%2F", "+", "%2B", "&", "%26", "%", "%25", `"`, "%22", "=", "%3D", "~", "%7E").Replace(text),
		base64.StdEncoding.EncodeToString([]byte(text)), base64.StdEncoding.EncodeToString([]byte("id=" + text + "x")), base64.StdEncoding.EncodeToString([]byte("Bearer  " + text)),
	}
}

// tokensThatSpill are one token, and failures that say the secret. They are few:
// tokens are asked for once a second at most, and package auth tries all forms.
func tokensThatSpill() []faulty.Answer {
	forms := spilt(spiltSecret)
	return []faulty.Answer{
		faulty.JSON(200, `{"access_token":"`+spiltToken+`","expires_in":3600,"token_type":"Bearer","scope":"brincr:category"}`),
		faulty.JSON(401, `{"error":"invalid_client","error_description":"not `+forms[1]+`"}`),
		faulty.Reply(400, "<h1>Debug</h1>client_secret="+forms[0]+" "+forms[2]+" "+forms[4], "Content-Type: text/html", "X-Debug: "+forms[0]),
	}
}

// answersThatSpill say the token in bodies, headers, places to go and lines that
// cannot be read.
func answersThatSpill() []faulty.Answer {
	var list []faulty.Answer
	for _, form := range spilt(spiltToken) {
		list = append(
			list,
			faulty.JSON(200, `{"echo":"Bearer `+form+`"}`, "X-Debug: "+form),
			faulty.Reply(500, "<h1>Debug</h1>Authorization: Bearer "+form, "Content-Type: text/html", "WWW-Authenticate: Bearer "+form),
		)
	}
	return append(
		list,
		faulty.JSON(422, `{"message":"`+spiltToken+`","errors":{"`+spiltToken+`":["not `+spiltToken+`"]}}`),
		faulty.Reply(302, "", "Location: https://elsewhere.test/"+spiltToken),
		faulty.Text("HTTP/1.1 200 "+spiltToken+"\r\nX: "+spiltToken+"\x01\r\n\r\n"),
		faulty.Text(spiltToken+"\r\n\r\n"),
	)
}
