// Package keyring keeps client secrets in the keyring of the operating system:
// the Keychain, the Credential Manager, or a Secret Service such as GNOME
// Keyring, KWallet or KeePassXC.
//
// It exists because such a keyring may hang (a locked one waits for its password
// in a window), may not run at all (a server has none), and tells of either in
// words that are no help. Here it has a few seconds, and its failures say what to
// type.
package keyring
