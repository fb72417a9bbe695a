package api

import (
	"errors"
	"fmt"
	"net/url"
	"slices"
	"strings"
	"time"

	"brincr-explorer/auth"
)

// Fact is one line of what a plan says. Mark, where it is set, is a judgement:
// "✓", "!" or "✗".
type Fact struct{ Name, Value, Mark string }

// Facts are facts under a heading.
type Facts struct {
	Title string
	Facts []Fact
}

func (f *Facts) add(name, value, mark string) {
	if value != "" {
		f.Facts = append(f.Facts, Fact{name, value, mark})
	}
}

// Known is what is known of earlier requests, and by nobody but the caller.
type Known struct {
	Sent  time.Time // when this very request, or one that changes data at this address, was sent last; zero: not in what is remembered
	Limit RateLimit // as the last answer told it
}

// Say puts a plan into words for people. Foreign words in it are as they were
// sent: whoever shows them sanitises them.
func (p Plan) Say(now auth.Instant, k Known) []Facts {
	all := []Facts{p.sayRequest()}
	if query := p.sayQuery(); len(query.Facts) > 0 {
		all = append(all, query)
	}
	all = append(all, p.sayToken(now))
	if p.Err == nil {
		all = append(all, p.sayAfter(now, k))
	}
	if p.Header == nil {
		return all
	}
	h := Facts{Title: "Headers"}
	for _, f := range p.Header {
		h.add(f.Name, f.Value, "")
	}
	return append(all, h)
}

func (p Plan) sayRequest() Facts {
	f := Facts{Title: "Request"}
	switch blanks := Blanks(p.Request.Path); {
	case p.Err != nil && len(blanks) > 0:
		f.add("", "It cannot be sent yet: "+listed(blanks)+" is still to be filled in.", "!")
	case p.Err != nil && p.Err.Kind == KindQuiet:
		f.add("", sentences(p.Err.Summary, p.Err.Cause, p.Err.Next), "✗")
	case p.Err != nil:
		f.add("", sentences("It would not be sent.", p.Err.Cause, p.Err.Next), "✗")
	}
	effect := " (reads only)"
	if !p.Request.Safe() {
		effect = " (may change data)"
	}
	f.add("method", p.Request.Method+effect, "")
	if u, err := url.Parse(p.URL); err == nil && p.URL != "" {
		f.add("server", u.Scheme+"://"+u.Host, "")
		f.add("path", u.EscapedPath(), "")
	} else {
		f.add("path", p.Request.Path, "")
	}
	if n := len(p.Request.Body); n > 0 {
		f.add("body", fmt.Sprintf("%d bytes of JSON", n), "")
	}
	environment := p.EnvName
	if p.Production {
		environment += " (PRODUCTION)"
	}
	if p.ReadOnly {
		environment += ", read only"
	} else {
		environment += ", writing is on"
	}
	f.add("environment", environment, "")
	f.add("tenant", p.TenantName+" ("+p.Place.Tenant+")", "")
	f.add("proxy", or(p.Proxy, "none"), "")
	return f
}

// sayQuery lists the query as the server reads it.
func (p Plan) sayQuery() Facts {
	f := Facts{Title: "Query"}
	_, query, _ := strings.Cut(p.URL, "?")
	for _, q := range ParseQuery(query) {
		f.add(q.Name, or(q.Value, "(empty)"), "")
	}
	return f
}

func (p Plan) sayToken(now auth.Instant) Facts {
	f := Facts{Title: "Token"}
	switch {
	case len(p.Request.Scopes) == 0:
		f.add("", "No scope is chosen, and a token is for scopes: none can be requested.", "✗")
		return f
	default:
		text, mark := p.outlook(now)
		f.add("", text, mark)
	}
	asked, carried := strings.Join(p.Request.Scopes, " "), strings.Join(sortedSet(p.Token.Token.Scopes()), " ")
	switch {
	case p.Token.Token.Zero():
		f.add("asked for", asked, "")
	case carried == asked:
		f.add("carries", asked+", as asked for", "")
	default:
		f.add("asked for", asked, "")
		f.add("carries", or(carried, "no scope that is known"), "")
	}
	switch {
	case len(p.Needed) == 0:
		f.add("needed", "not known: the catalogue names no scope for this path", "")
	case len(p.Lacking) == 0:
		f.add("needed", strings.Join(p.Needed, " ")+", "+p.knownHow(), "✓")
	default:
		f.add("needed", strings.Join(p.Needed, " ")+", "+p.knownHow(), "!")
		f.add("lacks", strings.Join(p.Lacking, " ")+": the answer is usually 403. Choose it among the scopes first.", "!")
	}
	return f
}

// knownHow says how well it is known which scopes a path needs.
func (p Plan) knownHow() string {
	switch p.Endpoint.Evidence {
	case Documented:
		return "as documented for " + p.Endpoint.Path
	case FromConfig:
		return "as the config says for " + p.Endpoint.Path
	case Described:
		return "as the OpenAPI description says for " + p.Endpoint.Path
	}
	return "as " + p.Endpoint.Path + " usually does"
}

// outlook says what would happen to the token.
func (p Plan) outlook(now auth.Instant) (text, mark string) {
	left := "of unknown lifetime"
	if _, known := p.Token.Token.Lifetime(); known {
		left = "with " + clock(p.Token.Remaining(now)) + " left"
	}
	from := " from " + p.TokenURL
	switch p.Outlook {
	case auth.OutlookUse:
		return "valid, " + left + ": it is used as it is.", "✓"
	case auth.OutlookUseLast:
		return "valid, " + left + ": it is used, though its renewal has not succeeded yet.", "!"
	case auth.OutlookBeside:
		return "valid, " + left + ": it is used, and meanwhile a new one is requested" + from + ".", "✓"
	case auth.OutlookRenew:
		return "nearly over, " + left + ": a new one is requested first" + from + ".", "!"
	case auth.OutlookJoin:
		return "one is being requested" + from + ", and is waited for.", "!"
	case auth.OutlookFail:
		if errors.Is(p.Token.Err, auth.ErrQuiet) {
			return "none, and none is requested on a quiet day.", "✗"
		}
		if at := p.Token.RetryAt; !at.IsZero() {
			return "none, and one is requested again in " + clock(now.Until(at)) + because(p.Token.Err), "✗"
		}
		return "none, and none is requested" + because(p.Token.Err) + " Request a new one when that is put right.", "✗"
	}
	return "none that can be used: one is requested first" + from + ".", "!"
}

func because(err *auth.Error) string {
	if err == nil {
		return "."
	}
	return ": " + strings.TrimSuffix(err.Summary, ".") + "."
}

func (p Plan) sayAfter(now auth.Instant, k Known) Facts {
	f := Facts{Title: "Besides"}
	again := "a new token is requested, and the request goes out once more with it"
	if !p.Repeats() {
		again = "nothing is repeated: the request may change data"
	}
	f.add("on a 401", again, "")
	const lately = time.Minute
	switch ago := now.Wall.Sub(k.Sent); {
	case !p.Request.Safe() && k.Sent.IsZero():
		f.add("sent before", "not in this session, as far as its log goes back", "")
	case !p.Request.Safe():
		f.add("sent before", "at "+k.Sent.Format(time.TimeOnly)+", to this very address", "!")
	case k.Sent.IsZero() || ago > lately || ago < 0:
		f.add("sent before", "not within the last minute, as far as this session knows", "")
	default:
		f.add("sent before", fmt.Sprintf("%d s ago: Brincr's validation asks for no unnecessary requests", int(ago.Seconds())), "!")
	}
	f.add("rate limit", limitText(k.Limit, now.Wall), "")
	return f
}

func limitText(l RateLimit, now time.Time) string {
	var parts []string
	switch {
	case l.Remaining != "" && l.Limit != "":
		parts = append(parts, l.Remaining+" of "+l.Limit+" were left after the last answer")
	case l.Remaining != "":
		parts = append(parts, l.Remaining+" were left after the last answer")
	case l.Limit != "":
		parts = append(parts, "of "+l.Limit)
	}
	for _, at := range []time.Time{l.RetryAfter, l.Reset} {
		if wait := at.Sub(now); !at.IsZero() && wait > 0 {
			parts = append(parts, "the server asked to wait "+clock(wait)+" more")
			break
		}
	}
	if len(parts) == 0 {
		return "no header has told one"
	}
	return strings.Join(slices.Compact(parts), "; ")
}

// clock is a time that is left, in minutes and seconds.
func clock(d time.Duration) string {
	s := int(d.Seconds())
	return fmt.Sprintf("%02d:%02d", s/60, s%60)
}
