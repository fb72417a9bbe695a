//go:build unix

package main

import (
	"io"
	"os"
	"path/filepath"
	"sync"
	"syscall"
	"testing"

	"brincr-explorer/internal/sample"
	"brincr-explorer/internal/screen"
)

// A moment is a state of the program in which it may be ended. In some, keys
// mean something else than to quit. Those that cost much are tried with fewer
// ways to end.
type moment struct {
	name      string
	reach     func(t *testing.T) *terminal
	otherKeys bool
	costly    bool
}

func moments() []moment {
	ordinary := func(o *screen.Options) { o.Width, o.Height = 80, 24 }
	demo := func(t *testing.T, keys ...string) *terminal {
		s := begin(t, ordinary, "--demo")
		s.sees("token 59:")
		s.types(keys...)
		return s
	}
	return append(openMoments(), []moment{
		{name: "idle", reach: func(t *testing.T) *terminal {
			s := demo(t, "enter")
			s.sees("200 OK")
			return s
		}},
		{name: "while a request is in flight", reach: func(t *testing.T) *terminal {
			s := demo(t)
			s.gets("demo/slow?seconds=300")
			s.sees("◌ GET demo/slow?seconds=300", "esc cancels")
			return s
		}},
		{name: "before the first answer", reach: func(t *testing.T) *terminal {
			s := begin(t, ordinary, "--config", silentServers(t))
			s.sees("requesting")
			return s
		}},
		{name: "before the first frame", reach: func(t *testing.T) *terminal {
			s := begin(t, ordinary, "--demo")
			s.until("the first byte", func(screen.Frame) bool { return s.Written() > 0 })
			return s
		}},
		{name: "too small", reach: func(t *testing.T) *terminal {
			s := begin(t, func(o *screen.Options) { o.Width, o.Height = 40, 5 }, "--demo")
			s.sees("Too small")
			return s
		}},
		{name: "under an overlay", otherKeys: true, reach: func(t *testing.T) *terminal {
			s := demo(t, "4", "enter")
			s.sees("Against the selection")
			return s
		}},
		{name: "while a path is typed", otherKeys: true, reach: func(t *testing.T) *terminal {
			s := demo(t, ":", "products")
			s.sees("GET › products")
			return s
		}},
	}...)
}

// openMoments are those of a program that browses a document.
func openMoments() []moment {
	return []moment{
		{name: "showing a file", reach: func(t *testing.T) *terminal {
			s := begin(t, nil, "open", savedFile(t))
			s.sees("saved: true", "q quit")
			return s
		}},
		{name: "reading a pipe that stays silent", reach: func(t *testing.T) *terminal {
			pipe, _ := namedPipe(t)
			s := openPipe(t, pipe)
			s.sees("Reading standard input", "q quit")
			return s
		}},
		{name: "while 50 MB are coming", costly: true, reach: func(t *testing.T) *terminal {
			pipe, end := namedPipe(t)
			s := openPipe(t, pipe)
			feed(t, end, largeFile(t))
			s.sees("◌ reading", "esc stops")
			return s
		}},
		{name: "while 50 MB are indexed", costly: true, reach: func(t *testing.T) *terminal {
			s := begin(t, nil, "open", largeFile(t))
			if f := s.sees("large.json", "q quit"); !f.Contains("esc stops") {
				t.Log("all of it was indexed before the first frame was looked at")
			}
			return s
		}},
		{name: "while a filter runs", otherKeys: true, reach: func(t *testing.T) *terminal {
			s := begin(t, nil, "open", savedFile(t))
			s.sees("saved: true", "q quit")
			s.types("|")
			s.sees("| ›")
			s.types("last(range(1000000000000))")
			s.sees("filtering …")
			return s
		}},
	}
}

// savedFile is a small document.
func savedFile(t *testing.T) string {
	t.Helper()
	file := filepath.Join(t.TempDir(), "saved.json")
	if err := os.WriteFile(file, []byte(`{"saved": true}`), 0o600); err != nil {
		t.Fatal(err)
	}
	return file
}

// largeFile is a document of 50 MB, made once for all tests that want one.
func largeFile(t *testing.T) string {
	t.Helper()
	file, err := large()
	if err != nil {
		t.Fatal(err)
	}
	return file
}

var large = sync.OnceValues(func() (string, error) {
	file := filepath.Join(filepath.Dir(binary), "large.json")
	return file, os.WriteFile(file, sample.Orders(50_000_000), 0o600)
})

// namedPipe is a pipe without an end: the test keeps it open for writing.
func namedPipe(t *testing.T) (name string, end *os.File) {
	t.Helper()
	name = filepath.Join(t.TempDir(), "pipe")
	if err := syscall.Mkfifo(name, 0o600); err != nil {
		t.Skip(err)
	}
	end, err := os.OpenFile(name, os.O_RDWR, 0) // for reading too, so that nobody has to be there yet
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = end.Close() })
	return name, end
}

// openPipe starts the program with a pipe for its standard input.
func openPipe(t *testing.T, pipe string) *terminal {
	t.Helper()
	return begin(t, func(o *screen.Options) {
		o.Path, o.Args = "/bin/sh", []string{"-c", `exec "$1" open - <"$2"`, "sh", binary, pipe}
	})
}

// feed writes a file into a pipe, and leaves the pipe open.
func feed(t *testing.T, end *os.File, file string) {
	t.Helper()
	in, err := os.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	done := make(chan struct{})
	go func() {
		defer close(done)
		defer in.Close()
		_, _ = io.Copy(end, in) // ends at the latest when the pipe is closed
	}()
	t.Cleanup(func() {
		_ = end.Close()
		<-done
	})
}
