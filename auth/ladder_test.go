package auth

import (
	"strings"
	"testing"
)

// TestTheLadder: each code proves what is usually checked before it, and nothing more.
func TestTheLadder(t *testing.T) {
	for code, want := range map[string]string{
		"invalid_request":        "|the form of the request|the client id with its secret, the grant type, the scopes, the tenant",
		"invalid_client":         "the form of the request|the client id with its secret|the grant type, the scopes, the tenant",
		"unauthorized_client":    "the form of the request, the client id with its secret|the grant type|the scopes, the tenant",
		"unsupported_grant_type": "the form of the request, the client id with its secret|the grant type|the scopes, the tenant",
		"invalid_scope":          "the form of the request, the client id with its secret, the grant type|the scopes|the tenant",
		"invalid_tenant":         "the form of the request, the client id with its secret, the grant type, the scopes|the tenant|",
		"temporarily_odd":        "||the form of the request, the client id with its secret, the grant type, the scopes, the tenant",
		"":                       "||the form of the request, the client id with its secret, the grant type, the scopes, the tenant",
	} {
		right, wrong, unseen := (&Error{Code: code}).Ladder()
		if got := strings.Join(right, ", ") + "|" + wrong + "|" + strings.Join(unseen, ", "); got != want {
			t.Errorf("%q: %s", code, got)
		}
	}
	if right, wrong, unseen := (*Error)(nil).Ladder(); len(right) != 5 || wrong != "" || unseen != nil {
		t.Errorf("of no failure: %q, %q, %q", right, wrong, unseen)
	}
}

// TestASingleSourceAsksOnce, whatever comes of it: also of a token that hardly lives.
func TestASingleSourceAsksOnce(t *testing.T) {
	for name, body := range map[string]string{
		"dead on arrival": `{"access_token":"a-token-that-is-dead","expires_in":0,"token_type":"Bearer"}`,
		"an error":        `{"error":"invalid_client"}`,
		"no JSON":         "<html>",
	} {
		t.Run(name, func(t *testing.T) {
			status := 200
			if name != "dead on arrival" {
				status = 400
			}
			fake := &fakeEndpoint{fail: always(status, body)}
			s := NewSource(Credentials{TokenURL: "https://tokens.test/t", ClientID: "c", Secret: Plain("s")}, nil, Options{Single: true, Transport: fake})
			defer s.Close()
			for range 3 {
				_, err := s.Token(t.Context())
				if (err == nil) != (status == 200) {
					t.Errorf("got %v", err)
				}
				if token := s.Status().Token; !token.Zero() {
					s.Invalidate(token)
				}
			}
			if n := fake.count(); n != 1 {
				t.Errorf("%d requests", n)
			}
		})
	}
}
