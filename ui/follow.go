package ui

import (
	"slices"
	"strconv"
	"strings"

	tea "charm.land/bubbletea/v2"

	"brincr-explorer/api"
	"brincr-explorer/internal/follow"
	"brincr-explorer/ui/action"
	"brincr-explorer/ui/intent"
	"brincr-explorer/ui/overlay"
	"brincr-explorer/ui/response"
)

// leads is where the value under the cursor leads. The zero leads is nowhere.
type leads struct {
	text  string
	link  api.Link
	id    follow.Leads
	thing bool // the id is that of the object under the cursor, or around it
}

// opens says whether the value itself leads somewhere, or plainly names what the
// catalogue cannot open.
func (l leads) opens() bool {
	return !l.thing && (l.link.Path != "" || len(l.id.All) > 0 || l.id.Named)
}

// more says whether there is something that enter does not open.
func (l leads) more() bool { return l.thing || len(l.id.All) > 1 }

// leads looks at what is under the cursor. It costs the same whatever the size
// of answer and catalogue, because each key press asks.
func (m *model) leads() leads {
	r := m.here.response
	ex := r.Exchange()
	if ex == nil || m.here.env.index == nil {
		return leads{}
	}
	if at, ok := r.Pointed(); ok {
		if l := m.leadsOf(at, ex); l.opens() || l.link.Outside != "" {
			return l
		}
	}
	at, ok := r.PointedThing()
	if !ok {
		return leads{}
	}
	l := leads{text: at.Text, id: m.resolve(at, ex)}
	l.thing = len(l.id.All) > 0
	return l
}

// leadsOf is where one value leads: as a URL or, where it is none, as an id.
func (m *model) leadsOf(at response.Pointed, ex *api.Exchange) leads {
	env, l := m.here.env, leads{text: at.Text}
	named := len(at.Keys) > 0 && isLinkName(at.Keys[len(at.Keys)-1])
	if !at.Number {
		if link, ok := env.links.Judge(ex.URL, at.Text, named); ok && (link.Outside != "" || isReference(at.Text) || env.index.Knows(link.Path)) {
			l.link = link
			return l
		}
	}
	l.id = m.resolve(at, ex)
	return l
}

func (m *model) resolve(at response.Pointed, ex *api.Exchange) follow.Leads {
	if at.Number && strings.Trim(at.Text, "0123456789") != "" {
		return follow.Leads{} // 12.5 is no id
	}
	from := m.here.env.links.Relative(ex.URL)
	if at.Apart {
		from = ""
	}
	id, _ := m.here.env.index.Resolve(follow.Field{Keys: at.Keys, Value: at.Text, From: from})
	return id
}

// isReference tells what can only be a URL from a word that may be anything.
func isReference(text string) bool {
	return strings.HasPrefix(text, "?") || strings.HasPrefix(text, "/") || strings.Contains(text, "://")
}

// isLinkName knows the names of fields that hold URLs.
func isLinkName(key string) bool {
	key = strings.ToLower(key)
	return slices.ContainsFunc([]string{"url", "uri", "href", "link", "self", "next", "prev", "previous", "first", "last"}, func(name string) bool {
		return key == name || strings.HasSuffix(key, "_"+name)
	})
}

func (m *model) actFollow(a action.Action) tea.Cmd {
	l := m.leads()
	switch {
	case a == action.Follow && l.thing:
		return nil // it is for the key that asks for all
	case a == action.CopyLink && l.text != "":
		return m.copy(l.text, "the URL")
	case a == action.FollowNot && l.link.Outside != "":
		m.openOutside(l)
	case l.link.Path != "":
		return m.submit(api.Request{Method: "GET", Path: l.link.Path}, nil)
	case len(l.id.All) > 0:
		if c, ok := l.id.Clear(); ok && (a == action.Follow || len(l.id.All) == 1) {
			return m.open(c)
		}
		m.offer(l)
	case l.id.Named:
		m.notice = intent.Notice{Text: "The catalogue has no endpoint that gives a " + l.id.Of + " by its id. : takes a path that you know.", Bad: true}
	}
	return nil
}

// open sends what an id leads to.
func (m *model) open(c follow.Candidate) tea.Cmd {
	e := c.Endpoint
	before := m.seq
	cmd := m.submit(api.Request{Method: "GET", Path: c.Path}, &e)
	if p := m.here; !c.List && m.seq != before && p.running() {
		p.single = p.sending
	}
	return cmd
}

// openLead asks for what an id leads to.
type openLead struct{ follow.Candidate }

// offer lets one choose among what an id leads to.
func (m *model) offer(l leads) {
	chosen := m.here.env.scopes.Chosen()
	list := make([]overlay.Entry, len(l.id.All))
	for i, c := range l.id.All {
		list[i] = overlay.Entry{
			Group: "the " + l.id.Of + " itself", Text: strings.ReplaceAll(c.Path, l.text, shortID(l.text)),
			Intent: openLead{c},
		}
		if c.List {
			list[i].Group = "what belongs to it"
		}
		if i < 9 {
			list[i].Hot = strconv.Itoa(i + 1)
			list[i].Keys = list[i].Hot
		}
		if lacks := missing(c.Endpoint.Scopes(), chosen); lacks != "" {
			list[i].Text += "   + " + lacks
		}
	}
	m.overlay = overlay.NewHotMenu("Leads to", list)
}

// missing names the scopes that an endpoint needs and that are not chosen, as
// short as the pane of the endpoints does.
func missing(needed, chosen []string) string {
	var lacks []string
	for _, s := range needed {
		if !slices.Contains(chosen, s) {
			lacks = append(lacks, strings.TrimPrefix(s, "brincr:"))
		}
	}
	return strings.Join(lacks, " ")
}

// shortID keeps as much of a long id as tells it from others.
func shortID(id string) string {
	const long, short = 20, 8
	if len(id) <= long {
		return id
	}
	return id[:short] + "…"
}

// openOutside says why a URL is not followed, and offers to copy it.
func (m *model) openOutside(l leads) {
	why := []overlay.Row{
		{Mark: "!", Value: "It " + l.link.Outside + "."},
		{Value: "Neither request nor token leaves this API, wherever a link of an answer points. c copies the URL, for a browser."},
	}
	sheet := overlay.NewSheet("Not followed", []overlay.Section{verbatim("The URL", l.text), {Title: "Why", Rows: why}})
	m.overlay = sheet.Offering(overlay.Entry{Hot: "c", Text: "copy the URL", Action: action.CopyLink})
}
