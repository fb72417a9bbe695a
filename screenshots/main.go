//go:build unix

// Command screenshots makes the README's pictures from the present build: it
// builds the program, runs the demo in a pseudo-terminal, presses keys, and
// draws what a terminal would show.
//
//	go run ./screenshots
//
// It needs rsvg-convert (Debian: librsvg2-bin) and writes the PNG files beside
// this file.
package main

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"time"

	"brincr-explorer/internal/screen"
)

// A shot is a picture: keys, each of which waits for a text on the screen.
type shot struct {
	name  string
	light bool
	steps []step
}

// A step presses keys and waits until the screen shows a text.
type step struct {
	keys []string
	text string
}

var shots = []shot{
	{name: "main-dark", steps: browse},
	{name: "main-light", light: true, steps: browse},
	{name: "table", steps: []step{
		{nil, "valid"},
		{[]string{"ctrl+g"}, "GET ›"},
		{[]string{"p", "r", "o", "d", "u", "c", "t", "s", "enter"}, "403 Forbidden"},
		{[]string{"a"}, "200 OK"},
		{[]string{"v"}, "[Table]"},
		{[]string{"-", "-", "-", "-"}, ".name"},
		{[]string{"l", "-", "-"}, ".price"},
		{[]string{"s", "s"}, "↓"},
	}},
	{name: "changes", steps: []step{
		{nil, "valid"},
		{[]string{"ctrl+g"}, "GET ›"},
		{[]string{"product-warehouse-stocks", "enter"}, "403 Forbidden"},
		{[]string{"a"}, "200 OK"},
		{[]string{"r"}, "since the answer before"},
		{[]string{"c"}, "change 1 of"},
	}},
	{name: "jq", steps: []step{
		{nil, "valid"},
		{[]string{"ctrl+g"}, "GET ›"},
		{[]string{"products", "enter"}, "403 Forbidden"},
		{[]string{"a"}, "200 OK"},
		{[]string{"|", ".data[] | select(.price > 15) | {sku, name: .name.en_GB, price}"}, "4 results"},
	}},
	{name: "claims", steps: append(browse[:len(browse):len(browse)], step{[]string{"4", "enter"}, "Against the selection"})},
	{name: "forbidden", steps: []step{
		{nil, "valid"},
		{[]string{"/", "o", "r", "d", "e", "r", "s", "enter", "enter"}, "403 Forbidden"},
	}},
	{name: "leads", steps: []step{
		{nil, "valid"},
		{[]string{"ctrl+g"}, "GET ›"},
		{[]string{"customers", "enter"}, "403 Forbidden"},
		{[]string{"a"}, "200 OK"},
		{[]string{"j", "j", "j", "space", "j", "enter"}, "Leads to"},
		{[]string{"down", "down", "down"}, "› 4"},
	}},
	{name: "form", steps: []step{
		{nil, "✓"},
		{[]string{"enter"}, "200 OK"},
		{[]string{"5", "/", "categories/{id}", "enter"}, "GET categories/{id}"},
		{[]string{"e"}, "esc closes"},
		{[]string{"ctrl+n", "ctrl+n"}, "/api/v1/categories/710a1158"},
	}},
	{name: "writing", steps: []step{
		{nil, "✓"},
		{[]string{"/", "POST products", "enter"}, "POST products"},
		{[]string{"enter"}, "NEW-001"},
		{[]string{"ctrl+s", "tab"}, "› Send ‹"},
	}},
	{name: "log", steps: append(browse[:len(browse):len(browse)],
		step{[]string{"r"}, "2 sent"},
		step{[]string{"5", "/", "orders", "enter", "enter"}, "403 Forbidden"},
		step{[]string{"a"}, "200 OK"},
		step{[]string{"L"}, "1 duplicate"},
	)},
	{name: "production", steps: []step{
		{nil, "valid"},
		{[]string{"1", "j", "enter"}, "PRODUCTION"},
		{[]string{"5", "enter"}, "200 OK"},
		{[]string{"j", "j", "j", "l"}, ".data[1]"},
	}},
}

var browse = []step{
	{nil, "valid"},
	{[]string{"enter"}, "200 OK"},
	{[]string{"j", "j", "l", "j", "j", "l"}, ".data[0].name"},
}

func main() {
	ctx, cancel := context.WithTimeout(context.Background(), 5*time.Minute)
	defer cancel()
	if err := run(ctx); err != nil {
		fmt.Fprintln(os.Stderr, "screenshots:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context) error {
	_, here, _, ok := runtime.Caller(0)
	if !ok {
		return fmt.Errorf("the folder of this command is not known")
	}
	folder := filepath.Dir(here)
	temporary, err := os.MkdirTemp("", "screenshots")
	if err != nil {
		return err
	}
	defer os.RemoveAll(temporary)
	program := filepath.Join(temporary, "brincr-explorer")
	build := exec.CommandContext(ctx, "go", "build", "-o", program, ".")
	build.Dir = filepath.Dir(folder)
	build.Stderr = os.Stderr
	if err := build.Run(); err != nil {
		return fmt.Errorf("the build failed: %w", err)
	}
	for _, s := range shots {
		if err := s.take(ctx, program, folder); err != nil {
			return fmt.Errorf("%s: %w", s.name, err)
		}
		fmt.Println(s.name + ".png")
	}
	return nil
}

func (s shot) take(ctx context.Context, program, folder string) error {
	session, err := screen.Start(screen.Options{Path: program, Args: []string{"--demo"}, Env: os.Environ(), Width: 132, Height: 38, Light: s.light})
	if err != nil {
		return err
	}
	defer session.Close()
	for _, step := range s.steps {
		for _, key := range step.keys {
			if err := session.Type(key); err != nil {
				return err
			}
		}
		if err := session.WaitForText(ctx, step.text); err != nil {
			return err
		}
	}
	theme := screen.Dark()
	if s.light {
		theme = screen.Light()
	}
	picture, err := screen.PNG(ctx, session.Frame().SVG(screen.SVGOptions{Theme: theme, Title: "brincr-explorer --demo"}))
	if err != nil {
		return err
	}
	if picture, err = smaller(picture); err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(folder, s.name+".png"), picture, 0o644)
}
