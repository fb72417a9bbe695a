//go:build !(linux || netbsd || openbsd || ((dragonfly || freebsd) && cgo))

package keyring

// systemReady: the Keychain and the Credential Manager are parts of their system.
func systemReady() error { return nil }

// condition: these keyrings tell what is the matter in the library's own errors,
// or not at all.
func condition(err error) error { return err }
