package jsondoc

import (
	"strconv"
	"strings"
)

// completeGlimpse bounds how many members are looked at for a completion: a person types a letter more instead.
const completeGlimpse = 20_000

// CompletePath continues a jq path that is being typed: with the keys that begin with what stands behind the last dot, and
// with brackets behind an array. The continuations are whole paths, in the order of the document, at most so many.
func (d *Document) CompletePath(path string, most int) []string {
	head, partial, quoted := cutPartial(path)
	at, err := d.AtPath(head)
	if err != nil {
		return nil
	}
	if d.Kind(at) == Array {
		return d.completeIndex(at, head, partial, most)
	}
	var all []string
	seen := map[string]bool{}
	c := d.FirstChild(at)
	for i := 0; c != None && i < completeGlimpse && len(all) < most; i, c = i+1, d.Next(c) {
		key := d.Key(c)
		if !d.HasKey(c) || seen[key] || !strings.HasPrefix(key, partial) {
			continue
		}
		seen[key] = true
		if step, ok := keyStep(head, key, quoted); ok {
			all = append(all, step)
		}
	}
	return all
}

// cutPartial splits what is typed into the path before the last step and the beginning of that step.
func cutPartial(path string) (head, partial string, quoted bool) {
	path = strings.TrimLeft(path, " ")
	if i := strings.LastIndex(path, `["`); i >= 0 && !strings.Contains(path[i+2:], `"`) {
		return orRoot(strings.TrimSuffix(path[:i], ".")), path[i+2:], true
	}
	if i := strings.LastIndexByte(path, '['); i >= 0 && !strings.Contains(path[i:], "]") {
		return orRoot(strings.TrimSuffix(path[:i], ".")), path[i:], false
	}
	if i := strings.LastIndexByte(path, '.'); i >= 0 && (path[i+1:] == "" || plainKey(path[i+1:])) {
		return orRoot(path[:i]), path[i+1:], false
	}
	return orRoot(path), "", false
}

func orRoot(path string) string {
	if path == "" {
		return "."
	}
	return path
}

func keyStep(head, key string, quoted bool) (string, bool) {
	if plainKey(key) && !quoted {
		return strings.TrimSuffix(head, ".") + "." + key, true
	}
	return head + "[" + quoteKey(key) + "]", true
}

// completeIndex offers the first and the last element of an array, and those that begin with the digits typed.
func (d *Document) completeIndex(at Node, head, partial string, most int) []string {
	digits, ok := strings.CutPrefix(partial, "[")
	if partial != "" && !ok || d.Count(at) == 0 {
		return nil
	}
	var all []string
	add := func(i int) {
		if i < d.Count(at) && len(all) < most {
			all = append(all, head+"["+strconv.Itoa(i)+"]")
		}
	}
	if digits == "" {
		add(0)
		if last := d.Count(at) - 1; last > 0 {
			add(last)
		}
		return all
	}
	first := arrayIndex(digits)
	if first < 0 {
		return nil
	}
	add(first)
	for i := range 10 {
		if next := first*10 + i; next > first {
			add(next)
		}
	}
	return all
}
