//go:build !unix

package main

import (
	"context"
	"errors"
)

func measure(context.Context, options) (met bool, err error) {
	return false, errors.New("it needs a pseudo-terminal, which this system has none of that it knows")
}
