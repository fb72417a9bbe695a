package cli

import (
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/spf13/cobra"
)

// usageOf is the error for a command line that was not understood, with the way
// to the help that explains it.
func usageOf(c *cobra.Command, err error) error {
	return exitError{status: statusUsage, err: err, hint: "see:    " + c.CommandPath() + " --help"}
}

// noCommand says what was probably meant by a first word that is no command.
func noCommand(c *cobra.Command, args []string) error {
	if len(args) == 0 {
		return nil
	}
	text := "there is no command " + quoted(args[0])
	if near := nearest(c, args[0]); near != "" {
		return errors.New(text + "; did you mean " + quoted(near) + "?")
	}
	return errors.New(text + "; to send a request: brincr-explorer get PATH")
}

func oneArgument(what string) cobra.PositionalArgs {
	return func(c *cobra.Command, args []string) error {
		switch {
		case len(args) == 0:
			return fmt.Errorf("%s is missing: %s %s", what, c.CommandPath(), what)
		case len(args) == 1 && strings.TrimSpace(args[0]) == "":
			return fmt.Errorf("%s is empty; is a variable of the shell not set?", what)
		case len(args) == 1:
			return nil
		}
		return fmt.Errorf("one %s is wanted, and %d came; a blank or a sign of the shell in it needs quotes around it all", what, len(args))
	}
}

func noArgument(c *cobra.Command, args []string) error {
	if len(args) == 0 {
		return nil
	}
	return fmt.Errorf("%s takes no argument, and %s came", c.Name(), quoted(args[0]))
}

// flagMistake explains what is wrong with a flag. cobra reads flags before it
// looks at the command's name: a wrong name is the mistake to tell, not that the
// flags behind it are those of another command.
func flagMistake(c *cobra.Command, err error) error {
	if words := c.Flags().Args(); !c.HasParent() && len(words) > 0 {
		return noCommand(c, words)
	}
	var unknown interface{ GetSpecifiedName() string }
	if !errors.As(err, &unknown) || c.Flags().Lookup(unknown.GetSpecifiedName()) != nil {
		return err
	}
	name := unknown.GetSpecifiedName()
	if len(name) < 2 {
		return err
	}
	text := "there is no flag --" + name
	if isSecretive(name) {
		return errors.New(text + "; a secret on the command line would be seen by all on this machine, and stay in the shell's history: put it into the system's keyring with brincr-explorer secret set NAME")
	}
	if owners := ownersOf(c.Root(), name); len(owners) > 0 {
		return fmt.Errorf("%s here; it belongs to %s", text, strings.Join(owners, ", "))
	}
	if near := flagNear(c, name); near != "" {
		return fmt.Errorf("%s; did you mean --%s?", text, near)
	}
	return errors.New(text)
}

// ownersOf are the commands that have a flag, the first by its whole name.
func ownersOf(root *cobra.Command, flag string) []string {
	var owners []string
	for _, c := range append([]*cobra.Command{root}, root.Commands()...) {
		switch {
		case c.Flags().Lookup(flag) == nil:
		case len(owners) == 0:
			owners = append(owners, c.CommandPath())
		default:
			owners = append(owners, c.Name())
		}
	}
	return owners
}

// isSecretive tells that a flag was meant to carry a secret.
func isSecretive(name string) bool {
	for _, word := range []string{"secret", "password", "credential"} {
		if strings.Contains(name, word) {
			return true
		}
	}
	return false
}

// flagNear finds the flag of a command that a name was perhaps meant to be, by
// the rule that cobra has for commands.
func flagNear(c *cobra.Command, name string) string {
	names := &cobra.Command{SuggestionsMinimumDistance: c.Root().SuggestionsMinimumDistance}
	for _, m := range regexp.MustCompile(`(?m)^ +(?:-\w, )?--([\w-]+)`).FindAllStringSubmatch(c.Flags().FlagUsages(), -1) {
		names.AddCommand(&cobra.Command{Use: m[1], Run: func(*cobra.Command, []string) {}})
	}
	return nearest(names, name)
}

// nearest is the command below c that a name was perhaps meant to be, one that
// begins like it before others; "" when there is none.
func nearest(c *cobra.Command, name string) string {
	near := c.SuggestionsFor(name)
	if len(near) == 0 {
		return ""
	}
	if i := slices.IndexFunc(near, func(s string) bool { return strings.HasPrefix(s, name) }); i > 0 {
		return near[i]
	}
	return near[0]
}

// newHelp is cobra's own help command, save that a wrong name is an error.
func newHelp() *cobra.Command {
	return &cobra.Command{
		Use:               "help [command]",
		Short:             "Help about any command",
		ValidArgsFunction: completeCommands,
		RunE: func(c *cobra.Command, args []string) error {
			about, rest, err := c.Root().Find(args)
			if err != nil || len(rest) > 0 {
				return usageOf(c.Root(), noCommand(about, rest))
			}
			about.InitDefaultHelpFlag()
			about.InitDefaultVersionFlag()
			return about.Help()
		},
	}
}
