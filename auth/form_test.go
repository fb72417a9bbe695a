package auth

import (
	"context"
	"io"
	"net/http"
	"net/url"
	"reflect"
	"testing"

	"golang.org/x/oauth2"
	"golang.org/x/oauth2/clientcredentials"
)

// received is a token request as a server saw it.
type received struct {
	method, path string
	header       http.Header
	body         string
}

func recordingServer(t *testing.T) (string, <-chan received) {
	requests := make(chan received, 10)
	server := serve(t, func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		requests <- received{r.Method, r.URL.RequestURI(), r.Header, string(body)}
		w.Header().Set("Content-Type", "application/json")
		_, _ = io.WriteString(w, tokenAnswer(1, "3600"))
	})
	return server.URL + "/connect/token", requests
}

func TestTheRequestIsTheOneThatTheOAuth2LibraryMakes(t *testing.T) {
	address, requests := recordingServer(t)
	source := sourceFor(t, address, Options{UserAgent: "tests/1"})
	if _, err := source.Token(t.Context()); err != nil {
		t.Fatal(err)
	}
	ours := <-requests

	library := clientcredentials.Config{
		ClientID: "app", ClientSecret: theSecret, TokenURL: address, Scopes: []string{"brincr:category", "brincr:country"},
		EndpointParams: url.Values{"tenant_id": {"4b1e-tenant"}}, AuthStyle: oauth2.AuthStyleInParams,
	}
	client := &http.Client{Transport: newTransport()}
	defer client.CloseIdleConnections()
	if _, err := library.Token(context.WithValue(t.Context(), oauth2.HTTPClient, client)); err != nil {
		t.Fatal(err)
	}
	theirs := <-requests

	if ours.body != theirs.body || ours.method != theirs.method || ours.path != theirs.path {
		t.Errorf("ours   %s %s %s\ntheirs %s %s %s", ours.method, ours.path, ours.body, theirs.method, theirs.path, theirs.body)
	}
	form, err := url.ParseQuery(ours.body)
	want := url.Values{
		"grant_type": {"client_credentials"}, "client_id": {"app"}, "client_secret": {theSecret},
		"scope": {"brincr:category brincr:country"}, "tenant_id": {"4b1e-tenant"},
	}
	if err != nil || !reflect.DeepEqual(form, want) {
		t.Errorf("form = %v, %v", form, err)
	}
	for name, want := range map[string]string{
		"Content-Type": "application/x-www-form-urlencoded", "Accept": "application/json", "User-Agent": "tests/1", "Authorization": "", "Cookie": "",
	} {
		if got := ours.header.Get(name); got != want {
			t.Errorf("%s = %q, want %q", name, got, want)
		}
	}
}

func TestWhatIsNotThereIsNotSent(t *testing.T) {
	address, requests := recordingServer(t)
	credentials := credentialsFor(address)
	credentials.TenantID = ""
	source := NewSource(credentials, nil, Options{})
	defer source.Close()
	if _, err := source.Token(t.Context()); err != nil {
		t.Fatal(err)
	}
	form, err := url.ParseQuery((<-requests).body)
	if err != nil || form.Has("tenant_id") || form.Has("scope") {
		t.Errorf("form = %v, %v", form, err)
	}
}
