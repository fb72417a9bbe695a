// Package demo stands in for Visma Connect and Brincr on the loopback
// interface, so that the program can be tried, tested and shown without an
// account and without a request leaving the machine.
//
// It is two real HTTP servers in one process: a token server that answers as
// the identity server behind Visma Connect does, and an API server that answers
// as a stock Laravel application does. Both serve two environments, told apart by the first
// segment of the path. The package imports none of the project's other packages:
// what it checks, it checks with its own code, so a mistake of the client
// cannot be hidden by the same mistake here.
//
// All companies, people, brands and numbers are invented. The data is the same
// in every run and different in every tenant. Paths for which there is no public
// evidence are marked illustrative; they say nothing about Brincr's own paths.
package demo
