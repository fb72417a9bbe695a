package auth

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"brincr-explorer/internal/faulty"
)

const (
	begun    = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"
	cutShort = begun + "Content-Length: 5000\r\n\r\n" + `{"access_token":"eyJ`
	chunked  = begun + "Transfer-Encoding: chunked\r\n\r\n"
	unread   = "answered with something that is not HTTP | stands below"
	broken   = "net/http: HTTP/1.x transport connection broken: "
)

// TestG04_TroubleOnTheWireIsToldAndTriedTwiceMore: the bytes are not what HTTP asks for.
func TestG04_TroubleOnTheWireIsToldAndTriedTwiceMore(t *testing.T) {
	runFaults(t, []fault{
		{name: "another protocol", play: faulty.Text("SSH-2.0 \x1b[31m $SECRET\r\n"), says: unread, server: broken + `malformed HTTP status code "\x1b[31m"`, temporary: true, requests: 3},
		{name: "a token without a head", play: faulty.Text(`{"access_token":"abc"}`), says: unread, server: "the answer could not be read", temporary: true, requests: 3},
		{name: "a header with an escape", play: faulty.Redirect(307, "/\x1b]0;x\x07"), says: unread, server: broken + `malformed MIME header line: "Location: /\x1b]0;x\a"`, temporary: true, requests: 3},
		{name: "a status of letters", play: faulty.Text("HTTP/1.1 abc OK\r\n\r\n"), says: unread, server: broken + `malformed HTTP status code "abc"`, temporary: true, requests: 3},
		{name: "a version of the future", play: faulty.Text("HTTP/x.y 200 OK\r\n\r\n"), says: unread, server: broken + `malformed HTTP version "HTTP/x.y"`, temporary: true, requests: 3},
		{name: "two lengths", play: faulty.Reply(200, "{}", "Content-Length: 2", "Content-Length: 3"), says: unread, server: broken + `http: message cannot contain multiple Content-Length headers; got ["2" "3"]`, temporary: true, requests: 3},
		{name: "a negative length", play: faulty.Reply(200, "{}", "Content-Length: -2"), says: unread, server: broken + `bad Content-Length "-2"`, temporary: true, requests: 3},
		{name: "a length beyond 64 bits", play: faulty.Reply(200, "{}", "Content-Length: 18446744073709551616"), says: unread, server: broken + `bad Content-Length "18446744073709551616"`, temporary: true, requests: 3},
		{name: "another transfer encoding", play: faulty.Reply(200, "{}", "Transfer-Encoding: gzip"), says: unread, server: broken + `unsupported transfer encoding: "gzip"`, temporary: true, requests: 3},
		{name: "a header without a colon", play: faulty.Text("HTTP/1.1 200 OK\r\nnonsense\r\n\r\n"), says: unread, server: broken + `malformed MIME header: missing colon: "nonsense"`, temporary: true, requests: 3},
		{name: "a header with the secret and a NUL", play: faulty.Text("HTTP/1.1 200 OK\r\nX: $SECRET\x00\r\n\r\n"), says: unread, server: broken + `malformed MIME header line: "X: ••••••\x00"`, temporary: true, requests: 3},
		{name: "nothing at all", play: faulty.Text(""), says: "closed before an answer came | server that is being restarted", temporary: true, requests: 3},
		{name: "half a head", play: faulty.Text(begun), says: "closed before an answer came", temporary: true, requests: 3},
		{name: "a reset", play: faulty.Reset(), says: "closed before an answer came", temporary: true, requests: 3},
		{name: "a reset in the head", play: faulty.Play(faulty.Text(begun), faulty.Reset()), says: "closed before an answer came", temporary: true, requests: 3},
		{name: "a reset in the body", play: faulty.Play(faulty.Text(cutShort), faulty.Reset()), says: "ends in the middle | the connection broke", status: 200, temporary: true, requests: 3},
		{name: "a body shorter than it says", play: faulty.Text(cutShort), says: "ends in the middle", status: 200, temporary: true, requests: 3},
		{name: "a chunk that is cut", play: faulty.Text(chunked + "5\r\n{\"a"), says: "ends in the middle", status: 200, temporary: true, requests: 3},
		{name: "chunks without an end", play: faulty.Text(chunked + "2\r\n{}\r\n"), says: "ends in the middle", status: 200, temporary: true, requests: 3},
		{name: "a chunk of no size", play: faulty.Text(chunked + "zz\r\n{}\r\n0\r\n\r\n"), says: "could not be unpacked or read", status: 200, temporary: true, requests: 3},
		{name: "a chunk beyond 64 bits", play: faulty.Text(chunked + "fffffffffffffffff\r\n{}\r\n0\r\n\r\n"), says: "could not be unpacked or read", status: 200, temporary: true, requests: 3},
		{name: "gzip that is none", play: faulty.Reply(200, "this is not gzip at all", "Content-Encoding: gzip"), says: "could not be unpacked or read", status: 200, temporary: true, requests: 3},
		{name: "gzip that is cut", play: faulty.Reply(200, faulty.Zip(`{"access_token":"abc"}`)[:20], "Content-Encoding: gzip"), says: "ends in the middle", status: 200, temporary: true, requests: 3},
		{name: "gzip with a wrong sum", play: faulty.Reply(200, faulty.Zip(`{"access_token":"abc"}`)[:40]+"\x00\x00\x00\x00\x00\x00\x00\x00", "Content-Encoding: gzip"), says: "could not be unpacked or read", status: 200, temporary: true, requests: 3},
		{name: "nothing listens", script: faulty.Script{Down: true}, says: "was refused | nothing there listens", temporary: true},
		{name: "a reset of every connection", script: faulty.Script{Greet: faulty.Reset()}, says: "closed before an answer came", temporary: true, requests: -3},
		{name: "HTTP/2 that goes away", script: faulty.Script{TLS: faulty.HTTP2, Answers: []faulty.Answer{faulty.Play(faulty.Text(faulty.Preface()), faulty.Text(faulty.GoAway(11)))}}, says: "closed before an answer came", temporary: true, requests: -3},
	})
}

// TestG04_ADefiniteAnswerIsAskedForOnce, and again only when the user asks.
func TestG04_ADefiniteAnswerIsAskedForOnce(t *testing.T) {
	for name, play := range map[string]faulty.Answer{
		"invalid_client": faulty.JSON(400, `{"error":"invalid_client"}`), "401 with a code": faulty.JSON(401, `{"error":"invalid_client"}`), "200 with a code": faulty.JSON(200, `{"error":"invalid_scope"}`),
		"400": faulty.Reply(400, ""), "401": faulty.Reply(401, ""), "403": faulty.Reply(403, ""), "404": faulty.Reply(404, ""), "407": faulty.Reply(407, ""), "a redirect": faulty.Redirect(307, "/x"),
		"no token": faulty.JSON(200, "{}"), "two tokens": faulty.JSON(200, `{"access_token":"a","access_token":"b"}`), "too long": faulty.JSON(200, strings.Repeat(" ", maxAnswer+1)),
		"a Retry-After that counts for nothing": faulty.Reply(400, "", "Retry-After: 0"),
	} {
		t.Run(name, func(t *testing.T) {
			site := faulty.New(t, faulty.Plan{Secret: theSecret, Tokens: faulty.Script{Answers: []faulty.Answer{play}}})
			source := sourceFor(t, site.TokenURL(), Options{})
			for range 3 {
				if failed := failure(t, source); failed.Temporary {
					t.Errorf("%v may pass by itself", failed)
				}
			}
			if n := site.Count().TokenRequests; n != 1 {
				t.Errorf("%d requests for three that asked", n)
			}
			if _, err := source.Renew(t.Context()); err == nil || site.Count().TokenRequests != 2 {
				t.Errorf("after Renew: %v, %+v", err, site.Count())
			}
		})
	}
}

// TestG04_TheTryThatWorksIsTheLast: two failures are forgiven, and after success nobody asks again.
func TestG04_TheTryThatWorksIsTheLast(t *testing.T) {
	for name, first := range map[string]faulty.Answer{
		"503": faulty.Reply(503, ""), "429": faulty.Reply(429, "", "Retry-After: 0"), "reset": faulty.Reset(), "cut": faulty.Text(cutShort), "nothing": faulty.Text(""),
	} {
		t.Run(name, func(t *testing.T) {
			site := faulty.New(t, faulty.Plan{Secret: theSecret, Tokens: faulty.Script{Answers: []faulty.Answer{first, first, faulty.Token("3600"), faulty.Reset()}}})
			source := sourceFor(t, site.TokenURL(), Options{})
			for range 3 {
				mustToken(t, source)
			}
			if n := site.Count().TokenRequests; n != 3 || source.Status().Requests != 3 {
				t.Errorf("%d requests, %+v", n, source.Status())
			}
		})
	}
}

// TestG07_NoAnswerOutlivesItsDeadline: what never ends is ended here, and nothing is left of it.
func TestG07_NoAnswerOutlivesItsDeadline(t *testing.T) {
	runFaults(t, []fault{
		{name: "no TLS", script: faulty.Script{TLS: faulty.NotAtAll, Greet: faulty.Hang()}, says: "did not secure it in time", temporary: true, timeout: blink},
		{name: "no answer", play: faulty.Hang(), says: "took the request and did not answer in time (200ms)", temporary: true, requests: 1, timeout: blink},
		{name: "half a status line", play: faulty.Play(faulty.Text("HTTP/1.1 2"), faulty.Hang()), says: "began to answer and did not finish in time", temporary: true, requests: 1, timeout: blink},
		{name: "half a head", play: faulty.Play(faulty.Text(begun), faulty.Hang()), says: "began to answer and did not finish in time", temporary: true, requests: 1, timeout: blink},
		{name: "half a body", play: faulty.Play(faulty.Text(cutShort), faulty.Hang()), says: "began to answer and did not finish in time", status: 200, temporary: true, requests: 1, timeout: blink},
		{name: "one byte a second", play: faulty.Drip(begun, time.Second), says: "began to answer and did not finish in time", temporary: true, requests: 1, timeout: blink},
		{name: "one byte at a time, of a body", play: faulty.Play(faulty.Text(begun+"\r\n"), faulty.Drip(" ", 10*time.Millisecond)), says: "began to answer and did not finish in time", status: 200, temporary: true, requests: 1, timeout: blink},
		{name: "compressed nothing for ever", play: faulty.Play(faulty.Text(begun+"Content-Encoding: gzip\r\n\r\n"), faulty.Repeat(strings.Repeat(faulty.Zip(""), 100))), says: "did not finish in time", status: 200, temporary: true, requests: 1, timeout: blink},
		{name: "an error that drips", play: faulty.Play(faulty.Text("HTTP/1.1 503 \x1b]0;x\x07\r\n\r\n"), faulty.Drip("x", 10*time.Millisecond)), says: "503 | being maintained", status: 503, temporary: true, server: anything, requests: 1, timeout: blink},
	})
}

// TestG08_NoAnswerIsReadBeyondItsBound: 256 KiB of an answer, and as much of its head.
func TestG08_NoAnswerIsReadBeyondItsBound(t *testing.T) {
	const tooLong, tooMuch = "longer than 256 KiB", "has headers of more than 256 KiB"
	runFaults(t, []fault{
		{name: "one byte more", play: faulty.JSON(200, strings.Repeat(" ", maxAnswer-1)+"{}"), says: tooLong, status: 200, requests: 1},
		{name: "a body without end", play: faulty.Play(faulty.Text(begun+"\r\n"), faulty.Repeat(strings.Repeat("[", 4096))), says: tooLong, status: 200, requests: 1},
		{name: "chunks without end", play: faulty.Play(faulty.Text(chunked), faulty.Repeat("3e8\r\n"+strings.Repeat(" ", 1000)+"\r\n")), says: tooLong, status: 200, requests: 1},
		{name: "a length that lies", play: faulty.Play(faulty.Text(begun+"Content-Length: 1125899906842624\r\n\r\n"), faulty.Repeat(strings.Repeat("x", 4096))), says: tooLong, status: 200, requests: 1},
		{name: "a compressed bomb", play: faulty.Reply(200, faulty.Bomb(64, "a"), "Content-Encoding: gzip"), says: tooLong, status: 200, requests: 1},
		{name: "an error without end", play: faulty.Play(faulty.Text("HTTP/1.1 400 Bad Request\r\n\r\n"), faulty.Repeat(strings.Repeat("x", 4096))), says: "no OAuth error", server: strings.Repeat("x", maxServerText), status: 400, requests: 1},
		{name: "300 KiB of headers", play: faulty.JSON(200, "{}", "X: "+strings.Repeat("x", 300<<10)), says: tooMuch, requests: 1},
		{name: "a head without end", play: faulty.Play(faulty.Text(begun), faulty.Repeat("X-A: "+strings.Repeat("h", 1000)+"\r\n")), says: tooMuch, requests: 1},
		{name: "a line without end", play: faulty.Play(faulty.Text(begun+"X-A: "), faulty.Repeat(strings.Repeat("h", 1000))), says: tooMuch, requests: 1},
		{name: "a status line without end", play: faulty.Play(faulty.Text("HTTP/1.1 200 "), faulty.Repeat(strings.Repeat("h", 1000))), says: tooMuch, requests: 1},
		{name: "early hints without end", play: faulty.Repeat("HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n"), says: tooMuch, requests: 1},
	})
}

// TestG07_LeavingIsFeltAndNothingIsLeft: a caller leaves a request that goes on; a closed source ends it.
func TestG07_LeavingIsFeltAndNothingIsLeft(t *testing.T) {
	for name, script := range map[string]faulty.Script{
		"no answer":     {Answers: []faulty.Answer{faulty.Hang()}},
		"half a body":   {Answers: []faulty.Answer{faulty.Play(faulty.Text(cutShort), faulty.Hang())}},
		"drips":         {Answers: []faulty.Answer{faulty.Drip(begun, time.Second)}},
		"handshake":     {TLS: faulty.NotAtAll, Greet: faulty.Hang()},
		"between tries": {Answers: []faulty.Answer{faulty.Reply(429, "", "Retry-After: 50")}},
	} {
		t.Run(name, func(t *testing.T) {
			site := faulty.New(t, faulty.Plan{Secret: theSecret, Tokens: script})
			transport := trusting(site)
			source := sourceFor(t, site.TokenURL(), Options{Transport: transport})
			ctx, cancel := context.WithCancel(t.Context())
			left, ended := make(chan error, 1), make(chan error, 1)
			go func() { _, err := source.Token(ctx); left <- err }()
			go func() { _, err := source.Token(t.Context()); ended <- err }()
			site.Until(t, "a request", func(n faulty.Count) bool {
				return n.TokenRequests == 1 || script.Greet != nil && n.Connections == 1
			})
			soon := time.Now().Add(200 * time.Millisecond)
			cancel()
			if err := <-left; !errors.Is(err, context.Canceled) {
				t.Errorf("who left got %v", err)
			}
			source.Close()
			if err := <-ended; !errors.Is(err, ErrClosed) {
				t.Errorf("who stayed got %v", err)
			}
			if late := time.Since(soon); late > 0 {
				t.Errorf("it took %v too long", late)
			}
			transport.CloseIdleConnections()
			site.Ended(t)
		})
	}
}
