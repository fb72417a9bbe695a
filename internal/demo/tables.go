package demo

// This file says by what each kind of record can be filtered and sorted.

func categoryTable(rows []*category) *table[*category] {
	return newTable(func(c *category) string { return c.ID }, rows,
		partly("name", func(c *category) string { return c.Name.both() }),
		exactly("parent_id", func(c *category) string { return deref(c.ParentID) }),
		ordered("slug", func(c *category) string { return c.Slug }),
		sortable("position", func(c *category) int { return c.Position }),
		sortable("created_at", func(c *category) string { return c.CreatedAt }),
	)
}

func countryTable(rows []*country) *table[*country] {
	return newTable(func(c *country) string { return c.ID }, rows,
		partly("name", func(c *country) string { return c.Name.both() }),
		ordered("code", func(c *country) string { return c.Code }),
		flag("is_eu", func(c *country) bool { return c.EuropeanUnion }),
		flag("is_shipping_country", func(c *country) bool { return c.Ships }),
	)
}

func productTable(rows []*product) *table[*product] {
	return newTable(func(p *product) string { return p.ID }, rows,
		partly("name", func(p *product) string { return p.Name.both() }),
		ordered("sku", func(p *product) string { return p.SKU }),
		ordered("ean", func(p *product) string { return deref(p.EAN) }),
		exactly("product_type", func(p *product) string { return p.ProductType }),
		exactly("category_id", func(p *product) string { return deref(p.CategoryID) }),
		flag("is_active", func(p *product) bool { return p.Active }),
		flag("below_critical_level", func(p *product) bool { return p.BelowCritical }),
		sortable("price", func(p *product) money { return p.Price }),
		sortable("weight", func(p *product) weight { return p.Weight }),
		sortable("stock_total", func(p *product) int { return p.StockTotal }),
		sortable("created_at", func(p *product) string { return p.CreatedAt }),
	)
}

func imageTable(rows []*image) *table[*image] {
	return newTable(func(i *image) string { return i.ID }, rows,
		exactly("product_id", func(i *image) string { return i.ProductID }),
		sortable("position", func(i *image) int { return i.Position }),
	)
}

func variantTable(rows []*variant) *table[*variant] {
	return newTable(func(v *variant) string { return v.ID }, rows,
		exactly("product_id", func(v *variant) string { return v.ProductID }),
		partly("family", func(v *variant) string { return v.Family }),
		ordered("sku", func(v *variant) string { return v.SKU }),
		sortable("price", func(v *variant) money { return v.Price }),
	)
}

func stockTable(rows []*stockRecord) *table[*stockRecord] {
	return newTable(func(s *stockRecord) string { return s.ID }, rows,
		exactly("product_id", func(s *stockRecord) string { return s.ProductID }),
		exactly("warehouse_id", func(s *stockRecord) string { return s.WarehouseID }),
		ordered("sku", func(s *stockRecord) string { return s.SKU }),
		sortable("quantity", func(s *stockRecord) int { return s.Quantity }),
		sortable("available", func(s *stockRecord) int { return s.Available }),
	)
}

func warehouseTable(rows []*warehouse) *table[*warehouse] {
	return newTable(func(w *warehouse) string { return w.ID }, rows,
		ordered("code", func(w *warehouse) string { return w.Code }),
		partly("name", func(w *warehouse) string { return w.Name }),
	)
}

func customerTable(rows []*customer) *table[*customer] {
	return newTable(func(c *customer) string { return c.ID }, rows,
		partly("name", func(c *customer) string { return c.Name }),
		ordered("number", func(c *customer) string { return c.Number }),
		ordered("city", func(c *customer) string { return c.Address.City }),
		exactly("country_code", func(c *customer) string { return c.Address.CountryCode }),
		exactly("vat_regime", func(c *customer) string { return c.VATRegime }),
		flag("is_active", func(c *customer) bool { return c.Active }),
		sortable("created_at", func(c *customer) string { return c.CreatedAt }),
	)
}

func contactTable(rows []*contact) *table[*contact] {
	return newTable(func(c *contact) string { return c.ID }, rows,
		exactly("customer_id", func(c *contact) string { return c.CustomerID }),
		partly("last_name", func(c *contact) string { return c.LastName }),
		ordered("email", func(c *contact) string { return c.Email }),
	)
}

func shippingAddressTable(rows []*shippingAddress) *table[*shippingAddress] {
	return newTable(func(s *shippingAddress) string { return s.ID }, rows,
		exactly("customer_id", func(s *shippingAddress) string { return s.CustomerID }),
		ordered("city", func(s *shippingAddress) string { return s.City }),
	)
}

func orderTable(rows []*order) *table[*order] {
	return newTable(func(o *order) string { return o.ID }, rows,
		ordered("number", func(o *order) string { return o.Number }),
		ordered("status", func(o *order) string { return o.Status }),
		exactly("channel", func(o *order) string { return o.Channel }),
		exactly("customer_id", func(o *order) string { return o.CustomerID }),
		exactly("status_id", func(o *order) string { return o.StatusID }),
		exactly("warehouse_id", func(o *order) string { return o.WarehouseID }),
		partly("customer_name", func(o *order) string { return o.CustomerName }),
		exactly("vat_regime", func(o *order) string { return o.VATRegime }),
		ordered("order_date", func(o *order) string { return o.OrderDate }),
		sortable("total_incl_vat", func(o *order) money { return o.TotalInclVAT }),
		sortable("created_at", func(o *order) string { return o.CreatedAt }),
	)
}

func orderLineTable(rows []*orderLine) *table[*orderLine] {
	return newTable(func(l *orderLine) string { return l.ID }, rows,
		exactly("order_id", func(l *orderLine) string { return l.OrderID }),
		exactly("product_id", func(l *orderLine) string { return l.ProductID }),
		ordered("sku", func(l *orderLine) string { return l.SKU }),
		sortable("amount", func(l *orderLine) int { return l.Amount }),
		sortable("total", func(l *orderLine) money { return l.Total }),
	)
}

func salesOrderTable(rows []*salesOrder) *table[*salesOrder] {
	return newTable(func(s *salesOrder) string { return s.ID }, rows,
		ordered("number", func(s *salesOrder) string { return s.Number }),
		exactly("order_id", func(s *salesOrder) string { return s.OrderID }),
		exactly("customer_id", func(s *salesOrder) string { return s.CustomerID }),
		exactly("warehouse_id", func(s *salesOrder) string { return s.WarehouseID }),
		ordered("status", func(s *salesOrder) string { return s.Status }),
		ordered("delivery_date", func(s *salesOrder) string { return s.DeliveryDate }),
	)
}

func statusTable(rows []*orderStatus) *table[*orderStatus] {
	return newTable(func(s *orderStatus) string { return s.ID }, rows,
		exactly("code", func(s *orderStatus) string { return s.Code }),
		partly("name", func(s *orderStatus) string { return s.Name.both() }),
		sortable("position", func(s *orderStatus) int { return s.Position }),
	)
}

// both is the text in all languages, for filters that look in any of them.
func (t text) both() string { return t.Dutch + "\n" + t.English }
