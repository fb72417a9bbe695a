package demo

import "net/http"

// Endpoint is one method of one path of the API server.
type Endpoint struct {
	Name   string
	Method string
	Path   string // relative to the API base; "{id}" stands for an entity's id
	Scope  string // that a token needs; "" when any token will do
	// Illustrative: no public evidence speaks for this path of Brincr's API.
	Illustrative bool
}

// resource is one kind of record, at one path.
type resource struct {
	path, name, one string
	model           string // as Laravel's 404 names it
	scope           string
	illustrative    bool
}

// The paths of the resources; the illustrative ones were made up here.
const (
	pathCategories        = "categories"
	pathCountries         = "countries"
	pathProducts          = "products"
	pathImages            = "product-images"
	pathVariants          = "product-variants"
	pathStocks            = "product-warehouse-stocks"
	pathWarehouses        = "warehouses"
	pathCustomers         = "customers"
	pathContacts          = "customer-contacts"
	pathShippingAddresses = "customer-shipping-addresses"
	pathOrders            = "orders"
	pathConnectedOrders   = "connected-orders"
	pathOrderLines        = "order-lines"
	pathSalesOrders       = "sales-orders"
	pathStatuses          = "statuses"
)

func resources() []resource {
	return []resource{
		{pathCategories, "Categories", "Category", "Category", scopeCategory, false},
		{pathCountries, "Countries", "Country", "Country", scopeCountry, false},
		{pathProducts, "Products", "Product", "Product", scopeProduct, false},
		{pathImages, "Product images", "Product image", "ProductImage", scopeProductImage, true},
		{pathVariants, "Product variants", "Product variant", "ProductVariant", scopeProductVariant, true},
		{pathStocks, "Stock per warehouse", "Stock of a product", "ProductWarehouseStock", scopeProductWarehouseStock, true},
		{pathWarehouses, "Warehouses", "Warehouse", "Warehouse", scopeProductWarehouseStock, true},
		{pathCustomers, "Customers", "Customer", "Customer", scopeCustomer, true},
		{pathContacts, "Customer contacts", "Customer contact", "CustomerContact", scopeCustomerContact, true},
		{pathShippingAddresses, "Shipping addresses", "Shipping address", "CustomerShippingAddress", scopeCustomerShippingAddress, true},
		{pathOrders, "Orders", "Order", "Order", scopeOrder, true},
		{pathConnectedOrders, "Connected orders", "Connected order", "OrderConnected", scopeOrderConnected, true},
		{pathOrderLines, "Order lines", "Order line", "OrderLine", scopeOrderLine, true},
		{pathSalesOrders, "Sales orders", "Sales order", "SalesOrder", scopeSalesOrder, true},
		{pathStatuses, "Statuses", "Status", "Status", scopeStatus, true},
	}
}

// route is an endpoint with what answers it.
type route struct {
	Endpoint
	serve func(*call)
}

// routes lists all lists first, then the single entities, then the faults: the order
// in which a person wants to meet them.
func routes() []route {
	var lists, entities []route
	for _, r := range resources() {
		lists = append(lists, route{
			Endpoint{r.name, http.MethodGet, r.path, r.scope, r.illustrative},
			func(c *call) { c.list(r) },
		})
		if r.path == pathProducts {
			lists = append(lists, route{
				Endpoint{"Create a product", http.MethodPost, r.path, r.scope, false},
				(*call).createProduct,
			})
		}
		entities = append(entities, route{
			Endpoint{r.one, http.MethodGet, r.path + idSegment, r.scope, true},
			func(c *call) { c.entity(r) },
		})
		if r.path == pathProducts {
			entities = append(entities, productChanges(r)...)
		}
	}
	return append(append(lists, entities...), faultRoutes()...)
}

const idSegment = "/{id}"

func endpoints() []Endpoint {
	all := routes()
	list := make([]Endpoint, 0, len(all))
	for _, r := range all {
		list = append(list, r.Endpoint)
	}
	return list
}
