package api

import (
	"net/http"
	"testing"
)

func TestParametersArriveAsTheyWereMeant(t *testing.T) {
	for _, row := range []struct{ path, name, value, want string }{
		{"products", "filter[product_type]", "default", "products?filter[product_type]=default"},
		{"products?page=2", "sort", "-name", "products?page=2&sort=-name"},
		{"products?", "include", "stock,vat", "products?include=stock,vat"},
		{"products?a=1&", "b", "", "products?a=1&b="},
		{"products", "q", "a b+c&d=e#f%g?é\n", "products?q=a%20b%2Bc%26d%3De%23f%25g%3F%C3%A9%0A"},
		{"products", "a=b&c", "1", "products?a%3Db%26c=1"},
	} {
		got, err := AddQuery(row.path, row.name, row.value)
		if err != nil || got != row.want {
			t.Errorf("%+v: %q, %v", row, got, err)
			continue
		}
		var arrived string
		w := newWorld(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			arrived = r.URL.Query().Get(row.name)
			reply(200, "[]")(w, r)
		}))
		if x := w.get(got); !x.OK() || arrived != row.value {
			t.Errorf("%q arrived as %q: %v", row.value, arrived, x.Err)
		}
	}
	for _, row := range [][2]string{{"", "x"}, {"\xff", "x"}, {"x", "\xff"}} {
		if got, err := AddQuery("a", row[0], row[1]); err == nil {
			t.Errorf("%q was taken: %q", row, got)
		}
	}
}
