package auth

import (
	"errors"
	"fmt"
	"net/http"
	"strings"
	"sync/atomic"
	"testing"
)

func TestEveryOAuthErrorIsExplained(t *testing.T) {
	for _, test := range []struct {
		code   string
		proven []string
		says   []string // in any of the sentences
	}{
		{"invalid_client", nil, []string{`"sandbox"`, "Usually", "separate credentials", `client id "app"`, "developer portal"}},
		{"invalid_scope", []string{"the credentials"}, []string{"2 scopes", "Usually", "does not say which", "cost 2 token requests", "usually right"}},
		{"unauthorized_client", []string{"the credentials"}, []string{`must be "service"`, "Usually"}},
		{"unsupported_grant_type", nil, []string{"token URL", "bug", "client_secret=••••••", "grant_type=client_credentials"}},
		{"invalid_request", nil, []string{"malformed", "bug", `scope="brincr:category brincr:country"`, `tenant_id="4b1e-tenant"`}},
		{"invalid_tenant", []string{"the credentials", "the scopes"}, []string{`"4b1e-tenant"`, "administrator", "Customers", "Wait", "documented"}},
		{"computer_says_no", nil, []string{"does not know"}},
	} {
		t.Run(test.code, func(t *testing.T) {
			var requests atomic.Int32
			server := serve(t, func(w http.ResponseWriter, _ *http.Request) {
				requests.Add(1)
				w.WriteHeader(http.StatusBadRequest)
				_, _ = fmt.Fprintf(w, `{"error":%q}`, test.code)
			})
			source := sourceFor(t, server.URL, Options{})
			failed := failure(t, source)
			if failed.Code != test.code || failed.Status != 400 || failed.Temporary || failed.Server != "" {
				t.Errorf("failed = %+v", failed)
			}
			if fmt.Sprint(failed.Proven) != fmt.Sprint(test.proven) {
				t.Errorf("Proven = %v, want %v", failed.Proven, test.proven)
			}
			if text := failed.Error(); !strings.Contains(text, test.code) || !strings.Contains(text, `"sandbox" (127.0.0.1:`) {
				t.Errorf("Error() = %q", text)
			}
			for _, want := range test.says {
				if !strings.Contains(failed.Summary+failed.Cause+failed.Next, want) {
					t.Errorf("%q is in none of %q, %q, %q", want, failed.Summary, failed.Cause, failed.Next)
				}
			}
			if again := failure(t, source); again != failed || requests.Load() != 1 {
				t.Errorf("asked %d times, and told %v", requests.Load(), again)
			}
		})
	}
}

func TestRefusalsKnowTheDocumentedServers(t *testing.T) {
	for address, want := range map[string][]string{
		"https://connect.identity.stagaws.visma.com/connect/token": {"which is the sandbox of Visma Connect", "https://oauth.developers.stagaws.visma.com"},
		"https://connect.visma.com/connect/token":                  {"which is the production server of Visma Connect", "https://oauth.developers.visma.com"},
	} {
		source := sourceFor(t, address, Options{Transport: transportFunc(func(*http.Request) (*http.Response, error) {
			return answered(400, `{"error":"invalid_client"}`), nil
		})})
		failed := failure(t, source)
		for _, text := range want {
			if !strings.Contains(failed.Summary+failed.Next, text) {
				t.Errorf("%s: %q is in neither %q nor %q", address, text, failed.Summary, failed.Next)
			}
		}
	}
}

func TestHintsForWhatTheUserCanSee(t *testing.T) {
	refuse := func(code string, change func(*Credentials), scopes ...string) *Error {
		credentials := credentialsFor("https://connect.test/token")
		change(&credentials)
		source := NewSource(credentials, scopes, Options{Transport: transportFunc(func(*http.Request) (*http.Response, error) {
			return answered(400, `{"error":"`+code+`"}`), nil
		})})
		defer source.Close()
		return failure(t, source)
	}
	long := make([]string, 20)
	for i := range long {
		long[i] = fmt.Sprintf("brincr:aRatherLongName%d", i)
	}
	for _, test := range []struct {
		name, want string
		failed     *Error
	}{
		{"padded secret", "begins or ends with a blank", refuse("invalid_client", func(c *Credentials) { c.Secret = Plain(theSecret + "\n") })},
		{"padded tenant", "begins or ends with a blank", refuse("invalid_tenant", func(c *Credentials) { c.TenantID = "4b1e " })},
		{"no tenant", "Choose a tenant", refuse("invalid_tenant", func(c *Credentials) { c.TenantID = "" })},
		{"many scopes", "usually allow 300", refuse("invalid_scope", func(*Credentials) {}, long...)},
	} {
		if !strings.Contains(test.failed.Cause+test.failed.Next, test.want) {
			t.Errorf("%s: %q is in neither %q nor %q", test.name, test.want, test.failed.Cause, test.failed.Next)
		}
	}
	if one := refuse("invalid_scope", func(*Credentials) {}, "a"); strings.Contains(one.Next, "alone") {
		t.Errorf("one scope needs no probing: %q", one.Next)
	}
}

func TestG01_NoSecretLeavesUnencrypted(t *testing.T) {
	never := transportFunc(func(*http.Request) (*http.Response, error) {
		t.Error("a request left")
		return nil, errors.New("no")
	})
	for _, test := range []struct{ address, says string }{
		{"http://connect.test/token", "would not be encrypted"},
		{"http://10.0.0.1/token", "would not be encrypted"},
		{"http://localhost.evil.test/token", "would not be encrypted"},
		{"http://127.0.0.1.evil.test/", "would not be encrypted"},
		{"", "cannot be used"},
		{"connect.test/token", "cannot be used"},
		{"ftp://connect.test/token", "cannot be used"},
		{"https:///token", "cannot be used"},
		{"https://a b/", "cannot be used"},
		{"\x1b[31m://", "cannot be used"},
	} {
		failed := failure(t, sourceFor(t, test.address, Options{Transport: never}))
		if !strings.Contains(failed.Summary, test.says) || failed.Temporary || failed.Status != 0 {
			t.Errorf("%q: %+v", test.address, failed)
		}
	}
	for host, want := range map[string]bool{"localhost": true, "LOCALHOST": true, "127.0.0.1": true, "127.9.9.9": true, "::1": true, "0.0.0.0": false, "example.com": false} {
		if isLoopback(host) != want {
			t.Errorf("isLoopback(%q) = %v", host, !want)
		}
	}
}

func TestCredentialsThatAreIncomplete(t *testing.T) {
	credentials := credentialsFor("https://connect.test/token")
	credentials.ClientID, credentials.Environment = "", ""
	source := NewSource(credentials, nil, Options{})
	defer source.Close()
	if failed := failure(t, source); !strings.Contains(failed.Summary, "no client id") || failed.Temporary {
		t.Errorf("%+v", failed)
	}
	withPassword := credentialsFor("ftp://user:s3cret@connect.test/token")
	padded := NewSource(withPassword, nil, Options{})
	defer padded.Close()
	failure(t, padded) // which looks for the secret
}

func TestAnEnvironmentWithoutANameIsNamedByItsHost(t *testing.T) {
	credentials := credentialsFor("https://connect.test:8443/token")
	credentials.Environment = ""
	source := NewSource(credentials, nil, Options{Transport: transportFunc(func(*http.Request) (*http.Response, error) { return answered(400, `{"error":"invalid_client"}`), nil })})
	defer source.Close()
	if failed := failure(t, source); !strings.HasPrefix(failed.Summary, "The token endpoint at connect.test:8443 refused") {
		t.Errorf("Summary = %q", failed.Summary)
	}
}

func TestForeignTextInASentenceIsPrintableASCII(t *testing.T) {
	for text, want := range map[string]string{
		"as it is \"quoted\" \\x": `as it is "quoted" \\x`,
		"é日\u0301\u202e":          `\u00e9\u65e5\u0301\u202e`,
		"\x1b[2J\x9b\u009b\r\n":   `\x1b[2J\x9b\u009b\r\n`,
		strings.Repeat("a", 31):   strings.Repeat("a", 30) + "...",
		strings.Repeat("\x01", 9): strings.Repeat(`\x01`, 7) + `\x...`,
	} {
		if got := plain(text, 30); got != want {
			t.Errorf("plain(%q) = %q, want %q", text, got, want)
		}
	}
}

func TestTheServersWordsAreRedactedAndBounded(t *testing.T) {
	redact := newRedactor(NewSecret(theSecret))
	cause := errors.New("x")
	if got := redact.err(cause); got != cause {
		t.Errorf("an error without the secret became %v", got)
	}
	if redact.err(nil) != nil {
		t.Error("no error became one")
	}
	if got := redact.err(fmt.Errorf("malformed response %q %w", theSecret, cause)); got.Error() != `malformed response "••••••" x` || errors.Unwrap(got) != nil {
		t.Errorf("err = %v", got)
	}
	long := strings.Repeat("é", maxServerText) + theSecret
	if got := redact.server(long); len(got) > maxServerText+3 || !strings.HasPrefix(long, strings.TrimSuffix(got, "�")) {
		t.Errorf("%d bytes are kept", len(got))
	}
	if got := newRedactor(Secret{}).text("as it is"); got != "as it is" {
		t.Errorf("without a secret: %q", got)
	}
}
