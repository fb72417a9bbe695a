package demo_test

import (
	"testing"

	"brincr-explorer/internal/demo"
)

type stock struct {
	ID        string `json:"id"`
	Quantity  int    `json:"quantity"`
	Reserved  int    `json:"reserved"`
	Available int    `json:"available"`
	UpdatedAt string `json:"updated_at"`
}

// Between two looks at the stock something was ordered, and pieces are neither
// made nor lost by that.
func TestStockMovesBetweenTwoLooks(t *testing.T) {
	b := start(t, demo.Options{})
	e := b.env("sandbox")
	token := b.token(e, 0, "brincr:productWarehouseStock")
	before := all[stock](b, e, token, "product-warehouse-stocks")
	after := all[stock](b, e, token, "product-warehouse-stocks")
	changed := 0
	for i, was := range before {
		is := after[i]
		if was == is {
			continue
		}
		changed++
		if is.ID != was.ID || is.Reserved <= was.Reserved || is.Reserved+is.Available != is.Quantity || is.Quantity != was.Quantity || is.UpdatedAt == was.UpdatedAt {
			t.Errorf("%+v became %+v", was, is)
		}
	}
	if changed == 0 {
		t.Error("nothing was ordered between two looks")
	}
}
