package jsondoc

import (
	"fmt"
	"strconv"
	"strings"
)

var pointerUnescapes = strings.NewReplacer("~1", "/", "~0", "~")

// At is the node that a JSON Pointer (RFC 6901) means.
func (d *Document) At(pointer string) (Node, bool) {
	if d.Len() == 0 || pointer != "" && pointer[0] != '/' {
		return None, false
	}
	at := Node(0)
	for pointer != "" {
		var token string
		token, pointer = cutToken(pointer[1:])
		switch d.Kind(at) {
		case Object:
			at = d.Member(at, pointerUnescapes.Replace(token))
		case Array:
			at = d.Child(at, arrayIndex(token))
		default:
			at = None
		}
		if at == None {
			return None, false
		}
	}
	return at, true
}

func cutToken(s string) (token, rest string) {
	if i := strings.IndexByte(s, '/'); i >= 0 {
		return s[:i], s[i:]
	}
	return s, ""
}

// arrayIndex reads an index as RFC 6901, section 4, has it: without leading zeros or sign. Anything else is -1.
func arrayIndex(token string) int {
	i, err := strconv.Atoi(token)
	if err != nil || strconv.Itoa(i) != token {
		return -1
	}
	return i
}

// PathError says where a path can't be followed.
type PathError struct {
	Path    string
	Offset  int    // bytes of the path before the place
	Node    Node   // as far as the path could be followed; None when it is no path at all
	Problem string // printable ASCII, but for the keys that the path itself has
}

func (e *PathError) Error() string {
	return fmt.Sprintf("path, character %d: %s", 1+len([]rune(e.Path[:e.Offset])), e.Problem)
}

// AtPath is the node that a jq path means: ., .data[0].name, .["odd key"], ."odd key", [0]; a negative index counts
// from the end. The error is a *PathError.
func (d *Document) AtPath(path string) (Node, error) {
	steps, err := parsePath(path)
	if err != nil {
		return None, err
	}
	if d.Len() == 0 {
		return None, &PathError{Path: path, Node: None, Problem: "the document is empty"}
	}
	at := Node(0)
	for _, s := range steps {
		next, problem := d.step(at, s)
		if next == None {
			return None, &PathError{Path: path, Offset: s.offset, Node: at, Problem: problem}
		}
		at = next
	}
	return at, nil
}

func (d *Document) step(at Node, s pathStep) (next Node, problem string) {
	kind := d.Kind(at)
	switch {
	case s.isKey && kind == Object:
		if next = d.Member(at, s.key); next == None {
			problem = fmt.Sprintf("%s has no key %q", d.Path(at), s.key)
		}
	case s.isKey:
		return None, fmt.Sprintf("%s is a value of type %s, which has no keys", d.Path(at), kind)
	case kind == Array:
		i := s.index
		if i < 0 {
			i += d.Count(at)
		}
		if next = d.Child(at, i); next == None {
			problem = fmt.Sprintf("%s has %d elements, numbered from 0", d.Path(at), d.Count(at))
		}
	default:
		return None, fmt.Sprintf("%s is a value of type %s, which has no numbered elements", d.Path(at), kind)
	}
	return next, problem
}

type pathStep struct {
	key    string
	index  int
	isKey  bool
	offset int // of the step in the path
}

// parsePath splits a jq path. What it takes is the part of jq that names one place.
func parsePath(path string) ([]pathStep, error) {
	fail := func(at int, problem string) ([]pathStep, error) {
		return nil, &PathError{Path: path, Offset: at, Node: None, Problem: problem}
	}
	var steps []pathStep
	i := len(path) - len(strings.TrimLeft(path, " "))
	path = strings.TrimRight(path, " ")
	if i >= len(path) {
		return fail(len(path), `a path starts with "."`)
	}
	if path[i] != '.' && path[i] != '[' {
		return fail(i, `a path starts with "."`)
	}
	if path[i:] == "." {
		return nil, nil
	}
	for i < len(path) {
		s := pathStep{offset: i}
		dotted := path[i] == '.'
		if dotted {
			i++
		}
		switch {
		case i < len(path) && path[i] == '[':
			end, problem := s.bracket(path, i)
			if problem != "" {
				return fail(end, problem)
			}
			i = end
		case i < len(path) && path[i] == '"' && dotted:
			end, problem := s.quoted(path, i)
			if problem != "" {
				return fail(end, problem)
			}
			i = end
		case dotted:
			from := i
			for i < len(path) && nameByte(path[i]) {
				i++
			}
			if s.key, s.isKey = path[from:i], true; !plainKey(s.key) {
				return fail(from, `a key is expected; one that is no plain name goes in quotes: .["odd key"]`)
			}
		default:
			return fail(i, `"." or "[" is expected`)
		}
		steps = append(steps, s)
	}
	return steps, nil
}

// quoted reads a quoted key at i and returns the offset after it, or where the problem is.
func (s *pathStep) quoted(path string, i int) (end int, problem string) {
	end, wrong := scanString([]byte(path), i+1)
	if wrong != noFault {
		return min(end, len(path)), faultExpects[wrong] + " is expected"
	}
	s.key, s.isKey = decode([]byte(path[i+1:end-1])), true
	return end, ""
}

// bracket reads ["key"] or [0] at i and returns the offset after it, or where the problem is.
func (s *pathStep) bracket(path string, i int) (end int, problem string) {
	i++
	if i < len(path) && path[i] == '"' {
		if end, problem = s.quoted(path, i); problem != "" {
			return end, problem
		}
	} else {
		end = i
		for end < len(path) && (path[end] == '-' || '0' <= path[end] && path[end] <= '9') {
			end++
		}
		index, err := strconv.Atoi(path[i:end])
		if err != nil {
			return i, "a number or a key in double quotes is expected"
		}
		s.index = index
	}
	if end >= len(path) || path[end] != ']' {
		return end, `"]" is expected`
	}
	return end + 1, ""
}
