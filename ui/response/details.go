package response

import (
	"strconv"
	"strings"

	"brincr-explorer/api"
	"brincr-explorer/ui/paint"
)

// lines are the rows of Headers and Request.
func (m *Model) lines(st *paint.Styles) []string {
	ex := m.content.Exchange
	if ex == nil {
		return nil
	}
	d := &details{st: st, width: m.width - 2}
	if m.view == Headers {
		d.head(ex.Proto + " " + m.statusText())
		if c := ex.Collection; c != nil {
			d.field("", "Of the first of the "+paint.Count(c.Pages, "page")+" that are put together here.")
		}
		d.fields(ex.Header)
		return d.rows
	}
	m.request(d, ex)
	return d.rows
}

func (m *Model) request(d *details, ex *api.Exchange) {
	d.head(Line(ex.Request))
	d.field("URL", ex.URL)
	if c := ex.Collection; c != nil {
		d.field("Pages", strconv.Itoa(c.Pages)+" put together; this is the request for the first, Attempts are all")
	}
	d.field("Proxy", ex.Proxy)
	d.field("Environment", ex.EnvName)
	d.field("Tenant", ex.TenantName+" ("+ex.Place.Tenant+")")
	d.field("Scopes asked", strings.Join(ex.Scopes, " "))
	d.field("Scopes granted", strings.Join(ex.Granted, " "))
	if ex.TokenExpired {
		d.field("Token", "expired when it was sent, and kept on purpose")
	}
	if ex.TokenRemaining > 0 {
		d.field("Token", paint.Clock(ex.TokenRemaining)+" left when it was sent")
	}
	d.field("Started", ex.Started.Format("15:04:05.000"))
	d.field("Size", paint.Bytes(ex.WireSize)+" on the wire, "+paint.Bytes(int64(len(ex.Body)))+" read")
	d.gap()
	d.head("Headers sent")
	d.fields(ex.RequestHeader)
	d.gap()
	d.head("Attempts")
	for _, a := range ex.Attempts {
		d.attempt(a)
	}
	if len(ex.Attempts) == 0 {
		d.field("", "None left this machine.")
	}
	if len(ex.Request.Body) > 0 {
		d.gap()
		d.head("Body sent")
		d.field("", string(ex.Request.Body))
	}
}

type details struct {
	st    *paint.Styles
	width int
	rows  []string
}

func (d *details) gap() { d.rows = append(d.rows, paint.NewLine(d.width).String()) }

func (d *details) head(text string) {
	d.rows = append(d.rows, paint.NewLine(d.width).Add(d.st.Text, " ").Add(d.st.Strong, text).String())
}

func (d *details) fields(fields []api.Field) {
	for _, f := range fields {
		d.field(f.Name, f.Value)
	}
}

// field is a name with its value, wrapped beneath itself.
func (d *details) field(name, value string) {
	if value == "" {
		return
	}
	label := ""
	if name != "" {
		label = name + ": "
	}
	const inset = 3
	first := max(d.width-inset-1, 1)
	for i, line := range paint.Wrap(label+value, first) {
		l := paint.NewLine(d.width).Blank(d.st.Text, inset)
		if i == 0 && label != "" && strings.HasPrefix(line, name+":") {
			l.Add(d.st.Key, name+":").Add(d.st.Text, strings.TrimPrefix(line, name+":"))
		} else {
			l.Add(d.st.Text, line)
		}
		d.rows = append(d.rows, l.String())
	}
}

func (d *details) attempt(a api.Attempt) {
	outcome := a.Err
	if a.Status != 0 {
		outcome = "status " + statusNumber(a.Status)
		if a.Err != "" {
			outcome += ", " + a.Err
		}
	}
	d.field(a.Started.Format("15:04:05.000"), a.Reason+" → "+outcome+" · first byte after "+paint.Took(a.Wait)+", all after "+paint.Took(a.Duration)+" · token "+a.TokenMasked)
}
