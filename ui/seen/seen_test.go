package seen

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"brincr-explorer/internal/jsondoc"
)

func collect(t *testing.T, path, body string) Found {
	t.Helper()
	doc, _ := jsondoc.Parse([]byte(body))
	return Collect(t.Context(), doc, path)
}

func values(ids []ID) []string {
	var out []string
	for _, id := range ids {
		out = append(out, strings.TrimSpace(id.Value+" "+id.Label))
	}
	return out
}

func TestIdsAreOfferedWhereTheyAreMeant(t *testing.T) {
	var s Store
	s.Add(collect(t, "categories?page=2", `{"data":[{"id":"a1","name":{"nl_NL":"Rode wijn","en_GB":"Red"}},{"id":9007199254740993,"name":"Wit"},"odd",{"id":null},{"name":"no id"}]}`))
	s.Add(collect(t, "orders", `[{"id":"o1","number":"2026-1","customer_id":"c1","lines":[{"id":"l1","product_id":"p1"}]},{"id":"o2","customer":{"id":"c2","name":"Step & Co"}}]`))
	s.Add(collect(t, "statuses/7", `{"id":7,"name":"Open"}`))
	s.Add(collect(t, "customers", `[{"id":"c1","name":"De Kelder"}]`))
	for _, test := range []struct {
		path, name string
		want       []string
	}{
		{"categories/{id}", "id", []string{"a1 Rode wijn", "9007199254740993 Wit"}},
		{"categories/{category}/images", "category", []string{"a1 Rode wijn", "9007199254740993 Wit"}},
		{"orders", "filter[customer_id]", []string{"c1 De Kelder", "c2 Step & Co"}},
		{"customers/{id}/orders/{order}", "order", []string{"o1 2026-1", "o2"}},
		{"products/{id}", "id", []string{"p1"}},
		{"statuses/{id}", "id", []string{"7 Open"}},
		{"order-lines/{id}", "id", nil},
		{"orders", "filter[name]", nil},
		{"warehouses/{id}", "id", nil},
	} {
		if got := values(s.For(test.path, test.name)); !slices.Equal(got, test.want) {
			t.Errorf("%s in %s: %q, want %q", test.name, test.path, got, test.want)
		}
	}
}

func TestWhatIsReadAndKeptIsBounded(t *testing.T) {
	var b strings.Builder
	b.WriteString(`{"data":[`)
	for i := range 5000 {
		fmt.Fprintf(&b, `{"id":"i%d","x%d_id":"v"},`, i, i)
	}
	b.WriteString(`{"id":"` + strings.Repeat("long", 100) + `"}]}`)
	var s Store
	for i := range 3 {
		s.Add(collect(t, fmt.Sprintf("things%d", i), b.String()))
	}
	if got := s.For("things2/{id}", "id"); len(got) != mostKept || got[0].Value != "i0" {
		t.Errorf("%d ids of a list", len(got))
	}
	if len(s.ids) > mostKinds || len(s.kinds) != len(s.ids) {
		t.Errorf("%d kinds, %d in order", len(s.ids), len(s.kinds))
	}
	deep := strings.Repeat(`{"a":`, 5000) + `{"b_id":1}` + strings.Repeat("}", 5000)
	if got := collect(t, "deep", deep); len(got.names) != 0 {
		t.Errorf("looked too deep: %q", got.names)
	}
}

func TestTheNewestComeFirstAndKeepTheirLabels(t *testing.T) {
	var s Store
	s.Add(collect(t, "customers", `[{"id":"a","name":"A"},{"id":"b","name":"B"}]`))
	s.Add(collect(t, "orders", `[{"customer_id":"b"},{"customer_id":"c"}]`))
	if got := values(s.For("customers/{id}", "id")); !slices.Equal(got, []string{"b B", "c", "a A"}) {
		t.Errorf("%q", got)
	}
}

func TestStem(t *testing.T) {
	for name, want := range map[string]string{
		"categories": "category", "category_id": "category", "customers": "customer", "statuses": "status", "status_id": "status", "customer-shipping-addresses": "customer_shipping_address", "product": "product",
	} {
		if got := Stem(name); got != want {
			t.Errorf("%s: %s, want %s", name, got, want)
		}
	}
}

func FuzzCollect(f *testing.F) {
	f.Add("categories", `{"data":[{"id":1,"name":{"nl_NL":"x"},"a_id":"y","b":{"id":2},"c":[{"id":3}]}]}`)
	f.Add("a/b%", `[{"id":{}}]`)
	f.Add("", `{"data":{"data":[`)
	f.Fuzz(func(t *testing.T, path, body string) {
		var s Store
		s.Add(collect(t, path, body))
		for kind, ids := range s.ids {
			if kind == "" || len(ids) > mostKept || !slices.Contains(s.kinds, kind) {
				t.Fatalf("%q holds %d ids", kind, len(ids))
			}
			for _, id := range ids {
				if id.Value == "" || len(id.Value) > longestID || len(id.Label) > longestName {
					t.Fatalf("%q: %q", kind, id)
				}
			}
		}
	})
}

// What was just created is offered, although its path does not name it.
func TestTheIdOfWhatWasCreatedIsOffered(t *testing.T) {
	var s Store
	s.Add(collect(t, "products", `{"data":{"id":"p-9","name":{"nl_NL":"Nieuw"}}}`))
	if got := values(s.For("products/{id}", "id")); !slices.Equal(got, []string{"p-9 Nieuw"}) {
		t.Errorf("offered are %q", got)
	}
}
