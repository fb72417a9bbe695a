package config

// kind is what a value is, in the words of this package's messages.
type kind int

const (
	text    kind = iota // a string
	boolean             // true or false
	number              // an integer or a float
	date                // any of TOML's four dates and times
	list                // an array, or [[tables]]
	object              // a table, inline or under a header
)

func (k kind) String() string {
	switch k {
	case text:
		return "a text"
	case boolean:
		return "true or false"
	case number:
		return "a number"
	case date:
		return "a date"
	case list:
		return "a list"
	default:
		return "a table"
	}
}

// value is one value of the file. Dates do not keep what they say: nothing in
// a config is one. A number keeps how it is written.
type value struct {
	kind   kind
	offset int // of its first byte; of its key, for a list
	text   string
	yes    bool
	items  []*value
	table  *table
	closed bool // an array as a value: [[headers]] cannot add to it
}

// table is one table of the file, its keys in the order written.
type table struct {
	offset  int // of its header or brace
	members []*member
	byName  map[string]*member
	defined definition
}

type member struct {
	name   string
	offset int // of the key
	value  *value
}

// definition is how a table came about, which decides whether more of the file
// may add to it (TOML 1.0, section "Table").
type definition int

const (
	implied  definition = iota // a part of the name of a header
	headed                     // its own header
	dotted                     // a part of a dotted key
	enclosed                   // an inline table, complete in itself
)

func newTable(offset int, defined definition) *table {
	return &table{offset: offset, byName: map[string]*member{}, defined: defined}
}

// find is the member of that name, nil when there is none.
func (t *table) find(name string) *member { return t.byName[name] }

func (t *table) add(name string, offset int, v *value) {
	m := &member{name: name, offset: offset, value: v}
	t.members = append(t.members, m)
	t.byName[name] = m
}
