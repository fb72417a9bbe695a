//go:build unix

package main

import "github.com/charmbracelet/x/ansi"

// escapes splits what a program wrote into its escape sequences, in their order,
// and the text between them.
func escapes(raw []byte) (sequences []string, text []byte) {
	var state byte
	for len(raw) > 0 {
		seq, width, n, next := ansi.DecodeSequence(raw, state, nil)
		switch {
		case width == 0 && len(seq) > 1 && (seq[0] == 0x1b || seq[0] >= 0x80 && seq[0] < 0xa0):
			sequences = append(sequences, string(seq))
		default:
			text = append(text, seq...)
		}
		raw, state = raw[n:], next
	}
	return sequences, text
}

// count tells how often an escape sequence was written.
func count(raw []byte, sequence string) int {
	sequences, _ := escapes(raw)
	n := 0
	for _, s := range sequences {
		if s == sequence {
			n++
		}
	}
	return n
}
