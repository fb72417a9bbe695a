package ui

import (
	"fmt"
	"testing"

	"brincr-explorer/api"
)

// BenchmarkTypedPath is a letter of a path typed over a catalogue of six hundred
// endpoints.
func BenchmarkTypedPath(b *testing.B) {
	wd := &world{ttl: 3600}
	for i := range 600 {
		wd.more = append(wd.more, api.Endpoint{Method: "GET", Path: fmt.Sprintf("things-%d/{thing}/parts/{part}", i)})
	}
	m := newModel(b.Context(), wd.options())
	defer m.close()
	m.start()
	m.askPath()
	m.prompt.input.SetValue("things-59")
	for b.Loop() {
		m.typingPath()
	}
}
