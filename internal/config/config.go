package config

import (
	"os"
	"time"

	"brincr-explorer/api"
	"brincr-explorer/internal/keyring"
)

// Config is a config file without errors.
type Config struct {
	// Path is the file as Load was given it.
	Path string
	// Environment names the environment to start with; it is always the name
	// of one in Environments.
	Environment string
	// Environments holds at least one, each with at least one tenant, in the
	// order of the file. URLs are absolute, and APIURL ends in a slash.
	Environments []api.Environment
	// Endpoints are the file's own, in its order, with api.Evidence "config".
	Endpoints []api.Endpoint
	// Warnings are worth a look and stop nothing; sorted by line.
	Warnings []Problem
	// Keyring names the secrets that environments take from the system's keyring,
	// in the order of the file, each once.
	Keyring []string
	// MaxBody is the most bytes of a decoded API answer; 0: not set.
	MaxBody int64
	// History tells whether the log of requests is kept in a file too.
	History bool
	// PageBudget is how many requests fetching all pages of a list may send
	// before the user has to say that it may go on; 0: not set.
	PageBudget int
	// Timeout is the total for one API request; 0: not set.
	Timeout time.Duration

	variables []string // that hold secrets
}

// WithoutSecrets takes the variables out of an environment that hold secrets of
// this config: a program that is started has no business to see them.
func (c *Config) WithoutSecrets(environ []string) []string {
	return withoutVariables(environ, c.variables)
}

// Env is what a config needs of the world around it. The zero value is the
// process's own world; tests bring theirs.
type Env struct {
	// Lookup finds an environment variable; nil: os.LookupEnv.
	Lookup func(name string) (string, bool)
	// Environ is what a secret command starts with, as "NAME=value"; nil:
	// os.Environ. The variables that hold secrets are taken out.
	Environ func() []string
	// Home is the folder for "~"; nil: os.UserHomeDir.
	Home func() (string, error)
	// Keyring is where { keyring = … } looks; nil: the system's.
	Keyring *keyring.Keyring
	// CommandTimeout bounds a secret command; 0: 30 seconds.
	CommandTimeout time.Duration
}

const commandTimeout = 30 * time.Second

func (e Env) withDefaults() Env {
	if e.Lookup == nil {
		e.Lookup = os.LookupEnv
	}
	if e.Environ == nil {
		e.Environ = os.Environ
	}
	if e.Home == nil {
		e.Home = os.UserHomeDir
	}
	if e.Keyring == nil {
		e.Keyring = keyring.System()
	}
	if e.CommandTimeout <= 0 {
		e.CommandTimeout = commandTimeout
	}
	return e
}

// Load reads the config file at path. Its error is a *Missing when there is no
// such file, a *FileError when it cannot be read, and Problems when what it
// says is wrong: then they hold all errors and warnings of the file.
func Load(path string, env Env) (*Config, error) {
	f, err := readFile(path)
	if err != nil {
		return nil, err
	}
	return parse(f, env.withDefaults())
}

// Parse reads a text as the config file at path would be read, were it there and
// yours alone. Its error is Problems.
func Parse(path, text string, env Env) (*Config, error) {
	s := &source{path: path, text: []byte(text), mode: 0o600, regular: true}
	if err := s.decode(); err != nil {
		return nil, err
	}
	return parse(s, env.withDefaults())
}
