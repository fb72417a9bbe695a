//go:build unix

package main

import (
	"strings"
	"testing"
)

// TestARequestIsPutTogetherInAForm: an id is chosen by the name beside it, the
// query is typed as it is meant, and the server reads just that.
func TestARequestIsPutTogetherInAForm(t *testing.T) {
	t.Parallel()
	server := serve(t)
	s := begin(t, nil, "--config", server.config)
	s.sees("token 59:")
	s.types("enter")
	s.sees("GET categories ─ 200 OK")
	s.types("5", "/")
	s.Text("categories/{id}")
	s.types("enter", "enter")
	s.sees("id*", "Rode wijn", "seen in categories")
	s.Text("bordeaux")
	s.types("ctrl+n", "enter")
	s.sees("GET categories/", "200 OK", "Bordeaux")
	s.types("e")
	s.sees("Query, your own")
	s.types("shift+tab") // the free row is the last
	s.Text("filter[name]=rode & wit")
	s.sees("filter[name]=rode%20%26%20wit")
	s.types("enter")
	server.until(t, 1, "?filter[name]=rode%20%26%20wit 200")
	s.types("ctrl+g")
	s.sees("GET ›")
	s.Text("https://evil.example/categories")
	s.types("enter")
	s.sees("Not sent", "requests go only to")
	s.types("esc", "esc")
	s.loses("evil.example")
	if got := server.logged("api   GET", "/api/v1/"); len(got) != 3 {
		t.Errorf("API requests: %q", got)
	}
}

// TestExplainingARequest: what would be sent is told, and nothing is sent until
// enter.
func TestExplainingARequest(t *testing.T) {
	t.Parallel()
	server := serve(t)
	s := begin(t, nil, "--config", server.config)
	s.sees("token 59:")
	s.types("x")
	f := s.sees("Before sending GET categories", "reads only", "/sandbox/api/v1/categories", "Token", "it is used as it is", "0 sent")
	if strings.Contains(f.Text(), "eyJhbGciOiJSUzI1NiIs") {
		t.Errorf("the token is on the screen:\n%s", f.Text())
	}
	if got := server.logged("api   GET", "/api/v1/"); len(got) != 0 {
		t.Errorf("explaining sent %q", got)
	}
	s.types("enter")
	s.sees("GET categories ─ 200 OK")
	if got := server.logged("api   GET", "/api/v1/"); len(got) != 1 {
		t.Errorf("API requests: %q", got)
	}
}
