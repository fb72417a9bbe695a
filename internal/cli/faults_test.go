package cli

import (
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
)

// newFaults is a token endpoint and an API that misbehave in ways that the
// demo's do not: the first segment of the path says how.
func newFaults() *httptest.Server {
	mux := http.NewServeMux()
	answer := func(pattern, contentType string, status int, body string) {
		mux.HandleFunc(pattern, func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", contentType)
			w.WriteHeader(status)
			_, _ = io.WriteString(w, body)
		})
	}
	const good = `{"access_token":"opaque-token-of-a-good-length","expires_in":3600,"token_type":"Bearer","scope":"brincr:category"}`
	answer("/good/token", "application/json", 200, good)
	answer("/untyped/token", "application/json", 200, strings.ReplaceAll(good, `"token_type":"Bearer",`, ""))
	answer("/lasting/token", "application/json", 200, strings.ReplaceAll(good, `"expires_in":3600,`, ""))
	answer("/html/token", "text/html", 200, "<html><title>Sign in \x1b]0;to the hotel\a</title></html>")
	answer("/empty/token", "application/json", 200, "")
	answer("/odd/token", "application/json", 400, `{"error":"invalid_client","error_description":"secret `+plainSecret+` is wrong \u001b[2J"}`)
	mux.HandleFunc("/broken/token", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Length", "1000")
		_, _ = io.WriteString(w, good[:40])
	})
	mux.HandleFunc("/silent/", func(_ http.ResponseWriter, r *http.Request) {
		_, _ = io.Copy(io.Discard, r.Body) // only then does net/http notice that the client left
		<-r.Context().Done()
	})
	mux.HandleFunc("/slow/api/categories", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		_, _ = io.WriteString(w, `{"data":[`)
		_ = http.NewResponseController(w).Flush()
		<-r.Context().Done()
	})
	answer("/hostile/api/categories", "application/json", 200, hostileBody)
	answer("/lacking/api/mine", "application/json", 403, `{"message":"Invalid scope(s) provided."}`)
	answer("/well/api/categories", "application/json", 200, `{"data":[]}`)
	answer("/large/api/categories", "application/json", 200, `{"data":["`+strings.Repeat("x", 2000)+`"]}`)
	answer("/fields/api/categories", "application/json", 422, `{"errors":{"":["no field \u001b[31m"],"name":["too long","too odd"]}}`)
	mux.HandleFunc("/debug/api/categories", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("X-Debug", r.Header.Get("Authorization"))
		w.WriteHeader(http.StatusInternalServerError)
		_, _ = io.WriteString(w, `{"message":"`+r.Header.Get("Authorization")+`"}`)
	})
	mux.HandleFunc("/paged/api/", pagedFaults())
	return httptest.NewServer(mux)
}
