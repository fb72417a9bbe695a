package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"brincr-explorer/internal/config"
	"brincr-explorer/internal/keyring"
)

// newSecret has no command that writes a secret: the keyring's own program does
// that, where it has to be.
func newSecret(p *program) *cobra.Command {
	c := &cobra.Command{
		Use:   "secret",
		Short: "Keep client secrets in the system's keyring",
		Long: `Keep client secrets in the keyring of the operating system: the Keychain, the
Credential Manager, or a Secret Service such as GNOME Keyring or KWallet. A
config uses one by its name: client_secret = { keyring = "NAME" }`,
		Example: `  brincr-explorer secret set brincr-sandbox
  op read op://vault/brincr/secret | brincr-explorer secret set brincr-sandbox`,
		Args: oneOfCommands,
		RunE: func(c *cobra.Command, _ []string) error { return c.Help() },
	}
	c.AddCommand(newSecretSet(p), newSecretCheck(p), newSecretDelete(p))
	for _, sub := range c.Commands() {
		sub.Args, sub.ValidArgsFunction = secretName, completeSecrets(p)
	}
	return c
}

func newSecretSet(p *program) *cobra.Command {
	return &cobra.Command{
		Use:   "set NAME",
		Short: "Put a secret into the keyring",
		Long: `Put a secret into the keyring, in the place of one of that name. It is read from
the terminal without showing it, or from standard input: one line. It cannot be
an argument, which all on this machine could read.
Exit status: 0 done, 1 the keyring did not take it, 2 wrong usage or no secret.`,
		Example: `  brincr-explorer secret set brincr-sandbox
  brincr-explorer secret set brincr-sandbox <secret.txt`,
		RunE: func(c *cobra.Command, args []string) error { return setSecret(c.Context(), p, args[0]) },
	}
}

func newSecretCheck(p *program) *cobra.Command {
	return &cobra.Command{
		Use:   "check NAME",
		Short: "Say whether the keyring gives a secret",
		Long: `Say whether the keyring gives a secret of that name, without writing it. A
keyring that is locked has a minute to be unlocked.
Exit status: 0 it does, 1 it does not.`,
		RunE: func(c *cobra.Command, args []string) error { return checkSecret(c.Context(), p, args[0]) },
	}
}

func newSecretDelete(p *program) *cobra.Command {
	return &cobra.Command{
		Use:   "delete NAME",
		Short: "Take a secret out of the keyring",
		Long: `Take a secret out of the keyring.
Exit status: 0 done, 1 it is not there or the keyring did not do it.`,
		RunE: func(c *cobra.Command, args []string) error { return deleteSecret(c.Context(), p, args[0]) },
	}
}

func setSecret(ctx context.Context, p *program, name string) error {
	content, source, err := p.readSecret(ctx, name)
	if err != nil {
		return err
	}
	secret, complaint, hint := config.OneLine(content)
	if complaint != "" {
		return usage(fmt.Errorf("nothing was kept: %s %s. %s", source, complaint, hint))
	}
	if text := secret.Reveal(); strings.TrimSpace(text) != text {
		line(p.Stderr, "brincr-explorer: note: it has blanks before or after it, and they are kept as a part of it")
	}
	err = p.patiently(func(k *keyring.Keyring) error { return k.Set(ctx, name, secret) })
	if err == nil {
		line(p.Stderr, fmt.Sprintf("brincr-explorer: note: kept; the config uses it with client_secret = { keyring = %q }", name))
	}
	return err
}

func checkSecret(ctx context.Context, p *program, name string) error {
	err := p.patiently(func(k *keyring.Keyring) error {
		secret, err := k.Get(ctx, name)
		if err != nil {
			return err
		}
		if _, complaint, hint := config.OneLine([]byte(secret.Reveal())); complaint != "" {
			return &keyring.Error{Message: complaint + " under the name " + quoted(name), Hint: hint}
		}
		return nil
	})
	if err != nil {
		return err
	}
	return result(p.Stdout, func(out io.Writer) {
		_, _ = fmt.Fprintf(out, "%s gives a secret under the name %s\n", keyring.Subject, name)
	})
}

func deleteSecret(ctx context.Context, p *program, name string) error {
	again := false
	return p.patiently(func(k *keyring.Keyring) error {
		err := k.Delete(ctx, name)
		if e, ok := errors.AsType[*keyring.Error](err); ok && e.Missing && again {
			return nil // the first try was done in the end
		}
		again = true
		return err
	})
}

// patiently does something with the keyring, and does it again with more time where
// a person has to unlock it first.
func (p *program) patiently(do func(*keyring.Keyring) error) error {
	err := do(p.Keyring)
	if !errors.Is(err, context.DeadlineExceeded) {
		return err
	}
	line(p.Stderr, "brincr-explorer: note: the keyring does not answer; it perhaps asks for its password in a window. It has another minute")
	return do(p.Keyring.Within(time.Minute))
}

// secretName takes one name. What else may have been typed is not repeated: it
// could be the secret.
func secretName(c *cobra.Command, args []string) error {
	switch {
	case len(args) == 0:
		return fmt.Errorf("NAME is missing: %s NAME", c.CommandPath())
	case len(args) > 1:
		return fmt.Errorf("one NAME is wanted, and %d words came; the secret itself is asked for, or read from standard input", len(args))
	case !keyring.ValidName(args[0]):
		return errors.New("this is not the name of a secret: a name has " + keyring.NameRule)
	}
	return nil
}

func oneOfCommands(c *cobra.Command, args []string) error {
	var names []string
	for _, sub := range c.Commands() {
		names = append(names, sub.Name())
	}
	if len(args) == 0 {
		return fmt.Errorf("%s needs one of: %s", c.Name(), strings.Join(names, ", "))
	}
	return fmt.Errorf("there is no command of that name under %s; there is: %s", c.Name(), strings.Join(names, ", "))
}

// completeSecrets offers the names that the config uses.
func completeSecrets(p *program) cobra.CompletionFunc {
	return func(_ *cobra.Command, args []string, begun string) ([]string, cobra.ShellCompDirective) {
		if len(args) > 0 {
			return nil, nothingElse
		}
		return new(selection).fromConfig(p, begun, func(u setup, _ string) []string { return u.keyring }), nothingElse
	}
}
