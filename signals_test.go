//go:build unix

package main

import (
	"net"
	"os"
	"path/filepath"
	"syscall"
	"testing"
)

// A way is what can end the program, with the exit status that tells which.
type way struct {
	name   string
	end    func(*terminal)
	status int
	key    bool
}

var ways = []way{
	{"q", func(s *terminal) { s.types("q") }, 0, true},
	{"ctrl+c", func(s *terminal) { s.types("ctrl+c") }, 130, true},
	{"INT", signalled(syscall.SIGINT), 130, false},
	{"TERM", signalled(syscall.SIGTERM), 143, false},
	{"HUP", signalled(syscall.SIGHUP), 129, false},
	{"QUIT", signalled(syscall.SIGQUIT), 131, false},
}

func TestG09_TheTerminalIsGivenBack(t *testing.T) {
	for _, moment := range moments() {
		for _, way := range ways {
			if moment.otherKeys && way.key || moment.costly && way.name != "q" && way.name != "TERM" {
				continue
			}
			t.Run(moment.name+"/"+way.name, func(t *testing.T) {
				t.Parallel()
				s := moment.reach(t)
				way.end(s)
				s.ends(way.status)
			})
		}
	}
}

// silentServers is a config for servers that accept connections and never say
// a word.
func silentServers(t *testing.T) string {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = l.Close() })
	return writeConfig(t, "http://"+l.Addr().String(), "http://"+l.Addr().String()+"/api/v1/")
}

// writeConfig writes a config with one environment and one tenant.
func writeConfig(t *testing.T, tokenOrigin, apiURL string) string {
	t.Helper()
	file := filepath.Join(t.TempDir(), "config.toml")
	text := `[[environments]]
name = "sandbox"
token_url = "` + tokenOrigin + `/connect/token"
api_url = "` + apiURL + `"
client_id = "isv_test"
client_secret = "a secret"
scopes = ["brincr:country", "brincr:category"]
tenants = [{ name = "Wijnhuis De Kelder", id = "af1140c1-52e0-46c7-b684-df894d4b8a5a" }]
`
	if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return file
}
