package jsondoc

import (
	"sync"
	"testing"

	"brincr-explorer/internal/sample"
)

var samples sync.Map // size -> text

// sampleText makes a text of about size bytes, once for all tests.
func sampleText(tb testing.TB, size int) []byte {
	tb.Helper()
	if text, ok := samples.Load(size); ok {
		return text.([]byte)
	}
	text := sample.Orders(size)
	samples.Store(size, text)
	return text
}
