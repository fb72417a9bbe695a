package cli

import (
	"context"
	"errors"

	"brincr-explorer/ui"
)

func runPanes(ctx context.Context, p *program, s *selection) error {
	if err := needTerminal(p.World, false); err != nil {
		return err
	}
	u, err := s.setup(p)
	if err != nil {
		return err
	}
	defer u.close()
	return p.show(ctx, ui.Options{
		Environments: u.environments, Environment: u.environment().Name, Tenant: u.tenant.ID, Scopes: s.scopes, ScopeSet: u.scopeSet,
		Catalogue: u.catalogue, Describe: u.describe, Client: u.client, PageBudget: u.budget, Demo: s.demo, Warnings: u.warnings,
		Journal: u.journal, Save: p.save, ChildEnviron: u.children,
	})
}

// show opens the panes, which answer signals themselves.
func (p *program) show(ctx context.Context, o ui.Options) error {
	if err := p.signals.handOver(ctx); err != nil {
		return err
	}
	return ui.Run(ctx, o)
}

// needTerminal says before anything else is done that there is no terminal to
// draw on. Where the input is piped, keys are read from the terminal itself.
func needTerminal(w World, piped bool) error {
	const instead = "; for scripts there are: brincr-explorer get PATH, and brincr-explorer token"
	switch {
	case !w.Terminal(w.Stdout):
		return usage(errors.New("the panes need a terminal, and standard output is none" + instead))
	case !piped && !w.Terminal(w.Stdin):
		return usage(errors.New("the panes need a terminal, and standard input is none" + instead))
	case w.getenv("TERM") == "dumb":
		return usage(errors.New("the panes need a terminal that can move its cursor, and TERM says it is dumb" + instead))
	}
	return nil
}
