package cli

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math"
	"time"

	"brincr-explorer/internal/jqfilter"
	"brincr-explorer/internal/jsondoc"
)

// filter writes what the filter makes of a body, one result a line. Results that
// came before one that failed are written too, as jq does.
func (g getting) filter(ctx context.Context, to *destination, body []byte) error {
	f, err := jqfilter.Compile(string(g.jq))
	if err != nil {
		return err // check has seen to it that there is none
	}
	doc, err := jsondoc.ParseContext(ctx, body, nil)
	if err != nil {
		return fmt.Errorf("--jq was not applied, for the answer is not valid JSON: %w", err)
	}
	limits := jqfilter.Limits{Time: time.Hour, Output: 1 << 30, Results: math.MaxInt32}
	made, err := f.Run(ctx, doc, 0, limits)
	if err != nil {
		return err
	}
	if err := to.write(func(out io.Writer) { writeResults(out, made.Text, to.terminal) }); err != nil {
		return err
	}
	switch {
	case made.Err != nil:
		return fmt.Errorf("--jq %s: after %d results: %w", quoted(string(g.jq)), made.Count, made.Err)
	case made.Cut != "":
		return errors.New("--jq " + quoted(string(g.jq)) + ": " + made.Cut)
	}
	return nil
}

// writeResults puts each result on a line of its own. What the filter passed
// through may have lines; of these only the white space between values goes.
func writeResults(out io.Writer, results []byte, terminal bool) {
	d := json.NewDecoder(bytes.NewReader(results))
	var one bytes.Buffer
	for {
		var result json.RawMessage
		start := d.InputOffset()
		if err := d.Decode(&result); err != nil {
			writeBody(out, bytes.TrimLeft(results[start:], "\n"), terminal) // deeper than the decoder goes: as it is
			return
		}
		one.Reset()
		if json.Compact(&one, result) != nil {
			one.Write(result)
		}
		one.WriteByte('\n')
		writeBody(out, one.Bytes(), terminal)
	}
}
