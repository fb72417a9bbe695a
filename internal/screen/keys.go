package screen

import (
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"
)

// keyboard is what the program asked the terminal's keyboard to send.
type keyboard struct {
	appCursor    bool // DECCKM: cursor keys as SS3
	disambiguate bool // the kitty protocol's flag 1
}

// Modifiers as in xterm's and kitty's sequences, before 1 is added.
const (
	modShift = 1 << iota
	modAlt
	modCtrl
)

// encodeKey returns what a terminal sends for a key named as Bubble Tea names
// it ("enter", "ctrl+c", "shift+tab", "f5"). What is no name is text.
func encodeKey(key string, k keyboard) (string, error) {
	base, mod := splitModifiers(key)
	if seq, ok := cursorKey(base, mod, k); ok {
		return seq, nil
	}
	code, named := charKeys()[base]
	if !named {
		if mod == 0 {
			return key, nil
		}
		r, size := utf8.DecodeRuneInString(base)
		if size != len(base) {
			return "", fmt.Errorf("unknown key %q: the part after the modifiers is neither one character nor a key's name", key)
		}
		code = r
	}
	if k.disambiguate && (mod&^modShift != 0 || mod != 0 && named || base == "esc") {
		return kittyKey(code, mod), nil
	}
	return legacyKey(key, code, mod)
}

func splitModifiers(key string) (base string, mod int) {
	base = key
	for {
		name, rest, found := strings.Cut(base, "+")
		if !found || rest == "" {
			return base, mod
		}
		switch name {
		case "ctrl":
			mod |= modCtrl
		case "alt":
			mod |= modAlt
		case "shift":
			mod |= modShift
		default:
			return key, 0
		}
		base = rest
	}
}

func charKeys() map[string]rune {
	return map[string]rune{
		"enter": '\r', "return": '\r', "tab": '\t', "esc": 0x1b, "escape": 0x1b,
		"space": ' ', "backspace": 0x7f,
	}
}

// cursorKey encodes the keys that are CSI or SS3 sequences in every protocol.
func cursorKey(base string, mod int, k keyboard) (seq string, ok bool) {
	letters := map[string]string{
		"up": "A", "down": "B", "right": "C", "left": "D", "home": "H", "end": "F",
		"f1": "P", "f2": "Q", "f3": "R", "f4": "S",
	}
	numbers := map[string]int{
		"insert": 2, "delete": 3, "pgup": 5, "pgdown": 6, "pgdn": 6, "f5": 15, "f6": 17, "f7": 18, "f8": 19,
		"f9": 20, "f10": 21, "f11": 23, "f12": 24,
	}
	if letter, ok := letters[base]; ok {
		switch {
		case mod != 0:
			return "\x1b[1;" + strconv.Itoa(mod+1) + letter, true
		case k.appCursor || letter >= "P":
			return "\x1bO" + letter, true
		default:
			return "\x1b[" + letter, true
		}
	}
	n, ok := numbers[base]
	switch {
	case !ok:
		return "", false
	case mod != 0:
		return fmt.Sprintf("\x1b[%d;%d~", n, mod+1), true
	default:
		return fmt.Sprintf("\x1b[%d~", n), true
	}
}

// kittyKey encodes a key as the kitty keyboard protocol does.
func kittyKey(code rune, mod int) string {
	if mod == 0 {
		return fmt.Sprintf("\x1b[%du", code)
	}
	return fmt.Sprintf("\x1b[%d;%du", code, mod+1)
}

// legacyKey encodes a key as terminals did before.
func legacyKey(key string, code rune, mod int) (string, error) {
	prefix := ""
	if mod&modAlt != 0 {
		prefix = "\x1b"
	}
	switch mod &^ modAlt {
	case 0:
		return prefix + string(code), nil
	case modShift:
		if code == '\t' {
			return prefix + "\x1b[Z", nil
		}
		return prefix + strings.ToUpper(string(code)), nil
	case modCtrl:
		switch {
		case code == ' ' || code == '@':
			return prefix + "\x00", nil
		case code >= 'a' && code <= 'z' || code >= '[' && code <= '_':
			return prefix + string(code&0x1f), nil
		}
	}
	return "", fmt.Errorf("a terminal cannot send %q before the program asks for the kitty keyboard protocol", key)
}
