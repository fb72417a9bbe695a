package api

import (
	"bytes"
	"compress/gzip"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

func TestFetchPublicCarriesNothing(t *testing.T) {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("Authorization") != "" || r.Header.Get("Cookie") != "" {
			t.Errorf("it carries %v", r.Header)
		}
		switch r.URL.Path {
		case "/moved":
			http.Redirect(w, r, "/openapi.json", http.StatusFound)
		case "/round":
			http.Redirect(w, r, "/round", http.StatusFound)
		case "/away":
			http.Redirect(w, r, "http://other.example/", http.StatusFound)
		case "/packed":
			w.Header().Set("Content-Encoding", "gzip")
			z := gzip.NewWriter(w)
			_, _ = z.Write(bytes.Repeat([]byte("x"), 3<<20))
			_ = z.Close()
		case "/openapi.json":
			_, _ = w.Write([]byte("{}"))
		default:
			w.WriteHeader(http.StatusNotFound)
		}
	}))
	defer server.Close()
	for path, want := range map[string]string{
		"/openapi.json": "", "/moved": "", "/gone": "status 404", "/round": "more than five times",
		"/away": "where it is not followed", "/packed": "larger than 1 MiB",
	} {
		body, err := FetchPublic(t.Context(), Environment{}, Options{}, server.URL+path, 1<<20)
		switch {
		case want == "" && (err != nil || string(body) != "{}"):
			t.Errorf("%s: %q, %v", path, body, err)
		case want != "" && (err == nil || !strings.Contains(err.Error(), want)):
			t.Errorf("%s: %q, %v", path, body, err)
		}
	}
	for address, want := range map[string]string{
		"http://api.example/x":    "not encrypted",
		"https://a:b@api.example": "user name or password",
		"ftp://api.example/x":     "neither https",
		"http://127.0.0.1:1/x":    "refused",
	} {
		if _, err := FetchPublic(t.Context(), Environment{}, Options{}, address, 1); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v", address, err)
		}
	}
}

// The query of an address may be what lets one in: no other server is told it.
func TestFetchPublicTellsNoServerWhereItComesFrom(t *testing.T) {
	var referer []string
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		referer = append(referer, r.Header.Get("Referer"))
		if r.URL.Path == "/signed" {
			http.Redirect(w, r, "/openapi.json", http.StatusFound)
		}
	}))
	defer server.Close()
	if _, err := FetchPublic(t.Context(), Environment{}, Options{}, server.URL+"/signed?sig=private", 1<<20); err != nil {
		t.Fatal(err)
	}
	if len(referer) != 2 || referer[1] != "" {
		t.Errorf("told: %q", referer)
	}
}
