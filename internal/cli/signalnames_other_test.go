//go:build !unix

package cli

import "os"

func forgetNohup() {}

// signalNamed: elsewhere a process can only be killed from outside.
func signalNamed(string) (os.Signal, bool) { return os.Kill, true }
