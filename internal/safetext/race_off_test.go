//go:build !race

package safetext

// everyNth makes TestEveryCharacter go through all of them.
const everyNth = 1
