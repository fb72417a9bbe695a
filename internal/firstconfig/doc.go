// Package firstconfig composes the first config of a user: it reads what was typed
// or pasted at the questions of the command init, and writes the file's text, with
// the comments that its next reader needs.
//
// It asks nothing and touches no file. What it writes is read by package config
// without an error and without a warning, and says the same again; a test and a
// fuzz target hold that.
package firstconfig
