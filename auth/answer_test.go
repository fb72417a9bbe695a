package auth

import (
	"encoding/json"
	"net/http"
	"reflect"
	"strings"
	"testing"
)

// read takes an answer's way from bytes to a grant.
func read(t *testing.T, status int, body string, header ...string) (grant, *Error) {
	t.Helper()
	endpoint, unfit := newEndpoint(credentialsFor("https://connect.test/token"), []string{"asked:scope"}, Options{}.withDefaults())
	if unfit != nil {
		t.Fatal(unfit)
	}
	g, err := endpoint.reading(answered(status, "", header...), []byte(body), newRedactor(NewSecret(theSecret)))
	if err != nil {
		checkFailure(t, err)
	}
	return g, err
}

func TestAnswersThatAreAccepted(t *testing.T) {
	scopes := []string{"a", "b"}
	for _, test := range []struct {
		name, body string
		scopes     []string
		note       string
	}{
		{"as documented", `{"access_token":"abc","expires_in":3600,"token_type":"Bearer","scope":"a b"}`, scopes, ""},
		{"with a BOM", "\xef\xbb\xbf" + `{"access_token":"abc","expires_in":3600,"token_type":"Bearer","scope":"a b"}`, scopes, ""},
		{"with blanks around", " \r\n" + `{"access_token":"abc","expires_in":3600,"token_type":"Bearer","scope":"a b"}` + "\n\t ", scopes, ""},
		{"lower case", `{"access_token":"abc","expires_in":3600,"token_type":"bearer","scope":"a b"}`, scopes, ""},
		{"mixed case", `{"access_token":"abc","expires_in":3600,"token_type":"bEARER","scope":"a b"}`, scopes, ""},
		{"no type", `{"access_token":"abc","expires_in":3600,"scope":"a b"}`, scopes, "Bearer was assumed"},
		{"type null", `{"access_token":"abc","token_type":null,"expires_in":3600,"scope":"a b"}`, scopes, "Bearer was assumed"},
		{"scopes in an array", `{"access_token":"abc","expires_in":3600,"token_type":"Bearer","scope":["a","b"]}`, scopes, ""},
		{"scopes with many blanks", `{"access_token":"abc","expires_in":3600,"token_type":"Bearer","scope":" a   b "}`, scopes, ""},
		{"no scope", `{"access_token":"abc","expires_in":3600,"token_type":"Bearer"}`, []string{"asked:scope"}, "named no scope"},
		{"empty scope", `{"access_token":"abc","expires_in":3600,"token_type":"Bearer","scope":""}`, []string{"asked:scope"}, "scope"},
		{"scope of another type", `{"access_token":"abc","expires_in":3600,"token_type":"Bearer","scope":7}`, []string{"asked:scope"}, "could not be read"},
		{"members nobody knows", `{"refresh_token":"r","x":{"access_token":"no","access_token":"no"},"access_token":"abc","expires_in":3600,"token_type":"Bearer","scope":"a b"}`, scopes, ""},
		{"another case is another member", `{"Access_Token":"no","access_token":"abc","expires_in":3600,"token_type":"Bearer","scope":"a b"}`, scopes, ""},
		{"error null says nothing", `{"error":null,"access_token":"abc","expires_in":3600,"token_type":"Bearer","scope":"a b"}`, scopes, ""},
		{"escapes in a name", `{"access_tok\u0065n":"abc","expires_in":3600,"token_type":"Bearer","scope":"a b"}`, scopes, ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			g, err := read(t, http.StatusOK, test.body, "Content-Type", "text/plain")
			if err != nil {
				t.Fatalf("refused: %v", err)
			}
			if g.token != "abc" || !reflect.DeepEqual(g.scopes, test.scopes) {
				t.Errorf("token %q, scopes %q", g.token, g.scopes)
			}
			if notes := strings.Join(g.notes, " "); !strings.Contains(notes, test.note) || test.note == "" && notes != "" {
				t.Errorf("notes = %q, want %q", notes, test.note)
			}
		})
	}
}

func TestAnswersThatAreRefusedByName(t *testing.T) {
	for _, test := range []struct{ name, body, want string }{
		{"token and error", `{"access_token":"abc","error":"invalid_client"}`, "both an access_token and an error"},
		{"token and empty error", `{"access_token":"abc","error":""}`, "both an access_token and an error"},
		{"token and odd error", `{"access_token":"abc","error":{}}`, "both an access_token and an error"},
		{"no token", `{"expires_in":3600,"token_type":"Bearer"}`, "no access_token"},
		{"null token", `{"access_token":null}`, "no access_token"},
		{"empty token", `{"access_token":""}`, "empty access_token"},
		{"number", `{"access_token":123}`, "not a string"},
		{"array", `{"access_token":["abc"]}`, "not a string"},
		{"blank in it", `{"access_token":"a b"}`, "RFC 6750"},
		{"line end in it", `{"access_token":"abc\r\nX-Evil: 1"}`, "RFC 6750"},
		{"escape in it", `{"access_token":"\u001b[31m"}`, "RFC 6750"},
		{"only padding", `{"access_token":"=="}`, "RFC 6750"},
		{"padding in the middle", `{"access_token":"a=b"}`, "RFC 6750"},
		{"not ASCII", `{"access_token":"abcé"}`, "RFC 6750"},
		{"another type", `{"access_token":"abc","token_type":"DPoP"}`, `of the type "DPoP"`},
		{"an evil type", `{"access_token":"abc","token_type":"\u001b[2J\u202e"}`, `of the type "\x1b[2J\u202e"`},
		{"type a number", `{"access_token":"abc","token_type":1}`, "token_type that is not a string"},
		{"type twice", `{"access_token":"abc","token_type":"Bearer","token_type":"Bearer"}`, `"token_type" twice`},
		{"token twice", `{"access_token":"abc","access_token":"abd"}`, `"access_token" twice`},
		{"token twice, once in disguise", `{"access_token":"abc","access\u005ftoken":"abd"}`, `"access_token" twice`},
		{"unknown member twice", `{"access_token":"abc","\u001b":1,"\u001b":2}`, `"\x1b" twice`},
		{"trailing object", `{"access_token":"abc"}{}`, "goes on after"},
		{"trailing text", `{"access_token":"abc"} ok`, "goes on after"},
		{"an array", `[{"access_token":"abc"}]`, "not a JSON object"},
		{"a string", `"abc"`, "not a JSON object"},
		{"null", `null`, "not a JSON object"},
		{"a form", `access_token=abc&expires_in=3600`, "not a JSON object"},
		{"single quotes", `{'access_token':'abc'}`, "not a JSON object"},
		{"a comma too many", `{"access_token":"abc",}`, "not a JSON object"},
		{"UTF-16", "\xff\xfe{\x00\"\x00", "not a JSON object"},
		{"control in a string", "{\"access_token\":\"a\nb\"}", "not a JSON object"},
		{"too deep", `{"access_token":"abc","x":` + strings.Repeat("[", 20000) + strings.Repeat("]", 20000) + `}`, "not a JSON object"},
		{"empty", ``, "empty body"},
		{"blanks", " \n ", "empty body"},
		{"only a BOM", "\xef\xbb\xbf", "empty body"},
		{"cut off", `{"access_token":"abc","expi`, "ends in the middle"},
		{"cut off before its end", `{"access_token":"abc"`, "ends in the middle"},
	} {
		t.Run(test.name, func(t *testing.T) {
			g, err := read(t, http.StatusOK, test.body, "Content-Type", "application/json")
			if err == nil {
				t.Fatalf("accepted as %+v", g)
			}
			if !strings.Contains(err.Summary, test.want) {
				t.Errorf("Summary = %q, want %q in it", err.Summary, test.want)
			}
			if err.Temporary != (test.want == "ends in the middle") {
				t.Errorf("Temporary = %v", err.Temporary)
			}
			if strings.Contains(err.Server, "abc") {
				t.Errorf("Server holds a token: %q", err.Server)
			}
		})
	}
}

func TestAnswersOfOtherStatuses(t *testing.T) {
	g, err := read(t, http.StatusCreated, `{"access_token":"abc","expires_in":60,"token_type":"Bearer","scope":"a"}`)
	if err != nil || len(g.notes) != 1 || !strings.Contains(g.notes[0], "201") {
		t.Errorf("201: %+v, %v", g, err)
	}
	if _, err := read(t, http.StatusBadRequest, `{"access_token":"abc","error":"invalid_client"}`); err == nil || err.Code != "" {
		t.Errorf("400 with both: %v", err)
	}
	if _, err := read(t, http.StatusBadRequest, `{"access_token":"opaque-token"}`); err == nil || strings.Contains(err.Server, "opaque") {
		t.Errorf("400 with a token: %+v", err)
	}
	if _, err := read(t, http.StatusOK, `{"error":"invalid_scope"}`); err == nil || err.Code != "invalid_scope" || err.Temporary {
		t.Errorf("200 with an error: %+v", err)
	}
	if _, err := read(t, http.StatusNoContent, ``); err == nil || !strings.Contains(err.Summary, "empty body") {
		t.Errorf("204: %v", err)
	}
}

func TestAnEvilCodeStaysOutOfTheSentences(t *testing.T) {
	code := "evil\x1b]8;;x\x07\u202e" + strings.Repeat("y", 500)
	body, _ := json.Marshal(map[string]string{"error": code, "error_description": "raw \x1b[31m words"})
	_, err := read(t, http.StatusBadRequest, string(body))
	if err == nil || err.Code != code || err.Server != "raw \x1b[31m words" {
		t.Fatalf("err = %+v", err)
	}
	if text := err.Error(); strings.ContainsAny(text, "\x1b\x07\u202e") || len(text) > 400 {
		t.Errorf("Error() = %q", text)
	}
}

func TestReadObjectAgreesWithEncodingJSON(t *testing.T) {
	for _, text := range []string{`{}`, ` { } `, `{"a":1}`, `{"a":1,"a":2}`, `{"a" :{}, "b":[1,2]}`, `{"a":01}`, `{"a":1]`, `{1:2}`, `{"a",1}`, `{"a":"\ud800"}`, `{,}`, `{"a"}`, `}`, `{"a":nul}`, `{"a":1}}`} {
		_, err := readObject([]byte(text))
		if valid := json.Valid([]byte(text)); valid != (err == nil) {
			t.Errorf("%s: %v, but encoding/json says valid = %v", text, err, valid)
		}
	}
	members, err := readObject([]byte(`{"b":1e400,"a":[1, 2],"b":9007199254740993}`))
	want := []Member{{"b", "1e400"}, {"a", "[1, 2]"}, {"b", "9007199254740993"}}
	if err != nil || !reflect.DeepEqual(members, want) {
		t.Errorf("members = %v, %v", members, err)
	}
}
