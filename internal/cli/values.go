package cli

import (
	"errors"
	"fmt"
	"strings"
	"time"
)

// The types of flags. They refuse at once what would otherwise be taken for a
// flag that is not there: --tenant "$TENANT" must not choose the first tenant
// because a variable is not set.

// text is a flag's value that says something.
type text string

func (t *text) Set(s string) error {
	if strings.TrimSpace(s) == "" {
		return errors.New("it is empty; is a variable of the shell not set?")
	}
	*t = text(s)
	return nil
}

func (t *text) String() string { return string(*t) }
func (*text) Type() string     { return "text" }

// span is a flag's duration.
type span struct {
	value time.Duration
	least time.Duration
	set   bool
}

func (s *span) Set(text string) error {
	d, err := time.ParseDuration(text)
	switch {
	case err != nil:
		return errors.New("write a number with its unit, such as 30s or 2m")
	case d < s.least && s.least == anyTime:
		return errors.New("it has to be more than zero")
	case d < s.least:
		return fmt.Errorf("it has to be %s or more", s.least)
	}
	s.value, s.set = d, true
	return nil
}

func (s *span) String() string {
	if !s.set {
		return ""
	}
	return s.value.String()
}
func (*span) Type() string { return "duration" }

// anyTime is the least duration that is one.
const anyTime = time.Nanosecond

// scopes is a flag that can be repeated, once for each scope.
type scopes []string

func (list *scopes) Set(s string) error {
	switch {
	case s == "":
		return errors.New("it is empty; is a variable of the shell not set?")
	case strings.ContainsAny(s, " \t,;"):
		return errors.New("one scope is one name; repeat --scope for more")
	case strings.ContainsFunc(s, notInScope):
		return errors.New("it holds a character that no scope can have")
	}
	*list = append(*list, s)
	return nil
}

// notInScope: RFC 6749, section 3.3, allows %x21, %x23-5B and %x5D-7E.
func notInScope(r rune) bool { return r < 0x21 || r > 0x7e || r == '"' || r == '\\' }

func (list *scopes) String() string { return strings.Join(*list, " ") }
func (*scopes) Type() string        { return "scope" }

// GetSlice tells cobra that the flag can be repeated, so that it completes it
// again.
func (list *scopes) GetSlice() []string { return *list }
