package api

import (
	"fmt"
	"strings"
	"testing"

	"brincr-explorer/internal/faulty"
)

// TestG01_ARedirectTakesTheTokenNowhere: of every kind, and wherever it points outside the API's base.
func TestG01_ARedirectTakesTheTokenNowhere(t *testing.T) {
	for name, to := range map[string]string{
		"another port": "$ELSEWHERE/api/v1/b", "another host": "$STRANGER/api/v1/b", "the token endpoint": "$TOKENS/connect/token", "without a scheme": "//127.0.0.1:1/api/v1/b",
		"outside the base": "/login", "a script": "javascript:alert(1)", "a file": "file:///etc/passwd", "a user": "http://me:you@127.0.0.1:$PORT/api/v1/b", "climbing": "/api/v1/%2e%2e/x",
		"another scheme": "https://127.0.0.1:$PORT/api/v1/b", "a longer name": "http://127.0.0.1.evil.test:$PORT/api/v1/b", "a shorter number": "http://127.1:$PORT/api/v1/b", "a backslash": `/api/v1/\..\x`,
	} {
		for _, status := range []int{301, 302, 303, 307, 308} {
			for _, method := range []string{"GET", "POST"} {
				t.Run(fmt.Sprintf("%s %d %s", name, status, method), fault{method: method, play: faulty.Redirect(status, to), kind: KindRedirect, status: status, says: "It was not followed", sent: 1, server: anything}.run)
			}
		}
	}
}

func TestG01_ASecureAPIDoesNotSendToAnUnencryptedServer(t *testing.T) {
	for _, status := range []int{301, 302, 303, 307, 308} {
		script := faulty.Script{TLS: faulty.Good, Answers: []faulty.Answer{faulty.Redirect(status, "$ELSEWHERE/api/v1/b")}}
		fault{script: script, kind: KindRedirect, status: status, says: "$ELSEWHERE/api/v1/b | outside", sent: 1}.run(t)
		script.Answers = []faulty.Answer{faulty.Redirect(status, "http://127.0.0.1:$PORT/api/v1/b")}
		fault{script: script, kind: KindRedirect, status: status, says: "http://127.0.0.1:$PORT/api/v1/b | outside", sent: 1}.run(t)
	}
}

func TestG01_RedirectsWithinTheBaseEnd(t *testing.T) {
	again := faulty.Redirect(307, "/api/v1/b")
	chain := func(n int) []faulty.Answer {
		var list []faulty.Answer
		for i := range n {
			list = append(list, faulty.Redirect(302, fmt.Sprintf("$API/api/v1/%d", i)))
		}
		return append(list, faulty.JSON(200, "[]"))
	}
	runFaults(t, []fault{
		{name: "to itself", play: faulty.Redirect(302, "/api/v1/a"), kind: KindRedirect, status: 302, says: "circle", sent: 1},
		{name: "to and fro", script: faulty.Script{Answers: []faulty.Answer{again, faulty.Redirect(301, "a")}}, kind: KindRedirect, status: 301, says: "circle", sent: 2},
		{name: "five", script: faulty.Script{Answers: chain(5)}, status: 200, sent: 6, body: "[]"},
		{name: "six", script: faulty.Script{Answers: chain(6)}, kind: KindRedirect, status: 302, says: "sixth redirect", sent: 6},
		{name: "and then elsewhere", script: faulty.Script{Answers: []faulty.Answer{again, faulty.Redirect(308, "$ELSEWHERE/api/v1/b")}}, kind: KindRedirect, status: 308, says: "not followed", sent: 2},
		{name: "and then a 401", script: faulty.Script{Answers: []faulty.Answer{again, faulty.JSON(401, "{}"), faulty.JSON(200, "[]")}}, status: 200, sent: 3, tokens: 2, body: "[]"},
	})
}

// TestG01_LinksOfAnAnswerMoveNoToken: a link elsewhere is told, and asking for it sends nothing.
func TestG01_LinksOfAnAnswerMoveNoToken(t *testing.T) {
	for name, body := range map[string]string{
		"links.next": `{"data":[],"links":{"next":"$ELSEWHERE/api/v1/a?page=2"}}`, "another host": `{"data":[],"links":{"next":"$STRANGER/api/v1/a?page=2"}}`,
		"next_page_url": `{"data":[],"next_page_url":"$ELSEWHERE/api/v1/a"}`, "without a scheme": `{"data":[],"links":{"prev":"//127.0.0.1:1/api/v1/a"}}`,
		"another scheme": `{"data":[],"links":{"next":"https://127.0.0.1:$PORT/api/v1/a"}}`, "a user": `{"data":[],"links":{"next":"http://me@127.0.0.1:$PORT/api/v1/a"}}`,
		"the token endpoint": `{"data":[],"links":{"next":"$TOKENS/connect/token"}}`,
	} {
		t.Run(name, func(t *testing.T) {
			site := faulty.New(t, faulty.Plan{Secret: testSecret, API: faulty.Script{Answers: []faulty.Answer{faulty.JSON(200, body)}}})
			c := siteClient(t, site)
			x := c.Do(t.Context(), Request{Path: "a"})
			wantOK(t, x)
			if x.Page.Next != "" || x.Page.Prev != "" || x.Page.Outside == "" {
				t.Errorf("page %+v", x.Page)
			}
			wantKind(t, c.Do(t.Context(), Request{Path: x.Page.Outside}), KindRequest)
			if n := site.Count(); n.APIRequests != 1 || n.TokenRequests != 1 {
				t.Errorf("%+v", n)
			}
			end(t, site, c)
		})
	}
	t.Run("meta.path counts for nothing", fault{
		play: faulty.JSON(200, `{"data":[],"meta":{"path":"$ELSEWHERE"}}`), status: 200, sent: 1, body: anything,
	}.run)
}

// TestG15_NoTokenGoesToWhoCannotProveWhoItIs: no request is made, and each failure has its own words.
func TestG15_NoTokenGoesToWhoCannotProveWhoItIs(t *testing.T) {
	for kind, says := range map[faulty.TLS]string{
		faulty.Expired:                "certificate expired on | Check this computer's clock",
		faulty.NotYetValid:            "is valid only from | Check this computer's clock",
		faulty.WrongHost:              `is for other names ("portal.hotel.test"), not for "127.0.0.1"`,
		faulty.HostileName:            `is for other names ("a\x1b]0;owned\a")`,
		faulty.Nameless:               "is for other names",
		faulty.SelfSigned:             "is self-signed",
		faulty.UnknownAuthority:       "an authority that this computer does not know",
		faulty.NotForServers:          "not valid for this use",
		faulty.OnlyTLS11:              "only TLS 1.1 or older",
		faulty.WantsClientCertificate: "broke the handshake off",
	} {
		for _, method := range []string{"GET", "DELETE"} {
			t.Run(string(kind)+" "+method, fault{method: method, script: faulty.Script{TLS: kind}, kind: KindTLS, says: "Nothing was sent | " + says}.run)
		}
	}
	for name, bare := range map[string]string{"http": "HTTP/1.1 400 Bad Request\r\n\r\n", "another protocol": "220 smtp ready\r\n"} {
		t.Run(name, fault{script: faulty.Script{TLS: faulty.NotAtAll, Greet: faulty.Text(bare)}, kind: KindTLS, says: "does not speak TLS on this port"}.run)
	}
}

// TestG14_NoFaultMakesAChangeGoOutTwice: whatever happens to it, and on whatever connection.
func TestG14_NoFaultMakesAChangeGoOutTwice(t *testing.T) {
	for name, play := range map[string]faulty.Answer{
		"401": faulty.JSON(401, unauthenticated), "429": faulty.JSON(429, "{}", "Retry-After: 0"), "500": faulty.JSON(500, "{}"), "503": faulty.JSON(503, "{}", "Retry-After: 0"),
		"307": faulty.Redirect(307, "b"), "reset": faulty.Reset(), "closed": faulty.Text(""), "half a head": faulty.Text(begun), "cut": faulty.Text(cutShort),
		"not HTTP": faulty.Text("220 smtp\r\n"), "408": faulty.JSON(408, "{}", "Connection: close"), "425": faulty.JSON(425, "{}"),
	} {
		for _, method := range []string{"POST", "PUT", "PATCH", "DELETE"} {
			t.Run(name+" "+method, func(t *testing.T) {
				site := faulty.New(t, faulty.Plan{Secret: testSecret, API: faulty.Script{Answers: []faulty.Answer{faulty.JSON(200, "[]"), play, faulty.JSON(200, "{}")}}})
				c := siteClient(t, site)
				wantOK(t, c.Do(t.Context(), Request{Path: "warm"})) // leaves a connection that net/http would use again
				x := c.Do(t.Context(), Request{Method: method, Path: "a", Body: []byte(`{"a":1}`)})
				unseen(t, site, x)
				if x.Err == nil || x.Sent() != 1 || site.Count().APIRequests != 2 || site.Count().TokenRequests != 1 {
					t.Errorf("sent %d, came %q, error %v", x.Sent(), site.API.Requests(), x.Err)
				}
				if told := x.Err.Summary; !strings.HasPrefix(told, method+" ") {
					t.Errorf("summary %q", told)
				}
				end(t, site, c)
			})
		}
	}
}
