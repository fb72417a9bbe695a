//go:build unix

package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"runtime"

	"brincr-explorer/internal/sample"
)

// measure runs everything and prints the table. It tells whether all limits that
// could be judged are met.
func measure(ctx context.Context, o options) (met bool, err error) {
	folder, err := os.MkdirTemp("", "measure")
	if err != nil {
		return false, err
	}
	defer os.RemoveAll(folder)
	programs, err := programsOf(ctx, o, folder)
	if err != nil {
		return false, err
	}
	files, err := writeDocuments(folder)
	if err != nil {
		return false, err
	}
	all := make([]figures, len(programs))
	small, _, _ := documents()
	for i := range programs { // once unmeasured: the first start reads the program from the disk
		if err := tryOne(ctx, programs[i], small, files, folder, make(figures)); err != nil {
			return false, err
		}
		all[i] = make(figures)
	}
	failed := tryAll(ctx, o.runs, programs, files, folder, all)
	if ctx.Err() != nil {
		return false, failed
	}
	return report(o, programs, all), failed // what was measured before a failure counts
}

// tryAll lets the programs take turns.
func tryAll(ctx context.Context, runs int, programs []program, files map[document]string, home string, all []figures) error {
	small, middle, large := documents()
	for n := range runs {
		for _, d := range []document{small, middle, large} {
			for i, p := range programs {
				fmt.Fprintf(os.Stderr, "run %d of %d: %s, %s\n", n+1, runs, d.name, p.name)
				if err := tryOne(ctx, p, d, files, home, all[i]); err != nil {
					return err
				}
			}
		}
	}
	return nil
}

// programsOf is ours and, where there is one, fx; or the one that was asked for.
func programsOf(ctx context.Context, o options, folder string) ([]program, error) {
	var programs []program
	if o.only != "fx" {
		ours, err := build(ctx, folder)
		if err != nil {
			return nil, err
		}
		programs = append(programs, ours)
	}
	if o.only != "ours" {
		fx, err := findFx(ctx, o.fx)
		if err != nil {
			return nil, err
		}
		if fx.path != "" {
			programs = append(programs, fx)
		}
	}
	if len(programs) == 0 {
		return nil, fmt.Errorf("there is no fx on the PATH; name it with --fx")
	}
	return programs, nil
}

func writeDocuments(folder string) (files map[document]string, err error) {
	files = make(map[document]string)
	small, middle, large := documents()
	for _, d := range []document{small, middle, large} {
		files[d] = filepath.Join(folder, fmt.Sprintf("list-%d.json", d.size))
		if err := os.WriteFile(files[d], sample.Orders(d.size), 0o600); err != nil {
			return nil, err
		}
	}
	return files, nil
}

func tryOne(ctx context.Context, p program, d document, files map[document]string, home string, into figures) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	return attempt(ctx, p, d, files[d], home, into)
}

func report(o options, programs []program, all []figures) (met bool) {
	ours, fx, fxName := make(figures), make(figures), ""
	for i, p := range programs {
		if p.ours {
			ours = all[i]
		} else {
			fx, fxName = all[i], p.name
		}
	}
	verdicts := judge(rows(), ours, fx)
	table := cells(verdicts, fxName)
	if o.markdown {
		fmt.Print(markdown(table))
	} else {
		fmt.Print(plain(table))
	}
	fmt.Printf("\nMedians of %d runs, %s/%s, %d processors%s.\n", o.runs, runtime.GOOS, runtime.GOARCH, runtime.NumCPU(), shared())
	missed := unmet(verdicts)
	if missed > 0 {
		fmt.Printf("%d limits are not met.\n", missed)
	}
	return missed == 0
}

// shared warns where other work had the processors too: figures that a person
// would notice are then those of the other work.
func shared() string {
	load, told := loadAverage()
	if !told || load <= float64(runtime.NumCPU()) {
		return ""
	}
	return fmt.Sprintf(" shared with other work: %.0f tasks wanted one", load)
}
