package screen

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os/exec"
	"strings"
)

// ErrNoConverter is what PNG's error wraps when rsvg-convert can't be found.
var ErrNoConverter = errors.New("rsvg-convert is not installed: it turns SVG into PNG, " +
	"and comes with librsvg (Debian: apt install librsvg2-bin; Homebrew: brew install librsvg)")

// PNG draws an SVG picture with rsvg-convert, in the size that the SVG gives
// itself. The fonts are those of this machine; DejaVu Sans Mono fits best.
func PNG(ctx context.Context, svg []byte) ([]byte, error) {
	path, err := exec.LookPath("rsvg-convert")
	if err != nil {
		return nil, fmt.Errorf("%w (%w)", ErrNoConverter, err)
	}
	var out, problems bytes.Buffer
	cmd := exec.CommandContext(ctx, path, "--format", "png")
	cmd.Stdin, cmd.Stdout, cmd.Stderr = bytes.NewReader(svg), &out, &problems
	if err := cmd.Run(); err != nil {
		return nil, fmt.Errorf("rsvg-convert could not draw the picture: %w: %s", err, strings.TrimSpace(problems.String()))
	}
	return out.Bytes(), nil
}
