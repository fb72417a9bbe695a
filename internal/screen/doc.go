// Package screen holds what a terminal shows as a grid of cells.
//
// It exists because a rendered string is a bad thing to compare: two strings
// of escape sequences can differ and look the same, and a wrong one can't be
// read in a failing test. A Frame is what a person would see. It comes from
// the view of a pane (Parse) or from a terminal emulator (Capture), and turns
// into text and annotated text for golden files, and into SVG and PNG for
// screenshots, so that pictures are made of the same cells the tests check.
//
// A Session runs a whole program in a pseudo-terminal before an emulator:
// keys go in, frames come out. It answers the program's queries as a terminal
// does, and tells which terminal modes were left behind. Sessions exist on
// Unix only; frames and pictures everywhere.
//
// The program itself doesn't use this package; tests and the command that
// makes the screenshots do.
package screen
