package auth

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"brincr-explorer/internal/faulty"
)

const portalPage = "<!DOCTYPE html><html><head><title>Hotel \x1b[31m&amp; Wi-Fi</title></head><body>log in</body></html>"

const portalTitle = "Hotel \x1b[31m& Wi-Fi"

func htmlPage(status int, text string) faulty.Answer {
	return faulty.Reply(status, text, "Content-Type: text/html; charset=utf-8")
}

// TestG11_WhatIsNoTokenAnswerIsExplained: the answer is well-formed HTTP, and what it says is no token.
func TestG11_WhatIsNoTokenAnswerIsExplained(t *testing.T) {
	runFaults(t, []fault{
		{name: "captive portal", play: htmlPage(200, portalPage), says: "web page (HTML) | captive portal | Log in", status: 200, temporary: true, server: portalTitle, requests: 1},
		{name: "HTML called JSON", play: faulty.JSON(200, portalPage), says: "web page (HTML)", status: 200, temporary: true, server: portalTitle, requests: 1},
		{name: "gateway's HTML", play: htmlPage(403, "<html>no</html>"), says: "403 (Forbidden) | usually a gateway or proxy", status: 403, server: "<html>no</html>", requests: 1},
		{name: "HTML with 400", play: htmlPage(400, portalPage), says: "web page (HTML) came instead", status: 400, server: portalTitle, requests: 1},
		{name: "HTML with 502", play: htmlPage(502, portalPage), says: "502 (Bad Gateway) | Wait a moment", status: 502, temporary: true, server: portalTitle, requests: 3},
		{name: "JSON without a code", play: faulty.JSON(400, `{"message":"no \u001b way"}`), says: "400 (Bad Request) | no OAuth error", status: 400, server: "no \x1b way", requests: 1},
		{name: "an error that is an object", play: faulty.JSON(400, `{"error":{"a":1}}`), says: "no OAuth error", status: 400, server: `{"error":{"a":1}}`, requests: 1},
		{name: "plain text", play: faulty.Reply(401, "go away"), says: "401 (Unauthorized) | no OAuth error", status: 401, server: "go away", requests: 1},
		{name: "not found", play: faulty.Reply(404, ""), says: "404 (Not Found) | path is wrong", status: 404, requests: 1},
		{name: "method not allowed", play: faulty.Reply(405, "", "Allow: GET"), says: "405 | path is wrong", status: 405, requests: 1},
		{name: "gone", play: faulty.Reply(410, ""), says: "410 (Gone) | path is wrong", status: 410, requests: 1},
		{name: "proxy login", play: faulty.Reply(407, ""), says: "407 | proxy | HTTPS_PROXY", status: 407, requests: 1},
		{name: "a teapot", play: faulty.Reply(418, "short and stout"), says: "418 | another kind of server", status: 418, server: "short and stout", requests: 1},
		{name: "too many requests", play: faulty.JSON(429, `{"message":"slow down"}`), says: "429 | Too many requests | not documented", status: 429, temporary: true, server: "slow down", requests: 3},
		{name: "too many, with a code", play: faulty.JSON(429, `{"error":"slow_down","error_description":"x"}`), says: "Too many requests", code: "slow_down", status: 429, temporary: true, server: "x", requests: 3},
		{name: "too many, for long", play: faulty.Reply(429, "", "Retry-After: 411"), says: "asks to wait 6m51s", status: 429, temporary: true, requests: 1},
		{name: "two Retry-After", play: faulty.Reply(429, "", "Retry-After: 411", "Retry-After: 0"), says: "asks to wait 6m51s", status: 429, temporary: true, requests: 1},
		{name: "server error", play: faulty.Reply(500, "oops"), says: "500 | The server failed", status: 500, temporary: true, server: "oops", requests: 3},
		{name: "server error with a code", play: faulty.JSON(500, `{"error":"server_error"}`), says: "The server failed", code: "server_error", status: 500, temporary: true, requests: 3},
		{name: "unavailable", play: faulty.Reply(503, ""), says: "503 | down, being maintained", status: 503, temporary: true, requests: 3},
		{name: "gateway time-out", play: faulty.Reply(504, ""), says: "504 | down, being maintained", status: 504, temporary: true, requests: 3},
		{name: "network login", play: htmlPage(511, portalPage), says: "511 | network itself wants a login | browser", status: 511, temporary: true, server: portalTitle, requests: 1},
		{name: "an unknown status", play: faulty.Reply(799, ""), says: "status 799", status: 799, temporary: true, requests: 3},
		{name: "switching protocols", play: faulty.Reply(101, "", "Upgrade: x", "Connection: upgrade"), says: "101 (Switching Protocols)", status: 101, requests: 1},
		{name: "nothing", play: faulty.Reply(200, ""), says: "empty body", status: 200, requests: 1},
		{name: "no content", play: faulty.Reply(204, ""), says: "empty body", status: 204, requests: 1},
		{name: "cut off by the server", play: faulty.JSON(200, `{"access_token":"eyJhbGciOi`), says: "ends in the middle", status: 200, temporary: true, requests: 3},
		{name: "two tokens", play: faulty.JSON(200, `{"access_token":"eyJhbGciOiJA","access_token":"eyJhbGciOiJB"}`), says: `"access_token" twice`, status: 200, requests: 1},
		{name: "a token and an error", play: faulty.JSON(400, `{"access_token":"eyJhbGciOiJA","error":"invalid_client"}`), says: "both an access_token and an error", status: 400, requests: 1},
		{name: "a token that would be a header", play: faulty.JSON(200, `{"access_token":"a\r\nX-Evil: 1"}`), says: "RFC 6750", status: 200, requests: 1},
		{name: "a token that is an escape", play: faulty.JSON(200, `{"access_token":"\u001b]0;x\u0007"}`), says: "RFC 6750", status: 200, requests: 1},
		{name: "another type with an escape", play: faulty.JSON(200, `{"access_token":"abc","token_type":"\u001b[2J"}`), says: `of the type "\x1b[2J"`, status: 200, requests: 1},
		{name: "trailing data", play: faulty.JSON(200, `{"access_token":"abc"}{"access_token":"abd"}`), says: "goes on after its JSON object", status: 200, requests: 1},
		{name: "an array", play: faulty.JSON(200, `[]`), says: "not a JSON object", status: 200, requests: 1},
		{name: "a form", play: faulty.Reply(200, "access_token=abc&expires_in=3600", "Content-Type: application/x-www-form-urlencoded"), says: "not a JSON object", status: 200, requests: 1},
		{name: "UTF-16", play: faulty.JSON(200, "\xff\xfe{\x00}\x00"), says: "not a JSON object", status: 200, requests: 1},
		{name: "a million brackets", play: faulty.JSON(200, strings.Repeat("[", 200_000)), says: "not a JSON object", status: 200, requests: 1},
		{name: "brotli unasked", play: faulty.Reply(200, "\x8b\x02\x80{}\x03", "Content-Encoding: br"), says: "not a JSON object", status: 200, requests: 1},
	})
}

func TestG11_EveryOAuthCodeIsExplainedWhereverItStands(t *testing.T) {
	for code, says := range map[string]string{
		"invalid_client": "refused the client credentials | separate credentials", "invalid_scope": "refused the scopes | does not say which",
		"unauthorized_client": `must be "service"`, "unsupported_grant_type": "does not know the grant type | client_secret=••••••",
		"invalid_request": "malformed | report the bug", "invalid_tenant": `refused the tenant "4b1e-tenant" | administrator`,
		"made_up": "a code that this program does not know",
	} {
		for name, play := range map[string]faulty.Answer{
			code + " with 400":           faulty.JSON(400, `{"error":"`+code+`"}`),
			code + " with 401, as text":  faulty.Reply(401, `{"error":"`+code+`"}`, "Content-Type: text/plain", `WWW-Authenticate: Basic realm="x"`),
			code + " with 200":           faulty.JSON(200, `{"error":"`+code+`"}`),
			code + " packed, with a BOM": faulty.Packed(400, "\xef\xbb\xbf"+`{"error":"`+code+`"}`),
		} {
			status := 400
			switch {
			case strings.Contains(name, "401"):
				status = 401
			case strings.Contains(name, "200"):
				status = 200
			}
			t.Run(name, fault{play: play, says: says, code: code, status: status, requests: 1}.run)
		}
	}
}

// TestG11_WhatAServerEchoesIsTakenOut: some servers send back what they did not like.
func TestG11_WhatAServerEchoesIsTakenOut(t *testing.T) {
	runFaults(t, []fault{
		{name: "the secret, plain, as a form and in HTML", play: faulty.Reply(400, "bad: $SECRET or s3cret%26%2B%25+%22x or s3cret&amp;+% &#34;x"), says: "no OAuth error", status: 400, server: "bad: •••••• or •••••• or ••••••", requests: 1},
		{name: "the secret in JSON", play: faulty.JSON(400, `{"form":{"client_secret":"s3cret&+% \"x"}}`), says: "no OAuth error", status: 400, server: `{"form":{"client_secret":"••••••"}}`, requests: 1},
		{name: "the secret in JSON that escapes", play: faulty.JSON(400, `{"form":{"client_secret":"s3cret\u0026+% \"x"}}`), says: "no OAuth error", status: 400, server: `{"form":{"client_secret":"••••••"}}`, requests: 1},
		{name: "the secret in base64", play: faulty.Reply(400, "got czNjcmV0JislICJ4 here"), says: "no OAuth error", status: 400, server: "got •••••• here", requests: 1},
		{name: "the secret as a code", play: faulty.JSON(400, `{"error":"s3cret&+% \"x"}`), says: "does not know", code: "••••••", status: 400, requests: 1},
		{name: "the secret as a description", play: faulty.JSON(400, `{"error":"invalid_request","error_description":"s3cret&+% \"x is no secret"}`), says: "malformed", code: "invalid_request", server: "•••••• is no secret", status: 400, requests: 1},
		{name: "the secret in a title", play: htmlPage(500, "<title>s3cret&amp;+% &#34;x</title>"), says: "The server failed", status: 500, temporary: true, server: "••••••", requests: 3},
		{name: "a token in a page", play: faulty.Reply(200, "<html>"+documentedToken+"</html>"), says: "web page", status: 200, temporary: true, server: "<html>••••••</html>", requests: 1},
		{name: "an escape in a code", play: faulty.JSON(400, `{"error":"\u001b[2J\u202e"}`), says: "does not know", code: "\x1b[2J\u202e", status: 400, requests: 1},
	})
}

// TestG10_OddAnswersThatSayTheSameAreTaken: what a strict reader may forgive, it forgives, with one request.
func TestG10_OddAnswersThatSayTheSameAreTaken(t *testing.T) {
	const good = `{"access_token":"opaque-token","expires_in":60,"token_type":"Bearer","scope":"a"}`
	length, hex := fmt.Sprintf("Content-Length: %d", len(good)), fmt.Sprintf("%x", len(good))
	for name, play := range map[string]faulty.Answer{
		"as it should be":         faulty.JSON(200, good),
		"a BOM":                   faulty.JSON(200, "\xef\xbb\xbf"+good),
		"no content type":         faulty.Reply(200, good),
		"a wrong content type":    faulty.Reply(200, good, "Content-Type: text/html"),
		"two content types":       faulty.Reply(200, good, "Content-Type: text/html", "Content-Type: application/json"),
		"packed":                  faulty.Packed(200, good),
		"HTTP/1.0 until the end":  faulty.Text("HTTP/1.0 200 OK\r\n\r\n" + good),
		"no reason":               faulty.Text("HTTP/1.1 200\r\n\r\n" + good),
		"a hostile reason":        faulty.Text("HTTP/1.1 200 \x1b]0;x\x07\r\n\r\n" + good),
		"line feeds alone":        faulty.Text("HTTP/1.1 200 OK\n" + length + "\n\n" + good),
		"the same length twice":   faulty.Reply(200, good, length, length),
		"a length and chunks":     faulty.Reply(200, hex+"\r\n"+good+"\r\n0\r\n\r\n", "Content-Length: 5", "Transfer-Encoding: chunked"),
		"chunks with extensions":  faulty.Text(chunked + hex + ";a=b\r\n" + good + "\r\n0\r\nX-Trailer: 1\r\n\r\n"),
		"early hints first":       faulty.Play(faulty.Text("HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n"), faulty.JSON(200, good)),
		"expires_in as a string":  faulty.JSON(200, strings.Replace(good, "60", `"60.0"`, 1)),
		"a folded header":         faulty.Text("HTTP/1.1 200 OK\r\nX: a\r\n b\r\n" + length + "\r\n\r\n" + good),
		"255 KiB of blanks":       faulty.JSON(200, strings.Repeat(" ", 255<<10)+good),
		"200 KiB of headers":      faulty.JSON(200, good, "X: "+strings.Repeat("x", 200<<10)),
		"more than it says it is": faulty.Play(faulty.JSON(200, good), faulty.Text("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}")),
	} {
		t.Run(name, func(t *testing.T) {
			site := faulty.New(t, faulty.Plan{Secret: theSecret, Tokens: faulty.Script{Answers: []faulty.Answer{play}}})
			source := sourceFor(t, site.TokenURL(), Options{})
			token := mustToken(t, source)
			if lifetime, known := token.Lifetime(); token.Value().Reveal() != "opaque-token" || lifetime != time.Minute || !known || site.Count().TokenRequests != 1 {
				t.Errorf("%q, %v, %v, %+v", token.Value().Reveal(), lifetime, known, site.Count())
			}
			source.Close()
			site.Ended(t)
		})
	}
}
