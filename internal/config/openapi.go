package config

import (
	"net/url"
	"strings"
)

// description is where an environment's OpenAPI description is. Whether it is
// there is found out when it is needed: a server that is down, or a file that is
// written anew, is no reason not to start.
func (l *loader) description(t *table) string {
	const example = `Write the path of a file or an https URL: openapi = "brincr-openapi.yaml".`
	m := l.member(t, environmentsTable, "openapi", text)
	if m == nil {
		return ""
	}
	at := l.trimmed(m, environmentsTable)
	if !strings.Contains(at, "://") {
		file, _ := l.filePath(m, environmentsTable, example)
		return file
	}
	message, hint := judgeDescriptionURL(at)
	if message != "" {
		l.errorAt(m.value.offset, environmentsTable+".openapi", "openapi "+message, hint)
		return ""
	}
	return at
}

// judgeDescriptionURL is parseURL for what gets no secret: a query is allowed.
func judgeDescriptionURL(raw string) (message, hint string) {
	u, err := url.Parse(raw)
	if err == nil && u.Scheme == "http" && u.Hostname() != "" && !isLoopback(u.Hostname()) {
		return "would be fetched unencrypted from " + quote(u.Hostname()), "Write https://; http:// is possible to this machine only (localhost, 127.0.0.1, [::1])."
	}
	bare, _, _ := strings.Cut(raw, "?")
	_, message, hint = parseURL(bare)
	return message, hint
}
