package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"syscall"
)

// options are what the command line says.
type options struct {
	runs     int
	fx       string
	only     string
	markdown bool
}

func main() {
	var o options
	flag.IntVar(&o.runs, "runs", 5, "how often each program opens each document")
	flag.StringVar(&o.fx, "fx", "", "the `file` of fx; without it fx is looked for on the PATH")
	flag.StringVar(&o.only, "only", "", "run one program alone: `ours` or fx")
	flag.BoolVar(&o.markdown, "markdown", false, "print the table as Markdown")
	flag.Parse()
	if flag.NArg() > 0 || o.runs < 1 || (o.only != "" && o.only != "ours" && o.only != "fx") {
		flag.Usage()
		os.Exit(2)
	}
	os.Exit(run(o))
}

func run(o options) int {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	met, err := measure(ctx, o)
	switch {
	case ctx.Err() != nil:
		fmt.Fprintln(os.Stderr, "measure: stopped")
		return 130
	case err != nil:
		fmt.Fprintln(os.Stderr, "measure:", err)
		return 1
	case !met:
		return 1
	}
	return 0
}
