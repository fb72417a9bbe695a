package journal

import (
	"slices"
	"strings"
)

// hidden stands for a value that is left out.
const hidden = "…"

// Shown is a path as it may leave the session: of a query the names, and of the
// values only the numbers of pages and how many rows one has. Any other value
// may be a customer's name, number or address.
func Shown(path string) string {
	path, query, found := strings.Cut(path, "?")
	if !found {
		return path
	}
	parts := strings.Split(query, "&")
	for i, part := range parts {
		name, value, assigned := strings.Cut(part, "=")
		if assigned && value != "" && !(pages(name) && number(value)) {
			parts[i] = name + "=" + hidden
		}
	}
	return path + "?" + strings.Join(parts, "&")
}

// pages says whether a parameter usually tells which page is wanted.
func pages(name string) bool {
	name = strings.NewReplacer("%5B", "[", "%5b", "[", "%5D", "]", "%5d", "]").Replace(name)
	return slices.Contains([]string{"page", "per_page", "limit", "offset", "page[number]", "page[size]"}, name)
}

func number(value string) bool {
	const most = 6 // digits: what is longer is perhaps an id
	return len(value) <= most && strings.Trim(value, "0123456789") == ""
}
