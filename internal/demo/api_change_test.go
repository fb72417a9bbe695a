package demo_test

import (
	"net/http"
	"strings"
	"testing"

	"brincr-explorer/internal/demo"
)

func TestProductsAreChangedAndDeleted(t *testing.T) {
	c := newClock()
	b := start(t, demo.Options{Now: c.Now})
	e := b.env("sandbox")
	token := b.token(e, 0, "brincr:product")
	const body = `{"sku":"ONE","name":{"nl_NL":"Een"},"price":1.5,"vat":{"percentage":9}}`
	made := b.send(http.MethodPost, e.APIURL+"products", body, apiHeader(token))
	if made.status != http.StatusCreated || !strings.HasPrefix(made.header.Get("Location"), e.APIURL+"products/") {
		t.Fatalf("%d, Location %q: %s", made.status, made.header.Get("Location"), made.body)
	}
	at := made.header.Get("Location")
	c.advance(1)

	send := func(method, body string, status int, want ...string) answer {
		t.Helper()
		a := b.send(method, at, body, apiHeader(token))
		if a.status != status {
			t.Fatalf("%s %s: %d %s, want %d", method, body, a.status, a.body, status)
		}
		for _, text := range want {
			if !strings.Contains(a.body, text) {
				t.Errorf("%s %s: the answer lacks %s: %s", method, body, text, a.body)
			}
		}
		return a
	}
	send(http.MethodPatch, `{"price":2}`, http.StatusOK, `"price":2.0000`, `"sku":"ONE"`, `"nl_NL":"Een"`, `"percentage":9`)
	send(http.MethodPatch, `{"sku":"ONE"}`, http.StatusOK) // its own number is not taken
	checkInvalid(t, send(http.MethodPatch, `{"price":-1,"sku":null}`, 422), []string{"sku", "price"})
	checkInvalid(t, send(http.MethodPatch, `{"product_type":"assembled"}`, 422), []string{"parts"})
	checkInvalid(t, send(http.MethodPut, `{"price":3}`, 422), []string{"sku", "name", "vat.percentage"})
	send(http.MethodGet, "", http.StatusOK, `"price":2.0000`)
	send(http.MethodPut, `{"sku":"TWO","name":{"nl_NL":"Twee"},"price":3,"vat":{"percentage":0}}`, http.StatusOK, `"sku":"TWO"`, `"price":3.0000`)

	// The number is free again, and the new product is not the old one.
	other := b.send(http.MethodPost, e.APIURL+"products", body, apiHeader(token))
	if other.status != http.StatusCreated || other.header.Get("Location") == at {
		t.Errorf("the number of before: %d at %s", other.status, other.header.Get("Location"))
	}

	if a := send(http.MethodDelete, "", http.StatusNoContent); a.body != "" || a.header.Get("Content-Type") != "" {
		t.Errorf("a 204 with %q of type %q", a.body, a.header.Get("Content-Type"))
	}
	for _, method := range []string{http.MethodGet, http.MethodDelete, http.MethodPut, http.MethodPatch} {
		send(method, body, http.StatusNotFound, `No query results for model`)
	}
	if a := b.send(http.MethodDelete, other.header.Get("Location"), "", apiHeader(b.token(e, 0, "brincr:country"))); a.status != http.StatusForbidden {
		t.Errorf("without the scope: %d", a.status)
	}
	live := b.env("production")
	if a := b.send(http.MethodDelete, live.APIURL+"products/1", "", apiHeader(b.token(live, 0, "brincr:product"))); a.status != http.StatusMethodNotAllowed {
		t.Errorf("in production: %d", a.status)
	}
}
