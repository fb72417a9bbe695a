// Command soak lets the client code of api and auth run for long against a server that fails at random, with
// tokens that live ten seconds, and watches what must not grow: goroutines, memory and open files.
//
// It exists because a leak of one connection in a thousand requests is in no test that takes a second, and in
// every program that is left open all day. It is no part of the program, and no part of its tests:
//
//	go run ./internal/soak             20 minutes
//	go run ./internal/soak --for 90s
//
// The server is a process of its own, so that what is measured is the client alone. The exit status is 1 when
// something grew, and 2 when the soak itself could not run.
package main

import (
	"bufio"
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/exec"
	"os/signal"
	"strings"
	"time"
)

const warmUp = 3 // the first so many samples are not judged: pools and caches fill

var errGrew = errors.New("something grew")

func main() {
	lasts := flag.Duration("for", 20*time.Minute, "how long to soak")
	samples := flag.Int("samples", 20, "how often to measure meanwhile")
	users := flag.Int("users", 8, "how many send requests at once")
	seed := flag.Uint64("seed", uint64(time.Now().UnixNano()), "of the choices, to make them again")
	serve := flag.Bool("serve", false, "be the server; for the soak's own use")
	flag.Parse()
	if *serve {
		fail(serveFaults(os.Stdin, os.Stdout, *seed))
		return
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	fail(soak(ctx, *lasts, max(*samples, warmUp+6), *users, *seed))
}

func fail(err error) {
	if err == nil {
		return
	}
	fmt.Fprintln(os.Stderr, "soak:", err)
	if errors.Is(err, errGrew) {
		os.Exit(1)
	}
	os.Exit(2)
}

func soak(ctx context.Context, lasts time.Duration, samples, users int, seed uint64) error {
	address, end, err := startServer(seed)
	if err != nil {
		return err
	}
	defer end()
	fmt.Printf("%v against %s, %d users, seed %d\n", lasts, address, users, seed)
	crowd, err := newCrowd(address, seed)
	if err != nil {
		return err
	}
	defer crowd.close()
	var taken []sample
	began := time.Now()
	fmt.Println(sampleHead)
	for range samples {
		if err := crowd.work(ctx, max(lasts/time.Duration(samples)-settling, settling), users); err != nil {
			return err
		}
		s := measure()
		s.at, s.tally = time.Since(began), crowd.tally.read()
		fmt.Println(s)
		taken = append(taken, s)
	}
	return judge(taken[warmUp:], os.Stdout)
}

// startServer runs this program once more, as the server. It ends with its standard input, and so with us in
// any case.
func startServer(seed uint64) (address string, end func(), err error) {
	self, err := os.Executable()
	if err != nil {
		return "", nil, fmt.Errorf("finding this program: %w", err)
	}
	server := exec.Command(self, "--serve", "--seed", fmt.Sprint(seed))
	server.Stderr = os.Stderr
	in, err := server.StdinPipe()
	if err != nil {
		return "", nil, fmt.Errorf("starting the server: %w", err)
	}
	out, err := server.StdoutPipe()
	if err != nil {
		return "", nil, fmt.Errorf("starting the server: %w", err)
	}
	if err := server.Start(); err != nil {
		return "", nil, fmt.Errorf("starting the server: %w", err)
	}
	end = func() {
		_ = in.Close()
		_ = server.Wait()
	}
	line, err := bufio.NewReader(out).ReadString('\n')
	if err != nil && !errors.Is(err, io.EOF) || line == "" {
		end()
		return "", nil, fmt.Errorf("the server did not say where it is: %w", err)
	}
	return strings.TrimSpace(line), end, nil
}
