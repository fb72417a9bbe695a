package api

import (
	"errors"
	"net/url"
	"strings"
)

// Blanks are the names of a path's {parameters}, in their order.
func Blanks(path string) []string {
	var names []string
	for {
		_, rest, begun := strings.Cut(path, "{")
		name, rest, ended := strings.Cut(rest, "}")
		if !begun || !ended {
			return names
		}
		names, path = append(names, name), rest
	}
}

// Fill puts values in the place of a path's {parameters}, escaped so that each
// arrives as it was typed: a slash in a value divides no path. A parameter
// without a value stays. The error says which value no path can hold.
func Fill(path string, values map[string]string) (string, error) {
	var out strings.Builder
	for rest := strings.TrimPrefix(path, "/"); ; {
		before, after, begun := strings.Cut(rest, "{")
		name, behind, ended := strings.Cut(after, "}")
		if !begun || !ended {
			out.WriteString(rest)
			return out.String(), nil
		}
		out.WriteString(before)
		value := values[name]
		switch {
		case value == "":
			out.WriteString("{" + name + "}")
		default:
			if err := CheckBlank(value); err != nil {
				return "", errors.New(name + ": " + err.Error())
			}
			out.WriteString(url.PathEscape(value))
		}
		rest = behind
	}
}

// CheckBlank says why a value cannot stand in a path; nil when it can. Servers
// and proxies take a "." or ".." for a step within the path, escaped or not.
func CheckBlank(value string) error {
	if climbs(url.PathEscape(value)) {
		return errors.New(`"." and ".." name no entry: they lead to another place of the API, so they are not sent`)
	}
	return nil
}

// Query writes the query of a URL, in the order of the fields. Names keep their
// brackets and values the signs that read well, so filter[name]=a,b looks as it
// was typed; whatever would mean something else is escaped.
func Query(fields []Field) string {
	var out strings.Builder
	for i, f := range fields {
		if i > 0 {
			out.WriteByte('&')
		}
		out.WriteString(queryEscape(f.Name, "[]"))
		out.WriteByte('=')
		out.WriteString(queryEscape(f.Value, "[],:/@!*()$"))
	}
	return out.String()
}

// ParseQuery reads a query into its fields, in their order. What is escaped
// wrongly stays as it is.
func ParseQuery(query string) []Field {
	var fields []Field
	for part := range strings.SplitSeq(query, "&") {
		if part == "" {
			continue
		}
		name, value, _ := strings.Cut(part, "=")
		fields = append(fields, Field{Name: queryUnescape(name), Value: queryUnescape(value)})
	}
	return fields
}

// Matching finds the endpoint of a catalogue that a request is one of, with the
// values of its {parameters}. Where several fit, the one with the most words of
// its own is meant: categories/tree before categories/{id}.
func Matching(cat []Endpoint, r Request) (e Endpoint, values map[string]string, ok bool) {
	segments, best := strings.Split(barePath(r.Path), "/"), -1
	for _, x := range cat {
		template := strings.Split(barePath(x.Path), "/")
		if methodOf(x.Method) != methodOf(r.Method) || len(template) != len(segments) {
			continue
		}
		if own := literals(template); own > best && matches(template, segments) {
			e, best = x, own
		}
	}
	if best < 0 {
		return Endpoint{}, nil, false
	}
	values = map[string]string{}
	for i, t := range strings.Split(barePath(e.Path), "/") {
		if isParameter(t) {
			values[t[1:len(t)-1]] = unescaped(segments[i])
		}
	}
	return e, values, true
}

// queryEscape percent-encodes everything but letters, digits, "-._~" and the
// bytes of keep.
func queryEscape(s, keep string) string {
	own := "-._~" + keep
	return percentEncode(s, func(c byte) bool {
		return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || strings.IndexByte(own, c) >= 0
	})
}

func queryUnescape(s string) string {
	if decoded, err := url.QueryUnescape(s); err == nil {
		return decoded
	}
	return s
}
