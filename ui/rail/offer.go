package rail

import (
	"slices"
	"strings"
)

// maxOffered bounds the list: a description is somebody else's file.
const maxOffered = 200

// Offer lists scopes that a description names, behind those that are known and
// without choosing them. What is no scope (RFC 6749, section 3.3) is left out.
func (p *Scopes) Offer(scopes []string) {
	names := slices.Clone(p.names)
	for _, s := range scopes {
		if len(names) < maxOffered && isScope(s) && !slices.Contains(names, s) {
			names = append(names, s)
		}
	}
	p.names = names
	p.SetFilter(p.filter)
}

func isScope(s string) bool {
	const longest = 100
	return s != "" && len(s) <= longest && !strings.ContainsFunc(s, func(r rune) bool { return r <= ' ' || r > '~' || r == '"' || r == '\\' })
}
