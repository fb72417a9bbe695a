package cli

import (
	"errors"
	"fmt"
	"strings"

	"brincr-explorer/api"
)

// parameters is a flag that can be repeated, once for each parameter of a query.
type parameters []string

func (list *parameters) Set(s string) error {
	name, _, found := strings.Cut(s, "=")
	switch {
	case s == "":
		return errors.New("it is empty; is a variable of the shell not set?")
	case !found:
		return errors.New("write the name, = and the value, such as filter[product_type]=default; the value may be empty")
	case strings.TrimSpace(name) != name || name == "":
		return errors.New("the name before = is empty, or has blanks around it")
	}
	*list = append(*list, s)
	return nil
}

func (list *parameters) String() string { return strings.Join(*list, " ") }
func (*parameters) Type() string        { return "parameter" }

// GetSlice tells cobra that the flag can be repeated.
func (list *parameters) GetSlice() []string { return *list }

// addTo adds them to a path, in their order.
func (list parameters) addTo(path string) (string, error) {
	for _, p := range list {
		name, value, _ := strings.Cut(p, "=")
		var err error
		if path, err = api.AddQuery(path, name, value); err != nil {
			return "", fmt.Errorf("--query %s %w", quoted(p), err)
		}
	}
	return path, nil
}
