package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"brincr-explorer/ui"
)

// maxDocument is the largest document that the response view can index, so more
// of it need not be read.
const maxDocument = 1<<30 - 1

func newOpen(p *program) *cobra.Command {
	return &cobra.Command{
		Use:   "open FILE|-",
		Short: "Browse a saved JSON document",
		Long: `Browse a saved JSON document in the response view, without any server. With - the
document is read from standard input, and keys come from the terminal.`,
		Example: `  brincr-explorer open orders.json
  brincr-explorer get products | brincr-explorer open -`,
		Args: oneArgument("FILE|-"),
		RunE: func(c *cobra.Command, args []string) error { return open(c.Context(), p, args[0]) },
	}
}

func open(ctx context.Context, p *program, name string) error {
	if err := needTerminal(p.World, name == "-"); err != nil {
		return err
	}
	shown, read := filepath.Base(name), func() ([]byte, error) { return readFile(name) }
	if name == "-" {
		if p.Terminal(p.Stdin) {
			return usage(errors.New("open - reads standard input, which is the terminal: pipe a document into it, or name a file"))
		}
		shown, read = "standard input", func() ([]byte, error) { return readStream("standard input", p.Stdin, 0, maxDocument) }
	}
	body, err := interruptible(ctx, read)
	if err != nil {
		return err
	}
	return p.show(ctx, ui.Options{Document: body, DocumentName: shown})
}

// interruptible leaves a reading when a signal comes: opening or reading a pipe
// that stays silent cannot be ended otherwise. The process is about to end then.
func interruptible(ctx context.Context, read func() ([]byte, error)) ([]byte, error) {
	type outcome struct {
		body []byte
		err  error
	}
	done := make(chan outcome, 1)
	go func() {
		body, err := read()
		done <- outcome{body, err}
	}()
	select {
	case <-ctx.Done():
		return nil, context.Cause(ctx)
	case o := <-done:
		return o.body, o.err
	}
}

func readFile(name string) ([]byte, error) {
	f, err := os.Open(name)
	switch {
	case errors.Is(err, os.ErrNotExist):
		return nil, usage(fmt.Errorf("there is no file %s", quoted(name)))
	case err != nil:
		return nil, unreadable(quoted(name), err)
	}
	defer f.Close()
	info, err := f.Stat()
	switch {
	case err != nil:
		return nil, unreadable(quoted(name), err)
	case info.IsDir():
		return nil, usage(fmt.Errorf("%s is a folder; name a file", quoted(name)))
	case info.Size() > maxDocument:
		return nil, tooLarge(quoted(name))
	}
	return readStream(quoted(name), f, int(info.Size()), maxDocument)
}

// readStream reads up to limit bytes; size is how many to expect.
func readStream(name string, in io.Reader, size, limit int) ([]byte, error) {
	body := make([]byte, 0, size+512)
	for {
		n, err := in.Read(body[len(body):cap(body)])
		body = body[:len(body)+n]
		switch {
		case len(body) > limit:
			return nil, tooLarge(name)
		case errors.Is(err, io.EOF):
			return body, nil
		case err != nil:
			return nil, unreadable(name, err)
		case len(body) == cap(body):
			body = append(body, 0)[:len(body)]
		}
	}
}

func tooLarge(name string) error {
	return fmt.Errorf("%s is larger than 1 GiB, and no more can be browsed", name)
}

func unreadable(name string, err error) error {
	return fmt.Errorf("%s cannot be read: %w", name, causeOf(err))
}

// causeOf leaves out the path that an error of the system repeats.
func causeOf(err error) error {
	var path *os.PathError
	if errors.As(err, &path) {
		return path.Err
	}
	return err
}
