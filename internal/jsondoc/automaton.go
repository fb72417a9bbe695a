package jsondoc

import (
	"encoding/binary"
	"regexp/syntax"
	"slices"
	"sort"
	"unicode"
	"unicode/utf8"
)

// automaton says whether a text has a match of a regular expression, ten to fifty times as fast as package regexp,
// which then has to look only where there is one. It is a deterministic automaton that is made while it runs: a state
// is the set of places in the program that can be reached, and what stood before. It serves one goroutine.
type automaton struct {
	prog     *syntax.Prog
	anchored bool // a match starts at the start of the text

	bounds  []rune // where another class of characters starts; characters of one class lead to the same states
	ascii   [utf8.RuneSelf]int32
	classes int32

	states []autoState
	known  map[string]int32
	next   []int32 // by state and class: the next state, or unknown, or accepted
	failed bool    // there are too many states

	reached   []uint32 // scratch: places reached, and when
	round     uint32
	stack     []uint32
	buildKey  []byte
	buildSeed []uint32
}

// autoState is a state before the next character is known: only then the assertions between them can be judged.
type autoState struct {
	seeds []uint32 // places in the program, in order
	prev  rune     // stands for the class of the character before; -1 at the start of the text
	atEnd int32    // unknown, accepted or refused, when the text ends here
}

const (
	unknown  int32 = -1
	accepted int32 = -2
	refused  int32 = -3

	maxTransitions = 1 << 20 // 4 MiB
)

// newAutomaton returns nil for an expression that it can't serve.
func newAutomaton(prog *syntax.Prog) *automaton {
	a := &automaton{prog: prog, known: map[string]int32{}, reached: make([]uint32, len(prog.Inst))}
	a.anchored = prog.StartCond()&syntax.EmptyBeginText != 0
	a.bounds = classBounds(prog)
	a.classes = int32(len(a.bounds)) + 1
	for c := range a.ascii {
		a.ascii[c] = a.class(rune(c))
	}
	a.state([]uint32{uint32(prog.Start)}, -1)
	return a
}

// classBounds collects where the expression tells characters apart. Word characters and line feeds are always told
// apart, for the sake of \b and (?m).
func classBounds(prog *syntax.Prog) []rune {
	var bounds []rune
	add := func(low, high rune) { bounds = append(bounds, low, high+1) }
	for _, w := range [][2]rune{{'\n', '\n'}, {'0', '9'}, {'A', 'Z'}, {'_', '_'}, {'a', 'z'}} {
		add(w[0], w[1])
	}
	for _, in := range prog.Inst {
		if in.Op != syntax.InstRune && in.Op != syntax.InstRune1 {
			continue
		}
		if len(in.Rune) == 1 {
			add(in.Rune[0], in.Rune[0])
			for c := unicode.SimpleFold(in.Rune[0]); c != in.Rune[0]; c = unicode.SimpleFold(c) {
				add(c, c)
			}
			continue
		}
		for i := 0; i+1 < len(in.Rune); i += 2 {
			add(in.Rune[i], in.Rune[i+1])
		}
	}
	slices.Sort(bounds)
	return slices.Compact(bounds)
}

// class is the number of the class that a character is in.
func (a *automaton) class(c rune) int32 {
	return int32(sort.Search(len(a.bounds), func(i int) bool { return a.bounds[i] > c }))
}

// sample is a character of a class. It stands for all of them.
func (a *automaton) sample(class int32) rune {
	if class == 0 {
		return 0
	}
	return a.bounds[class-1]
}

// match says whether the text has a match. ok is false when the automaton has grown too large to say.
func (a *automaton) match(text []byte) (found, ok bool) {
	s := int32(0)
	for i := 0; i < len(text); {
		var class int32
		if b := text[i]; b < utf8.RuneSelf {
			class = a.ascii[b]
			i++
		} else {
			c, size := utf8.DecodeRune(text[i:])
			class = a.class(c)
			i += size
		}
		to := a.next[s*a.classes+class]
		if to < 0 {
			if to == unknown {
				to = a.follow(s, class)
			}
			if a.failed {
				return false, false
			}
			if to < 0 {
				return to == accepted, true
			}
		}
		s = to
	}
	return a.end(s) == accepted, true
}

// follow makes the transition of a state for a class of characters.
func (a *automaton) follow(s, class int32) int32 {
	c := a.sample(class)
	places, done := a.reach(s, c)
	to := accepted
	if !done {
		a.buildSeed = a.buildSeed[:0]
		for _, p := range places {
			if in := &a.prog.Inst[p]; in.MatchRune(c) {
				a.buildSeed = append(a.buildSeed, in.Out)
			}
		}
		if !a.anchored {
			a.buildSeed = append(a.buildSeed, uint32(a.prog.Start))
		}
		to = refused
		if len(a.buildSeed) > 0 {
			slices.Sort(a.buildSeed)
			to = a.state(slices.Compact(a.buildSeed), c)
		}
	}
	a.next[s*a.classes+class] = to
	return to
}

// end says whether a text that ends in a state has a match.
func (a *automaton) end(s int32) int32 {
	if a.states[s].atEnd == unknown {
		a.states[s].atEnd = refused
		if _, done := a.reach(s, -1); done {
			a.states[s].atEnd = accepted
		}
	}
	return a.states[s].atEnd
}

// reach returns the places that wait for a character, reached from a state's seeds through everything that takes
// none, when the next character is c (-1: the end); and whether one of the places is a match.
func (a *automaton) reach(s int32, c rune) (places []uint32, done bool) {
	holds := syntax.EmptyOpContext(a.states[s].prev, c)
	a.round++
	a.stack = append(a.stack[:0], a.states[s].seeds...)
	for len(a.stack) > 0 {
		p := a.stack[len(a.stack)-1]
		a.stack = a.stack[:len(a.stack)-1]
		if a.reached[p] == a.round {
			continue
		}
		a.reached[p] = a.round
		switch in := &a.prog.Inst[p]; in.Op {
		case syntax.InstMatch:
			return nil, true
		case syntax.InstAlt, syntax.InstAltMatch:
			a.stack = append(a.stack, in.Out, in.Arg)
		case syntax.InstCapture, syntax.InstNop:
			a.stack = append(a.stack, in.Out)
		case syntax.InstEmptyWidth:
			if syntax.EmptyOp(in.Arg)&^holds == 0 {
				a.stack = append(a.stack, in.Out)
			}
		case syntax.InstRune, syntax.InstRune1, syntax.InstRuneAny, syntax.InstRuneAnyNotNL:
			places = append(places, p)
		}
	}
	return places, false
}

// state returns the number of a state, which it makes when it is new.
func (a *automaton) state(seeds []uint32, prev rune) int32 {
	key := binary.LittleEndian.AppendUint32(a.buildKey[:0], uint32(contextOf(prev)))
	for _, p := range seeds {
		key = binary.LittleEndian.AppendUint32(key, p)
	}
	a.buildKey = key
	if s, ok := a.known[string(key)]; ok {
		return s
	}
	if len(a.next)+int(a.classes) > maxTransitions {
		a.failed = true
		return refused
	}
	s := int32(len(a.states))
	a.known[string(key)] = s
	a.states = append(a.states, autoState{seeds: slices.Clone(seeds), prev: contextOf(prev), atEnd: unknown})
	for range a.classes {
		a.next = append(a.next, unknown)
	}
	return s
}

// contextOf reduces a character to what an assertion after it can see of it.
func contextOf(c rune) rune {
	switch {
	case c == -1 || c == '\n':
		return c
	case syntax.IsWordChar(c):
		return 'a'
	}
	return ' '
}
