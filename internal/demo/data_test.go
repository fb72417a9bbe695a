package demo_test

import (
	"regexp"
	"strings"
	"testing"

	"brincr-explorer/internal/demo"
)

type customerRow struct {
	ID, Name, Email string
	VATRegime       string `json:"vat_regime"`
	Address         struct{ City string }
	Contacts        []struct{ ID, Email string }
}

// eachTenant runs a test for every tenant of both environments, with a token for all that is granted.
func eachTenant(t *testing.T, test func(t *testing.T, b *bench, e demo.Environment, token string)) {
	t.Helper()
	b := start(t, demo.Options{RateLimit: -1})
	for _, e := range b.server.Environments() {
		for i, tenant := range e.Tenants {
			t.Run(tenant.Name, func(t *testing.T) {
				own := &bench{t: t, server: b.server, client: b.client}
				test(t, own, e, own.token(e, i, e.GrantedScopes...))
			})
		}
	}
}

func TestCustomers(t *testing.T) {
	reserved := regexp.MustCompile(`\.(example|test)$|@example\.(com|org|net)$`)
	eachTenant(t, func(t *testing.T, b *bench, e demo.Environment, token string) {
		towns, names := map[string]int{}, map[string]bool{}
		for _, c := range all[customerRow](b, e, token, "customers") {
			towns[c.Address.City]++
			if names[c.Name] {
				t.Errorf("%s comes twice", c.Name)
			}
			names[c.Name] = true
			if !reserved.MatchString(c.Email) || len(c.Contacts) == 0 {
				t.Errorf("%s: %s, %d contacts", c.Name, c.Email, len(c.Contacts))
			}
			for _, person := range c.Contacts {
				if !reserved.MatchString(person.Email) {
					t.Errorf("%s: %s", c.Name, person.Email)
				}
			}
			if (c.Address.City == "Gent") != (c.VATRegime == "reverse_charge") {
				t.Errorf("%s in %s has the regime %s", c.Name, c.Address.City, c.VATRegime)
			}
		}
		if len(towns) != 3 || towns["Eindhoven"] == 0 || towns["Gent"] == 0 || towns["Utrecht"] == 0 {
			t.Errorf("towns: %v", towns)
		}
	})
}

func TestCategoriesAreATree(t *testing.T) {
	type row struct {
		ID       string
		ParentID *string `json:"parent_id"`
		Level    int
		Name     map[string]string
		Products int `json:"product_count"`
	}
	eachTenant(t, func(t *testing.T, b *bench, e demo.Environment, token string) {
		levels, roots, deepest := map[string]int{}, 0, 0
		counts := map[string]int{}
		for _, p := range all[productRow](b, e, token, "products") {
			counts[p.CategoryID]++
		}
		for _, c := range all[row](b, e, token, "categories") {
			parent := -1
			if c.ParentID != nil {
				level, ok := levels[*c.ParentID]
				if !ok {
					t.Errorf("%s: its parent does not come before it", c.Name)
				}
				parent = level
			} else {
				roots++
			}
			if c.Level != parent+1 || c.Name["nl_NL"] == "" || c.Name["en_GB"] == "" {
				t.Errorf("category %+v under level %d", c, parent)
			}
			if counts[c.ID] != c.Products {
				t.Errorf("%s says %d products, has %d", c.Name, c.Products, counts[c.ID])
			}
			levels[c.ID] = c.Level
			deepest = max(deepest, c.Level)
		}
		if roots < 3 || deepest < 1 {
			t.Errorf("%d roots, deepest level %d", roots, deepest)
		}
	})
}

func TestRecordsReferToRecords(t *testing.T) {
	b := start(t, demo.Options{RateLimit: -1})
	e := b.env("sandbox")
	for i := range e.Tenants {
		token := b.token(e, i, e.GrantedScopes...)
		ids := map[string]bool{}
		rows := map[string][]map[string]any{}
		for _, path := range lists(b.server) {
			if path == "connected-orders" {
				continue
			}
			rows[path] = all[map[string]any](b, e, token, path)
			for _, row := range rows[path] {
				id := row["id"].(string)
				if ids[id] {
					t.Errorf("%s: id %s comes twice", path, id)
				}
				ids[id] = true
			}
		}
		total := 0
		for path, list := range rows {
			total += len(list)
			if len(list) == 0 {
				t.Errorf("%s is empty", path)
			}
			for _, row := range list {
				for key, value := range row {
					if id, ok := value.(string); ok && strings.HasSuffix(key, "_id") && !ids[id] {
						t.Errorf("%s: %s %s does not exist", path, key, id)
					}
				}
			}
		}
		if total < 500 {
			t.Errorf("%d records", total)
		}
	}
}
