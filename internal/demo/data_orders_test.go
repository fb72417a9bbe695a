package demo_test

import (
	"encoding/json"
	"math/big"
	"strings"
	"testing"

	"brincr-explorer/internal/demo"
)

type vatLine struct {
	Code       string
	Percentage int64
	Base       json.Number
	Amount     json.Number
}

type orderRow struct {
	ID, Number, Status string
	StatusID           string      `json:"status_id"`
	CustomerID         string      `json:"customer_id"`
	ShippingAddressID  string      `json:"shipping_address_id"`
	WarehouseID        string      `json:"warehouse_id"`
	VATRegime          string      `json:"vat_regime"`
	TotalExclVAT       json.Number `json:"total_excl_vat"`
	TotalVAT           json.Number `json:"total_vat"`
	TotalInclVAT       json.Number `json:"total_incl_vat"`
	TotalWeight        json.Number `json:"total_weight"`
	VAT                []vatLine
	Lines              []orderLineRow
}

type orderLineRow struct {
	ID        string
	OrderID   string `json:"order_id"`
	ProductID string `json:"product_id"`
	Amount    int64
	Price     json.Number
	Discount  int64 `json:"discount_percentage"`
	Total     json.Number
	VAT       vatLine
}

func rational(t testing.TB, n json.Number) *big.Rat {
	t.Helper()
	r, ok := new(big.Rat).SetString(n.String())
	if !ok {
		t.Fatalf("%q is no number", n)
	}
	return r
}

// rounded rounds half away from zero to four decimals.
func rounded(r *big.Rat) *big.Rat {
	exact, _ := new(big.Rat).SetString(r.FloatString(4))
	return exact
}

func fraction(r *big.Rat, percent int64) *big.Rat {
	return rounded(new(big.Rat).Mul(r, big.NewRat(percent, 100)))
}

func TestOrdersAddUp(t *testing.T) {
	eachTenant(t, func(t *testing.T, b *bench, e demo.Environment, token string) {
		orders := all[orderRow](b, e, token, "orders")
		states, reverse := map[string]int{}, 0
		for _, o := range orders {
			states[o.Status]++
			if o.VATRegime == "reverse_charge" {
				reverse++
			}
			sum, bases := checkLines(t, o)
			checkTotals(t, o, sum, bases)
		}
		if len(states) < 6 {
			t.Errorf("orders in the states %v only", states)
		}
		if reverse == 0 || reverse == len(orders) {
			t.Errorf("%d of %d orders are reverse charge", reverse, len(orders))
		}
	})
}

// checkLines returns the sum of the lines, and that of each VAT code.
func checkLines(t *testing.T, o orderRow) (sum *big.Rat, bases map[string]*big.Rat) {
	t.Helper()
	sum, bases = new(big.Rat), map[string]*big.Rat{}
	for _, l := range o.Lines {
		gross := new(big.Rat).Mul(rational(t, l.Price), big.NewRat(l.Amount, 1))
		if want := fraction(gross, 100-l.Discount); rational(t, l.Total).Cmp(want) != 0 || l.OrderID != o.ID {
			t.Errorf("order %s: line total %s, want %s", o.Number, l.Total, want.FloatString(4))
		}
		sum.Add(sum, rational(t, l.Total))
		if bases[l.VAT.Code] == nil {
			bases[l.VAT.Code] = new(big.Rat)
		}
		bases[l.VAT.Code].Add(bases[l.VAT.Code], rational(t, l.Total))
	}
	return sum, bases
}

func checkTotals(t *testing.T, o orderRow, sum *big.Rat, bases map[string]*big.Rat) {
	t.Helper()
	vat := new(big.Rat)
	for _, v := range o.VAT {
		base := bases[v.Code]
		if base == nil || rational(t, v.Base).Cmp(base) != 0 || rational(t, v.Amount).Cmp(fraction(base, v.Percentage)) != 0 {
			t.Errorf("order %s: VAT %+v on %v", o.Number, v, base)
		}
		vat.Add(vat, rational(t, v.Amount))
		if o.VATRegime == "reverse_charge" && (v.Code != "reverse_charge" || v.Percentage != 0) {
			t.Errorf("order %s is reverse charge with %+v", o.Number, v)
		}
	}
	if len(o.VAT) != len(bases) || rational(t, o.TotalExclVAT).Cmp(sum) != 0 || rational(t, o.TotalVAT).Cmp(vat) != 0 ||
		rational(t, o.TotalInclVAT).Cmp(new(big.Rat).Add(sum, vat)) != 0 {
		t.Errorf("order %s does not add up: %+v", o.Number, o)
	}
	for _, n := range []json.Number{o.TotalExclVAT, o.TotalVAT, o.TotalInclVAT} {
		if _, decimals, _ := strings.Cut(n.String(), "."); len(decimals) != 4 {
			t.Errorf("order %s: %s has not four decimals", o.Number, n)
		}
	}
}
