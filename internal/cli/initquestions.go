package cli

import (
	"errors"
	"fmt"
	"strings"

	"brincr-explorer/api"
	"brincr-explorer/internal/config"
	"brincr-explorer/internal/firstconfig"
	"brincr-explorer/internal/safetext"
)

// interview gathers the answers of a first config.
type interview struct {
	*dialog
	path    string
	named   string // the environment that --env names
	answers firstconfig.Answers
}

// all asks everything, in the order in which one answer helps with the next.
func (i *interview) all() error {
	for _, question := range []func() error{i.environment, i.client, i.whereTheSecretIs, i.tenants, i.scopes} {
		if err := question(); err != nil {
			return err
		}
	}
	return nil
}

func (i *interview) head(text string) {
	i.say("")
	i.say(text)
}

func (i *interview) environment() error {
	name := i.named
	i.named = "" // a wrong answer is mended by asking
	i.answers.TokenURL, i.answers.APIURL = "", ""
	if name == "" {
		i.head("Which environment? Each has its own client id, secret and tenants.")
		for _, env := range []api.Environment{api.SandboxDefaults(), api.ProductionDefaults()} {
			i.hang(fmt.Sprintf("  %-12s", env.Name), strings.Repeat(" ", 14), env.APIURL)
		}
		answer, err := i.until("Which one? (other: with URLs of its own)", "sandbox", func(answer string) string {
			if isOneOf(answer, "sandbox", "production", "other") {
				return ""
			}
			return "Answer sandbox, production or other."
		})
		if err != nil {
			return err
		}
		name = strings.ToLower(answer)
	}
	if _, known := firstconfig.Documented(name); known {
		i.answers.Environment = name
		return nil
	}
	return i.otherEnvironment(name)
}

func (i *interview) otherEnvironment(name string) (err error) {
	a := &i.answers
	if name == "other" {
		if name, err = i.until("Its name", "", nil); err != nil {
			return err
		}
	}
	a.Environment = name
	if _, known := firstconfig.Documented(name); known {
		return nil
	}
	a.TokenURL, err = i.until("Its token URL", "", func(answer string) string {
		try := *a
		try.TokenURL = answer
		return i.judged(try, "environments.token_url")
	})
	if err != nil {
		return err
	}
	a.APIURL, err = i.until("Its API URL", "", func(answer string) string {
		try := *a
		try.APIURL = answer
		return i.judged(try, "environments.name", "environments.token_url", "environments.api_url")
	})
	return err
}

func (i *interview) client() (err error) {
	i.head("The client id of your application, from " + portalOf(i.answers.Environment) + ", under My Applications.")
	i.answers.ClientID, err = i.until("Client id", i.answers.ClientID, func(answer string) string {
		try := i.answers
		try.ClientID = answer
		return i.judged(try, "environments.client_id")
	})
	return err
}

func portalOf(environment string) string {
	switch environment {
	case "sandbox":
		return "the developer portal of the sandbox (https://oauth.developers.stagaws.visma.com)"
	case "production":
		return "the developer portal of production (https://oauth.developers.visma.com)"
	}
	return "the developer portal of this environment"
}

func (i *interview) tenants() error {
	const question = "Tenant"
	i.head("The tenants, as the portal lists them under My Applications > Integration > Customers: paste them, name and id of each in a line, in any order. An empty line ends the list.")
	var pasted firstconfig.Pasted
	for {
		line, err := i.read(question + ": ")
		if err != nil {
			return err
		}
		if strings.TrimSpace(line) == "" {
			complaint := pasted.End()
			if complaint == "" {
				break
			}
			if err := i.complain(question, complaint); err != nil {
				return err
			}
			continue
		}
		if complaint := pasted.Add(line); complaint != "" {
			if err := i.complain(question, complaint); err != nil {
				return err
			}
		}
	}
	i.answers.Tenants = pasted.Tenants
	for _, t := range pasted.Tenants {
		i.hang("  "+t.ID+"  ", "    ", t.Name)
	}
	return nil
}

func (i *interview) scopes() error {
	known := api.KnownScopes()
	i.head("The scopes that a token is asked for at the start. They must have been granted to the application in the portal.")
	i.columns(known)
	_, err := i.until("Numbers or names", "brincr:country brincr:category", func(answer string) string {
		scopes, complaint := firstconfig.Scopes(answer, known)
		if complaint != "" {
			return complaint
		}
		try := i.answers
		try.Scopes = scopes
		if complaint := i.judged(try, "environments.scopes"); complaint != "" {
			return complaint
		}
		i.answers.Scopes = scopes
		return ""
	})
	return err
}

// columns numbers a list, in two columns where there is room.
func (i *interview) columns(list []string) {
	const column = 38
	rows := len(list)
	if i.width(i.Stderr) >= 2*column+2 {
		rows = (rows + 1) / 2
	}
	for n := range rows {
		text := fmt.Sprintf("  %2d  %s", n+1, list[n])
		if other := n + rows; other < len(list) {
			text = fmt.Sprintf("%-*s  %2d  %s", column, text, other+1, list[other])
		}
		line(i.Stderr, safetext.Cut(text, i.width(i.Stderr)))
	}
}

// judged is what package config says of the answers so far under some of its keys;
// "" when it has nothing to say.
func (i *interview) judged(a firstconfig.Answers, keys ...string) string {
	c, err := i.parsed(a)
	var problems config.Problems
	if c != nil {
		problems = c.Warnings
	} else if !errors.As(err, &problems) {
		return err.Error()
	}
	for _, p := range problems {
		for _, key := range keys {
			if p.Key == key || strings.HasPrefix(p.Key, key+".") {
				return p.Message + ". " + p.Hint
			}
		}
	}
	return ""
}
