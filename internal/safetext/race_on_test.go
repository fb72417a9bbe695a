//go:build race

package safetext

// everyNth thins out TestEveryCharacter where the race detector, which has
// nothing to find in it, makes it fifteen times slower.
const everyNth = 23
