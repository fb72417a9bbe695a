// Package cli is the command line: it turns flags and the config into values,
// wires the packages together, and is the only place that decides on exit
// statuses. Standard output carries only results; everything else goes to
// standard error, and nothing but the panes writes an escape sequence.
package cli

import (
	"context"
	"io"
	"os"
	"runtime/debug"

	"github.com/spf13/cobra"
	"golang.org/x/term"

	"brincr-explorer/internal/keyring"
)

// World is what the program sees of the process around it.
type World struct {
	Args           []string // without the program's name
	Stdin          io.Reader
	Stdout, Stderr io.Writer
	LookupEnv      func(name string) (string, bool)
	Environ        func() []string
	Keyring        *keyring.Keyring
	// Terminal reports whether a stream is a terminal.
	Terminal func(stream any) bool
	// Size is how many columns and rows a terminal has; zeros where that is not
	// known. Nil: it never is.
	Size func(stream any) (columns, rows int)
}

// Process is the world of this process.
func Process() World {
	return World{
		Args: os.Args[1:], Stdin: os.Stdin, Stdout: os.Stdout, Stderr: os.Stderr,
		LookupEnv: os.LookupEnv, Environ: os.Environ, Keyring: keyring.System(), Terminal: isTerminal, Size: sizeOf,
	}
}

func isTerminal(stream any) bool {
	f, ok := stream.(*os.File)
	return ok && term.IsTerminal(int(f.Fd()))
}

func sizeOf(stream any) (columns, rows int) {
	f, ok := stream.(*os.File)
	if !ok {
		return 0, 0
	}
	columns, rows, err := term.GetSize(int(f.Fd()))
	if err != nil {
		return 0, 0
	}
	return columns, rows
}

// usualWidth is for lines that no terminal shows, or one that tells no size.
const usualWidth = 80

// width is how wide lines on a stream may be.
func (w World) width(stream any) int {
	if w.Size == nil || !w.Terminal(stream) {
		return usualWidth
	}
	if columns, _ := w.Size(stream); columns > 0 {
		return columns
	}
	return usualWidth
}

func (w World) getenv(name string) string {
	value, set := w.LookupEnv(name)
	if !set {
		return ""
	}
	return value
}

// program is one run of the command line.
type program struct {
	World
	signals *signals
	started bool // the command line was understood, and its command runs
}

// Main runs the command that the arguments name and returns the exit status.
func Main(w World) (status int) {
	defer func() {
		if thrown := recover(); thrown != nil {
			status = reportPanic(w.Stderr, thrown)
		}
	}()
	ctx, signals := watchSignals(context.Background())
	defer signals.release()
	p := &program{World: w, signals: signals}
	c, err := newRoot(p).ExecuteContextC(ctx)
	if err != nil && !p.started {
		err = usageOf(c, err)
	}
	return report(ctx, w.Stderr, err)
}

func newRoot(p *program) *cobra.Command {
	var s selection
	root := &cobra.Command{
		Use:   "brincr-explorer",
		Short: "Explore Brincr's API from a terminal",
		Long: `Explore Brincr's API from a terminal: switch environment and tenant, pick
scopes, watch the token's life, and browse the JSON that the endpoints return.

Without a command it opens the panes. With --demo it needs neither network nor
credentials: servers on this machine stand in for Visma Connect and Brincr.

Exit status: 0 done, 1 the request or the program failed, 2 wrong usage or config,
3 no token could be had, 4 the API answered 4xx, 5 it answered 5xx; 128 and its
number after a signal.`,
		Example: `  brincr-explorer --demo
  brincr-explorer get categories | jq .
  curl -H "Authorization: Bearer $(brincr-explorer token)" -H "Accept: application/json" …`,
		Version:          version(),
		Args:             noCommand,
		SilenceErrors:    true,
		SilenceUsage:     true,
		PersistentPreRun: func(*cobra.Command, []string) { p.started = true },
		RunE:             func(c *cobra.Command, _ []string) error { return runPanes(c.Context(), p, &s) },
		// How far a slip of the pen may be from what it was meant to be.
		SuggestionsMinimumDistance: 2,
	}
	root.SetArgs(append([]string{}, p.Args...)) // never nil: cobra would take the process's own
	root.SetIn(p.Stdin)
	root.SetOut(p.Stdout)
	root.SetErr(p.Stderr)
	root.SetVersionTemplate("brincr-explorer {{.Version}}\n")
	root.SetFlagErrorFunc(flagMistake)
	root.SetHelpCommand(newHelp())
	s.bind(p, root)
	root.AddCommand(newGet(p), newEndpoints(p), newToken(p), newOpen(p), newReport(p), newSecret(p), newInit(p), newDoctor(p), newDemoServer(p))
	addCompletion(root)
	return root
}

// version is what the build knows of itself.
func version() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return "(unknown)"
	}
	v := info.Main.Version
	if v == "" || v == "(devel)" {
		v = "development"
		for _, s := range info.Settings {
			if s.Key == "vcs.revision" && len(s.Value) >= 12 {
				v += " " + s.Value[:12]
			}
		}
	}
	return v + " " + info.GoVersion
}
