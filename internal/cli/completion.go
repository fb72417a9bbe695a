package cli

import (
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"brincr-explorer/api"
	"brincr-explorer/internal/safetext"
)

const nothingElse = cobra.ShellCompDirectiveNoFileComp

// complete offers the values of the flags. A config that cannot be read offers
// nothing: a shell has no place for an error.
func (s *selection) complete(p *program, c *cobra.Command) {
	for flag, values := range map[string]func(setup, string) []string{
		"env":       func(u setup, _ string) []string { return showable(environmentNames(u.environments)) },
		"tenant":    func(u setup, begun string) []string { return tenantChoices(u.environment().Tenants, begun) },
		"scope":     func(u setup, _ string) []string { return scopeChoices(u.environment().Scopes) },
		"scope-set": func(u setup, _ string) []string { return showable(scopeSetNames(u.environment().ScopeSets)) },
	} {
		completeFlag(c, flag, func(begun string) []string { return s.fromConfig(p, begun, values) })
	}
	completeFlag(c, "timeout", nil)
	completeFlag(c, "demo-token-ttl", nil)
	_ = c.MarkFlagFilename("config", "toml") // the flag is there
}

// completeFlag fails only for a flag that is not there or is done already; a
// test asks for each.
func completeFlag(c *cobra.Command, flag string, values func(begun string) []string) {
	_ = c.RegisterFlagCompletionFunc(flag, func(_ *cobra.Command, _ []string, begun string) ([]string, cobra.ShellCompDirective) {
		if values == nil {
			return nil, nothingElse
		}
		return values(begun), nothingElse
	})
}

// fromConfig completes with the environment that --env names. The other flags
// may be as unfinished as the line is.
func (s *selection) fromConfig(p *program, begun string, values func(setup, string) []string) []string {
	u, err := s.source(p)
	if err != nil {
		return nil
	}
	defer u.close()
	if i := slices.Index(environmentNames(u.environments), string(s.env)); i >= 0 {
		u.env = i
	}
	return values(u, begun)
}

// showable leaves out what a shell cannot hand back as it is, or must not write
// to its terminal.
func showable(names []string) []string {
	return slices.DeleteFunc(names, func(name string) bool {
		return safetext.Clean(name) != name || strings.TrimSpace(name) != name
	})
}

// tenantChoices are the names; an id when its first letters were typed.
func tenantChoices(tenants []api.Tenant, begun string) []string {
	names := showable(tenantNames(tenants))
	if begun == "" {
		return names
	}
	for _, t := range tenants {
		if strings.HasPrefix(t.ID, begun) && !slices.Contains(names, t.ID) {
			names = append(names, showable([]string{t.ID})...)
		}
	}
	return names
}

// scopeChoices are the known scopes, and those that the config adds to them.
func scopeChoices(chosen []string) []string {
	all := api.KnownScopes()
	for _, scope := range chosen {
		if !slices.Contains(all, scope) {
			all = append(all, scope)
		}
	}
	return showable(all)
}

// completePaths offers what the catalogue can be asked for without anything to
// fill in.
func (s *selection) completePaths(p *program) cobra.CompletionFunc {
	return func(_ *cobra.Command, args []string, begun string) ([]string, cobra.ShellCompDirective) {
		if len(args) > 0 {
			return nil, nothingElse
		}
		return s.fromConfig(p, begun, func(u setup, _ string) []string {
			var paths []string
			for _, e := range u.quickCatalogue() {
				if e.Method == "GET" && !strings.Contains(e.Path, "{") {
					paths = append(paths, e.Path)
				}
			}
			return showable(paths)
		}), nothingElse
	}
}

// completeCommands offers the names of the commands.
func completeCommands(c *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
	about, rest, err := c.Root().Find(args)
	if err != nil || len(rest) > 0 {
		return nil, nothingElse
	}
	var names []string
	for _, sub := range about.Commands() {
		if sub.IsAvailableCommand() {
			names = append(names, cobra.CompletionWithDesc(sub.Name(), sub.Short))
		}
	}
	return names, nothingElse
}

// addCompletion adds cobra's completion command. Of itself it shows its help for
// a shell that it does not know, and calls that a success.
func addCompletion(root *cobra.Command) {
	root.InitDefaultCompletionCmd()
	c, _, err := root.Find([]string{"completion"})
	if err != nil || c == root {
		return
	}
	c.Args = func(c *cobra.Command, args []string) error {
		if len(args) == 0 {
			return nil
		}
		return unknownShell(c, args[0])
	}
	c.RunE = func(c *cobra.Command, _ []string) error { return c.Help() }
}

func unknownShell(c *cobra.Command, name string) error {
	var known []string
	for _, sub := range c.Commands() {
		known = append(known, sub.Name())
	}
	return fmt.Errorf("there is no completion for the shell %s; there is: %s", quoted(name), strings.Join(known, ", "))
}
