package api

import (
	"bytes"
	"context"
	"io"
	"net/http"
	"net/http/httptrace"
	"strconv"
	"strings"
	"sync/atomic"
)

// attempt sends the request once and reads the answer into the exchange. Its
// error says that there was no answer; an answer that broke off is do.broken.
func (do *run) attempt(reason string) *Error {
	do.forget()
	start := do.c.o.Clock.Now()
	a := Attempt{URL: do.url.String(), Reason: reason, Started: start.Wall, TokenMasked: do.token.Masked()}
	do.x.URL, do.x.Proxy = a.URL, do.c.proxyHost(do.url)
	do.seen[a.URL] = true

	var w wire
	req := do.request(httptrace.WithClientTrace(do.ctx, w.trace()))
	do.x.RequestHeader = do.requestHeader(req)
	res, err := do.transport().RoundTrip(req)
	a.Wait = do.c.o.Clock.Now().Since(start)
	do.left = do.left || w.connected.Load() || err == nil
	var failure *Error
	if err != nil {
		failure = do.unanswered(err)
		a.Err = failure.Summary
	} else {
		do.receive(res)
		a.Status = do.x.Status
		w.sent.CompareAndSwap(0, 1) // a transport that reports nothing has sent it all the same
		if do.broken != nil {
			a.Err = do.broken.Summary
		}
	}
	a.Duration = do.c.o.Clock.Now().Since(start)
	a.Sent = int(w.sent.Load())
	do.x.Attempts = append(do.x.Attempts, a)
	return failure
}

// wire is what the transport reports while it sends, from its own goroutines.
type wire struct {
	connected atomic.Bool
	sent      atomic.Int32
}

func (w *wire) trace() *httptrace.ClientTrace {
	return &httptrace.ClientTrace{
		GotConn:      func(httptrace.GotConnInfo) { w.connected.Store(true) },
		WroteHeaders: func() { w.sent.Add(1) },
	}
}

// forget takes the answer of an earlier attempt off the exchange.
func (do *run) forget() {
	do.header, do.broken = nil, nil
	x := &do.x
	x.Status, x.StatusText, x.Proto, x.Header = 0, "", "", nil
	x.Body, x.ContentType, x.WireSize, x.Truncated, x.Masked = nil, "", 0, false, 0
	x.RateLimit = RateLimit{}
}

func (do *run) transport() http.RoundTripper {
	if do.x.Request.Safe() {
		return do.c.safe
	}
	return do.c.writing
}

// request makes the request for one attempt.
func (do *run) request(ctx context.Context) *http.Request {
	h := http.Header{
		"Accept":          {"application/json"},
		"Accept-Encoding": {"gzip"}, // named here, so that decoding is ours and bounded
		"Authorization":   {do.token.Type() + " " + do.token.Value().Reveal()},
		"User-Agent":      {do.c.o.UserAgent},
	}
	req := (&http.Request{
		Method: do.x.Request.Method,
		URL:    do.url,
		Host:   do.url.Host,
		Header: h,
		Proto:  "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1,
	}).WithContext(ctx)
	for _, f := range do.x.Request.Header {
		h.Add(f.Name, f.Value)
	}
	if body := do.x.Request.Body; len(body) > 0 {
		h.Set("Content-Type", "application/json")
		// GetBody stays nil: nothing below us may send the body again.
		req.Body = io.NopCloser(bytes.NewReader(body))
		req.ContentLength = int64(len(body))
	}
	return req
}

// requestHeader is what goes out, with the token masked.
func (do *run) requestHeader(req *http.Request) []Field {
	h := req.Header.Clone()
	h.Set("Authorization", do.token.Type()+" "+do.token.Masked())
	h.Set("Host", req.Host)
	if req.ContentLength > 0 {
		h.Set("Content-Length", strconv.FormatInt(req.ContentLength, 10))
	}
	fields, _ := do.fields(h)
	return fields
}

// receive reads an answer into the exchange.
func (do *run) receive(res *http.Response) {
	defer res.Body.Close()
	x := &do.x
	do.header = res.Header
	x.Status, x.Proto = res.StatusCode, res.Proto
	_, x.StatusText, _ = strings.Cut(res.Status, " ")
	x.StatusText = or(http.StatusText(res.StatusCode), x.StatusText)
	x.Header, x.Masked = do.fields(res.Header)
	x.ContentType = do.masked(res.Header.Get("Content-Type"))
	x.RateLimit = readRateLimit(res.Header, do.c.o.Clock.Now().Wall)
	if !hasBody(x.Request.Method, res.StatusCode) {
		return
	}
	limit := do.c.o.MaxBody
	if redirects(res.StatusCode) {
		limit = min(limit, redirectBytes)
	}
	body, wire, err := readBody(res, limit)
	x.WireSize = wire
	x.Body = do.maskBody(body)
	if err != nil {
		x.Truncated = true
		do.broken = do.brokenOff(err, limit)
	}
}

// hasBody says whether an answer can have one (RFC 9110, section 6.4.1).
func hasBody(method string, status int) bool {
	return method != http.MethodHead && status >= 200 &&
		status != http.StatusNoContent && status != http.StatusResetContent && status != http.StatusNotModified
}
