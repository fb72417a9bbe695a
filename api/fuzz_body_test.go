package api

import (
	"bytes"
	"io"
	"net/http"
	"strings"
	"testing"

	"brincr-explorer/internal/faulty"
)

// FuzzReadBody: whatever a server packs, and however it cuts it, the bound holds and what is whole is unchanged.
func FuzzReadBody(f *testing.F) {
	for _, body := range []string{
		"", "{}", strings.Repeat("x", 3000), faulty.Zip(""), faulty.Zip("[1,2]"), faulty.Zip("[1,2]")[:15], faulty.Zip("[1") + faulty.Zip(",2]"),
		faulty.Zip(strings.Repeat("[", 5000)), "\x1f", "\x1f\x8b", "\x1f\x8b\x08", strings.Repeat(faulty.Zip(""), 50), faulty.Zip("a") + "rest",
	} {
		for _, encoding := range []string{"", "gzip", "br", "identity"} {
			f.Add([]byte(body), encoding, int64(len(body)))
		}
	}
	f.Add([]byte("{}"), "gzip", int64(1)<<50)
	f.Add([]byte("{}"), "", int64(-1))
	const limit = 1 << 10
	f.Fuzz(func(t *testing.T, sent []byte, encoding string, length int64) {
		res := &http.Response{Header: http.Header{"Content-Encoding": {encoding}}, Body: io.NopCloser(bytes.NewReader(sent)), ContentLength: length}
		body, wire, err := readBody(res, limit)
		if len(body) > limit || wire > int64(len(sent)) {
			t.Errorf("%d bytes kept of %d, %d on the wire", len(body), len(sent), wire)
		}
		if contentEncoding(res.Header) != "gzip" && len(sent) <= limit && (err != nil || !bytes.Equal(body, sent)) {
			t.Errorf("%q became %q, %v", sent, body, err)
		}
	})
}
