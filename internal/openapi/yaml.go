package openapi

import (
	"errors"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v4"
)

func parseYAML(d *document, content []byte) error {
	var n yaml.Node
	if err := yaml.Unmarshal(content, &n); err != nil {
		var at *yaml.LoadError
		if errors.As(err, &at) {
			return &syntax{max(at.Mark.Line, 1), max(at.Mark.Column, 1), "is no YAML from here on: " + at.Message}
		}
		return &syntax{1, 1, "is neither JSON nor YAML: " + err.Error()}
	}
	t := yamlTree{doc: d, seen: make(map[*yaml.Node]*value)}
	root, err := t.value(&n, nil, "", 0)
	d.root = root
	return err
}

// yamlTree copies the nodes of a YAML document into values, each once: an alias
// is the very value that it stands for.
type yamlTree struct {
	doc    *document
	seen   map[*yaml.Node]*value // those with an anchor
	merged int
}

// maxMerged bounds the members that merge keys ("<<") bring.
const maxMerged = 1_000_000

var errTooMerged = errors.New("merges more than 1,000,000 members with <<")

func (t *yamlTree) value(n *yaml.Node, parent *value, name string, depth int) (*value, error) {
	if depth > maxDepth {
		return nil, errTooDeep
	}
	for n.Kind == yaml.DocumentNode && len(n.Content) > 0 {
		n = n.Content[0]
	}
	if n.Kind == yaml.AliasNode && n.Alias != nil {
		if v, ok := t.seen[n.Alias]; ok {
			return v, nil
		}
		n = n.Alias
	}
	v := &value{doc: t.doc, parent: parent, name: name, line: n.Line, column: n.Column}
	if n.Anchor != "" {
		t.seen[n] = v
	}
	switch n.Kind {
	case yaml.ScalarNode:
		t.scalar(v, n)
		return v, nil
	case yaml.SequenceNode:
		v.kind = list
		return v, t.list(v, n, depth)
	case yaml.MappingNode:
		v.kind = object
		return v, t.object(v, n, depth)
	}
	return v, nil
}

func (t *yamlTree) scalar(v *value, n *yaml.Node) {
	v.kind, v.text = text, n.Value
	switch n.ShortTag() {
	case "!!null":
		v.kind, v.text = null, ""
	case "!!bool":
		v.kind, v.text = boolean, strconv.FormatBool(strings.EqualFold(n.Value, "true"))
	case "!!int", "!!float":
		v.kind, v.text = jsonNumber(n.Value)
	}
}

func (t *yamlTree) list(v *value, n *yaml.Node, depth int) error {
	v.items = make([]*value, 0, len(n.Content))
	for i, c := range n.Content {
		child, err := t.value(c, v, strconv.Itoa(i), depth+1)
		if err != nil {
			return err
		}
		v.items = append(v.items, child)
	}
	return nil
}

func (t *yamlTree) object(v *value, n *yaml.Node, depth int) error {
	v.keys, v.items = make([]string, 0, len(n.Content)/2), make([]*value, 0, len(n.Content)/2)
	var merges []*value
	for i := 0; i+1 < len(n.Content); i += 2 {
		key := n.Content[i]
		if key.Kind == yaml.AliasNode && key.Alias != nil {
			key = key.Alias
		}
		child, err := t.value(n.Content[i+1], v, key.Value, depth+1)
		if err != nil {
			return err
		}
		if key.ShortTag() == "!!merge" {
			merges = append(merges, child)
			continue
		}
		v.keys, v.items = append(v.keys, key.Value), append(v.items, child)
	}
	for _, m := range merges {
		if err := t.merge(v, m); err != nil {
			return err
		}
	}
	v.seal()
	return nil
}

// merge adds the members of a merge key that the object itself lacks.
func (t *yamlTree) merge(v, from *value) error {
	sources := []*value{from}
	if from.kind == list {
		sources = from.items
	}
	own := make(map[string]bool, len(v.keys))
	for _, key := range v.keys {
		own[key] = true
	}
	for _, s := range sources {
		if s == v || s.kind != object {
			continue
		}
		for i, key := range s.keys {
			if t.merged++; t.merged > maxMerged {
				return errTooMerged
			}
			if !own[key] {
				own[key] = true
				v.keys, v.items = append(v.keys, key), append(v.items, s.items[i])
			}
		}
	}
	return nil
}

// jsonNumber is a number of YAML as JSON writes it, digit by digit where that
// is possible; what JSON cannot write is a text.
func jsonNumber(written string) (kind, string) {
	if isJSONNumber(written) {
		return number, written
	}
	bare := strings.ReplaceAll(strings.TrimPrefix(written, "+"), "_", "")
	if isJSONNumber(bare) {
		return number, bare
	}
	if n, err := strconv.ParseInt(bare, 0, 64); err == nil {
		return number, strconv.FormatInt(n, 10)
	}
	if f, err := strconv.ParseFloat(bare, 64); err == nil {
		if s := strconv.FormatFloat(f, 'g', -1, 64); isJSONNumber(s) {
			return number, s
		}
	}
	return text, written
}

// isJSONNumber is RFC 8259, section 6.
func isJSONNumber(s string) bool {
	s = strings.TrimPrefix(s, "-")
	whole, rest := digits(s)
	if whole == "" || len(whole) > 1 && whole[0] == '0' {
		return false
	}
	if after, ok := strings.CutPrefix(rest, "."); ok {
		var fraction string
		if fraction, rest = digits(after); fraction == "" {
			return false
		}
	}
	if rest == "" {
		return true
	}
	if rest[0] != 'e' && rest[0] != 'E' {
		return false
	}
	rest = rest[1:]
	if rest != "" && (rest[0] == '+' || rest[0] == '-') {
		rest = rest[1:]
	}
	exponent, rest := digits(rest)
	return exponent != "" && rest == ""
}

func digits(s string) (found, rest string) {
	i := 0
	for i < len(s) && s[i] >= '0' && s[i] <= '9' {
		i++
	}
	return s[:i], s[i:]
}
