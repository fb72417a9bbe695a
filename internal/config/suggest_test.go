package config

import "testing"

func TestDistance(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want int
	}{
		{"", "", 0},
		{"", "abc", 3},
		{"abc", "", 3},
		{"client_secert", "client_secret", 1}, // two letters swapped
		{"clientsecret", "client_secret", 1},
		{"scope", "scopes", 1},
		{"nmae", "name", 1},
		{"name", "game", 1},
		{"kitten", "sitting", 3},
		{"ca", "abc", 3}, // of the optimal string alignment
		{"é", "e", 1},
	} {
		if got := distance(c.a, c.b); got != c.want {
			t.Errorf("distance(%q, %q) = %d, want %d", c.a, c.b, got, c.want)
		}
		if got := distance(c.b, c.a); got != c.want {
			t.Errorf("distance(%q, %q) = %d, want %d", c.b, c.a, got, c.want)
		}
	}
}

func TestNearest(t *testing.T) {
	for name, want := range map[string]string{
		"client_secert": "client_secret",
		"CLIENT-SECRET": "client_secret",
		"clientSecret":  "client_secret",
		"token":         "token_url",
		"tokenurl":      "token_url",
		"url":           "",
		"readonly":      "read_only",
		"tennants":      "tenants",
		"nam":           "name",
		"":              "",
		"x":             "",
	} {
		if got := nearest(name, keysOf(environmentsTable)); got != want {
			t.Errorf("nearest(%q) = %q, want %q", name, got, want)
		}
	}
}

func TestSharesWord(t *testing.T) {
	for name, want := range map[string]string{
		"secret":            "client_secret",
		"client":            "", // client_id or client_secret
		"url":               "", // token_url or api_url
		"api_url_of_brincr": "api_url",
		"reload":            "reload_on_renewal",
		"":                  "",
		"_":                 "",
	} {
		if got := sharesWord(name, keysOf(environmentsTable)); got != want {
			t.Errorf("sharesWord(%q) = %q, want %q", name, got, want)
		}
	}
}
