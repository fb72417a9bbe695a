package cli

import (
	"errors"
	"fmt"
	"io"
	"strings"

	"brincr-explorer/api"
	"brincr-explorer/auth"
	"brincr-explorer/internal/config"
	"brincr-explorer/internal/keyring"
	"brincr-explorer/internal/safetext"
)

// writeError tells what happened, why it usually happens, and what to do next.
func writeError(out io.Writer, err error) {
	var problems config.Problems
	var apiError *api.Error
	var authError *auth.Error
	var keyringError *keyring.Error
	switch {
	case errors.As(err, &problems):
		line(out, "brincr-explorer: the config cannot be used")
		lines(out, problems.Error())
	case errors.As(err, &apiError):
		explain(out, apiError.Summary, apiError.Cause, apiError.Next)
		named(out, "server", apiError.Server)
		for _, f := range apiError.Fields {
			named(out, "field", strings.TrimPrefix(f.Path+": ", ": ")+strings.Join(f.Messages, " "))
		}
		proven(out, apiError.Token)
	case errors.As(err, &authError):
		explain(out, authError.Summary, authError.Cause, authError.Next)
		named(out, "server", authError.Server)
		proven(out, authError)
	case errors.As(err, &keyringError):
		explain(out, keyring.Subject+" "+keyringError.Message, "", keyringError.Hint)
	default:
		lines(out, "brincr-explorer: "+err.Error())
	}
}

func explain(out io.Writer, summary, cause, next string) {
	line(out, "brincr-explorer: "+summary)
	named(out, "why", cause)
	named(out, "next", next)
}

// proven is what the token endpoint answered, and what that proves; e is nil
// where it was not asked or gave a token.
func proven(out io.Writer, e *auth.Error) {
	if e == nil {
		return
	}
	if e.Status != 0 {
		named(out, "token", strings.TrimSpace(fmt.Sprintf("%d %s", e.Status, e.Code)))
	}
	named(out, "right", strings.Join(e.Proven, ", "))
}

func named(out io.Writer, name, text string) {
	if text != "" {
		line(out, fmt.Sprintf("  %-7s %s", name+":", text))
	}
}

// lines writes text of several lines.
func lines(out io.Writer, text string) {
	for part := range strings.SplitSeq(strings.TrimRight(text, "\n"), "\n") {
		line(out, part)
	}
}

// line writes one line of text from anywhere. Nobody reads the error of a
// stream on which errors are told.
func line(out io.Writer, text string) { _, _ = fmt.Fprintln(out, safetext.Clean(text)) }

func quoted(s string) string { return "\"" + safetext.Clean(s) + "\"" }

func warn(out io.Writer, warnings []string) {
	for _, text := range warnings {
		line(out, "brincr-explorer: "+text)
	}
}
