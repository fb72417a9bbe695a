package sample

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"
)

func TestOrders(t *testing.T) {
	t.Parallel()
	for _, size := range []int{0, 10_000, 1_000_000} {
		text := Orders(size)
		if !bytes.Equal(text, Orders(size)) {
			t.Errorf("%d: the same size gives another text", size)
		}
		if over := len(text) - max(size, 2000); over > 1500 || over < -1500 {
			t.Errorf("%d: the text has %d bytes", size, len(text))
		}
		if n := bytes.Count(text, []byte(Mark)); n != 1 {
			t.Errorf("%d: the mark is there %d times", size, n)
		}
		if at := bytes.Index(text, []byte(Marked)); at < 0 || len(text)-at > 1000 {
			t.Errorf("%d: the mark is at %d of %d", size, at, len(text))
		}
		var doc struct {
			Data []struct {
				Terms map[string]string
				Lines []struct {
					UnitPrice string `json:"unit_price"`
				}
			}
			Links map[string]any
			Meta  struct{ Total int }
		}
		if err := json.Unmarshal(text, &doc); err != nil {
			t.Fatalf("%d: %v", size, err)
		}
		if len(doc.Data) == 0 || doc.Meta.Total != len(doc.Data) || len(doc.Links) != 4 {
			t.Errorf("%d: %d orders, meta.total %d, %d links", size, len(doc.Data), doc.Meta.Total, len(doc.Links))
		}
		order := doc.Data[0]
		if order.Terms["nl_NL"] == "" || order.Terms["en_GB"] == "" {
			t.Errorf("%d: the terms are %v", size, order.Terms)
		}
		if price := order.Lines[0].UnitPrice; strings.IndexByte(price, '.') != len(price)-5 {
			t.Errorf("%d: a price is %s", size, price)
		}
	}
}
