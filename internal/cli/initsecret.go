package cli

import (
	"errors"
	"fmt"

	"brincr-explorer/internal/firstconfig"
	"brincr-explorer/internal/keyring"
)

const secretKey = "environments.client_secret"

// whereTheSecretIs offers the keyring where one answers.
func (i *interview) whereTheSecretIs() error {
	i.head("Where is the client secret kept? Only the last of these puts it into the config.")
	options := []option{
		{"variable", "a variable of the environment"},
		{"file", "a file of your own"},
		{"command", "what a command writes, such as a password manager's"},
		{"plain", "the config itself, readable for whoever reads that file"},
	}
	_, err := i.Keyring.Get(i.ctx, i.secretName())
	if e, ok := errors.AsType[*keyring.Error](err); err == nil || ok && e.Missing {
		options = append([]option{{"keyring", "the system's keyring: type the secret now, it is put there"}}, options...)
	} else if ok && i.ctx.Err() == nil {
		i.say("(" + keyring.Subject + " " + e.Message + ", so it is not offered.)")
	}
	kind, err := i.choose("Which one?", options)
	if err != nil {
		return err
	}
	switch kind {
	case "keyring":
		return i.keyring()
	case "variable":
		return i.variable()
	case "file":
		return i.file()
	case "command":
		return i.command()
	}
	return i.plain()
}

func (i *interview) secretName() string {
	if name := "brincr-" + i.answers.Environment; keyring.ValidName(name) {
		return name
	}
	return "brincr"
}

func (i *interview) keyring() error {
	name, err := i.until("Its name in the keyring", i.secretName(), i.judgedSecret(firstconfig.Keyring))
	if err != nil {
		return err
	}
	i.answers.Secret = firstconfig.Secret{Kind: firstconfig.Keyring, Name: name}
	if _, err := i.Keyring.Get(i.ctx, name); err == nil {
		i.say("The keyring has a secret of this name already.")
		what, err := i.choose("Which one?", []option{{"use", "use it as it is"}, {"replace", "type another, which takes its place"}})
		if err != nil || what == "use" {
			return err
		}
	}
	i.answers.Secret.Text, err = i.secret("Client secret")
	return err
}

func (i *interview) variable() error {
	name, err := i.until("Its name", variableName(i.answers.Environment), i.judgedSecret(firstconfig.Variable))
	if err != nil {
		return err
	}
	i.answers.Secret = firstconfig.Secret{Kind: firstconfig.Variable, Name: name}
	if _, set := i.LookupEnv(name); !set {
		i.hang("  ! ", "    ", "It is not set here: no token comes before it is. To set it in bash or zsh, without leaving it in the history: read -rs "+name+" && export "+name)
	}
	return nil
}

func variableName(environment string) string {
	if environment == "production" {
		return "BRINCR_PRODUCTION_SECRET"
	}
	return "BRINCR_SANDBOX_SECRET"
}

func (i *interview) file() error {
	path, err := i.until("The file (~ is home)", "", i.judgedSecret(firstconfig.File))
	i.answers.Secret = firstconfig.Secret{Kind: firstconfig.File, Name: path}
	return err
}

func (i *interview) command() error {
	i.say("The program and its arguments, such as: op read op://vault/brincr/secret. No shell reads them; quotes hold an argument with blanks together.")
	text, err := i.until("The command", "", func(answer string) string {
		words, closed := firstconfig.Words(answer)
		if !closed {
			return "A quote is not closed."
		}
		return i.judgedAs(firstconfig.Secret{Kind: firstconfig.Command, Words: words})
	})
	words, _ := firstconfig.Words(text)
	i.answers.Secret = firstconfig.Secret{Kind: firstconfig.Command, Words: words}
	return err
}

func (i *interview) plain() error {
	i.hang("  ! ", "    ", "Whoever reads the file has the secret: a backup, a synchronised folder, a repository. The file is written for you alone (mode 0600).")
	secret, err := i.secret("Client secret")
	i.answers.Secret = firstconfig.Secret{Kind: firstconfig.Plain, Text: secret}
	return err
}

// judgedSecret judges an answer as the name of a secret of one kind.
func (i *interview) judgedSecret(kind firstconfig.Kind) func(string) string {
	return func(answer string) string { return i.judgedAs(firstconfig.Secret{Kind: kind, Name: answer}) }
}

func (i *interview) judgedAs(s firstconfig.Secret) string {
	try := i.answers
	try.Secret = s
	return i.judged(try, secretKey)
}

// asWritten is where the secret comes from, for people.
func (i *interview) asWritten() string {
	s := i.answers.Secret
	switch s.Kind {
	case firstconfig.Keyring:
		return fmt.Sprintf("the keyring (%s)", s.Name)
	case firstconfig.Plain:
		return "the config itself"
	case firstconfig.Command:
		return "a command"
	}
	return s.Name
}
