package demo

import (
	"fmt"
	"time"
)

type orderStatus struct {
	ID       string `json:"id"`
	Code     string `json:"code"`
	Name     text   `json:"name"`
	Colour   string `json:"colour"`
	Final    bool   `json:"is_final"`
	Position int    `json:"position"`
}

type order struct {
	ID                string      `json:"id"`
	Number            string      `json:"number"`
	Reference         *string     `json:"reference"`
	Status            string      `json:"status"`
	StatusID          string      `json:"status_id"`
	Channel           string      `json:"channel"`
	CustomerID        string      `json:"customer_id"`
	CustomerName      string      `json:"customer_name"`
	ShippingAddressID string      `json:"shipping_address_id"`
	WarehouseID       string      `json:"warehouse_id"`
	OrderDate         string      `json:"order_date"`
	DeliveryDate      string      `json:"delivery_date"`
	Currency          string      `json:"currency"`
	VATRegime         string      `json:"vat_regime"`
	Lines             []orderLine `json:"lines"`
	TotalWeight       weight      `json:"total_weight"`
	TotalExclVAT      money       `json:"total_excl_vat"`
	VAT               []vatTotal  `json:"vat"`
	TotalVAT          money       `json:"total_vat"`
	TotalInclVAT      money       `json:"total_incl_vat"`
	CreatedAt         string      `json:"created_at"`
	UpdatedAt         string      `json:"updated_at"`
}

// orderLine's total is amount times price less the discount, rounded to four decimals.
type orderLine struct {
	ID          string `json:"id"`
	OrderID     string `json:"order_id"`
	Position    int    `json:"position"`
	ProductID   string `json:"product_id"`
	SKU         string `json:"sku"`
	Description text   `json:"description"`
	Amount      int    `json:"amount"`
	Price       money  `json:"price"`
	Discount    int    `json:"discount_percentage"`
	VAT         vat    `json:"vat"`
	Total       money  `json:"total"`
}

// vatTotal is the VAT of an order at one rate, rounded to four decimals.
type vatTotal struct {
	vat
	Base   money `json:"base"`
	Amount money `json:"amount"`
}

// salesOrder is what a confirmed order becomes for the warehouse.
type salesOrder struct {
	ID           string `json:"id"`
	Number       string `json:"number"`
	OrderID      string `json:"order_id"`
	OrderNumber  string `json:"order_number"`
	CustomerID   string `json:"customer_id"`
	WarehouseID  string `json:"warehouse_id"`
	Status       string `json:"status"`
	DeliveryDate string `json:"delivery_date"`
	LineCount    int    `json:"line_count"`
	TotalExclVAT money  `json:"total_excl_vat"`
	CreatedAt    string `json:"created_at"`
}

const (
	statusConcept   = "concept"
	statusNew       = "new"
	statusConfirmed = "confirmed"
	statusPicking   = "picking"
	statusPartial   = "partially_shipped"
	statusShipped   = "shipped"
	statusCompleted = "completed"
	statusCancelled = "cancelled"

	channelConnected = "edi"

	isoDate = "2006-01-02"
)

func (b *builder) buildStatuses() {
	for i, s := range []orderStatus{
		{Code: statusConcept, Name: text{"Concept", "Draft"}, Colour: "#9e9e9e"},
		{Code: statusNew, Name: text{"Nieuw", "New"}, Colour: "#2196f3"},
		{Code: statusConfirmed, Name: text{"Bevestigd", "Confirmed"}, Colour: "#3f51b5"},
		{Code: statusPicking, Name: text{"In behandeling", "Picking"}, Colour: "#ff9800"},
		{Code: statusPartial, Name: text{"Deels verzonden", "Partially shipped"}, Colour: "#cddc39"},
		{Code: statusShipped, Name: text{"Verzonden", "Shipped"}, Colour: "#8bc34a"},
		{Code: statusCompleted, Name: text{"Afgerond", "Completed"}, Colour: "#4caf50", Final: true},
		{Code: statusCancelled, Name: text{"Geannuleerd", "Cancelled"}, Colour: "#f44336", Final: true},
	} {
		s.ID, s.Position = b.id(pathStatuses, i), i+1
		b.statuses = append(b.statuses, &s)
	}
}

// orderDays is how far back the orders go.
const orderDays = 180

func (b *builder) buildOrders() {
	for i := range b.trade.orders {
		age := orderDays * (b.trade.orders - 1 - i) / b.trade.orders
		b.orders = append(b.orders, b.newOrder(i, age))
	}
}

func (b *builder) newOrder(i, age int) *order {
	c := pick(b.dice, b.customers)
	placed := referenceDay().AddDate(0, 0, -age).Add(-time.Duration(b.dice.roll(8*60*60)) * time.Second)
	o := &order{
		ID:           b.id(pathOrders, i),
		Number:       fmt.Sprintf("%d-%05d", placed.Year(), i+1),
		Status:       statusOf(i, age),
		Channel:      pick(b.dice, []string{"webshop", "sales", channelConnected}),
		CustomerID:   c.ID,
		CustomerName: c.Name,
		WarehouseID:  pick(b.dice, b.warehouses).ID,
		OrderDate:    placed.Format(isoDate),
		DeliveryDate: placed.AddDate(0, 0, b.dice.between(1, 6)).Format(isoDate),
		Currency:     currencyEuro,
		VATRegime:    c.VATRegime,
		CreatedAt:    placed.Format(laravelTime),
		UpdatedAt:    placed.Add(time.Duration(b.dice.between(1, 3000)) * time.Second).Format(laravelTime),
	}
	if b.dice.roll(2) == 0 {
		o.Reference = new(fmt.Sprintf("PO-%04d", b.dice.between(1, 9999)))
	}
	for _, s := range b.statuses {
		if s.Code == o.Status {
			o.StatusID = s.ID
		}
	}
	for _, a := range b.addresses {
		if a.CustomerID == c.ID && a.Default {
			o.ShippingAddressID = a.ID
		}
	}
	b.addLines(o, c)
	o.addUp()
	return o
}

// statusOf follows an order's age in days; now and then one is cancelled.
func statusOf(i, age int) string {
	switch {
	case age <= 1:
		return []string{statusConcept, statusNew}[i%2]
	case i%13 == 5:
		return statusCancelled
	case age <= 8:
		return []string{statusConfirmed, statusPicking}[i%2]
	case age <= 25:
		return []string{statusShipped, statusPartial, statusShipped}[i%3]
	default:
		return statusCompleted
	}
}

func (b *builder) addLines(o *order, c *customer) {
	first := b.dice.roll(len(b.products))
	for position := range b.dice.between(1, 5) {
		// Steps of seven never meet the same product twice in so few lines.
		p := b.products[(first+7*position)%len(b.products)]
		line := orderLine{
			ID:          b.id(pathOrderLines, len(b.orders)*10+position),
			OrderID:     o.ID,
			Position:    position + 1,
			ProductID:   p.ID,
			SKU:         p.SKU,
			Description: p.Name,
			Amount:      b.trade.lot * b.dice.between(1, 8),
			Price:       p.Price,
			Discount:    c.Discount,
			VAT:         p.VAT,
		}
		if c.VATRegime == regimeReverseCharge {
			line.VAT = vat{regimeReverseCharge, 0}
		}
		line.Total = (line.Price * money(line.Amount)).percent(int64(100 - line.Discount))
		o.Lines = append(o.Lines, line)
		o.TotalWeight += p.Weight * weight(line.Amount)
	}
}

// addUp fills in the totals: VAT is worked out for each rate on the sum of its lines.
func (o *order) addUp() {
	for _, line := range o.Lines {
		o.TotalExclVAT += line.Total
		o.rate(line.VAT).Base += line.Total
	}
	for i := range o.VAT {
		o.VAT[i].Amount = o.VAT[i].Base.percent(int64(o.VAT[i].Percentage))
		o.TotalVAT += o.VAT[i].Amount
	}
	o.TotalInclVAT = o.TotalExclVAT + o.TotalVAT
}

func (o *order) rate(v vat) *vatTotal {
	for i := range o.VAT {
		if o.VAT[i].vat == v {
			return &o.VAT[i]
		}
	}
	o.VAT = append(o.VAT, vatTotal{vat: v})
	return &o.VAT[len(o.VAT)-1]
}

func (b *builder) orderLines() []*orderLine {
	var list []*orderLine
	for _, o := range b.orders {
		for i := range o.Lines {
			list = append(list, &o.Lines[i])
		}
	}
	return list
}

func (b *builder) connectedOrders() []*order {
	var list []*order
	for _, o := range b.orders {
		if o.Channel == channelConnected {
			list = append(list, o)
		}
	}
	return list
}

func (b *builder) salesOrders() []*salesOrder {
	var list []*salesOrder
	for _, o := range b.orders {
		if o.Status == statusConcept || o.Status == statusNew || o.Status == statusCancelled {
			continue
		}
		list = append(list, &salesOrder{
			ID:           b.id(pathSalesOrders, len(list)),
			Number:       fmt.Sprintf("VO-%05d", len(list)+1),
			OrderID:      o.ID,
			OrderNumber:  o.Number,
			CustomerID:   o.CustomerID,
			WarehouseID:  o.WarehouseID,
			Status:       o.Status,
			DeliveryDate: o.DeliveryDate,
			LineCount:    len(o.Lines),
			TotalExclVAT: o.TotalExclVAT,
			CreatedAt:    o.CreatedAt,
		})
	}
	return list
}
