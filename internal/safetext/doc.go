// Package safetext stands between every byte that comes from outside and the
// screen: bodies, keys, headers, error texts, claims, names from the config and
// the output of commands.
//
// It exists because no library does the whole of this job. Sanitisers that
// strip escape sequences let C1 controls, bidirectional controls, invisible
// characters or invalid UTF-8 through, and a terminal obeys what it gets.
// Width libraries disagree with one another, and text whose width is
// misjudged destroys the frame around it.
//
// Clean therefore promises two things about any input. Nothing in its output
// is a command, invisible, or able to join the text beside it. And its width
// is the same whether it is measured by grapheme cluster or by code point, so
// that it doesn't matter which of the two the renderer or the terminal does.
//
// What is dangerous or invisible is shown, never dropped:
//
//	C0 controls and DEL          ␛ ␍ ␊ ␉ ␡ (Unicode's control pictures)
//	other hidden characters      ‹U+202E›
//	bytes that are no UTF-8      ‹9B›
//	joiners, variation selectors ‹ZWJ› ‹VS16›
//	flags                        ‹flag NL›
//	a mark without a base        ◌́
//	too many marks on one base   é‹+1997 marks›
//
// Characters that are neither hidden nor dangerous, but that the two ways of
// measuring count differently, are shown by number too: spacing marks and
// viramas of Indic scripts, Thai sara am, conjoining Hangul jamo, emoji
// modifiers. Composed Hangul, CJK, Arabic, Hebrew and plain emoji stay.
//
// Copying and saving must use the original bytes, not the output of this
// package.
package safetext
