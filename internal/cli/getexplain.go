package cli

import (
	"fmt"
	"io"

	"brincr-explorer/api"
	"brincr-explorer/auth"
	"brincr-explorer/internal/safetext"
)

// explainGet writes what get would send, and sends nothing: no token is
// requested and no secret fetched.
func explainGet(p *program, client *api.Client, r api.Request) error {
	plan := client.Explain(r)
	if plan.Err != nil {
		return outcome(api.Exchange{Err: plan.Err})
	}
	return result(p.Stdout, func(out io.Writer) { writeFacts(out, plan.Say(auth.SystemClock().Now(), api.Known{})) })
}

func writeFacts(out io.Writer, all []api.Facts) {
	for i, section := range all {
		if i > 0 {
			_, _ = fmt.Fprintln(out)
		}
		_, _ = fmt.Fprintln(out, safetext.Clean(section.Title))
		for _, f := range section.Facts {
			mark := f.Mark
			if mark == "" {
				mark = " "
			}
			name := ""
			if f.Name != "" {
				name = fmt.Sprintf("%-18s", safetext.Clean(f.Name)) + " "
			}
			_, _ = fmt.Fprintln(out, mark, name+safetext.Clean(f.Value))
		}
	}
}
