package cli

import (
	"context"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"brincr-explorer/internal/demo"
	"brincr-explorer/internal/safetext"
)

// serving is the flags of demo-server.
type serving struct {
	listen, file text
	ttl, latency span
}

func newDemoServer(p *program) *cobra.Command {
	s := serving{listen: "127.0.0.1:0", ttl: span{least: time.Second}}
	c := &cobra.Command{
		Use:   "demo-server",
		Short: "Serve the demo to other programs",
		Long: `Serve the demo's stand-ins for Visma Connect and Brincr until it is interrupted. It
prints the URLs, the credentials and a curl line to try. One line for every
request goes to standard error. Data and companies are invented.`,
		Example: `  brincr-explorer demo-server --listen 127.0.0.1:8080 --write-config demo.toml
  brincr-explorer --config demo.toml`,
		Args:              noArgument,
		ValidArgsFunction: cobra.NoFileCompletions,
		RunE:              func(c *cobra.Command, _ []string) error { return demoServer(c.Context(), p.World, s) },
	}
	f := c.Flags()
	f.Var(&s.listen, "listen", "`ADDRESS` of the token server, on loopback; the API takes the next port; port 0 takes free ones")
	f.Var(&s.ttl, "demo-token-ttl", "the life of the tokens (default 1h)")
	f.Var(&s.latency, "latency", "delay every answer by this")
	f.Var(&s.file, "write-config", "write a config for these servers to a new `FILE`")
	for _, flag := range []string{"listen", "demo-token-ttl", "latency"} {
		completeFlag(c, flag, nil)
	}
	return c
}

func demoServer(ctx context.Context, w World, s serving) error {
	server, err := demo.Start(demo.Options{
		Listen: string(s.listen), TokenTTL: s.ttl.value, Latency: s.latency.value, Log: w.Stderr,
	})
	if err != nil {
		return demoFailed(err)
	}
	defer func() { _ = server.Close() }() // the process is about to end
	if s.file != "" {
		if err := writeConfig(string(s.file), server); err != nil {
			return err
		}
	}
	if err := result(w.Stdout, func(out io.Writer) { announce(out, server, string(s.file)) }); err != nil {
		return err
	}
	<-ctx.Done()
	return context.Cause(ctx)
}

// announce prints what another program needs. The credentials are the demo's
// own and open nothing else.
func announce(out io.Writer, server *demo.Server, file string) {
	for _, e := range server.Environments() {
		describe(out, e)
	}
	if file == "" {
		return
	}
	_, _ = fmt.Fprintf(out, "Try, in another terminal:\n  brincr-explorer --config %[1]s\n  brincr-explorer get --config %[1]s categories\n", shellQuoted(file))
}

func describe(out io.Writer, e demo.Environment) {
	_, _ = fmt.Fprintf(out, "%s (demo data, not Brincr's)\n", e.Name)
	for _, row := range [][2]string{
		{"token URL", e.TokenURL},
		{"API URL", e.APIURL},
		{"client_id", e.ClientID},
		{"client_secret", e.ClientSecret},
		{"scopes", strings.Join(e.Scopes, " ")},
		{"also granted", strings.Join(beyond(e.GrantedScopes, e.Scopes), " ")},
	} {
		_, _ = fmt.Fprintf(out, "  %-14s %s\n", row[0], row[1])
	}
	for _, t := range e.Tenants {
		_, _ = fmt.Fprintf(out, "  %-14s %s  %s\n", "tenant", t.ID, t.Name)
	}
	_, _ = fmt.Fprintf(out, "  %-14s %s\n\n", "curl", curlLine(e))
}

// beyond is what of all is not in some.
func beyond(all, some []string) []string {
	var rest []string
	for _, s := range all {
		if !slices.Contains(some, s) {
			rest = append(rest, s)
		}
	}
	return rest
}

// curlLine asks for a token as a form, whatever signs the values hold.
func curlLine(e demo.Environment) string {
	line := "curl -sS"
	for _, field := range [][2]string{
		{"grant_type", "client_credentials"},
		{"client_id", e.ClientID},
		{"client_secret", e.ClientSecret},
		{"scope", strings.Join(e.Scopes, " ")},
		{"tenant_id", e.Tenants[0].ID},
	} {
		line += " --data-urlencode " + shellQuoted(field[0]+"="+field[1])
	}
	return line + " " + shellQuoted(e.TokenURL)
}

// shellQuoted is a word as it can be pasted into a POSIX shell. A control
// character, which only a file's name could hold, is shown instead.
func shellQuoted(s string) string {
	harmless := func(r rune) bool {
		return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || strings.ContainsRune("-_./:=@%+,", r)
	}
	if s != "" && strings.IndexFunc(s, func(r rune) bool { return !harmless(r) }) < 0 {
		return s
	}
	return "'" + strings.ReplaceAll(safetext.Clean(s), "'", `'\''`) + "'"
}
