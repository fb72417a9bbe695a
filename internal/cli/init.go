package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"brincr-explorer/internal/config"
	"brincr-explorer/internal/firstconfig"
	"brincr-explorer/internal/keyring"
)

func newInit(p *program) *cobra.Command {
	var s selection
	c := &cobra.Command{
		Use:   "init",
		Short: "Write a first config, asking what is needed",
		Long: `Write a first config, asking what is needed: environment, client id, where the
client secret is kept, the tenants as the developer portal lists them, and scopes.
It then tries a token with the answers, if you like, and says what is wrong when
none comes; nothing is sent to Brincr. A config that is there is left as it is.

The questions are plain lines on standard error, and a script can answer them on
standard input, a line each. The secret is typed without being shown, or read
like the other answers; it cannot be an argument.
Exit status: 0 written, 1 it cannot be written, 2 wrong usage or answers, 3 no
token, and left without writing.`,
		Example: `  brincr-explorer init
  brincr-explorer init --env production --config production.toml`,
		Args:              noArgument,
		ValidArgsFunction: cobra.NoFileCompletions,
		RunE:              func(c *cobra.Command, _ []string) error { return initialise(c.Context(), p, &s) },
	}
	f := c.Flags()
	f.Var(&s.config, "config", "write this config `FILE`")
	f.Var(&s.env, "env", "the environment's `NAME`, instead of asking for it")
	completeFlag(c, "env", func(string) []string { return []string{"sandbox", "production"} })
	_ = c.MarkFlagFilename("config", "toml") // the flag is there
	return c
}

func initialise(ctx context.Context, p *program, s *selection) error {
	path, err := s.path(p)
	if err != nil {
		return err
	}
	if _, err := os.Lstat(path); err == nil {
		return alreadyThere(path)
	}
	i := &interview{dialog: newDialog(ctx, p), path: path, named: string(s.env)}
	i.say("This writes " + path + ", asking for what is needed. Nothing is written before the end, and ctrl+c leaves all as it was. An empty answer takes what stands in brackets.")
	if err := i.all(); err != nil {
		return err
	}
	if err := i.tryAndMend(); err != nil {
		return err
	}
	if err := i.write(); err != nil {
		return err
	}
	return i.farewell(s.config != "")
}

func alreadyThere(path string) error {
	return exitError{
		status: statusUsage, err: fmt.Errorf("there is a config already, and it is left as it is: %s", quoted(path)),
		hint: "next:   to see whether it works: brincr-explorer doctor. To add an environment or a tenant, edit it. To write another file: brincr-explorer init --config FILE",
	}
}

// write keeps the secret and writes the file: both, or none of them.
func (i *interview) write() error {
	undo, err := i.keep()
	if err != nil {
		return err
	}
	if err := writeConfigFile(i.path, i.answers.Text()); err != nil {
		undo()
		return err
	}
	return nil
}

// keep puts the secret into the keyring where it belongs there. What it gives puts
// the keyring back as it was.
func (i *interview) keep() (undo func(), err error) {
	s := i.answers.Secret
	if s.Kind != firstconfig.Keyring || s.Text.Empty() {
		return func() {}, nil
	}
	before, err := i.Keyring.Get(i.ctx, s.Name)
	there := err == nil
	if err := i.patiently(func(k *keyring.Keyring) error { return k.Set(i.ctx, s.Name, s.Text) }); err != nil {
		return nil, err
	}
	return func() {
		if there {
			_ = i.Keyring.Set(i.ctx, s.Name, before) // the error to tell is why the file was not written
			return
		}
		_ = i.Keyring.Delete(i.ctx, s.Name)
	}, nil
}

// writeConfigFile makes the folder, for its owner alone, where there is none.
func writeConfigFile(path, text string) error {
	folder := filepath.Dir(path)
	_, err := os.Stat(folder)
	made := errors.Is(err, fs.ErrNotExist)
	if made {
		err = os.MkdirAll(folder, 0o700)
	}
	if err == nil {
		err = writeNew(path, text)
	}
	if err != nil && made {
		_ = os.Remove(folder) // only if it is empty
	}
	switch {
	case err == nil:
		return nil
	case errors.Is(err, fs.ErrExist):
		return alreadyThere(path)
	}
	return fmt.Errorf("%s cannot be written: %w", quoted(path), causeOf(err))
}

// farewell writes the file's place to standard output: it is the result.
func (i *interview) farewell(elsewhere bool) error {
	flag := ""
	if elsewhere {
		flag = " --config " + shellQuoted(i.path)
	}
	i.say("Written, for you alone to read:")
	err := result(i.Stdout, func(out io.Writer) { _, _ = fmt.Fprintln(out, shellQuoted(i.path)) })
	i.say("To see whether all is well: brincr-explorer doctor" + flag)
	i.say("To open the panes: brincr-explorer" + flag)
	return err
}

// parsed is what the answers so far make, as the program will read it.
func (i *interview) parsed(a firstconfig.Answers) (*config.Config, error) {
	return config.Parse(i.path, a.Filled().Text(), config.Env{Lookup: i.LookupEnv, Environ: i.Environ, Keyring: i.Keyring})
}
