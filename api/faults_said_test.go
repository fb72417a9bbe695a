package api

import (
	"testing"

	"brincr-explorer/internal/faulty"
)

const portal = "<!DOCTYPE html><html><head><title>Hotel \x1b[31m&amp; Wi-Fi</title></head><body>log in</body></html>"

func page(status int, body string) faulty.Answer {
	return faulty.Reply(status, body, "Content-Type: text/html; charset=utf-8")
}

// TestG11_EveryStatusHasItsWords: those that Brincr documents as documented, the rest as usual, and each once.
func TestG11_EveryStatusHasItsWords(t *testing.T) {
	said := func(status int, says string) fault {
		return fault{
			name: says, play: faulty.JSON(status, `{"message":"so \u001b said"}`), kind: KindStatus, status: status, says: says,
			server: "so \x1b said", sent: 1, body: `{"message":"so \u001b said"}`,
		}
	}
	runFaults(t, []fault{
		said(400, "400 Bad Request | a parameter is not known | does not list this status"),
		said(402, "402 Payment Required | Something is wrong with the request"),
		said(403, "403 Forbidden | Brincr documents 403 | brincr:category"),
		said(404, "404 Not Found | Brincr documents 404 | Wijnhuis De Kelder"),
		said(405, "405 Method Not Allowed | GET does not work on this path"),
		said(406, "406 Not Acceptable | does not answer or take JSON"),
		said(408, "408 Request Timeout | too slow for the server"),
		said(409, "409 Conflict | somebody else changed the same data"),
		said(410, "410 Gone | was removed"),
		said(413, "413 Request Entity Too Large | Send less at once"),
		said(414, "414 Request URI Too Long | Use fewer filters"),
		said(415, "415 Unsupported Media Type | does not answer or take JSON"),
		said(418, "418 I'm a teapot | Something is wrong with the request"),
		said(422, "422 Unprocessable Entity | validation exception"),
		said(429, "429 Too Many Requests | no header names it | No header says how long"),
		said(500, "500 Internal Server Error | a fault in the server | support"),
		said(501, "501 Not Implemented | a fault in the server"),
		said(502, "502 Bad Gateway | a gateway before Brincr"),
		said(503, "503 Service Unavailable | in maintenance or overloaded"),
		said(504, "504 Gateway Timeout | in time"),
		said(599, "answered 599 | a fault in the server"),
		said(799, "answered 799 | No API answers a request so"),
		{name: "304", play: faulty.Reply(304, ""), kind: KindStatus, status: 304, says: "304 Not Modified | a stored copy", sent: 1},
		{name: "300", play: faulty.JSON(300, `[]`), kind: KindStatus, status: 300, says: "300 Multiple Choices | No API answers", sent: 1, body: "[]"},
		{name: "101", play: faulty.Reply(101, "", "Upgrade: x", "Connection: upgrade"), kind: KindStatus, status: 101, says: "101 Switching Protocols | No API answers", sent: 1},
		{name: "401", play: faulty.JSON(401, unauthenticated), kind: KindStatus, status: 401, says: "401 Unauthorized | Brincr documents 401 | A new token was requested once", server: "Unauthenticated.", sent: 2, tokens: 2, body: unauthenticated},
		{name: "401 once", script: faulty.Script{Answers: []faulty.Answer{faulty.JSON(401, unauthenticated), faulty.JSON(200, "[]")}}, status: 200, sent: 2, tokens: 2, body: "[]"},
		{name: "429 for 411 s", play: faulty.JSON(429, `{}`, "Retry-After: 411", "X-RateLimit-Limit: 60", "X-RateLimit-Remaining: 0"), kind: KindStatus, status: 429, says: "in 6m51s | name 60, of which 0 are left", sent: 1, body: "{}"},
		{name: "503 with a Retry-After", play: faulty.JSON(503, `{}`, "Retry-After: 5"), kind: KindStatus, status: 503, says: "in 5s, as the Retry-After header says", sent: 1, body: "{}"},
		{name: "405 with Allow", play: faulty.JSON(405, `{}`, "Allow: POST, \x80, DELETE"), kind: KindStatus, status: 405, says: "Use POST and DELETE", sent: 1, body: "{}"},
		{name: "an escape for a reason", play: faulty.Text("HTTP/1.1 500 \x1b]0;owned\x07\r\nContent-Length: 0\r\n\r\n"), kind: KindStatus, status: 500, says: "500 Internal Server Error", sent: 1},
		{name: "502 as a page", play: page(502, portal), kind: KindStatus, status: 502, says: "502 | an HTML page | from a gateway", server: anything, sent: 1, body: portal},
		{name: "403 as text", play: faulty.Reply(403, "go away"), kind: KindStatus, status: 403, says: "plain text | not JSON", server: "go away", sent: 1, body: "go away"},
	})
}

// TestG11_WhatIsNotJSONIsNamed: the status says that all is well, and the body says something else.
func TestG11_WhatIsNotJSONIsNamed(t *testing.T) {
	said := func(name, says string, play faulty.Answer, body string) fault {
		return fault{name: name, play: play, kind: KindNotJSON, status: 200, says: "200 OK | " + says, server: anything, sent: 1, body: body}
	}
	runFaults(t, []fault{
		said("captive portal", "an HTML page | sign-in page of a network", page(200, portal), portal),
		said("a page that calls itself JSON", "an HTML page", faulty.JSON(200, portal), portal),
		said("nothing", "an empty body | has status 204", faulty.JSON(200, ""), ""),
		said("text", `plain text (Content-Type "text/plain")`, faulty.Reply(200, "hello", "Content-Type: text/plain"), "hello"),
		said("a hostile content type", `Content-Type "a\u009bb"`, faulty.Reply(200, "hello", "Content-Type: a\u009bb"), "hello"),
		said("binary", "binary data", faulty.Reply(200, "\x89PNG\r\n\x1a\n\x00"), "\x89PNG\r\n\x1a\n\x00"),
		said("UTF-16", "UTF-16 text | RFC 8259", faulty.JSON(200, "\xff\xfe{\x00}\x00"), "\xff\xfe{\x00}\x00"),
		said("brotli unasked", `encoded as "br"`, faulty.JSON(200, "\x8b\x02\x80{}\x03", "Content-Encoding: br"), "\x8b\x02\x80{}\x03"),
		said("gzip in deflate", `encoded as "gzip, deflate"`, faulty.JSON(200, "\x1f\x8b\x08", "Content-Encoding: gzip", "Content-Encoding: deflate"), "\x1f\x8b\x08"),
		said("CSV", "plain text | is a download", faulty.Reply(200, "a;b\r\n1;2\r\n", "Content-Type: text/csv"), "a;b\r\n1;2\r\n"),
		{name: "no content", play: faulty.Reply(204, ""), status: 204, sent: 1},
		{name: "JSON that calls itself a page", play: page(200, "[1]"), status: 200, sent: 1, body: "[1]"},
		{name: "JSON that says nothing of itself", play: faulty.Reply(200, "[1]"), status: 200, sent: 1, body: "[1]"},
	})
}

// TestG03_WhatTheAPIEchoesIsMasked: a server in debug mode prints what it received.
func TestG03_WhatTheAPIEchoesIsMasked(t *testing.T) {
	runFaults(t, []fault{
		{name: "in a message", play: faulty.JSON(500, `{"message":"got $TOKEN"}`), kind: KindStatus, status: 500, says: "500", server: "got ••••••", sent: 1, body: `{"message":"got ••••••"}`},
		{name: "in a page", play: page(500, "<title>$TOKEN</title>"), kind: KindStatus, status: 500, says: "500", server: "••••••", sent: 1, body: "<title>••••••</title>"},
		{name: "in an answer", play: faulty.JSON(200, `["$TOKEN","$TOKEN"]`), status: 200, sent: 1, body: `["••••••","••••••"]`},
		{name: "packed", play: func(c *faulty.Conn) { faulty.Packed(200, c.Site().Fill(`["$TOKEN"]`))(c) }, status: 200, sent: 1, body: `["••••••"]`},
		{name: "in headers", play: faulty.JSON(403, `{}`, "X-Debug: $TOKEN", "WWW-Authenticate: Bearer $TOKEN"), kind: KindStatus, status: 403, says: "403", server: "Bearer ••••••", sent: 1, body: "{}"},
		{name: "in a place to go", play: faulty.Redirect(302, "https://elsewhere.test/$TOKEN"), kind: KindRedirect, status: 302, says: "https://elsewhere.test/", sent: 1, server: anything},
		{name: "in a header that is broken", play: faulty.Text("HTTP/1.1 200 OK\r\nX: $TOKEN\x01\r\n\r\n"), kind: KindNetwork, says: "no answer that can be read", sent: 1},
		{name: "in a line that is no status", play: faulty.Text("$TOKEN\r\n\r\n"), kind: KindNetwork, says: "no answer that can be read", sent: 1},
	})
}

func TestG11_FieldsOfA422AreListed(t *testing.T) {
	f := fault{
		play: faulty.JSON(422, `{"message":"x","errors":{"parts.0.amount":["a","b"],"name\u001b":["c"]}}`), kind: KindStatus, status: 422,
		says: "2 fields were refused", server: "x", sent: 1, body: anything,
	}
	f.run(t)
}
