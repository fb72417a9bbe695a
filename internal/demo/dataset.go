package demo

import (
	"fmt"
	"strings"
	"sync"
	"sync/atomic"
)

// tenant is a customer of Brincr with its own data, built when it is first asked for.
type tenant struct {
	trade trade
	data  func() *dataset

	writing sync.Mutex // one product at a time: its number must be free
	sales   atomic.Int64
	seen    atomic.Pointer[[]any] // the page of the stock that was looked at last
}

func newTenant(t trade) *tenant {
	return &tenant{trade: t, data: sync.OnceValue(func() *dataset { return newDataset(t) })}
}

func (t *tenant) collection(path string) collection { return t.data().collections[path] }

// dataset is all records of a tenant.
type dataset struct {
	products    *table[*product]
	categories  *table[*category]
	collections map[string]collection // by path
}

// builder makes a dataset step by step; each step uses what the earlier ones made.
type builder struct {
	trade      trade
	goods      assortment
	dice       *dice
	warehouses []*warehouse
	categories []*category
	products   []*product
	statuses   []*orderStatus
	customers  []*customer
	contacts   []*contact
	addresses  []*shippingAddress
	orders     []*order
}

func newDataset(t trade) *dataset {
	goods, err := readAssortment(t.assortment)
	if err != nil {
		panic(err) // the file is part of the program, and the tests read all of them
	}
	b := &builder{trade: t, goods: goods, dice: newDice(t.id, "records")}
	b.buildWarehouses()
	b.buildCategories()
	b.buildProducts()
	b.buildStatuses()
	b.buildCustomers()
	b.buildOrders()
	return b.dataset()
}

func (b *builder) dataset() *dataset {
	d := &dataset{
		products:   productTable(b.products),
		categories: categoryTable(b.categories),
	}
	d.collections = map[string]collection{
		pathCategories:        d.categories,
		pathCountries:         countryTable(buildCountries(b.trade)),
		pathProducts:          d.products,
		pathImages:            imageTable(b.images()),
		pathVariants:          variantTable(b.variants()),
		pathStocks:            stockTable(b.stocks()),
		pathWarehouses:        warehouseTable(b.warehouses),
		pathCustomers:         customerTable(b.customers),
		pathContacts:          contactTable(b.contacts),
		pathShippingAddresses: shippingAddressTable(b.addresses),
		pathOrders:            orderTable(b.orders),
		pathConnectedOrders:   orderTable(b.connectedOrders()),
		pathOrderLines:        orderLineTable(b.orderLines()),
		pathSalesOrders:       salesOrderTable(b.salesOrders()),
		pathStatuses:          statusTable(b.statuses),
	}
	return d
}

func (b *builder) id(kind string, number int) string {
	return recordID(b.trade.id, kind, fmt.Sprint(number))
}

// slug is a name for addresses: small ASCII letters, digits and hyphens.
func slug(name string) string {
	name = strings.NewReplacer("é", "e", "ë", "e", "è", "e", "ü", "u", "ö", "o", "í", "i", "ã", "a", "ñ", "n", "ç", "c", "â", "a").Replace(strings.ToLower(name))
	words := strings.FieldsFunc(name, func(r rune) bool { return (r < 'a' || r > 'z') && (r < '0' || r > '9') })
	return strings.Join(words, "-")
}

// deref is the text behind a pointer, "" for none: what filters compare.
func deref(s *string) string {
	if s == nil {
		return ""
	}
	return *s
}
