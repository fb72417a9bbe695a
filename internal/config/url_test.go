package config

import "testing"

func TestIsLoopback(t *testing.T) {
	for host, want := range map[string]bool{
		"localhost": true, "LocalHost": true, "127.0.0.1": true, "127.9.9.9": true, "::1": true, "::ffff:127.0.0.1": true,
		"localhost.example": false, "a.localhost": false, "127.0.0.1.example": false, "128.0.0.1": false, "0.0.0.0": false,
		"::": false, "::1%eth0": false, "2130706433": false, "0x7f000001": false, "127.1": false, "": false,
	} {
		if got := isLoopback(host); got != want {
			t.Errorf("isLoopback(%q) = %v", host, got)
		}
	}
}

func TestJudgePath(t *testing.T) {
	for _, path := range []string{"categories", "categories/", "categories/{id}", "a/{b}/c/{d}", "products?filter[product_type]=default", "products?q={x", "a%20b", "a/b..c"} {
		if message, _ := judgePath(path); message != "" {
			t.Errorf("%q %s", path, message)
		}
	}
	for _, path := range []string{"a/..", "./a", "a}", "{a", "{{a}}", "{a/b}", "a/{}", "http:a", "HTTPS://x", "a\u200bb", "/\\x"} {
		if message, hint := judgePath(path); message == "" || hint == "" {
			t.Errorf("%q is taken", path)
		}
	}
}

func TestShellQuote(t *testing.T) {
	for path, want := range map[string]string{
		"/home/ann/config.toml": "/home/ann/config.toml",
		"/home/é/a b":           "'/home/é/a b'",
		"it's":                  `'it'\''s'`,
		"$(x)":                  "'$(x)'",
		"":                      "''",
	} {
		if got := shellQuote(path); got != want {
			t.Errorf("shellQuote(%q) = %s, want %s", path, got, want)
		}
	}
}
