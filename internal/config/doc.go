// Package config turns the config file into values that the rest of the
// program can trust.
//
// It exists because a wrong config otherwise shows itself late and elsewhere:
// a tenant id with a trailing blank as a 401, a sandbox secret at production
// as invalid_client. So the file is read strictly, everything that is wrong
// with it is reported at once, with line, column and the probable intention,
// and what comes out of Load needs no further check.
//
// Two rules hold throughout. A secret is never part of a message, not even by
// way of the TOML library's own errors, which quote the source. And a secret
// that is not in the file itself is fetched only when a token is needed, never
// while loading.
package config
