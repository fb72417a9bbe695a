package follow

import (
	"slices"
	"strings"
	"testing"

	"brincr-explorer/api"
)

const (
	uuid  = "af1140c1-52e0-46c7-b684-df894d4b8a5a"
	uuid2 = "90d1c2aa-0000-4000-8000-000000000002"
)

// get is an endpoint that reads, with the parameters of its query.
func get(path string, query ...string) api.Endpoint {
	e := api.Endpoint{Method: "GET", Path: path}
	for _, name := range query {
		if e.Operation == nil {
			e.Operation = &api.Operation{}
		}
		e.Operation.Parameters = append(e.Operation.Parameters, api.Parameter{Name: name, In: api.InQuery})
	}
	return e
}

func shop() []api.Endpoint {
	return []api.Endpoint{
		get("categories", "filter[parent_id]", "filter[name]"),
		get("products", "filter[category_id]", "filter[id]", "sort"),
		get("customers", "filter[name]"),
		get("customer-shipping-addresses", "filter[customer_id]"),
		get("orders", "filter[customer_id]", "filter[status]", "page"),
		get("order-lines", "filter[order_id]", "filter[product_id]"),
		get("statuses"),
		get("warehouses/{warehouse}"),
		get("categories/{id}"),
		get("products/{id}"),
		get("customers/{id}"),
		get("customers/{id}/invoices"),
		get("customers/{customer}/notes/{note}"),
		get("customer-shipping-addresses/{id}"),
		get("orders/{id}"),
		get("order-lines/{id}"),
		get("statuses/{status_id}"),
		get("people/{id}"),
		{Method: "POST", Path: "payments/{id}"},
	}
}

// paths are what a field leads to, with where a list begins as "…".
func paths(l Leads) string {
	var all []string
	for _, c := range l.All {
		p := strings.ReplaceAll(c.Path, uuid, "ID")
		if c.List {
			p = "…" + p
		}
		all = append(all, p)
	}
	return strings.Join(all, " ")
}

func TestResolve(t *testing.T) {
	tests := []struct {
		name, keys, from, want string
		clear                  bool
	}{
		{"snake case", "data category_id", "products", "categories/ID …categories?filter[parent_id]=ID …products?filter[category_id]=ID", true},
		{"camel case", "categoryId", "products/" + uuid2, "categories/ID …categories?filter[parent_id]=ID …products?filter[category_id]=ID", true},
		{"capitals", "categoryID", "", "categories/ID …categories?filter[parent_id]=ID …products?filter[category_id]=ID", true},
		{"kebab case", "category-uuid", "", "categories/ID …categories?filter[parent_id]=ID …products?filter[category_id]=ID", true},
		{"flattened", "product.id", "orders", "products/ID …order-lines?filter[product_id]=ID", true},
		{"a list of ids", "product_ids", "orders", "products/ID …order-lines?filter[product_id]=ID", true},
		{"a list of ids in camel case", "productIDs", "orders", "products/ID …order-lines?filter[product_id]=ID", true},
		{"an object of its own", "data customer id", "orders", "customers/ID …customers/ID/invoices …customer-shipping-addresses?filter[customer_id]=ID …orders?filter[customer_id]=ID", true},
		{"a list of objects", "data products id", "orders/7", "products/ID …order-lines?filter[product_id]=ID", true},
		{"the name alone, with a UUID", "data customer", "orders", "customers/ID …customers/ID/invoices …customer-shipping-addresses?filter[customer_id]=ID …orders?filter[customer_id]=ID", true},
		{"its own id, in a list", "data id", "customers?page=2", "customers/ID …customers/ID/invoices …customer-shipping-addresses?filter[customer_id]=ID …orders?filter[customer_id]=ID", false},
		{"its own id, in what it is the id of", "data id", "customers/" + uuid, "…customers/ID/invoices …customer-shipping-addresses?filter[customer_id]=ID …orders?filter[customer_id]=ID", false},
		{"its own id, in a list that belongs to something", "data id", "customers/5/orders", "orders/ID …order-lines?filter[order_id]=ID", false},
		{"a line within an order", "data lines id", "orders/7", "order-lines/ID", true},
		{"plurals in -es", "status_id", "orders", "statuses/ID", true},
		{"a word in -s", "address_id", "orders", "customer-shipping-addresses/ID", false},
		{"an irregular plural", "person_id", "orders", "people/ID", true},
		{"a name that says more", "default_warehouse_id", "products", "warehouses/ID", false},
		{"a parent", "data parent_id", "categories", "categories/ID …categories?filter[parent_id]=ID …products?filter[category_id]=ID", true},
		{"what it is the parent of", "data id", "categories/" + uuid, "…categories?filter[parent_id]=ID …products?filter[category_id]=ID", false},
		{"parameters of the path that brought it", "data note_id", "customers/5/orders", "customers/5/notes/ID", true},
		{"parameters that nothing tells", "data note_id", "orders", "", false},
		{"nothing known", "data warranty_id", "products", "", false},
		{"only a request that changes something", "payment_id", "orders", "", false},
	}
	x := New(shop())
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			l, ok := x.Resolve(Field{Keys: strings.Fields(test.keys), Value: uuid, From: test.from})
			if !ok {
				t.Fatal("is no id")
			}
			if got := paths(l); got != test.want {
				t.Errorf("leads to\n%s, want\n%s", got, test.want)
			}
			if _, clear := l.Clear(); clear != test.clear {
				t.Errorf("clear is %v", clear)
			}
		})
	}
}

func TestWhatIsNoID(t *testing.T) {
	x := New(shop())
	for _, f := range []Field{
		{Keys: []string{"data", "name"}, Value: "Rode wijn"},
		{Keys: []string{"data", "customer"}, Value: "5"}, // may be a count
		{Keys: []string{"data", "status"}, Value: "new"},
		{Keys: []string{"customer_id"}, Value: "two words"},
		{Keys: []string{"customer_id"}, Value: ""},
		{Keys: []string{"customer_id"}, Value: "../../admin"},
		{Keys: []string{"customer_id"}, Value: "a..b"},
		{Keys: []string{"customer_id"}, Value: strings.Repeat("a", 65)},
		{Keys: []string{"id"}, Value: uuid}, // of what, nothing says
		{Value: uuid},
	} {
		if l, ok := x.Resolve(f); ok {
			t.Errorf("%q leads to %s", f, paths(l))
		}
	}
}

func TestWhatTheFieldSaysItself(t *testing.T) {
	x := New(shop())
	l, ok := x.Resolve(Field{Keys: []string{"data", "warranty_claim_id"}, Value: "5", From: "orders"})
	if !ok || !l.Named || l.Of != "warranty claim" || len(l.All) != 0 {
		t.Errorf("%+v, %v", l, ok)
	}
	l, ok = x.Resolve(Field{Keys: []string{"data", "id"}, Value: "5", From: "vouchers"})
	if !ok || l.Named || len(l.All) != 0 {
		t.Errorf("%+v, %v", l, ok)
	}
}

func TestARequestWithParametersThatAreMissingIsNotOffered(t *testing.T) {
	stocks := get("stocks", "filter[product_id]", "warehouse")
	stocks.Operation.Parameters[1].Required = true
	l, _ := New([]api.Endpoint{stocks}).Resolve(Field{Keys: []string{"product_id"}, Value: uuid})
	if len(l.All) > 0 {
		t.Errorf("leads to %s", paths(l))
	}
}

func TestAFilterStandsInForAMissingPath(t *testing.T) {
	x := New([]api.Endpoint{get("v2/products?include=stock", "filter[id]", "sort")})
	l, _ := x.Resolve(Field{Keys: []string{"product_id"}, Value: "WK_1"})
	if got := paths(l); got != "v2/products?include=stock&filter[id]=WK_1" {
		t.Errorf("leads to %s", got)
	}
}

// Who has no description can say in the config what takes an id.
func TestAParameterInTheQueryOfThePath(t *testing.T) {
	x := New([]api.Endpoint{get("orders?include=lines&filter[customer_id]={id}"), get("orders?filter[customer_id]={id}&from={date}"), get("customers/{id}?a={b}"), get("customers?filter[{name}]=1")})
	l, _ := x.Resolve(Field{Keys: []string{"customer_id"}, Value: uuid})
	if got := paths(l); got != "…orders?include=lines&filter[customer_id]=ID" {
		t.Errorf("leads to %s", got)
	}
}

func TestNamesArePutIntoTheQueryEscaped(t *testing.T) {
	x := New([]api.Endpoint{get("orders", "where&[customer id]")})
	l, _ := x.Resolve(Field{Keys: []string{"where_customer_id"}, Value: "a~b"})
	if got := paths(l); got != "…orders?where%26[customer+id]=a~b" {
		t.Errorf("leads to %s", got)
	}
}

func TestKnows(t *testing.T) {
	x := New(shop())
	for path, want := range map[string]bool{"orders": true, "/orders/5?x=1": true, "customers/5/notes/6": true, "orders/5/6": false, "": false, "payments/5": false} {
		if x.Knows(path) != want {
			t.Errorf("knows %q: %v", path, !want)
		}
	}
}

func TestSplit(t *testing.T) {
	for name, want := range map[string]string{
		"shippingAddressID": "shipping address id", "product_ids": "product ids", "productIDs": "product ids", "SKUCode": "sku code",
		"order-lines": "order lines", "_id": "id", "filter[customer_id]": "filter customer id", "Id": "id", "v2Orders": "v2 orders", "": "", "ÉtatID": "état id",
	} {
		if got := strings.Join(split(name), " "); got != want {
			t.Errorf("%q is %q", name, got)
		}
	}
}

func TestWhatAPersonCallsIt(t *testing.T) {
	x := New(shop())
	for from, want := range map[string]string{"customers": "customer", "order-lines": "order line", "statuses": "status", "warehouses": "warehouse", "addresses": "address", "people": "person", "tax-boxes": "tax box", "categories": "category", "stock": "stock"} {
		l, _ := x.Resolve(Field{Keys: []string{"data", "id"}, Value: uuid, From: from})
		if l.Of != want {
			t.Errorf("what %s lists is called a %s", from, l.Of)
		}
	}
}

func TestPlurals(t *testing.T) {
	for one, many := range map[string]string{
		"category": "categories", "status": "statuses", "address": "addresses", "warehouse": "warehouses", "box": "boxes", "batch": "batches", "day": "days",
		"order": "orders", "tax": "taxes", "price": "prices", "person": "people", "child": "children", "index": "indexes", "news": "news",
	} {
		if !sameWord(one, many) || !sameWord(many, one) || stem(one) != stem(many) {
			t.Errorf("%s and %s: %v, %q and %q", one, many, sameWord(one, many), stem(one), stem(many))
		}
	}
	for _, pair := range [][2]string{{"order", "orde"}, {"product", "production"}, {"news", "new"}, {"tree", "trees2"}} {
		if pair[0] != "news" && sameWord(pair[0], pair[1]) {
			t.Errorf("%s and %s are taken for the same", pair[0], pair[1])
		}
	}
}

// Whatever an answer calls its fields and whatever it holds: what is offered is
// a path of the catalogue, with its parameters filled in.
func FuzzResolve(f *testing.F) {
	f.Add("data customer_id", uuid, "orders?page=2")
	f.Add("data lines id", "5", "orders/7")
	f.Add("note_id", "x", "customers/5/notes/6")
	f.Add("parent_id", "a.b", "/categories/")
	f.Add("ＩＤ İd ßid", "5", "//a//{id}?")
	x := New(shop())
	f.Fuzz(func(t *testing.T, keys, value, from string) {
		l, ok := x.Resolve(Field{Keys: strings.Fields(keys), Value: value, From: from})
		if !ok && len(l.All) > 0 {
			t.Error("is no id, and leads somewhere")
		}
		for _, c := range l.All {
			path, query, _ := strings.Cut(c.Path, "?")
			if !x.Knows(path) || !IsID(value) || strings.ContainsAny(query, " #") {
				t.Errorf("%q leads to %q", value, c.Path)
			}
			if !slices.ContainsFunc(shop(), func(e api.Endpoint) bool { return e.Path == c.Endpoint.Path && e.Method == c.Endpoint.Method }) {
				t.Errorf("%q is of no endpoint", c.Path)
			}
		}
		l.Clear()
	})
}

// A key press asks for what is under the cursor, and must not notice how long
// the catalogue is.
func BenchmarkResolve(b *testing.B) {
	var catalogue []api.Endpoint
	for i := range 500 {
		n := string(rune('a'+i%26)) + string(rune('a'+i/26))
		catalogue = append(catalogue, get("thing-"+n+"s", "filter[customer_id]"), get("thing-"+n+"s/{id}"))
	}
	x := New(append(catalogue, shop()...))
	for b.Loop() {
		x.Resolve(Field{Keys: []string{"data", "status_id"}, Value: uuid, From: "orders?page=2"})
	}
}
