package demo

// The scopes of Brincr that are known: category and country from the vendor's
// documentation, the others seen in public integrations.
const (
	scopeCategory                = "brincr:category"
	scopeCountry                 = "brincr:country"
	scopeProduct                 = "brincr:product"
	scopeProductImage            = "brincr:productImage"
	scopeProductVariant          = "brincr:productVariant"
	scopeProductWarehouseStock   = "brincr:productWarehouseStock"
	scopeCustomer                = "brincr:customer"
	scopeCustomerContact         = "brincr:customerContact"
	scopeCustomerShippingAddress = "brincr:customerShippingAddress"
	scopeOrder                   = "brincr:order"
	scopeOrderConnected          = "brincr:orderConnected"
	scopeOrderLine               = "brincr:orderLine"
	scopeSalesOrder              = "brincr:salesOrder"
	scopeStatus                  = "brincr:status"
)

func knownScopes() []string {
	return []string{
		scopeCategory, scopeCountry, scopeProduct, scopeProductImage, scopeProductVariant,
		scopeProductWarehouseStock, scopeCustomer, scopeCustomerContact, scopeCustomerShippingAddress,
		scopeOrder, scopeOrderConnected, scopeOrderLine, scopeSalesOrder, scopeStatus,
	}
}
