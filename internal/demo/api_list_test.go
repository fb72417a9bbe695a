package demo_test

import (
	"cmp"
	"encoding/json"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"

	"brincr-explorer/internal/demo"
)

func TestListIsPaged(t *testing.T) {
	b := start(t, demo.Options{})
	e := b.env("sandbox")
	token := b.token(e, 0, "brincr:category")
	l := b.list(e, token, "categories")
	if len(l.Data) != 15 || l.Meta.CurrentPage != 1 || l.Meta.PerPage != 15 || l.Meta.Total != 48 || l.Meta.LastPage != 4 {
		t.Errorf("first page: %d rows, %+v", len(l.Data), l.Meta)
	}
	if *l.Meta.From != 1 || *l.Meta.To != 15 || l.Meta.Path != e.APIURL+"categories" {
		t.Errorf("meta: %+v", l.Meta)
	}
	if l.Links.Prev != nil || *l.Links.Next != e.APIURL+"categories?page=2" || l.Links.First != e.APIURL+"categories?page=1" || l.Links.Last != e.APIURL+"categories?page=4" {
		t.Errorf("links: %+v", l.Links)
	}
	l = b.list(e, token, "categories?page=4")
	if len(l.Data) != 3 || *l.Meta.From != 46 || *l.Meta.To != 48 || l.Links.Next != nil || *l.Links.Prev != e.APIURL+"categories?page=3" {
		t.Errorf("last page: %d rows, %+v, %+v", len(l.Data), l.Meta, l.Links)
	}
	l = b.list(e, token, "categories?page=9")
	if len(l.Data) != 0 || l.Data == nil || l.Meta.From != nil || l.Meta.To != nil || l.Links.Next != nil {
		t.Errorf("beyond the end: %+v", l)
	}
	for path, want := range map[string]int{"?per_page=7": 7, "?per_page=1000": 48, "?per_page=0": 15, "?per_page=x": 15, "?page=-1": 15, "?page=99999999999999999999": 15} {
		if l := b.list(e, token, "categories"+path); len(l.Data) != want {
			t.Errorf("%s: %d rows, want %d", path, len(l.Data), want)
		}
	}
}

func TestPageSizeIsBounded(t *testing.T) {
	b := start(t, demo.Options{})
	e := b.env("sandbox")
	l := b.list(e, b.token(e, 0, "brincr:orderLine"), "order-lines?per_page=1000")
	if len(l.Data) != 100 || l.Meta.PerPage != 100 || l.Meta.Total < 200 {
		t.Errorf("%d rows, %+v", len(l.Data), l.Meta)
	}
}

func TestPagesHoldEachRowOnce(t *testing.T) {
	b := start(t, demo.Options{})
	e := b.env("sandbox")
	token := b.token(e, 0, "brincr:product")
	next := e.APIURL + "products?filter%5Bproduct_type%5D=default&per_page=20"
	seen := map[string]bool{}
	for next != "" {
		if !strings.Contains(next, "filter%5Bproduct_type%5D=default") || !strings.Contains(next, "per_page=20") {
			t.Fatalf("the link %s leaves the list", next)
		}
		a := b.send(http.MethodGet, next, "", apiHeader(token))
		var l list
		a.decode(t, &l)
		for _, raw := range l.Data {
			var row struct {
				ID          string
				ProductType string `json:"product_type"`
			}
			if err := json.Unmarshal(raw, &row); err != nil || row.ProductType != "default" || seen[row.ID] {
				t.Fatalf("row %s twice or wrong: %s, %v", row.ID, raw, err)
			}
			seen[row.ID] = true
		}
		next = ""
		if l.Links.Next != nil {
			next = *l.Links.Next
		} else if len(seen) != l.Meta.Total {
			t.Errorf("%d rows, total says %d", len(seen), l.Meta.Total)
		}
	}
}

func TestSingleEntityIsTheRowOfTheList(t *testing.T) {
	b := start(t, demo.Options{RateLimit: -1})
	for _, e := range b.server.Environments() {
		for _, endpoint := range b.server.Endpoints() {
			path, isEntity := strings.CutSuffix(endpoint.Path, "/{id}")
			if !isEntity || !slices.Contains(e.GrantedScopes, endpoint.Scope) {
				continue
			}
			token := b.token(e, 0, endpoint.Scope)
			l := b.list(e, token, path+"?per_page=1&page=2")
			var row struct{ ID string }
			if err := json.Unmarshal(l.Data[0], &row); err != nil {
				t.Fatal(err)
			}
			a := b.get(e, token, path+"/"+row.ID)
			if want := `{"data":` + string(l.Data[0]) + `}`; a.status != http.StatusOK || a.body != want {
				t.Errorf("%s/%s: %d %.200s\nwant %.200s", path, row.ID, a.status, a.body, want)
			}
			other := b.token(e, 1, endpoint.Scope)
			if a := b.get(e, other, path+"/"+row.ID); a.status != http.StatusNotFound {
				t.Errorf("%s: another tenant's id answers %d", path, a.status)
			}
		}
	}
}

func TestFilters(t *testing.T) {
	b := start(t, demo.Options{RateLimit: -1})
	e := b.env("sandbox")
	token := b.token(e, 0, "brincr:product", "brincr:order", "brincr:customer", "brincr:category")
	for _, test := range []struct {
		query string
		fits  func(row map[string]any) bool
	}{
		{"products?filter[product_type]=assembled", func(r map[string]any) bool { return r["product_type"] == "assembled" }},
		{"products?filter[below_critical_level]=true", func(r map[string]any) bool { return r["below_critical_level"] == true }},
		{"products?filter[name]=RIESLING", func(r map[string]any) bool {
			return strings.Contains(r["name"].(map[string]any)["nl_NL"].(string), "Riesling")
		}},
		{"categories?filter[name]=red wine", func(r map[string]any) bool { return r["name"].(map[string]any)["en_GB"] == "Red wine" }},
		{"orders?filter[status]=shipped,cancelled", func(r map[string]any) bool { return r["status"] == "shipped" || r["status"] == "cancelled" }},
		{"customers?filter[city]=Gent&filter[country_code]=BE", func(r map[string]any) bool { return r["address"].(map[string]any)["city"] == "Gent" }},
	} {
		path, query, _ := strings.Cut(test.query, "?")
		whole := b.list(e, token, path).Meta.Total
		l := b.list(e, token, path+"?"+strings.ReplaceAll(query, " ", "%20"))
		if l.Meta.Total == 0 || l.Meta.Total == whole {
			t.Errorf("%s: %d of %d rows", test.query, l.Meta.Total, whole)
		}
		for _, raw := range l.Data {
			var row map[string]any
			if err := json.Unmarshal(raw, &row); err != nil || !test.fits(row) {
				t.Errorf("%s: row %s (%v)", test.query, raw, err)
			}
		}
	}
	if l := b.list(e, token, "products?filter[sku]=none"); l.Meta.Total != 0 || l.Meta.LastPage != 1 {
		t.Errorf("no match: %+v", l.Meta)
	}
}

// What belongs to something can be had by its id.
func TestFiltersByIDs(t *testing.T) {
	b := start(t, demo.Options{RateLimit: -1})
	e := b.env("sandbox")
	token := b.token(e, 0, "brincr:product", "brincr:order", "brincr:orderLine", "brincr:salesOrder", "brincr:customerContact", "brincr:customerShippingAddress", "brincr:category")
	for path, fields := range map[string][]string{
		"orders":                      {"customer_id", "status_id", "warehouse_id"},
		"order-lines":                 {"order_id", "product_id"},
		"sales-orders":                {"order_id", "customer_id", "warehouse_id"},
		"customer-contacts":           {"customer_id"},
		"customer-shipping-addresses": {"customer_id"},
		"products":                    {"category_id"},
		"categories":                  {"parent_id"},
	} {
		whole := b.list(e, token, path+"?per_page=100")
		for _, field := range fields {
			of := func(raw json.RawMessage) string {
				var row map[string]any
				if err := json.Unmarshal(raw, &row); err != nil {
					t.Fatal(err)
				}
				id, _ := row[field].(string)
				return id
			}
			id := ""
			for _, raw := range whole.Data {
				id = cmp.Or(id, of(raw))
			}
			l := b.list(e, token, path+"?filter["+field+"]="+id)
			if l.Meta.Total == 0 || l.Meta.Total == whole.Meta.Total {
				t.Errorf("%s of one %s: %d of %d rows", path, field, l.Meta.Total, whole.Meta.Total)
			}
			for _, raw := range l.Data {
				if of(raw) != id {
					t.Errorf("%s of the %s %s: %s", path, field, id, raw)
				}
			}
		}
	}
}

func TestUnknownFilterAndSortNameTheAllowedOnes(t *testing.T) {
	b := start(t, demo.Options{})
	e := b.env("sandbox")
	token := b.token(e, 0, "brincr:country")
	for query, want := range map[string]string{
		"filter[colour]=red":    "Requested filter(s) `colour` are not allowed. Allowed filter(s) are `name, code, is_eu, is_shipping_country`.",
		"sort=-colour":          "Requested sort(s) `colour` is not allowed. Allowed sort(s) are `name, code`.",
		"filter[is_eu]=1&sort=": "",
		"filter=x&page[size]=2": "",
	} {
		a := b.get(e, token, "countries?"+query)
		if want == "" {
			if a.status != http.StatusOK {
				t.Errorf("%s: %d %s", query, a.status, a.body)
			}
			continue
		}
		if a.status != http.StatusBadRequest || message(t, a) != want {
			t.Errorf("%s: %d %s", query, a.status, a.body)
		}
	}
}

func TestSort(t *testing.T) {
	b := start(t, demo.Options{})
	e := b.env("sandbox")
	token := b.token(e, 0, "brincr:product", "brincr:country")
	type row struct {
		Code  string
		Price float64 // for comparing alone
		SKU   string  `json:"sku"`
	}
	rows := func(path string) []row {
		var list []row
		for _, raw := range b.list(e, token, path).Data {
			var r row
			if err := json.Unmarshal(raw, &r); err != nil {
				t.Fatal(err)
			}
			list = append(list, r)
		}
		return list
	}
	byCode := func(a, b row) int { return strings.Compare(a.Code, b.Code) }
	if got := rows("countries?sort=code&per_page=100"); !slices.IsSortedFunc(got, byCode) || got[0].Code != "AT" {
		t.Errorf("sort=code: %v", got)
	}
	got := rows("countries?sort=-code&per_page=100")
	slices.Reverse(got)
	if !slices.IsSortedFunc(got, byCode) {
		t.Errorf("sort=-code: %v", got)
	}
	got = rows("products?per_page=100&sort=" + url.QueryEscape("-price,sku"))
	if !slices.IsSortedFunc(got, func(a, b row) int {
		if a.Price != b.Price {
			return int(1e4 * (b.Price - a.Price))
		}
		return strings.Compare(a.SKU, b.SKU)
	}) {
		t.Errorf("sort=-price,sku: %v", got)
	}
}
