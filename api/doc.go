// Package api speaks to Brincr over HTTP and to nobody else.
//
// It exists so that one place in the program decides what leaves the machine:
// which address a request may have, which token goes with it, whether it may
// be repeated, how much of an answer is read, and how long all of that may
// take. What comes back is a plain value, the Exchange: it tells the place it
// belongs to, every attempt that was made, the answer, and, where something
// went wrong, what happened, why it usually happens and what to do next. No
// token and no secret is in it, so it can be shown, logged and exported.
//
// Statements about Brincr are tagged by what is known: what its documentation
// says is told as such, everything else with the word "usually".
package api
