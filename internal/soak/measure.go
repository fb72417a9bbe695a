package main

import (
	"fmt"
	"io"
	"os"
	"runtime"
	"runtime/debug"
	"slices"
	"strconv"
	"strings"
	"time"
)

// sample is what the process holds while nobody sends anything. -1: this system does not tell.
type sample struct {
	at         time.Duration
	tally      tallied
	goroutines int64
	heap       int64 // bytes that live, after a collection
	resident   int64 // bytes of memory that the system counts for the process
	files      int64 // open descriptors, sockets among them
}

const sampleHead = "     at    asked     well   failed     left   tokens  goroutines   heap KiB   RSS KiB  files"

func (s sample) String() string {
	return fmt.Sprintf("%7s %8d %8d %8d %8d %8d %11d %10d %9d %6d", s.at.Round(time.Second),
		s.tally.asked, s.tally.well, s.tally.failed, s.tally.left, s.tally.tokens,
		s.goroutines, s.heap>>10, max(s.resident>>10, -1), s.files)
}

const settling = 500 * time.Millisecond

// measure lets what was cancelled end first, and the collector return what it can.
func measure() sample {
	time.Sleep(settling)
	runtime.GC()
	debug.FreeOSMemory()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return sample{goroutines: int64(runtime.NumGoroutine()), heap: int64(m.HeapAlloc), resident: resident(), files: files()}
}

// resident is Linux's VmRSS.
func resident() int64 {
	status, err := os.ReadFile("/proc/self/status")
	if err != nil {
		return -1
	}
	for line := range strings.Lines(string(status)) {
		if fields := strings.Fields(line); len(fields) == 3 && fields[0] == "VmRSS:" {
			kib, err := strconv.ParseInt(fields[1], 10, 64)
			if err != nil {
				return -1
			}
			return kib << 10
		}
	}
	return -1
}

func files() int64 {
	for _, dir := range []string{"/proc/self/fd", "/dev/fd"} { // Linux, macOS
		if list, err := os.ReadDir(dir); err == nil {
			return int64(len(list))
		}
	}
	return -1
}

// A gauge is one thing that must not grow, and how much of a change is none: idle connections come and go.
type gauge struct {
	name  string
	of    func(sample) int64
	slack int64 // absolute
	part  int64 // and, in percent, of what it was
	unit  int64
}

func gauges() []gauge {
	return []gauge{
		{"goroutines", func(s sample) int64 { return s.goroutines }, 8, 10, 1},
		{"open files", func(s sample) int64 { return s.files }, 4, 10, 1},
		{"heap, KiB", func(s sample) int64 { return s.heap }, 1 << 20, 10, 1 << 10},
		{"RSS, KiB", func(s sample) int64 { return s.resident }, 8 << 20, 15, 1 << 10},
	}
}

// judge compares the first third of the samples with the last, each by its median.
func judge(taken []sample, out io.Writer) error {
	third := max(len(taken)/3, 1)
	var grew []string
	fmt.Fprintln(out, "growth from the first third of the samples to the last, by their medians:")
	for _, g := range gauges() {
		before, after := median(taken[:third], g.of), median(taken[len(taken)-third:], g.of)
		if before < 0 {
			fmt.Fprintf(out, "  %-11s not told by this system\n", g.name)
			continue
		}
		verdict := "steady"
		if after-before > max(g.slack, before*g.part/100) {
			verdict = "GREW"
			grew = append(grew, g.name)
		}
		fmt.Fprintf(out, "  %-11s %8d -> %8d  %s\n", g.name, before/g.unit, after/g.unit, verdict)
	}
	if len(grew) > 0 {
		return fmt.Errorf("%w: %s", errGrew, strings.Join(grew, ", "))
	}
	return nil
}

func median(taken []sample, of func(sample) int64) int64 {
	values := make([]int64, len(taken))
	for i, s := range taken {
		values[i] = of(s)
	}
	slices.Sort(values)
	return values[len(values)/2]
}
