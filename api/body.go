package api

import (
	"bufio"
	"compress/flate"
	"compress/gzip"
	"errors"
	"io"
	"net/http"
	"strings"
)

const (
	redirectBytes = 64 << 10 // of the body of a redirect, which nobody reads
	firstBuffer   = 512
	largestHint   = 1 << 20 // what Content-Length may make us reserve before a byte came
	gzipOverhead  = 64 << 10
)

// errTooLarge says that there was more than the bound.
var errTooLarge = errors.New("the body is larger than the bound")

// readBody reads the body of an answer up to limit decoded bytes. What could be
// read is returned beside the error. The transport ends the reading when the
// request's context ends.
func readBody(res *http.Response, limit int64) (body []byte, wire int64, err error) {
	m := &meter{r: res.Body, limit: limit + gzipOverhead}
	if contentEncoding(res.Header) != "gzip" {
		body, err = readUpTo(m, limit, res.ContentLength)
		return body, m.n, err
	}
	in := bufio.NewReader(m)
	magic, err := in.Peek(2)
	if len(magic) < 2 || magic[0] != 0x1f || magic[1] != 0x8b {
		// The header says gzip and the bytes do not: they are kept as they are.
		if err != nil && !errors.Is(err, io.EOF) {
			return append([]byte(nil), magic...), m.n, err
		}
		body, err = readUpTo(in, limit, res.ContentLength)
		return body, m.n, err
	}
	// From here on the body is a gzip stream, so an end at the wrong place is a cut.
	z, err := gzip.NewReader(in)
	if err != nil {
		return nil, m.n, atEnd(err)
	}
	body, err = readUpTo(z, limit, -1)
	return body, m.n, err
}

// readUpTo reads to the end, but never keeps more than limit bytes.
func readUpTo(r io.Reader, limit, hint int64) ([]byte, error) {
	buf := make([]byte, 0, min(max(hint+1, firstBuffer), largestHint))
	for {
		if len(buf) == cap(buf) {
			buf = append(buf, 0)[:len(buf)]
		}
		n, err := r.Read(buf[len(buf):cap(buf)])
		buf = buf[:len(buf)+n]
		if int64(len(buf)) > limit {
			return buf[:limit:limit], errTooLarge
		}
		if errors.Is(err, io.EOF) {
			return buf, nil
		}
		if err != nil {
			return buf, err
		}
	}
}

func atEnd(err error) error {
	if errors.Is(err, io.EOF) {
		return io.ErrUnexpectedEOF
	}
	return err
}

// meter counts the bytes on the wire, and bounds them: a gzip stream can go on
// for ever without yielding a byte.
type meter struct {
	r        io.Reader
	n, limit int64
}

func (m *meter) Read(p []byte) (int, error) {
	if m.n > m.limit {
		return 0, errTooLarge
	}
	n, err := m.r.Read(p)
	m.n += int64(n)
	return n, err
}

// contentEncoding is how the body is encoded, "" when it is not (RFC 9110,
// section 8.4). Only gzip is ever asked for.
func contentEncoding(h http.Header) string {
	switch e := strings.ToLower(strings.TrimSpace(strings.Join(h.Values("Content-Encoding"), ", "))); e {
	case "identity":
		return ""
	case "x-gzip":
		return "gzip"
	default:
		return e
	}
}

// damaged says that a body came whole but does not decode.
func damaged(err error) bool {
	var corrupt flate.CorruptInputError
	return errors.Is(err, gzip.ErrChecksum) || errors.Is(err, gzip.ErrHeader) || errors.As(err, &corrupt)
}
