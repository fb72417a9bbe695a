package screen

import "testing"

func TestEncodeKey(t *testing.T) {
	t.Parallel()
	kitty, app := keyboard{disambiguate: true}, keyboard{appCursor: true}
	for _, tt := range []struct {
		key  string
		k    keyboard
		want string // "": an error
	}{
		{"a", keyboard{}, "a"},
		{"hello + world", keyboard{}, "hello + world"},
		{"a+b", keyboard{}, "a+b"},
		{"+", keyboard{}, "+"},
		{"ctrl+", keyboard{}, "ctrl+"},
		{"enter", keyboard{}, "\r"},
		{"enter", kitty, "\r"},
		{"space", keyboard{}, " "},
		{"backspace", keyboard{}, "\x7f"},
		{"esc", keyboard{}, "\x1b"},
		{"esc", kitty, "\x1b[27u"},
		{"ctrl+c", keyboard{}, "\x03"},
		{"ctrl+c", kitty, "\x1b[99;5u"},
		{"ctrl+space", keyboard{}, "\x00"},
		{"ctrl+]", keyboard{}, "\x1d"},
		{"ctrl++", kitty, "\x1b[43;5u"},
		{"ctrl+1", keyboard{}, ""},
		{"ctrl+nonsense", keyboard{}, ""},
		{"alt+x", keyboard{}, "\x1bx"},
		{"alt+x", kitty, "\x1b[120;3u"},
		{"alt+ctrl+a", keyboard{}, "\x1b\x01"},
		{"shift+tab", keyboard{}, "\x1b[Z"},
		{"shift+tab", kitty, "\x1b[9;2u"},
		{"shift+a", keyboard{}, "A"},
		{"shift+a", kitty, "A"},
		{"ctrl+enter", keyboard{}, ""},
		{"ctrl+enter", kitty, "\x1b[13;5u"},
		{"up", keyboard{}, "\x1b[A"},
		{"up", app, "\x1bOA"},
		{"ctrl+right", app, "\x1b[1;5C"},
		{"shift+home", keyboard{}, "\x1b[1;2H"},
		{"f1", keyboard{}, "\x1bOP"},
		{"f12", keyboard{}, "\x1b[24~"},
		{"pgdown", keyboard{}, "\x1b[6~"},
		{"alt+delete", keyboard{}, "\x1b[3;3~"},
	} {
		got, err := encodeKey(tt.key, tt.k)
		if got != tt.want || (err != nil) != (tt.want == "") {
			t.Errorf("encodeKey(%q, %+v) = %q, %v, want %q", tt.key, tt.k, got, err, tt.want)
		}
	}
}
