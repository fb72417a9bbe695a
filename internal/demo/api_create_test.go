package demo_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"brincr-explorer/internal/demo"
)

const newProduct = `{"sku":"WK-NEW","name":{"nl_NL":"Nieuw","en_GB":"New"},"price":12.5,"vat":{"percentage":21},` +
	`"weight":"0.75","ean":"2911000000014","product_type":"assembled","category_id":"CATEGORY","parts":[{"product_id":"PRODUCT","amount":2}]}`

func (b *bench) firstID(e demo.Environment, token, path string) string {
	b.t.Helper()
	var row struct{ ID string }
	if err := json.Unmarshal(b.list(e, token, path).Data[0], &row); err != nil {
		b.t.Fatal(err)
	}
	return row.ID
}

func TestCreateProduct(t *testing.T) {
	b := start(t, demo.Options{Now: newClock().Now})
	e := b.env("sandbox")
	token := b.token(e, 0, "brincr:product", "brincr:category")
	before := b.list(e, token, "products").Meta.Total
	body := strings.NewReplacer("CATEGORY", b.firstID(e, token, "categories"), "PRODUCT", b.firstID(e, token, "products")).Replace(newProduct)
	a := b.send(http.MethodPost, e.APIURL+"products", body, apiHeader(token))
	if a.status != http.StatusCreated {
		t.Fatalf("%d %s", a.status, a.body)
	}
	for _, want := range []string{`"sku":"WK-NEW"`, `"price":12.5000`, `"weight":0.750`, `"amount":2`, `"created_at":"2026-11-20T10:00:00.000000Z"`, `"percentage":21`} {
		if !strings.Contains(a.body, want) {
			t.Errorf("the answer lacks %s: %s", want, a.body)
		}
	}
	var made struct{ Data struct{ ID string } }
	a.decode(t, &made)
	if kept := b.get(e, token, "products/"+made.Data.ID); kept.status != http.StatusOK || kept.body != a.body {
		t.Errorf("read again: %d %s", kept.status, kept.body)
	}
	if total := b.list(e, token, "products").Meta.Total; total != before+1 {
		t.Errorf("%d products, want %d", total, before+1)
	}
	if other := b.token(e, 1, "brincr:product"); b.get(e, other, "products/"+made.Data.ID).status != http.StatusNotFound {
		t.Error("another tenant has the product too")
	}
	a = b.send(http.MethodPost, e.APIURL+"products", body, apiHeader(token))
	if a.status != http.StatusUnprocessableEntity || message(t, a) != "The sku has already been taken." {
		t.Errorf("the same again: %d %s", a.status, a.body)
	}
}

func TestInvalidProducts(t *testing.T) {
	b := start(t, demo.Options{RateLimit: -1})
	e := b.env("sandbox")
	token := b.token(e, 0, "brincr:product")
	product := b.firstID(e, token, "products")
	const good = `"sku":"S","name":{"nl_NL":"N"},"price":"1","vat":{"percentage":9}`
	required := []string{"sku", "name", "price", "vat.percentage"}
	for _, test := range []struct {
		name, body string
		want       []string
	}{
		{"empty object", `{}`, required},
		{"nothing", ``, required},
		{"no JSON", `{"sku":`, required},
		{"no object", `[1]`, required},
		{"two values", `{` + good + `}{}`, required},
		{"null", `null`, required},
		{"wrong types", `{"sku":1,"name":"N","price":true,"vat":21}`, required},
		{"empty texts", `{"sku":"","name":{"nl_NL":""},"price":"","vat":{"percentage":21}}`, []string{"sku", "name.nl_NL", "price"}},
		{"number as name", `{"sku":"S","name":{"nl_NL":1,"en_GB":2},"price":1,"vat":{"percentage":0}}`, []string{"name.nl_NL", "name.en_GB"}},
		{"description", `{` + good + `,"description":[]}`, []string{"description"}},
		{"long sku", `{"sku":"` + strings.Repeat("s", 65) + `","name":{"nl_NL":"N"},"price":1,"vat":{"percentage":0}}`, []string{"sku"}},
		{"five decimals", `{"sku":"S","name":{"nl_NL":"N"},"price":1.00001,"vat":{"percentage":0}}`, []string{"price"}},
		{"negative price", `{"sku":"S","name":{"nl_NL":"N"},"price":-1,"vat":{"percentage":0}}`, []string{"price"}},
		{"exponent", `{"sku":"S","name":{"nl_NL":"N"},"price":1e2,"vat":{"percentage":0}}`, []string{"price"}},
		{"other rate", `{"sku":"S","name":{"nl_NL":"N"},"price":1,"vat":{"percentage":19}}`, []string{"vat.percentage"}},
		{"weight", `{` + good + `,"weight":0.0001}`, []string{"weight"}},
		{"check digit", `{` + good + `,"ean":"2911000000018"}`, []string{"ean"}},
		{"category", `{` + good + `,"category_id":"none"}`, []string{"category_id"}},
		{"type", `{` + good + `,"product_type":{}}`, []string{"product_type"}},
		{"assembled of nothing", `{` + good + `,"product_type":"assembled"}`, []string{"parts"}},
		{"parts no list", `{` + good + `,"parts":{}}`, []string{"parts"}},
		{"parts", `{` + good + `,"parts":[{"product_id":"` + product + `","amount":0},{"amount":1}]}`, []string{
			"parts.0.amount", "parts.1.product_id",
		}},
		{"part no object", `{` + good + `,"parts":[3]}`, []string{"parts.0.product_id", "parts.0.amount"}},
		{"part of a part", `{` + good + `,"parts":[{"product_id":"` + product + `","amount":1.5}]}`, []string{"parts.0.amount"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			a := b.send(http.MethodPost, e.APIURL+"products", test.body, apiHeader(token))
			checkInvalid(t, a, test.want)
		})
	}
	big := `{"sku":"` + strings.Repeat("s", 2<<20) + `"}`
	if a := b.send(http.MethodPost, e.APIURL+"products", big, apiHeader(token)); a.status != http.StatusRequestEntityTooLarge {
		t.Errorf("2 MB: %d", a.status)
	}
}

// checkInvalid wants a 422 with one message for each field, the first one in front.
func checkInvalid(t *testing.T, a answer, want []string) {
	t.Helper()
	if a.status != http.StatusUnprocessableEntity {
		t.Fatalf("%d %s", a.status, a.body)
	}
	var got struct {
		Message string
		Errors  map[string][]string
	}
	a.decode(t, &got)
	for _, path := range want {
		if len(got.Errors[path]) != 1 {
			t.Errorf("no message for %s: %s", path, a.body)
		}
	}
	if len(got.Errors) != len(want) {
		t.Errorf("errors for %d fields, want %d: %s", len(got.Errors), len(want), a.body)
	}
	first := got.Errors[want[0]][0]
	suffix := map[int]string{1: "", 2: " (and 1 more error)", 3: " (and 2 more errors)", 4: " (and 3 more errors)"}[len(want)]
	if got.Message != first+suffix {
		t.Errorf("message %q, want %q", got.Message, first+suffix)
	}
}

func TestProductsAreMadeOneAtATime(t *testing.T) {
	// A product's time of creation is read between the check of its number and its
	// entry in the list: a clock that lets others run shows whether they come between.
	b := start(t, demo.Options{RateLimit: -1, Now: func() time.Time {
		for range 200 {
			runtime.Gosched()
		}
		return time.Now()
	}})
	e := b.env("sandbox")
	token := b.token(e, 0, "brincr:product")
	const rounds, tries = 20, 8
	for round := range rounds {
		body := fmt.Sprintf(`{"sku":"ONE-%d","name":{"nl_NL":"N"},"price":1,"vat":{"percentage":0}}`, round)
		results := make(chan int, tries)
		for range tries {
			go func() {
				a, err := b.try(http.MethodPost, e.APIURL+"products", body, apiHeader(token))
				if err != nil {
					t.Errorf("POST: %v", err)
				}
				results <- a.status
			}()
		}
		var statuses []int
		for range tries {
			statuses = append(statuses, <-results)
		}
		slices.Sort(statuses)
		if statuses[0] != http.StatusCreated || statuses[1] != http.StatusUnprocessableEntity {
			t.Fatalf("statuses %v, want one 201", statuses)
		}
	}
}
