// Package compose is what stands between a request that changes data and its
// being sent: the body, edited in place and checked as it is typed, and the
// question whether it shall be sent. It exists apart from the panes because it
// guards: nothing leaves but through [Confirm].
//
// Bubbles' text area would not do for the body. It turns tabs into blanks, drops
// control characters, and draws all of the text for every key; here the bytes
// are sent as they were typed, and a key costs what is on the screen.
package compose
