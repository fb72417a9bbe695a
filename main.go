// Command brincr-explorer explores Brincr's API from a terminal.
package main

import (
	"io"
	"log"
	"os"

	"brincr-explorer/internal/cli"
)

func main() {
	// net/http writes what servers say out of turn to the standard logger:
	// into the middle of the panes, and unsanitised.
	log.SetOutput(io.Discard)
	os.Exit(cli.Main(cli.Process()))
}
