package config

import "brincr-explorer/auth"

// Origin says for people where a secret of a config comes from. It never holds
// the secret, nor a name that looks like one.
func Origin(s auth.SecretSource) string {
	switch s := s.(type) {
	case *envSource:
		if mayBeSecret(s.name) {
			return "the variable named in the config"
		}
		return "the variable " + s.name
	case *fileSource:
		return "the file " + quotePath(s.path)
	case *commandSource:
		return s.name()
	case *keyringSource:
		if mayBeSecret(s.name) {
			return "the system's keyring"
		}
		return "the system's keyring, named " + quote(s.name)
	}
	return "the config itself"
}
