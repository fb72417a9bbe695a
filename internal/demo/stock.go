package demo

import "fmt"

type warehouse struct {
	ID      string  `json:"id"`
	Code    string  `json:"code"`
	Name    string  `json:"name"`
	Address address `json:"address"`
	Default bool    `json:"is_default"`
}

// stockRecord is the stock of one product in one warehouse.
type stockRecord struct {
	ID          string `json:"id"`
	ProductID   string `json:"product_id"`
	SKU         string `json:"sku"`
	WarehouseID string `json:"warehouse_id"`
	Quantity    int    `json:"quantity"`
	Reserved    int    `json:"reserved"`
	Available   int    `json:"available"` // quantity less reserved
	Location    string `json:"location"`
	UpdatedAt   string `json:"updated_at"`
}

type image struct {
	ID        string `json:"id"`
	ProductID string `json:"product_id"`
	URL       string `json:"url"`
	MediaType string `json:"mime_type"`
	Width     int    `json:"width"`
	Height    int    `json:"height"`
	Position  int    `json:"position"`
	Text      text   `json:"alternative_text"`
}

// variant is a product of which there are several options.
type variant struct {
	ID        string  `json:"id"`
	ProductID string  `json:"product_id"`
	Family    string  `json:"family"`
	Option    text    `json:"option"`
	SKU       string  `json:"sku"`
	EAN       *string `json:"ean"`
	Price     money   `json:"price"`
	Position  int     `json:"position"`
}

func (b *builder) buildWarehouses() {
	for i, p := range b.trade.warehouses {
		b.warehouses = append(b.warehouses, &warehouse{
			ID:      b.id(pathWarehouses, i),
			Code:    fmt.Sprintf("M%d", i+1),
			Name:    "Magazijn " + p.city,
			Address: b.address(p),
			Default: i == 0,
		})
	}
}

func (b *builder) stocks() []*stockRecord {
	var list []*stockRecord
	for _, p := range b.products {
		for i, s := range p.Stock {
			reserved := min(b.dice.roll(5), s.Quantity)
			list = append(list, &stockRecord{
				ID:          b.id(pathStocks, len(list)),
				ProductID:   p.ID,
				SKU:         p.SKU,
				WarehouseID: s.WarehouseID,
				Quantity:    s.Quantity,
				Reserved:    reserved,
				Available:   s.Quantity - reserved,
				Location:    fmt.Sprintf("%c-%02d-%d", 'A'+i, b.dice.between(1, 24), b.dice.between(1, 5)),
				UpdatedAt:   p.UpdatedAt,
			})
		}
	}
	return list
}

func (b *builder) images() []*image {
	var list []*image
	for _, p := range b.products {
		for position := range b.dice.between(1, 2) {
			list = append(list, &image{
				ID:        b.id(pathImages, len(list)),
				ProductID: p.ID,
				URL:       fmt.Sprintf("https://images.%s/%s-%d.jpg", b.trade.domain, slug(p.SKU), position+1),
				MediaType: "image/jpeg",
				Width:     1200,
				Height:    900 + 300*b.dice.roll(2),
				Position:  position + 1,
				Text:      p.Name,
			})
		}
	}
	return list
}

func (b *builder) variants() []*variant {
	var list []*variant
	position := map[string]int{}
	for _, p := range b.products {
		if p.option.Dutch == "" {
			continue
		}
		position[p.family]++
		list = append(list, &variant{
			ID:        b.id(pathVariants, len(list)),
			ProductID: p.ID,
			Family:    p.family,
			Option:    p.option,
			SKU:       p.SKU,
			EAN:       p.EAN,
			Price:     p.Price,
			Position:  position[p.family],
		})
	}
	return list
}
