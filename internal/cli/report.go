package cli

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"brincr-explorer/auth"
	"brincr-explorer/internal/journal"
)

// reporting is the flags of the report.
type reporting struct {
	since, day  moment
	env, output text
	format      format
}

func newReport(p *program) *cobra.Command {
	o := reporting{format: "markdown"}
	c := &cobra.Command{
		Use:   "report",
		Short: "Tell which requests were sent, as Brincr's test run asks",
		Long: `Tell which requests were sent: each distinct one, how often, duplicates, errors, the
scopes that were used and those that were granted but unused. It reads the history,
which history = "file" in the config keeps, and sends nothing.

It holds no token, no secret, no body, and of queries only the names.`,
		Example: `  brincr-explorer report --day today
  brincr-explorer report --since 2026-11-01 --env sandbox --output requests.md
  brincr-explorer report --since 24h --format json | jq '.places[].duplicates'`,
		Args:              noArgument,
		ValidArgsFunction: cobra.NoFileCompletions,
		RunE:              func(*cobra.Command, []string) error { return writeReport(p, &o, auth.SystemClock().Now().Wall) },
	}
	f := c.Flags()
	f.Var(&o.since, "since", "only what was sent since `WHEN`: 90m, 7d, or a day such as 2026-12-01")
	f.Var(&o.day, "day", "only what was sent on this `DAY`: today, yesterday or 2026-12-01")
	f.Var(&o.env, "env", "only what was sent to the environment `NAME`")
	f.Var(&o.format, "format", "markdown or json")
	f.Var(&o.output, "output", "write to this new `FILE`, which only you can read, instead of standard output")
	_ = c.RegisterFlagCompletionFunc("format", cobra.FixedCompletions([]string{"markdown", "json"}, cobra.ShellCompDirectiveNoFileComp))
	_ = c.RegisterFlagCompletionFunc("day", cobra.FixedCompletions([]string{"today", "yesterday"}, cobra.ShellCompDirectiveNoFileComp))
	for _, name := range []string{"since", "env"} {
		_ = c.RegisterFlagCompletionFunc(name, cobra.NoFileCompletions)
	}
	return c
}

func writeReport(p *program, o *reporting, now time.Time) error {
	from, to, covers, err := o.span(now)
	if err != nil {
		return usage(err)
	}
	path, err := journal.DefaultPath(p.getenv)
	if err != nil {
		return usage(err)
	}
	lines, broken, err := journal.NewFile(path).Read()
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return usage(fmt.Errorf("there is no history: %s does not exist; with history = \"file\" at the top of the config, what is sent from then on is kept there", quoted(path)))
	case err != nil:
		return unreadable(quoted(path), err)
	}
	var chosen []journal.Line
	for _, l := range lines {
		if l.Time.Before(from) || !l.Time.Before(to) || o.env != "" && l.Env != string(o.env) {
			continue
		}
		chosen = append(chosen, l)
	}
	r := journal.NewReport(chosen)
	r.Unread, r.Sentence = broken, covers
	content := r.Markdown()
	if o.format == "json" {
		content = string(r.JSON())
	}
	if o.output != "" {
		return saveReport(string(o.output), content)
	}
	return result(p.Stdout, func(out io.Writer) { _, _ = io.WriteString(out, content) })
}

func saveReport(file, content string) error {
	err := writeNew(file, content)
	switch {
	case err == nil:
		return nil
	case errors.Is(err, os.ErrExist):
		return usage(fmt.Errorf("--output: %s is there already and is left as it is; name a new file, or delete this one", quoted(file)))
	case errors.Is(err, os.ErrNotExist):
		return usage(fmt.Errorf("--output: the folder of %s does not exist", quoted(file)))
	}
	return fmt.Errorf("--output: %s cannot be written: %w", quoted(file), causeOf(err))
}

// span is the time that a report is about, and the sentence that says so.
func (o *reporting) span(now time.Time) (from, to time.Time, covers string, err error) {
	to = now.AddDate(100, 0, 0) // a clock that was set back has left lines of the future
	covers = "It covers the whole history that is kept"
	switch {
	case o.since != "" && o.day != "":
		return from, to, "", errors.New("--since and --day contradict each other: use one of them")
	case o.day != "":
		from = o.day.begins(now)
		to = from.AddDate(0, 0, 1)
		covers = "It covers " + from.Format(time.DateOnly) + ", by this computer's local time"
	case o.since != "":
		from = o.since.begins(now)
		covers = "It covers what was sent since " + from.Format("2006-01-02 15:04")
	}
	if o.env != "" {
		covers += ", to the environment " + quoted(string(o.env)) + " alone"
	}
	return from, to, covers + ".", nil
}

// moment is a flag's moment: a time ago, or a day.
type moment string

func (m *moment) Set(s string) error {
	if s = strings.TrimSpace(s); s == "" {
		return errors.New("it is empty; is a variable of the shell not set?")
	}
	*m = moment(s)
	if m.begins(time.Time{}).Equal(never) {
		return errors.New("write a day such as 2026-12-01, today or yesterday, or a time ago such as 90m or 7d")
	}
	return nil
}

func (m *moment) String() string { return string(*m) }
func (*moment) Type() string     { return "moment" }

// never is what no moment begins at.
var never = time.Unix(0, 1)

// begins is when the moment is, seen from now.
func (m moment) begins(now time.Time) time.Time {
	year, month, day := now.Local().Date()
	switch m {
	case "today":
		return time.Date(year, month, day, 0, 0, 0, 0, time.Local)
	case "yesterday":
		return time.Date(year, month, day-1, 0, 0, 0, 0, time.Local)
	}
	if d, err := time.ParseInLocation(time.DateOnly, string(m), time.Local); err == nil {
		return d
	}
	if days, found := strings.CutSuffix(string(m), "d"); found {
		if n, err := strconv.ParseUint(days, 10, 16); err == nil {
			return now.AddDate(0, 0, -int(n))
		}
	}
	if ago, err := time.ParseDuration(string(m)); err == nil && ago >= 0 {
		return now.Add(-ago)
	}
	return never
}

// format is how a report is written.
type format string

func (f *format) Set(s string) error {
	if s != "markdown" && s != "json" {
		return errors.New("there is markdown, and json")
	}
	*f = format(s)
	return nil
}

func (f *format) String() string { return string(*f) }
func (*format) Type() string     { return "format" }
