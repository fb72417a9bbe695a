package firstconfig

import (
	"brincr-explorer/api"
	"brincr-explorer/auth"
)

// Answers are what a first config is made of.
type Answers struct {
	Environment      string
	TokenURL, APIURL string // "" for an environment that knows its documented ones
	ClientID         string
	Secret           Secret
	Scopes           []string
	Tenants          []api.Tenant // a tenant without a name has its id for one
}

// Kind is where a client secret is kept.
type Kind int

// The places for a secret, the best first.
const (
	Keyring Kind = iota
	Variable
	File
	Command
	Plain
)

// Secret is where the client secret comes from.
type Secret struct {
	Kind  Kind
	Name  string      // of the secret in the keyring, of the variable, or the file's path
	Words []string    // of the command
	Text  auth.Secret // Plain: what is written; Keyring: what is to be put there, empty when it is there
}

// Documented tells whether an environment of that name knows its URLs.
func Documented(name string) (api.Environment, bool) {
	for _, env := range []api.Environment{api.SandboxDefaults(), api.ProductionDefaults()} {
		if env.Name == name {
			return env, true
		}
	}
	return api.Environment{}, false
}

// Filled puts an example in the place of each answer that is not there yet, so
// that those which are can be judged as a config.
func (a Answers) Filled() Answers {
	if a.Environment == "" {
		a.Environment = "sandbox"
	}
	if a.ClientID == "" {
		a.ClientID = "isv_example"
	}
	if a.Secret.Kind == Keyring && a.Secret.Name == "" {
		a.Secret.Name = "brincr"
	}
	if len(a.Tenants) == 0 {
		a.Tenants = []api.Tenant{{Name: "Example", ID: "00000000-0000-0000-0000-000000000000"}}
	}
	return a
}
