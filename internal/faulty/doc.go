// Package faulty plays servers that go wrong, for tests alone.
//
// What the program promises about faults can only be shown with faults, and net/http's own server repairs most
// of them before they reach the wire: it sets lengths, merges headers, closes politely. So the servers here
// speak over bare connections on loopback, with or without TLS, and write what a test tells them byte for byte.
// A [Site] is a token endpoint, an API, and a third server that nothing may ever reach. It counts what came, and
// fails the test when a secret or a token came to where it has no business.
//
// An [Answer] is one fault. They are made of few parts, so that a new case is one row of a table:
//
//	faulty.Reply(503, "", "Retry-After: 0")
//	faulty.Play(faulty.Text("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{"), faulty.Reset())
//
// The package imports none of the program's others: what it finds wrong, it finds on the wire.
package faulty
