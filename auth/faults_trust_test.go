package auth

import (
	"testing"

	"brincr-explorer/internal/faulty"
)

// TestG01_ARedirectTakesTheSecretNowhere: of every kind, and wherever it points.
func TestG01_ARedirectTakesTheSecretNowhere(t *testing.T) {
	for name, to := range map[string]string{
		"another port": "$ELSEWHERE/connect/token", "another host": "$STRANGER/connect/token", "the same place": "$TOKENS/connect/token", "the API": "$API/api/v1/a",
		"without a scheme": "//127.0.0.1:1/x", "relative": "/elsewhere", "a script": "javascript:alert(1)", "nowhere": "", "a file": "file:///etc/passwd",
		"a user": "http://me:you@127.0.0.1:1/x", "no address": "http://[::1/x", "the secret in it": "/?$SECRET",
	} {
		for _, status := range []int{301, 302, 303, 307, 308} {
			server := to
			if name == "the secret in it" {
				server = "/?••••••"
			}
			t.Run(name, fault{play: faulty.Redirect(status, to), says: "with a redirect | It was not followed", status: status, server: server, requests: 1}.run)
		}
	}
}

func TestG01_ASecureEndpointDoesNotSendToAnUnencryptedOne(t *testing.T) {
	for _, status := range []int{301, 302, 303, 307, 308} {
		f := fault{script: faulty.Script{TLS: faulty.Good, Answers: []faulty.Answer{faulty.Redirect(status, "$ELSEWHERE/connect/token")}}}
		f.says, f.status, f.server, f.requests = "$ELSEWHERE/connect/token. It was not followed", status, "$ELSEWHERE/connect/token", 1
		f.run(t)
	}
}

// TestG15_NoSecretGoesToWhoCannotProveWhoItIs: no request is made, and each failure has its own words.
func TestG15_NoSecretGoesToWhoCannotProveWhoItIs(t *testing.T) {
	for kind, says := range map[faulty.TLS]string{
		faulty.Expired:                "expired on | Do not get around it",
		faulty.NotYetValid:            "is not valid before | Set the clock",
		faulty.WrongHost:              "is for another host: portal.hotel.test",
		faulty.HostileName:            `is for another host: a\x1b]0;owned\a`,
		faulty.Nameless:               "is for another host: other names",
		faulty.SelfSigned:             "self-signed: nobody vouches",
		faulty.UnknownAuthority:       "issued by an authority that this computer does not know",
		faulty.NotForServers:          "not valid for this use",
		faulty.OnlyTLS11:              "no version of TLS that is still safe | TLS 1.2 is the oldest",
		faulty.WantsClientCertificate: "could be agreed on | client certificate",
	} {
		t.Run(string(kind), fault{script: faulty.Script{TLS: kind}, says: says, temporary: true}.run)
	}
	for name, bare := range map[string]string{"http": "HTTP/1.1 400 Bad Request\r\n\r\n", "another protocol": "220 smtp ready\r\n"} {
		t.Run(name, fault{script: faulty.Script{TLS: faulty.NotAtAll, Greet: faulty.Text(bare)}, says: "does not speak TLS on this port | Check the scheme and the port", temporary: true}.run)
	}
}
