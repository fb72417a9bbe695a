package cli

import (
	"testing"

	"brincr-explorer/api"
)

func TestFindTenant(t *testing.T) {
	t.Parallel()
	tenants := []api.Tenant{
		{Name: "Acme", ID: "af1140c1"},
		{Name: "ACME", ID: "90d1c2aa"},
		{Name: "Step & Co", ID: "4be7f6d3"},
		{Name: "Stepping Stones", ID: "4be7aaaa"},
		{Name: "Wijnhuis", ID: "c3a95e10"},
		{Name: "c3a95e10-like", ID: "17d08b6c"},
		{Name: "Wijnhuis Noord", ID: "5b00c1d2"},
	}
	for _, c := range []struct{ wanted, id string }{
		{"Acme", "af1140c1"},
		{"ACME", "90d1c2aa"},
		{" Acme ", "af1140c1"},
		{"acme", ""}, // two, whatever the case
		{"step & co", "4be7f6d3"},
		{"step ", ""},
		{"stepp", "4be7aaaa"},
		{"wij", ""},
		{"WIJNHUIS", "c3a95e10"},
		{"4be7", ""},
		{"4BE7F", "4be7f6d3"},
		{"c3a95e10", "c3a95e10"}, // an id before a name that begins like it
		{"c3a9", ""},
		{"nobody", ""},
		{"jnhuis", ""},
	} {
		got, err := findTenant(tenants, c.wanted)
		if got.ID != c.id || (err == nil) != (c.id != "") {
			t.Errorf("%q: %v, %v, want %q", c.wanted, got, err, c.id)
		}
	}
}
