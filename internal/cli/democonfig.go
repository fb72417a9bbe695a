package cli

import (
	"errors"
	"fmt"
	"os"
	"strings"

	"brincr-explorer/internal/demo"
)

// writeConfig writes a config that only its owner can read, as one with a
// secret must be. A file that is there is left alone.
func writeConfig(file string, server *demo.Server) error {
	err := writeNew(file, demoConfig(server))
	switch {
	case err == nil:
		return nil
	case errors.Is(err, os.ErrExist):
		return usage(fmt.Errorf("--write-config: %s is there already and is left as it is; name a new file, or delete this one", quoted(file)))
	case errors.Is(err, os.ErrNotExist):
		return usage(fmt.Errorf("--write-config: the folder of %s does not exist", quoted(file)))
	}
	return fmt.Errorf("--write-config: %s cannot be written: %w", quoted(file), causeOf(err))
}

// demoConfig quotes as Go does, which for printable text is as TOML does.
func demoConfig(server *demo.Server) string {
	var b strings.Builder
	b.WriteString("# The demo's servers. All of it is invented, the credentials too.\n")
	fmt.Fprintf(&b, "environment = %q\n", server.Environments()[0].Name)
	for _, e := range server.Environments() {
		fmt.Fprintf(&b, "\n[[environments]]\nname = %q\ntoken_url = %q\napi_url = %q\n", e.Name, e.TokenURL, e.APIURL)
		fmt.Fprintf(&b, "client_id = %q\nclient_secret = %q\nscopes = [%s]\n", e.ClientID, e.ClientSecret, tomlList(e.Scopes))
		fmt.Fprintf(&b, "openapi = %q\nread_only = %t\nreload_on_renewal = true\n", e.OpenAPIURL, e.ReadOnly)
		for _, s := range e.ScopeSets {
			fmt.Fprintf(&b, "\n  [[environments.scope_sets]]\n  name = %q\n  scopes = [%s]\n", s.Name, tomlList(s.Scopes))
		}
		for _, t := range e.Tenants {
			fmt.Fprintf(&b, "\n  [[environments.tenants]]\n  name = %q\n  id = %q\n", t.Name, t.ID)
		}
	}
	for _, e := range endpointsOf(server.Endpoints()) {
		fmt.Fprintf(&b, "\n[[endpoints]]\nname = %q\nmethod = %q\npath = %q\n", e.Name, e.Method, e.Path)
		if e.Scope != "" {
			fmt.Fprintf(&b, "scope = %q\n", e.Scope)
		}
	}
	return b.String()
}

func tomlList(texts []string) string {
	all := make([]string, len(texts))
	for i, s := range texts {
		all[i] = fmt.Sprintf("%q", s)
	}
	return strings.Join(all, ", ")
}
