package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"brincr-explorer/internal/jqfilter"
	"brincr-explorer/ui"
	"brincr-explorer/ui/response"
)

// maxDocument is the largest document that the response view can index, so more
// of it need not be read.
const maxDocument = 1<<30 - 1

func newOpen(p *program) *cobra.Command {
	var jq string
	c := &cobra.Command{
		Use:   "open FILE|- …",
		Short: "Browse saved JSON documents",
		Long: `Browse saved JSON documents in the response view, without any server; tab goes to the
next one. With - the document is read from standard input while it comes, and keys come
from the terminal. What is no JSON is shown as text, or as hexadecimal.`,
		Example: `  brincr-explorer open orders.json
  brincr-explorer open monday.json tuesday.json
  brincr-explorer open --jq '.data[] | select(.price == null)' products.json
  brincr-explorer get products | brincr-explorer open -`,
		Args: files,
		RunE: func(c *cobra.Command, args []string) error { return open(c.Context(), p, args, jq) },
	}
	c.Flags().StringVar(&jq, "jq", "", "begin with what this jq filter makes of each document")
	return c
}

// files wants names of files.
func files(c *cobra.Command, args []string) error {
	if len(args) == 0 {
		return oneArgument("FILE|-")(c, args)
	}
	stdin := 0
	for _, name := range args {
		if err := oneArgument("FILE|-")(c, []string{name}); err != nil {
			return err
		}
		if name == "-" {
			stdin++
		}
	}
	if stdin > 1 {
		return errors.New("- stands for standard input, which can be read once only")
	}
	return nil
}

func open(ctx context.Context, p *program, names []string, jq string) error {
	piped := false
	for _, name := range names {
		piped = piped || name == "-"
	}
	if err := needTerminal(p.World, piped); err != nil {
		return err
	}
	if err := checkFilter(jq); err != nil {
		return err
	}
	o := ui.Options{Filter: jq}
	for _, name := range names {
		f, err := p.document(name)
		if err != nil {
			return err
		}
		o.Files = append(o.Files, f)
	}
	tellApart(o.Files, names)
	return p.show(ctx, o)
}

// checkFilter names the place where a filter is wrong, before any file is read.
func checkFilter(jq string) error {
	_, err := jqfilter.Compile(jq)
	var wrong *jqfilter.SyntaxError
	if !errors.As(err, &wrong) {
		return err
	}
	text := fmt.Sprintf("--jq %s: %s", quoted(jq), wrong.Problem)
	if before := min(wrong.Offset, len(jq)); before > 0 {
		text += fmt.Sprintf(" (after %s)", quoted(jq[:before]))
	}
	return usage(errors.New(text))
}

// document is a file that is there and can be read, as the panes take it.
func (p *program) document(name string) (response.File, error) {
	if name == "-" {
		if p.Terminal(p.Stdin) {
			return response.File{}, usage(errors.New("open - reads standard input, which is the terminal: pipe a document into it, or name a file"))
		}
		return response.File{Name: "standard input", Most: maxDocument, Open: func() (io.ReadCloser, error) { return closable(p.Stdin), nil }}, nil
	}
	size, err := readable(name)
	if err != nil {
		return response.File{}, err
	}
	return response.File{Name: filepath.Base(name), Size: size, Most: maxDocument, Open: func() (io.ReadCloser, error) {
		f, err := os.Open(name)
		if err != nil {
			return nil, causeOf(err)
		}
		return f, nil
	}}, nil
}

// closable makes a reader one that can be closed, for it to be read no more.
func closable(r io.Reader) io.ReadCloser {
	if c, ok := r.(io.ReadCloser); ok {
		return c
	}
	return io.NopCloser(r)
}

// readable says how large a file is, or why it cannot be read. A pipe is not
// opened for that: it would wait for a writer, and give what it has only once.
func readable(name string) (int64, error) {
	info, err := os.Stat(name)
	switch {
	case errors.Is(err, os.ErrNotExist):
		return 0, usage(fmt.Errorf("there is no file %s", quoted(name)))
	case err != nil:
		return 0, unreadable(quoted(name), err)
	case info.IsDir():
		return 0, usage(fmt.Errorf("%s is a folder; name a file", quoted(name)))
	case !info.Mode().IsRegular():
		return 0, nil
	case info.Size() > maxDocument:
		return 0, fmt.Errorf("%s is larger than 1 GiB, and no more can be browsed", quoted(name))
	}
	f, err := os.Open(name)
	if err != nil {
		return 0, unreadable(quoted(name), err)
	}
	return info.Size(), f.Close()
}

// tellApart gives files of the same name the paths that they were named by.
func tellApart(files []response.File, names []string) {
	count := map[string]int{}
	for _, f := range files {
		count[f.Name]++
	}
	for i := range files {
		if count[files[i].Name] > 1 {
			files[i].Name = strings.TrimPrefix(filepath.ToSlash(filepath.Clean(names[i])), "./")
		}
	}
}

func unreadable(name string, err error) error {
	return fmt.Errorf("%s cannot be read: %w", name, causeOf(err))
}

// causeOf leaves out the path that an error of the system repeats.
func causeOf(err error) error {
	var path *os.PathError
	var link *os.LinkError
	switch {
	case errors.As(err, &path):
		return path.Err
	case errors.As(err, &link):
		return link.Err
	}
	return err
}
