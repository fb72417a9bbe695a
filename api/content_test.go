package api_test

import (
	"bytes"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/charmbracelet/x/ansi"

	"brincr-explorer/api"
	"brincr-explorer/auth"
	"brincr-explorer/internal/faulty"
	"brincr-explorer/internal/jsondoc"
	"brincr-explorer/ui/action"
	"brincr-explorer/ui/paint"
	"brincr-explorer/ui/response"
)

const theSecret = "s3cret&+% x"

// content is a body, and what must become of it on its way from the wire to the screen.
type content struct {
	name string
	body string
	says string // Content-Type; "": application/json

	leaves string // keys and values as the document holds them, in its order; "*": not compared
	broken string // in the document's error; "": it is whole
	kind   api.Kind
	shown  []string // in some view
	hidden []string // in none
}

// run gets the body over real HTTP, reads it and looks at every view of it.
func (c content) run(t *testing.T) {
	says := "application/json"
	if c.says != "" {
		says = c.says
	}
	site := faulty.New(t, faulty.Plan{Secret: theSecret, API: faulty.Script{Answers: []faulty.Answer{faulty.Reply(200, c.body, "Content-Type: "+says)}}})
	x := get(t, site)
	if !bytes.Equal(x.Body, []byte(c.body)) || x.Truncated || x.Masked != 0 {
		t.Fatalf("the body is not what was sent: %.200q", x.Body)
	}
	if n := site.Count(); n.APIRequests != 1 || n.TokenRequests != 1 {
		t.Errorf("%+v", n)
	}
	if x.Err == nil && c.kind != "" || x.Err != nil && x.Err.Kind != c.kind {
		t.Fatalf("error %+v, want %q", x.Err, c.kind)
	}
	loaded := response.Load(t.Context(), x)
	c.checkDocument(t, loaded)
	c.checkViews(t, loaded)
}

// get asks for "a" and leaves nothing behind.
func get(t *testing.T, site *faulty.Site) api.Exchange {
	t.Helper()
	env := api.Environment{Name: "sandbox", TokenURL: site.TokenURL(), APIURL: site.APIURL(), ClientID: "c", Secret: auth.Plain(theSecret)}
	client, err := api.NewClient(env, api.Tenant{Name: "Wijnhuis De Kelder", ID: "t"}, api.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer client.Close()
	return client.Do(t.Context(), api.Request{Path: "a"})
}

func (c content) checkDocument(t *testing.T, loaded response.Content) {
	t.Helper()
	if c.kind != "" {
		if loaded.Doc != nil && loaded.Encoding == "" { // what is converted says so on the screen
			t.Error("what is no JSON became a document")
		}
		return
	}
	if loaded.DocErr == nil && c.broken != "" || loaded.DocErr != nil && (c.broken == "" || !strings.Contains(loaded.DocErr.Error(), c.broken)) {
		t.Errorf("error %v, want %q", loaded.DocErr, c.broken)
	}
	if got := leaves(loaded.Doc); c.leaves != "*" && got != c.leaves {
		t.Errorf("the document holds %.300s, want %.300s", got, c.leaves)
	}
}

// leaves lists what a document holds, each as it was sent.
func leaves(d *jsondoc.Document) string {
	var list []string
	for n := range jsondoc.Node(d.Len()) {
		if d.HasKey(n) {
			list = append(list, string(d.RawKey(n))+":")
		}
		if d.Count(n) == 0 {
			list = append(list, string(d.Raw(n)))
		}
	}
	return strings.Join(list, " ")
}

var colour = regexp.MustCompile(`\x1b\[[0-9;:]*m`)

// checkViews draws every view: what is drawn holds the program's own colours and no other command.
func (c content) checkViews(t *testing.T, loaded response.Content) {
	t.Helper()
	m := response.New("https://api.example/api/v1/")
	m.Resize(100, 14)
	m.Show(loaded, false)
	styles := paint.New(paint.Look{})
	var seen []string
	for range 5 {
		drawn := strings.Join(m.View(styles, true), "\n")
		text := colour.ReplaceAllString(drawn, "")
		if !utf8.ValidString(text) || strings.ContainsFunc(text, foreign) {
			t.Errorf("a view holds foreign bytes: %q", text)
		}
		seen = append(seen, ansi.Strip(drawn))
		m.Do(action.NextView)
	}
	has := func(text string) bool {
		return slices.ContainsFunc(seen, func(view string) bool { return strings.Contains(view, text) })
	}
	for _, text := range c.shown {
		if !has(text) {
			t.Errorf("no view shows %q:\n%s", text, seen[0])
		}
	}
	for _, text := range c.hidden {
		if has(text) {
			t.Errorf("a view shows %q", text)
		}
	}
}

func foreign(r rune) bool {
	return r != '\n' && (unicode.IsControl(r) || unicode.Is(unicode.Cf, r) || unicode.Is(unicode.Zl, r) || unicode.Is(unicode.Zp, r))
}

func runContents(t *testing.T, rows []content) {
	for _, c := range rows {
		t.Run(c.name, c.run)
	}
}
