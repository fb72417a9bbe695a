package api

import (
	"context"
	"strings"
	"testing"
	"time"

	"brincr-explorer/internal/faulty"
)

const (
	begun    = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"
	cutShort = begun + "Content-Length: 5000\r\n\r\n" + `{"a":`
	chunked  = begun + "Transfer-Encoding: chunked\r\n\r\n"
)

// TestG11_TroubleOnTheWireIsToldApart: the bytes are not what HTTP asks for. Nothing is sent twice for it.
func TestG11_TroubleOnTheWireIsToldApart(t *testing.T) {
	const unread, ended, brokeOff = "no answer that can be read", "ended before there was an answer", "broke off after 5 bytes"
	runFaults(t, []fault{
		{name: "another protocol", play: faulty.Text("SSH-2.0 \x1b[31m $SECRET\r\n"), kind: KindNetwork, says: unread, sent: 1},
		{name: "only a body", play: faulty.Text(`{"a":1}`), kind: KindNetwork, says: unread, sent: 1},
		{name: "a status of letters", play: faulty.Text("HTTP/1.1 abc OK\r\n\r\n"), kind: KindNetwork, says: unread + ` | \"abc\"`, sent: 1},
		{name: "a version of the future", play: faulty.Text("HTTP/x.y 200 OK\r\n\r\n"), kind: KindNetwork, says: unread, sent: 1},
		{name: "two lengths", play: faulty.Reply(200, "{}", "Content-Length: 2", "Content-Length: 3"), kind: KindNetwork, says: unread + " | Content-Length", sent: 1},
		{name: "a negative length", play: faulty.Reply(200, "{}", "Content-Length: -2"), kind: KindNetwork, says: unread + " | Content-Length", sent: 1},
		{name: "a length beyond 64 bits", play: faulty.Reply(200, "{}", "Content-Length: 18446744073709551616"), kind: KindNetwork, says: unread, sent: 1},
		{name: "another transfer encoding", play: faulty.Reply(200, "{}", "Transfer-Encoding: gzip"), kind: KindNetwork, says: unread + " | transfer encoding", sent: 1},
		{name: "a header without a colon", play: faulty.Text("HTTP/1.1 200 OK\r\nnonsense\r\n\r\n"), kind: KindNetwork, says: unread + " | nonsense", sent: 1},
		{name: "a header with an escape", play: faulty.Reply(200, "{}", "X: \x1b]0;owned\x07"), kind: KindNetwork, says: unread + ` | x1b]0;owned`, sent: 1},
		{name: "nothing at all", play: faulty.Text(""), kind: KindReset, says: ended, sent: 1},
		{name: "half a head", play: faulty.Text(begun), kind: KindReset, says: ended, sent: 1},
		{name: "a reset", play: faulty.Reset(), kind: KindReset, says: ended + " | Send it again", sent: 1},
		{name: "a reset in the head", play: faulty.Play(faulty.Text(begun), faulty.Reset()), kind: KindReset, says: ended, sent: 1},
		{name: "a reset in the body", play: faulty.Play(faulty.Text(cutShort), faulty.Reset()), kind: KindTruncated, status: 200, says: "broke off after", sent: 1, body: anything},
		{name: "a body shorter than it says", play: faulty.Text(cutShort), kind: KindTruncated, status: 200, says: brokeOff + " | What came is kept", sent: 1, body: `{"a":`},
		{name: "a chunk that is cut", play: faulty.Text(chunked + "9\r\n" + `{"a":`), kind: KindTruncated, status: 200, says: brokeOff, sent: 1, body: `{"a":`},
		{name: "chunks without an end", play: faulty.Text(chunked + "5\r\n[1,2]\r\n"), kind: KindTruncated, status: 200, says: brokeOff, sent: 1, body: `[1,2]`},
		{name: "a chunk of no size", play: faulty.Text(chunked + "5\r\n[1,2]\r\nzz\r\n\r\n"), kind: KindTruncated, status: 200, says: brokeOff, sent: 1, body: `[1,2]`},
		{name: "a chunk beyond 64 bits", play: faulty.Text(chunked + "fffffffffffffffff\r\n{}\r\n0\r\n\r\n"), kind: KindTruncated, status: 200, says: "broke off after 0 bytes", sent: 1},
		{name: "gzip that is cut", play: faulty.JSON(200, faulty.Zip(`[1,2]`)[:20], "Content-Encoding: gzip"), kind: KindTruncated, status: 200, says: "broke off", sent: 1, body: anything},
		{name: "gzip with a wrong sum", play: faulty.JSON(200, faulty.Zip(`[1,2]`)[:21]+"\x00\x00\x00\x00\x00\x00\x00\x00", "Content-Encoding: gzip"), kind: KindTruncated, status: 200, says: "is damaged | gzip encoding", sent: 1, body: anything},
		{name: "gzip that is none", play: faulty.JSON(200, `[1,2]`, "Content-Encoding: gzip"), status: 200, sent: 1, body: `[1,2]`},
		{name: "gzip that says nothing of itself", play: faulty.JSON(200, faulty.Zip(`[1,2]`)), kind: KindNotJSON, status: 200, says: "binary data", server: anything, sent: 1, body: anything},
		{name: "nothing listens", script: faulty.Script{Down: true}, kind: KindRefused, says: "refused | nothing listens at"},
		{name: "a reset of every connection", script: faulty.Script{Greet: faulty.Reset()}, kind: KindReset, says: ended, sent: -1},
		{name: "HTTP/2 that goes away", script: faulty.Script{TLS: faulty.HTTP2, Answers: []faulty.Answer{faulty.Text(faulty.Preface() + faulty.GoAway(11))}}, kind: KindReset, says: ended, sent: -1},
		{name: "TLS that is cut below its goodbye", script: faulty.Script{TLS: faulty.Good, Answers: []faulty.Answer{faulty.Play(faulty.Text(begun+"Content-Length: 50\r\n\r\n[1,2]"), faulty.Drop())}}, kind: KindTruncated, status: 200, says: brokeOff, sent: 1, body: `[1,2]`},
	})
}

// TestG10_OddHTTPThatSaysTheSameIsTaken: with the bytes that were sent.
func TestG10_OddHTTPThatSaysTheSameIsTaken(t *testing.T) {
	const good = `{"a":9007199254740993}`
	for name, play := range map[string]faulty.Answer{
		"HTTP/1.0 until the end":   faulty.Text("HTTP/1.0 200 OK\r\n\r\n" + good),
		"no reason":                faulty.Text("HTTP/1.1 200\r\n\r\n" + good),
		"line feeds alone":         faulty.Text("HTTP/1.1 200 OK\nContent-Length: 22\n\n" + good),
		"the same length twice":    faulty.JSON(200, good, "Content-Length: 22", "Content-Length: 22"),
		"a length and chunks":      faulty.JSON(200, "16\r\n"+good+"\r\n0\r\n\r\n", "Content-Length: 5", "Transfer-Encoding: chunked"),
		"chunks with extensions":   faulty.Text(chunked + "16;a=b\r\n" + good + "\r\n0\r\nX-Trailer: 1\r\n\r\n"),
		"early hints first":        faulty.Play(faulty.Text("HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n"), faulty.JSON(200, good)),
		"packed":                   faulty.Packed(200, good),
		"packed in three members":  faulty.Reply(200, faulty.Zip(good[:5])+faulty.Zip("")+faulty.Zip(good[5:]), "Content-Encoding: x-gzip"),
		"200 KiB of headers":       faulty.JSON(200, good, "X: "+strings.Repeat("x", 200<<10)),
		"one header, ten thousand": faulty.JSON(200, good, strings.Repeat("A: b\r\n", 10_000)+"B: c"),
	} {
		t.Run(name, fault{play: play, status: 200, sent: 1, body: good}.run)
	}
}

// TestG07_NoAnswerOutlivesItsDeadline: what never ends is ended here, and nothing is left of it.
func TestG07_NoAnswerOutlivesItsDeadline(t *testing.T) {
	const waiting, reading = "while waiting for the answer", "while reading the answer"
	faults := []fault{
		{name: "no TLS", script: faulty.Script{TLS: faulty.NotAtAll, Greet: faulty.Hang()}, says: waiting},
		{name: "no answer", play: faulty.Hang(), says: waiting, sent: 1},
		{name: "half a status line", play: faulty.Play(faulty.Text("HTTP/1.1 2"), faulty.Hang()), says: waiting, sent: 1},
		{name: "half a head", play: faulty.Play(faulty.Text(begun), faulty.Hang()), says: waiting, sent: 1},
		{name: "one byte a second", play: faulty.Drip(begun, time.Second), says: waiting, sent: 1},
		{name: "half a body", play: faulty.Play(faulty.Text(cutShort), faulty.Hang()), status: 200, says: reading, sent: 1, body: `{"a":`},
		{name: "a body that drips", play: faulty.Play(faulty.Text(begun+"\r\n"), faulty.Drip("[", 10*time.Millisecond)), status: 200, says: reading, sent: 1, body: anything},
		{name: "an error that drips", play: faulty.Play(faulty.Text("HTTP/1.1 503 No\r\n\r\n"), faulty.Drip("[", 10*time.Millisecond)), status: 503, says: reading, sent: 1, body: anything},
		{name: "a redirect that drips", play: faulty.Play(faulty.Text("HTTP/1.1 302 No\r\nLocation: b\r\n\r\n"), faulty.Drip("[", 10*time.Millisecond)), status: 302, says: reading, sent: 1, body: anything},
	}
	for i := range faults {
		faults[i].kind, faults[i].options = KindTimeout, withTimeout(blink)
	}
	runFaults(t, faults)
}

// TestG08_NothingIsReadBeyondItsBound: 64 KiB of a body here, and 256 KiB of a head; what was cut is said.
func TestG08_NothingIsReadBeyondItsBound(t *testing.T) {
	const cut, head = "larger than 64 KiB and was cut there", "the headers of the answer are larger than 256 KiB"
	endless := func(name, first, more string) fault {
		return fault{name: name, play: faulty.Play(faulty.Text(first), faulty.Repeat(more)), status: 200, says: cut, sent: 1, body: anything}
	}
	headless := func(name, first, more string) fault {
		return fault{name: name, play: faulty.Play(faulty.Text(first), faulty.Repeat(more)), says: head, sent: 1}
	}
	faults := []fault{
		endless("a body without end", begun+"\r\n", strings.Repeat("[", 4096)),
		endless("one line without end", begun+"\r\n\"", strings.Repeat("x", 4096)),
		endless("a number without end", begun+"\r\n", strings.Repeat("7", 4096)),
		endless("chunks without end", chunked, "3e8\r\n"+strings.Repeat(" ", 1000)+"\r\n"),
		endless("a length that lies", begun+"Content-Length: 1125899906842624\r\n\r\n", strings.Repeat("x", 4096)),
		endless("packed nothing without end", begun+"Content-Encoding: gzip\r\n\r\n", strings.Repeat(faulty.Zip(""), 100)),
		{name: "a bomb of brackets", play: faulty.JSON(200, faulty.Bomb(256, "["), "Content-Encoding: gzip"), status: 200, says: cut, sent: 1, body: strings.Repeat("[", 64<<10)},
		{name: "a bomb with a trap behind it", play: faulty.Play(faulty.Text(begun+"Content-Encoding: gzip\r\n\r\n"), faulty.Repeat(faulty.Bomb(1, "["))), status: 200, says: cut, sent: 1, body: anything},
		headless("a head without end", begun, "X-A: "+strings.Repeat("h", 1000)+"\r\n"),
		headless("a header without end", begun+"X-A: ", strings.Repeat("h", 1000)),
		headless("a status line without end", "HTTP/1.1 200 ", strings.Repeat("h", 1000)),
		headless("early hints without end", "", "HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n"),
	}
	for i := range faults {
		faults[i].kind, faults[i].options = KindTooLarge, withMaxBody(64<<10)
	}
	runFaults(t, faults)
}

// TestG07_CancellingLeavesNothingBehind: within 200 ms, wherever the request is.
func TestG07_CancellingLeavesNothingBehind(t *testing.T) {
	for name, script := range map[string]faulty.Script{
		"handshake":     {TLS: faulty.NotAtAll, Greet: faulty.Hang()},
		"no answer":     {Answers: []faulty.Answer{faulty.Hang()}},
		"half a body":   {Answers: []faulty.Answer{faulty.Play(faulty.Text(cutShort), faulty.Hang())}},
		"endless":       {Answers: []faulty.Answer{faulty.Play(faulty.Text(begun+"\r\n"), faulty.Repeat("[1,2],"))}},
		"a second":      {Answers: []faulty.Answer{faulty.Drip(begun, time.Second)}},
		"packed, empty": {Answers: []faulty.Answer{faulty.Play(faulty.Text(begun+"Content-Encoding: gzip\r\n\r\n"), faulty.Repeat(faulty.Zip("")))}},
	} {
		for _, method := range []string{"GET", "POST"} {
			t.Run(name+" "+method, func(t *testing.T) {
				site := faulty.New(t, faulty.Plan{Secret: testSecret, API: script})
				c := siteClient(t, site)
				if _, err := c.Source(nil).Token(t.Context()); err != nil {
					t.Fatal(err)
				}
				ctx, cancel := context.WithCancel(t.Context())
				done := make(chan Exchange, 1)
				go func() { done <- c.Do(ctx, Request{Method: method, Path: "a"}) }()
				site.Until(t, "the request", func(n faulty.Count) bool {
					return n.APIRequests == 1 || script.Greet != nil && n.Connections == 2
				})
				soon := time.Now().Add(200 * time.Millisecond)
				cancel()
				wantKind(t, <-done, KindCancelled)
				if late := time.Since(soon); late > 0 {
					t.Errorf("it took %v too long", late)
				}
				end(t, site, c)
			})
		}
	}
}
