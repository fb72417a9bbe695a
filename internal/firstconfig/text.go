package firstconfig

import (
	"fmt"
	"strings"
)

// Text is the config as a file.
func (a Answers) Text() string {
	var b strings.Builder
	b.WriteString(`# The config of brincr-explorer, written by brincr-explorer init. The project's
# config.toml.example explains every key that can stand here. After a change,
# brincr-explorer doctor tells whether all is well.

# The environment to start with. Others can follow at the end of the file, each
# under an [[environments]] of its own.
`)
	fmt.Fprintf(&b, "environment = %s\n\n[[environments]]\n", quoted(a.Environment))
	a.writeAddresses(&b)
	fmt.Fprintf(&b, "\n# Your application, %s.\nclient_id = %s\n", a.portal(), quoted(a.ClientID))
	fmt.Fprintf(&b, "\n%sclient_secret = %s\n", a.Secret.comment(), a.Secret.value())
	fmt.Fprintf(&b, "\n# The scopes that are chosen at the start; others can be chosen on the screen.\nscopes = %s\n", list(a.Scopes))
	b.WriteString("\n# Only reading is possible. With false, requests that change data are too.\nread_only = true\n")
	b.WriteString("\n# The tenants: your customers' administrations. The developer portal lists them\n# under My Applications > Integration > Customers.\n")
	for i, t := range a.Tenants {
		if i > 0 {
			b.WriteString("\n")
		}
		b.WriteString("[[environments.tenants]]\n")
		if t.Name != "" && t.Name != t.ID {
			fmt.Fprintf(&b, "name = %s\n", quoted(t.Name))
		}
		fmt.Fprintf(&b, "id = %s\n", quoted(t.ID))
	}
	return b.String()
}

func (a Answers) writeAddresses(b *strings.Builder) {
	if _, known := Documented(a.Environment); known {
		fmt.Fprintf(b, "# This name knows its documented URLs.\nname = %s\n", quoted(a.Environment))
		return
	}
	fmt.Fprintf(b, "name = %s\n\n# Where tokens come from, and the API that they are for.\ntoken_url = %s\napi_url = %s\n", quoted(a.Environment), quoted(a.TokenURL), quoted(a.APIURL))
}

// portal is where the client's id and secret are found.
func (a Answers) portal() string {
	switch a.Environment {
	case "sandbox":
		return "from the developer portal of the sandbox\n# (https://oauth.developers.stagaws.visma.com)"
	case "production":
		return "from the developer portal of production\n# (https://oauth.developers.visma.com)"
	}
	return "from the developer portal of this environment"
}

func (s Secret) comment() string {
	switch s.Kind {
	case Keyring:
		return "# Its secret is in the system's keyring. To replace it there:\n# brincr-explorer secret set " + s.Name + "\n"
	case Variable:
		return "# Its secret comes from this variable of the environment.\n"
	case File:
		return "# Its secret comes from this file, which must be yours alone (chmod 600).\n"
	case Command:
		return "# Its secret is what this command writes. No shell reads it.\n"
	}
	return "# Its secret, readable for whoever reads this file: keep it yours alone\n# (chmod 600), and out of backups and version control.\n"
}

func (s Secret) value() string {
	switch s.Kind {
	case Keyring:
		return "{ keyring = " + quoted(s.Name) + " }"
	case Variable:
		return "{ env = " + quoted(s.Name) + " }"
	case File:
		return "{ file = " + quoted(s.Name) + " }"
	case Command:
		return "{ command = " + list(s.Words) + " }"
	}
	return quoted(s.Text.Reveal())
}

func list(texts []string) string {
	all := make([]string, len(texts))
	for i, s := range texts {
		all[i] = quoted(s)
	}
	return "[" + strings.Join(all, ", ") + "]"
}

// quoted is a basic string of TOML 1.0.
func quoted(s string) string {
	var b strings.Builder
	b.WriteByte('"')
	for _, r := range s {
		switch {
		case r == '"' || r == '\\':
			b.WriteByte('\\')
			b.WriteRune(r)
		case r < 0x20 || r == 0x7f:
			fmt.Fprintf(&b, `\u%04X`, r)
		default:
			b.WriteRune(r)
		}
	}
	return b.String() + `"`
}
