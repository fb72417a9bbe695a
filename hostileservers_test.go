//go:build unix

package main

import (
	"encoding/base64"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"brincr-explorer/internal/faulty"
	"brincr-explorer/internal/screen"
)

// poisonedConfig is a config whose every name is poison.
func poisonedConfig(t *testing.T, tokenURL, apiURL, secret string) string {
	t.Helper()
	name := func(text string) string { return rawTOML(text + venom) }
	text := `environment = ` + name("env") + `
[[environments]]
name = ` + name("env") + `
token_url = "` + tokenURL + `"
api_url = "` + apiURL + `"
client_id = "isv_test"
client_secret = ` + secret + `
scopes = ["brincr:category"]
tenants = [{ name = ` + name("tenant") + `, id = "af1140c1-52e0-46c7-b684-df894d4b8a5a" }]
[[endpoints]]
name = ` + name("endpoint") + `
path = "poison"
`
	file := filepath.Join(t.TempDir(), "config.toml")
	if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return file
}

// poisonedToken answers with a token whose claims are poison.
func poisonedToken() faulty.Answer {
	part := func(name string) string {
		return base64.RawURLEncoding.EncodeToString([]byte(`{"typ":"at+jwt",` + rawJSON(name+venom) + `:` + rawJSON("says"+venom) + `,"tenant_id":` + rawJSON("claimed"+venom) + `}`))
	}
	return faulty.JSON(200, `{"access_token":"`+part("header")+"."+part("claim")+`.c2ln","expires_in":3600,"token_type":"Bearer"}`)
}

// TestG02_HostileServers: names in the config, claims, answers and their heads,
// what changed since the answer before, failures of both servers.
func TestG02_HostileServers(t *testing.T) {
	t.Parallel()
	printable := strings.NewReplacer("\x1b", "", "\r", "", "\a", "", "\b", "", "\x7f", "").Replace(venom) // what a header may hold of it
	answer := func(value string) faulty.Answer {
		return faulty.JSON(200, `{`+rawJSON("key"+venom)+`:`+rawJSON(value+venom)+`}`, "X-Note: header"+printable)
	}
	const secret = "s3cret-of-the-hostile-test"
	site := faulty.New(t, faulty.Plan{
		Secret: secret,
		Tokens: faulty.Script{Answers: []faulty.Answer{poisonedToken(), faulty.JSON(400, `{"error":"invalid_scope","error_description":`+rawJSON("described"+venom)+`}`)}},
		API: faulty.Script{Answers: []faulty.Answer{
			answer("before"), answer("after"),
			faulty.JSON(200, `{}`, "X-\u009bName: 1"),
			faulty.Text("HTTP/1.1 500 reason\x1b]0;owned\a\u009b\r\nContent-Type: text/html\u009b\r\nContent-Length: 0\r\n\r\n"),
			faulty.Reply(502, "<title>page"+venom+"</title>"+venom, "Content-Type: text/html"),
			faulty.JSON(422, `{"message":`+rawJSON("message"+venom)+`,"errors":{`+rawJSON("field"+venom)+`:[`+rawJSON("wrong"+venom)+`]}}`),
			faulty.JSON(200, `{}`),
		}},
	})
	config := poisonedConfig(t, site.TokenURL(), site.APIURL(), `"`+secret+`"`)
	s := begin(t, func(o *screen.Options) { o.Width, o.Height = 260, 60 }, "--config", config)
	s.walk([]step{
		{"names in the config", nil, "", []string{"env" + asText, "▸ tenant" + asText, "Nothing was asked yet for tenant" + asText}},
		{"claims", []string{"4", "enter"}, "", []string{"Token of tenant" + asText, "✗ tenant            claimed" + asText, `"says` + asJSON}},
		{"palette", []string{"esc", "ctrl+p", "tenant:"}, "", []string{"╭ Commands", "tenant: tenant" + asText}},
		{"endpoint found by its name", []string{"esc", "5", "/"}, "endpoint\u009b", []string{"filter › endpoint‹U+009B›", "nothing matches endpoint‹U+009B›"}},
		{"endpoint", []string{"ctrl+u", "poison"}, "", []string{"› GET poison"}},
		{"an answer", []string{"enter", "enter"}, "", []string{`"key` + asJSON, "before"}},
		{"another", []string{"r"}, "", []string{"after", "1 changed since the answer before"}},
		{"old value", []string{"6", "j", "d"}, "", []string{"Old value", `.["key` + asJSON, `"before` + asJSON, `"after` + asJSON}},
		{"headers", []string{"esc", "V", "V"}, "", []string{"[Headers]", "header[2J]0;owned", "‹U+009B›31m"}},
		{"name of a header", []string{"r"}, "", []string{"got no answer that can be read"}},
		{"status line", []string{"r"}, "", []string{"500 Internal Server Error"}},
		{"page", []string{"r"}, "", []string{"502 Bad Gateway", "page"}},
		{"fields", []string{"r"}, "", []string{"422 Unprocessable", "field" + asText, "wrong" + asText, "message" + asText}},
		{"failure in the pane", []string{"t"}, "", []string{"✗ renewal failed"}},
		{"error of the token endpoint", []string{"4", "enter"}, "", []string{"What went wrong", "described" + asText}},
	})
	s.types("esc", "q")
	s.ends(0)
	checkOwn(t, s.Raw())
}
