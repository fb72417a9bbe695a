// Package doctor examines a config and the way from here to Brincr, so that a
// person can see in one look what works, and what to do about the first thing that
// does not.
//
// It climbs the ladder on which a token request is checked: what a failure proves
// right is told with it, and what stands above it is not tried. It sends one token
// request and, unless told not to, one GET; nothing else reaches Brincr. What it
// finds are plain values, the Checks; none holds a secret or a token.
package doctor
