package filter

import "testing"

func TestLets(t *testing.T) {
	for _, test := range []struct {
		typed, text string
		want        bool
	}{
		{"", "anything", true},
		{"wine RED", "Red wine", true},
		{"red  rosé", "Rosé, red", true},
		{"red white", "red wine", false},
		{"  ", "", true},
	} {
		if got := New(test.typed).Lets(test.text); got != test.want {
			t.Errorf("%q lets %q through: %t", test.typed, test.text, got)
		}
	}
}
