// Command measure runs this program and fx, in turn, in a pseudo-terminal of
// 120x40 cells, and holds what a person waits for against limits:
//
//	go run ./internal/measure [--runs N] [--fx FILE] [--only ours|fx] [--markdown]
//
// It exists because benchmarks of parts do not add up to what somebody at a
// terminal waits for: start-up, the renderer's clock and the bytes written are
// only in the whole. The program is built from the present source. fx is looked
// for on the PATH; without it the limits that speak of fx are left out. The exit
// status is 1 when a limit is not met. A figure is the median over the runs, in
// each of which both programs open the same three documents of package sample.
//
// How it is timed. One goroutine reads the pseudo-terminal and stamps what it
// read; nothing else happens to the bytes while a program is timed. What they
// show is found out afterwards, by feeding them to a terminal emulator read by
// read, so that a figure ends with the read after which the screen shows what was
// waited for. The terminal answers queries as xterm does, and knows synchronized
// output.
//
//   - First paint: from before the exec until the stream holds a key of the
//     document's first record.
//   - Interactive: from before the exec until the screen answers a j that is typed
//     at the moment of the first paint: the path of the cursor is shown as .data.
//     A key typed earlier would be lost in programs that have nothing to move in.
//   - Loaded: until the last output before the program is settled. A program is
//     settled when for 300 ms it wrote nothing and, on Linux, used next to no
//     processor time.
//   - Memory: of a settled program. The peak is VmHWM and the rest VmRSS of
//     /proc/PID/status; neither is there on other systems.
//   - A key: from before the write of the key until the first output after it.
//     200 presses, at moments that are spread over the phases of a renderer's
//     clock; all runs together give the median and the 95th percentile. The
//     bytes are all that came until 20 ms without output had passed.
//   - Find: from before the write of enter until the text found is on the screen
//     (not just what was typed). Folding, jumping: until the rows of the document
//     show what they show when the program is settled again.
//   - 500 keys at once, j or (fx takes several j at once for another key) down:
//     until the last output. 30 a second, for three seconds: the worst wait of a
//     key for output; the median over the runs of the worst.
//
// jless is not run. Its column is fx's figure of the same run times the ratio of
// jless 0.9 to fx 39 in the table that the limits come from.
package main
