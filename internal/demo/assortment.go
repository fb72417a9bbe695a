package demo

import (
	"embed"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// assortments are the goods of the tenants, one file each; wine.txt explains the format.
//
//go:embed assortment/*.txt
var assortments embed.FS

// text is a text per locale, the way Brincr's bodies have it.
type text struct {
	Dutch   string `json:"nl_NL"`
	English string `json:"en_GB"`
}

// branch is a category of an assortment.
type branch struct {
	name   text
	level  int
	parent int // index of the parent; -1 for a root
}

// good is a line of an assortment: one product, or one for each option.
type good struct {
	name     text
	category int // index of its branch
	options  []text
	price    money
	weight   weight
	vat      int
	parts    []goodPart // of an assembled product
}

type goodPart struct {
	name   string // Dutch name of another good
	amount int
}

type assortment struct {
	branches []branch
	goods    []good
}

// readAssortment reads an embedded file. The files are part of the program, so a
// mistake in one is a mistake in the program: tests read them all.
func readAssortment(file string) (assortment, error) {
	content, err := assortments.ReadFile("assortment/" + file)
	if err != nil {
		return assortment{}, fmt.Errorf("reading the demo's assortment: %w", err)
	}
	var a assortment
	for number, line := range strings.Split(string(content), "\n") {
		if err := a.readLine(line); err != nil {
			return assortment{}, fmt.Errorf("demo assortment %s:%d: %w", file, number+1, err)
		}
	}
	return a, nil
}

func (a *assortment) readLine(line string) error {
	trimmed := strings.TrimSpace(line)
	switch {
	case trimmed == "" || trimmed[0] == '#':
		return nil
	case strings.HasPrefix(trimmed, "* "):
		return a.readProduct(strings.Split(trimmed[2:], " ; "))
	case strings.HasPrefix(trimmed, "+ "):
		return a.readAssembled(strings.Split(trimmed[2:], " ; "))
	default:
		a.readBranch(trimmed, (len(line)-len(strings.TrimLeft(line, " ")))/2)
		return nil
	}
}

func (a *assortment) readBranch(name string, level int) {
	parent := len(a.branches) - 1
	for parent >= 0 && a.branches[parent].level >= level {
		parent = a.branches[parent].parent
	}
	a.branches = append(a.branches, branch{name: readText(name), level: level, parent: parent})
}

func (a *assortment) readProduct(fields []string) error {
	if len(fields) != 5 {
		return fmt.Errorf("a product has 5 fields, this line %d", len(fields))
	}
	g := good{name: readText(fields[0]), category: len(a.branches) - 1, options: readOptions(fields[1])}
	var err error
	if g.price, err = parseMoney(fields[2]); err != nil {
		return err
	}
	if g.weight, err = parseWeight(fields[3]); err != nil {
		return err
	}
	if g.vat, err = strconv.Atoi(fields[4]); err != nil {
		return err
	}
	a.goods = append(a.goods, g)
	return nil
}

func (a *assortment) readAssembled(fields []string) error {
	if len(fields) != 4 {
		return fmt.Errorf("an assembled product has 4 fields, this line %d", len(fields))
	}
	g := good{name: readText(fields[0]), category: len(a.branches) - 1, options: []text{{}}}
	var err error
	if g.price, err = parseMoney(fields[1]); err != nil {
		return err
	}
	if g.vat, err = strconv.Atoi(fields[2]); err != nil {
		return err
	}
	if g.parts, err = readParts(fields[3]); err != nil {
		return err
	}
	for _, part := range g.parts {
		if !slices.ContainsFunc(a.goods, func(other good) bool { return other.name.Dutch == part.name }) {
			return fmt.Errorf("the part %q is not among the goods above", part.name)
		}
	}
	a.goods = append(a.goods, g)
	return nil
}

// readParts reads "2x Wijnglas, doos van 6, 1x Kelnersmes": names may hold commas.
func readParts(s string) ([]goodPart, error) {
	amounts := regexp.MustCompile(`(?:^|, )(\d+)x `).FindAllStringSubmatchIndex(s, -1)
	var parts []goodPart
	for i, m := range amounts {
		end := len(s)
		if i+1 < len(amounts) {
			end = amounts[i+1][0]
		}
		amount, err := strconv.Atoi(s[m[2]:m[3]])
		if err != nil {
			return nil, err
		}
		parts = append(parts, goodPart{name: s[m[1]:end], amount: amount})
	}
	if len(parts) == 0 {
		return nil, fmt.Errorf("%q names no part", s)
	}
	return parts, nil
}

func readText(s string) text {
	dutch, english, ok := strings.Cut(s, " | ")
	if !ok {
		english = dutch
	}
	return text{dutch, english}
}

func readOptions(s string) []text {
	if s == "-" {
		return []text{{}}
	}
	var options []text
	for option := range strings.SplitSeq(s, ", ") {
		dutch, english, ok := strings.Cut(option, "/")
		if !ok {
			english = strings.ReplaceAll(dutch, ",", ".") // 0,75 l is 0.75 l
		}
		options = append(options, text{dutch, english})
	}
	return options
}

// with adds an option to a name.
func (t text) with(option text) text {
	return text{strings.TrimSpace(t.Dutch + " " + option.Dutch), strings.TrimSpace(t.English + " " + option.English)}
}
