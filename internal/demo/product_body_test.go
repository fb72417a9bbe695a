package demo

import (
	"encoding/json"
	"testing"
)

// TestTheBodyIsDescribedAsItIsRead: the example passes, and what is called
// required is.
func TestTheBodyIsDescribedAsItIsRead(t *testing.T) {
	data := newTenant(wineHouse()).data()
	example := exampleBody(productBody())
	if _, errs := newProductForm(example, data).read(); len(errs) > 0 {
		t.Fatalf("the example is refused: %v\n%s", errs, example)
	}
	for _, f := range productBody() {
		var body map[string]json.RawMessage
		if err := json.Unmarshal(example, &body); err != nil {
			t.Fatal(err)
		}
		delete(body, f.name)
		without, err := json.Marshal(body)
		if err != nil {
			t.Fatal(err)
		}
		if _, errs := newProductForm(without, data).read(); len(errs) > 0 != f.required {
			t.Errorf("without %s: %v; required is %t", f.name, errs, f.required)
		}
	}
}
