package ui

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"

	tea "charm.land/bubbletea/v2"
	"golang.org/x/term"

	"brincr-explorer/api"
	"brincr-explorer/auth"
	"brincr-explorer/internal/journal"
	"brincr-explorer/internal/openapi"
	"brincr-explorer/ui/compose"
	"brincr-explorer/ui/response"
)

// Options is all that the panes need to know.
type Options struct {
	Environments        []api.Environment
	Environment, Tenant string         // to start with: a name, and an id
	Scopes              []string       // chosen at the start, in every environment; nil: those of the environment
	ScopeSet            string         // chosen at the start, in every environment that has one of this name, instead
	Catalogue           []api.Endpoint // without what descriptions add to it
	Describe            Describe       // reads an OpenAPI description; nil where none can be
	Client              api.Options
	Journal             *journal.Journal // that Client reports to; nil: one of its own
	// Save writes a file that only its owner can read, whole or not at all; without
	// replace its error is fs.ErrExist where there is one. Nil: no report is offered.
	Save       func(name string, text []byte, replace bool) error
	PageBudget int        // requests to fetch all pages of a list; 0: api.DefaultBudget
	Clock      auth.Clock // nil: the system's
	Demo       bool
	Warnings   []string // shown once, until the first key

	Files  []response.File // browse these, without any server
	Filter string          // a jq filter that is applied to each of them

	Input   io.Reader // nil: the terminal
	Output  io.Writer // nil: standard output
	Environ []string  // nil: the process's

	// ChildEnviron is what a program sees that is started from here, and where
	// $VISUAL and $EDITOR are looked up: without what holds a secret.
	ChildEnviron []string
}

// Describe reads an OpenAPI description, of an environment, from a file or a URL.
type Describe func(ctx context.Context, env api.Environment, source string) (openapi.Description, error)

// A SignalError ends [Run] when a signal ended the program. A terminal that is
// gone counts as SIGHUP, whether that signal came or not.
type SignalError struct{ Signal os.Signal }

func (e *SignalError) Error() string { return "ended by the signal " + e.Signal.String() }

// Run shows the panes until the user quits, ctx ends or a signal comes. The
// terminal is given back in every case. It returns [ErrInterrupted] after
// ctrl+c, a [*SignalError] after a signal and a [*PanicError] after a mistake
// of the program's own; in an [*UnfinishedError], also after a mere q, where what
// changes data had no answer yet.
func Run(ctx context.Context, o Options) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	m := newModel(ctx, o)
	defer m.close()
	if m.isFile() {
		m.prime()
	}
	return run(ctx, m, m, o)
}

// run drives a model; m is the same or within it.
func run(ctx context.Context, root tea.Model, m *model, o Options) error {
	s := newSignals()
	s.back.measured = o.Output == nil && term.IsTerminal(int(os.Stdout.Fd()))
	g := newGuard(root)
	p := tea.NewProgram(g, programOptions(ctx, o, s)...)
	g.quit, g.start = p.Quit, func() *pacer { return newPacer(p) }
	m.onResume, m.lend = s.resumed, s.lend
	s.catch(p, g.began)
	_, err := p.Run()
	return m.unfinished(reason(ctx, err, s.stop(), g.thrown.Load(), m.ended))
}

// reason is why a program ended; nil when the user quit it.
func reason(ctx context.Context, err error, sig os.Signal, thrown *PanicError, ended error) error {
	switch {
	case thrown != nil:
		return thrown
	case sig != nil:
		return &SignalError{Signal: sig}
	case ended != nil:
		return ended
	case errors.Is(err, tea.ErrProgramPanic):
		return errors.New("failed by a mistake of its own; the terminal was given back")
	case err != nil && ctx.Err() == nil:
		return fmt.Errorf("the terminal failed: %w", err)
	}
	return nil
}

// frameRate is the highest that the renderer takes: a key is answered within its
// frame. Where nothing changed, nothing is drawn.
const frameRate = 120

func programOptions(ctx context.Context, o Options, s *signals) []tea.ProgramOption {
	options := []tea.ProgramOption{tea.WithContext(ctx), tea.WithoutSignalHandler(), tea.WithFilter(s.filter), tea.WithFPS(frameRate)}
	switch {
	case o.Input != nil:
		options = append(options, tea.WithInput(o.Input))
	default:
		if in := s.input(); in != nil {
			options = append(options, tea.WithInput(in))
		}
	}
	if o.Output != nil {
		options = append(options, tea.WithOutput(o.Output))
	}
	if o.Environ != nil {
		options = append(options, tea.WithEnvironment(o.Environ))
	}
	return options
}

// close ends every client, and with it what still runs.
func (m *model) close() {
	if m.here != nil {
		m.here.leave()
	}
	for _, p := range m.files {
		p.leave()
	}
	for _, p := range m.places {
		if p.client != nil {
			p.client.Close()
		}
	}
}

func (m *model) resumed() tea.Cmd {
	if m.onResume != nil {
		m.onResume()
	}
	if c, ok := m.overlay.(*compose.Confirm); ok {
		c.Hold()
	}
	return nil
}
