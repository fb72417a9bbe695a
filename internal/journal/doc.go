// Package journal is the log of what was sent in a session: every exchange and
// every token request as plain facts, with the last answers beside them. It
// exists so that the panes and the commands without panes tell the same of what
// they sent, and so that a report can be made of it for Brincr's test run.
//
// It never holds a token or a secret, and what it writes to a file holds no
// body and no value of a query that could be a customer's.
package journal
