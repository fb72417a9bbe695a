//go:build linux || netbsd || openbsd || ((dragonfly || freebsd) && cgo)

package keyring

import (
	"errors"
	"strings"

	"github.com/godbus/dbus/v5"
)

// systemReady looks for the session's D-Bus, on which a Secret Service is reached.
// Without it the library would start a bus where there is none (dbus-launch), and
// leave it behind.
func systemReady() error {
	bus, err := dbus.SessionBusPrivateNoAutoStartup()
	if err != nil {
		return errAbsent
	}
	return bus.Close()
}

// condition recognises what a Secret Service and the bus before it answer.
func condition(err error) error {
	var answer dbus.Error
	switch {
	case errors.As(err, &answer) && absent(answer.Name):
		return errAbsent
	case errors.As(err, &answer) && answer.Name == "org.freedesktop.Secret.Error.IsLocked":
		return errLocked
	case strings.HasPrefix(err.Error(), "failed to unlock"): // the library's own words: its window was closed
		return errLocked
	case errors.Is(err, dbus.ErrClosed):
		return errAbsent
	}
	return err
}

// absent names the errors of a bus on which nobody offers a keyring, or cannot be
// started to do so.
func absent(name string) bool {
	const bus = "org.freedesktop.DBus.Error."
	switch strings.TrimPrefix(name, bus) {
	case "ServiceUnknown", "NameHasNoOwner", "Disconnected":
		return true
	}
	return strings.HasPrefix(name, bus+"Spawn.")
}
