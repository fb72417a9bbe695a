package demo_test

import (
	"encoding/json"
	"math/big"
	"regexp"
	"strings"
	"testing"

	"brincr-explorer/internal/demo"
)

type productRow struct {
	ID, SKU, EAN  string
	ProductType   string `json:"product_type"`
	CategoryID    string `json:"category_id"`
	Name          map[string]string
	Price         json.Number
	Weight        json.Number
	VAT           vatLine
	CriticalLevel int  `json:"critical_level"`
	BelowCritical bool `json:"below_critical_level"`
	StockTotal    int  `json:"stock_total"`
	Stock         []struct {
		WarehouseID string `json:"warehouse_id"`
		Quantity    int
	}
	Parts []struct {
		ProductID string `json:"product_id"`
		Amount    int
	}
}

func validCheckDigit(ean string) bool {
	sum := 0
	for i, c := range ean {
		sum += int(c-'0') * (1 + 2*(i%2))
	}
	return len(ean) == 13 && sum%10 == 0
}

var (
	fourDecimals  = regexp.MustCompile(`^\d+\.\d{4}$`)
	threeDecimals = regexp.MustCompile(`^\d+\.\d{3}$`)
)

func TestProducts(t *testing.T) {
	eachTenant(t, func(t *testing.T, b *bench, e demo.Environment, token string) {
		products := all[productRow](b, e, token, "products")
		byID, taken := map[string]productRow{}, map[string]bool{}
		rates, below, assembled := map[int64]bool{}, 0, 0
		for _, p := range products {
			checkProduct(t, p)
			if taken[p.EAN] || taken[p.SKU] {
				t.Errorf("EAN %s or SKU %s comes twice", p.EAN, p.SKU)
			}
			byID[p.ID], taken[p.EAN], taken[p.SKU], rates[p.VAT.Percentage] = p, true, true, true
			if p.BelowCritical {
				below++
			}
			if p.ProductType == "assembled" {
				assembled++
				checkParts(t, p, byID)
			}
		}
		if below != 1 || assembled == 0 || !rates[21] || !rates[9] || !rates[0] {
			t.Errorf("%d below critical level, %d assembled, VAT rates %v", below, assembled, rates)
		}
		if len(products) < 45 {
			t.Errorf("%d products", len(products))
		}
	})
}

func checkProduct(t *testing.T, p productRow) {
	t.Helper()
	if !validCheckDigit(p.EAN) || !strings.HasPrefix(p.EAN, "2") {
		t.Errorf("%s: EAN %s is wrong, or could be a real product's", p.SKU, p.EAN)
	}
	if !fourDecimals.MatchString(p.Price.String()) || !threeDecimals.MatchString(p.Weight.String()) || p.Price == "0.0000" {
		t.Errorf("%s: price %s, weight %s", p.SKU, p.Price, p.Weight)
	}
	if p.Name["nl_NL"] == "" || p.Name["en_GB"] == "" || strings.Contains(p.Name["nl_NL"], ";") {
		t.Errorf("%s: name %v", p.SKU, p.Name)
	}
	total := 0
	for _, s := range p.Stock {
		total += s.Quantity
	}
	if total != p.StockTotal || p.BelowCritical != (total < p.CriticalLevel) {
		t.Errorf("%s: stock %v, total %d, critical %d, below %t", p.SKU, p.Stock, p.StockTotal, p.CriticalLevel, p.BelowCritical)
	}
}

func checkParts(t *testing.T, p productRow, byID map[string]productRow) {
	t.Helper()
	if len(p.Parts) < 2 {
		t.Errorf("%s is assembled of %v", p.SKU, p.Parts)
	}
	sum := new(big.Rat)
	for _, part := range p.Parts {
		of, ok := byID[part.ProductID]
		if !ok {
			t.Fatalf("%s: part %s does not exist", p.SKU, part.ProductID)
		}
		sum.Add(sum, new(big.Rat).Mul(rational(t, of.Weight), big.NewRat(int64(part.Amount), 1)))
		for i, s := range p.Stock {
			if s.Quantity*part.Amount > of.Stock[i].Quantity {
				t.Errorf("%s: %d of it need more parts than there are", p.SKU, s.Quantity)
			}
		}
	}
	if rational(t, p.Weight).Cmp(sum) != 0 {
		t.Errorf("%s weighs %s, its parts %s", p.SKU, p.Weight, sum.FloatString(3))
	}
}

func TestPackagesCostWhatTheySay(t *testing.T) {
	b := start(t, demo.Options{RateLimit: -1})
	e := b.env("sandbox")
	got := map[string]string{}
	for i := range e.Tenants {
		for _, p := range all[productRow](b, e, b.token(e, i, "brincr:product"), "products") {
			got[p.Name["en_GB"]] = p.Price.String() + " " + p.Weight.String()
		}
	}
	for name, want := range map[string]string{
		"Château Voorbeeld Médoc 2018":       "11.4500 1.320",
		"Château Voorbeeld Médoc 2019":       "11.7935 1.320",
		"Maison Zogezegd Brut 1.5 l":         "44.9100 3.300",
		"Oregano, rubbed 1 kg":               "19.7600 1.000",
		"Step & Co gift card 100":            "100.0000 0.006",
		"Zoefje 350 white":                   "400.6700 14.200",
		"Safe start gift box":                "59.9500 1.700",
		"Sommelier gift box":                 "37.5000 1.575",
		"De Vijzelaar granite mortar 18 cm":  "15.1925 2.650",
		"Masseria Finta olive oil 0.5 l":     "12.1500 1.280",
		"Domaine Fictema Pinot Noir 2021":    "16.7375 1.300",
		"Three Countries gift box":           "34.9500 3.930",
		"Wine house gift voucher 50":         "50.0000 0.008",
		"Volhouder battery 36 V 10.4 Ah":     "155.7000 3.133",
		"Grijpgraag pneumatic tyre 8.5 inch": "11.8750 0.420",
	} {
		if got[name] != want {
			t.Errorf("%s: %q, want %q", name, got[name], want)
		}
	}
}
