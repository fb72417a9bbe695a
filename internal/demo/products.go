package demo

import (
	"fmt"
	"time"
)

type category struct {
	ID           string  `json:"id"`
	Name         text    `json:"name"`
	ParentID     *string `json:"parent_id"`
	Slug         string  `json:"slug"`
	Level        int     `json:"level"`
	Position     int     `json:"position"`
	ProductCount int     `json:"product_count"` // of the category itself
	CreatedAt    string  `json:"created_at"`
	UpdatedAt    string  `json:"updated_at"`
}

type vat struct {
	Code       string `json:"code"`
	Percentage int    `json:"percentage"`
}

type product struct {
	ID            string         `json:"id"`
	SKU           string         `json:"sku"`
	EAN           *string        `json:"ean"`
	ProductType   string         `json:"product_type"`
	Name          text           `json:"name"`
	Description   text           `json:"description"`
	CategoryID    *string        `json:"category_id"`
	Price         money          `json:"price"` // excluding VAT
	PurchasePrice *money         `json:"purchase_price"`
	Currency      string         `json:"currency"`
	VAT           vat            `json:"vat"`
	Weight        weight         `json:"weight"`
	CriticalLevel int            `json:"critical_level"`
	BelowCritical bool           `json:"below_critical_level"`
	StockTotal    int            `json:"stock_total"`
	Stock         []productStock `json:"stock"`
	Parts         []productPart  `json:"parts"`
	Active        bool           `json:"is_active"`
	CreatedAt     string         `json:"created_at"`
	UpdatedAt     string         `json:"updated_at"`

	family string // the good that it is an option of
	option text
}

type productStock struct {
	WarehouseID string `json:"warehouse_id"`
	Warehouse   string `json:"warehouse"`
	Quantity    int    `json:"quantity"`
}

type productPart struct {
	ProductID string `json:"product_id"`
	SKU       string `json:"sku"`
	Amount    int    `json:"amount"`
}

const (
	typeDefault   = "default"
	typeAssembled = "assembled"
	currencyEuro  = "EUR"
)

// vatOf names the Dutch rates: 21 percent in general, 9 for food and repairs, 0 for
// vouchers, whose VAT is due when they are redeemed.
func vatOf(percentage int) vat {
	switch percentage {
	case 0:
		return vat{"zero", 0}
	case 9:
		return vat{"low", 9}
	default:
		return vat{"high", percentage}
	}
}

func (b *builder) buildCategories() {
	counts := map[int]int{}
	for _, g := range b.goods.goods {
		counts[g.category] += len(g.options)
	}
	positions := map[int]int{}
	for i, br := range b.goods.branches {
		positions[br.parent]++
		c := &category{
			ID:           recordID(b.trade.id, pathCategories, fmt.Sprint(i)),
			Name:         br.name,
			Slug:         slug(br.name.Dutch),
			Level:        br.level,
			Position:     positions[br.parent],
			ProductCount: counts[i],
		}
		if br.parent >= 0 {
			c.ParentID = &b.categories[br.parent].ID
		}
		c.CreatedAt, c.UpdatedAt = b.moments(700, 300)
		b.categories = append(b.categories, c)
	}
}

func (b *builder) buildProducts() {
	families := map[string]*product{} // the first product of each good
	for _, g := range b.goods.goods {
		for i, option := range g.options {
			p := b.newProduct(g, i, option)
			if g.parts == nil {
				b.stockUp(p)
			} else {
				p.assemble(g.parts, families)
			}
			if i == 0 {
				families[g.name.Dutch] = p
			}
			b.products = append(b.products, p)
		}
	}
	b.runLow()
}

func (b *builder) newProduct(g good, position int, option text) *product {
	number := len(b.products) + 1
	price, grams := g.sized(position)
	p := &product{
		ID:            recordID(b.trade.id, pathProducts, fmt.Sprint(number)),
		SKU:           fmt.Sprintf("%s-%04d", b.trade.sku, 1000+number),
		EAN:           new(newEAN(b.trade.number, number)),
		ProductType:   typeDefault,
		Name:          g.name.with(option),
		CategoryID:    &b.categories[g.category].ID,
		Price:         price,
		PurchasePrice: new(price.percent(int64(b.dice.between(52, 71)))),
		Currency:      currencyEuro,
		VAT:           vatOf(g.vat),
		Weight:        grams,
		Parts:         []productPart{},
		Active:        true,
		family:        g.name.Dutch,
		option:        option,
	}
	p.Description = describe(p.Name, b.goods.branches[g.category].name, grams == 0)
	p.CreatedAt, p.UpdatedAt = b.moments(500, 90)
	return p
}

func describe(name, group text, service bool) text {
	dutch, english := "Levering uit voorraad.", "Delivered from stock."
	if service {
		dutch, english = "Op afspraak.", "By appointment."
	}
	return text{
		name.Dutch + ". Groep: " + group.Dutch + ". " + dutch,
		name.English + ". Group: " + group.English + ". " + english,
	}
}

// stockUp fills the warehouses, well above the critical level. A service, which
// weighs nothing, has no stock.
func (b *builder) stockUp(p *product) {
	p.Stock = []productStock{}
	if p.Weight == 0 {
		return
	}
	p.CriticalLevel = b.trade.lot * b.dice.between(2, 6)
	for _, w := range b.warehouses {
		quantity := p.CriticalLevel + b.trade.lot*b.dice.between(1, 30)
		p.Stock = append(p.Stock, productStock{w.ID, w.Name, quantity})
		p.StockTotal += quantity
	}
}

// runLow empties the shelves of one product: exactly one is below its critical
// level. A part of an assembled product is left alone, since that one's stock follows from it.
func (b *builder) runLow() {
	parts := map[string]bool{}
	for _, p := range b.products {
		for _, part := range p.Parts {
			parts[part.ProductID] = true
		}
	}
	var candidates []*product
	for _, p := range b.products {
		if p.ProductType == typeDefault && p.Weight > 0 && p.VAT.Percentage > 0 && !parts[p.ID] {
			candidates = append(candidates, p)
		}
	}
	p := pick(b.dice, candidates)
	for i := range p.Stock {
		p.Stock[i].Quantity = 0
	}
	p.Stock[0].Quantity = p.CriticalLevel - 1
	p.StockTotal, p.BelowCritical = p.CriticalLevel-1, true
}

// assemble makes a product of others: it weighs what they weigh, and there are as
// many of it as the parts in each warehouse allow.
func (p *product) assemble(parts []goodPart, families map[string]*product) {
	p.ProductType = typeAssembled
	for _, part := range parts {
		of := families[part.name]
		p.Parts = append(p.Parts, productPart{of.ID, of.SKU, part.amount})
		p.Weight += of.Weight * weight(part.amount)
		for i, s := range of.Stock {
			possible := s.Quantity / part.amount
			if i == len(p.Stock) {
				p.Stock = append(p.Stock, productStock{s.WarehouseID, s.Warehouse, possible})
			}
			p.Stock[i].Quantity = min(p.Stock[i].Quantity, possible)
		}
	}
	for _, s := range p.Stock {
		p.StockTotal += s.Quantity
	}
}

// referenceDay is the day on which the demo's data was, as it were, saved. It is
// fixed, so that data and screenshots stay the same.
func referenceDay() time.Time { return time.Date(2026, time.November, 20, 17, 0, 0, 0, time.UTC) }

// laravelTime is how Laravel writes an instant in JSON.
const laravelTime = "2006-01-02T15:04:05.000000Z"

// moments returns when a record was made (at most so many days ago) and last changed.
func (b *builder) moments(madeWithin, changedWithin int) (created, updated string) {
	made := b.dice.between(changedWithin, madeWithin)
	changed := b.dice.roll(changedWithin)
	at := func(days int) string {
		seconds := b.dice.roll(8 * 60 * 60)
		return referenceDay().AddDate(0, 0, -days).Add(-time.Duration(seconds) * time.Second).Format(laravelTime)
	}
	return at(made), at(changed)
}
