package cli

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"testing"
	"time"
)

// The secret comes from the world's environment, and goes to the token endpoint
// as it is.
func TestTokenWithASecretOfTheEnvironment(t *testing.T) {
	t.Parallel()
	got := make(chan string, 1)
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		got <- r.FormValue("client_secret")
		_, _ = w.Write([]byte(`{"access_token":"opaque-token-of-a-good-length","expires_in":100,"token_type":"Bearer"}`))
	}))
	defer server.Close()
	w := newWorld(t, "token", "--json", "--config", configFor(t, server.URL+"/token", server.URL+"/api/", `{ env = "ONLY_IN_THIS_WORLD" }`))
	w.LookupEnv = func(name string) (string, bool) { return plainSecret, name == "ONLY_IN_THIS_WORLD" }
	before := time.Now()
	if status := w.run(t); status != statusDone {
		t.Fatalf("status %d\n%s", status, w.stderr.String())
	}
	if secret := <-got; secret != plainSecret {
		t.Errorf("the secret came as %q", secret)
	}
	var answer tokenAnswer
	if err := json.Unmarshal(w.stdout.Bytes(), &answer); err != nil {
		t.Fatal(err)
	}
	expires, err := time.Parse(time.RFC3339, answer.ExpiresAt)
	if err != nil || expires.Before(before.Add(98*time.Second)) || expires.After(time.Now().Add(101*time.Second)) {
		t.Errorf("expires at %q, which is not in 100 s", answer.ExpiresAt)
	}
	if answer.AccessToken != "opaque-token-of-a-good-length" || answer.TokenType != "Bearer" || answer.ExpiresIn == nil ||
		*answer.ExpiresIn > 100 || *answer.ExpiresIn < 60 || len(answer.Scopes) != 1 || answer.Scopes[0] != "brincr:category" {
		t.Errorf("%+v", answer)
	}
}
