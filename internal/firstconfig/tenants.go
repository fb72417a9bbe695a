package firstconfig

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"brincr-explorer/api"
)

// Pasted gathers tenants from lines as they are copied from the developer portal:
// a name and an id in any order, with tabs, blanks or a comma between them; or a
// name on a line and its id on the next.
type Pasted struct {
	Tenants []api.Tenant
	name    string // waits for its id
}

var (
	uuid = regexp.MustCompile(`(?i)\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b`)
	// almost is what was meant for an id, and is none: too short, too long, or
	// without its dashes.
	almost = regexp.MustCompile(`(?i)\b[0-9a-f-]{20,}\b`)
)

// maxName is the most characters of a tenant's name: more is something else.
const maxName = 200

// Add takes a line. What is wrong with it comes back for people; the line is then
// left out.
func (p *Pasted) Add(line string) (complaint string) {
	line = tidy(line)
	ids := uuid.FindAllStringIndex(line, 2)
	switch {
	case line == "":
		return ""
	case strings.ContainsFunc(line, unicode.IsControl) || !utf8.ValidString(line):
		return "This line holds a character that cannot be meant. Type it by hand."
	case len(ids) > 1:
		return "There are two ids in one line. Give each tenant a line of its own."
	case len(ids) == 0:
		return p.withoutID(line)
	}
	id := line[ids[0][0]:ids[0][1]]
	before, after := line[:ids[0][0]], line[ids[0][1]:]
	if strings.HasSuffix(before, "-") || strings.HasPrefix(after, "-") {
		return "The id " + shown(id) + " has more before or after it. Copy it again."
	}
	return p.add(nameOf(before+" "+after), id)
}

// End says what is missing after the last line.
func (p *Pasted) End() (complaint string) {
	switch {
	case p.name != "":
		complaint = "There is no id for " + shown(p.name) + ". It was left out."
		p.name = ""
	case len(p.Tenants) == 0:
		complaint = "At least one tenant is needed: a token is for a tenant."
	}
	return complaint
}

func (p *Pasted) withoutID(line string) string {
	if bad := almost.FindString(line); bad != "" {
		return fmt.Sprintf("%s is no tenant id: it has %d characters, and an id has 36, such as af1140c1-52e0-46c7-b684-df894d4b8a5a. Copy it again.", shown(bad), len(bad))
	}
	left := p.name
	p.name = nameOf(line)
	if left != "" {
		return "There is no id for " + shown(left) + ". It was left out."
	}
	return ""
}

func (p *Pasted) add(name, id string) string {
	if name == "" {
		name = p.name
	} else if p.name != "" {
		left := p.name
		p.name = ""
		if complaint := p.add(name, id); complaint != "" {
			return complaint
		}
		return "There is no id for " + shown(left) + ". It was left out."
	}
	p.name = ""
	if name == "" {
		name = id
	}
	if utf8.RuneCountInString(name) > maxName {
		return "This name is too long to be one. Give each tenant a line of its own."
	}
	for _, t := range p.Tenants {
		switch {
		case strings.EqualFold(t.ID, id):
			return "The id " + shown(id) + " came twice: it is that of " + shown(t.Name) + ". The second one was left out."
		case t.Name == name:
			return "A second tenant is called " + shown(name) + ". It was left out: give it a name of its own, and its id again."
		}
	}
	p.Tenants = append(p.Tenants, api.Tenant{Name: name, ID: id})
	return ""
}

// tidy takes out what a copy brings along unseen, and makes every blank one.
func tidy(line string) string {
	line = strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r):
			return ' '
		case unicode.Is(unicode.Cf, r):
			return -1
		}
		return r
	}, line)
	return strings.Join(strings.Fields(line), " ")
}

// nameOf is a name without the separators and brackets that stood around its id.
func nameOf(s string) string {
	for _, empty := range []string{"( )", "[ ]", "{ }", `" "`, "' '", "()", "[]", "{}", `""`} {
		s = strings.ReplaceAll(s, empty, " ")
	}
	s = strings.Trim(strings.Join(strings.Fields(s), " "), " ,;|:=")
	for _, pair := range []string{`""`, "''"} {
		if len(s) >= 2 && s[0] == pair[0] && s[len(s)-1] == pair[1] {
			s = strings.Trim(s[1:len(s)-1], " ")
		}
	}
	return s
}

// shown repeats a piece of what was typed in a message.
func shown(s string) string {
	const most = 60
	if r := []rune(s); len(r) > most {
		s = string(r[:most-1]) + "…"
	}
	return strconv.Quote(s)
}
