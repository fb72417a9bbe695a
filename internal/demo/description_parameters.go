package demo

import (
	"encoding/json"
	"strings"
)

// columnUse says what a list can be asked for by one of its columns.
type columnUse struct {
	name              string
	filter, part, ord bool // part: a part of the text will do; ord: it can be sorted by
}

func (t *table[T]) uses() []columnUse {
	all := make([]columnUse, 0, len(t.columns))
	for _, c := range t.columns {
		all = append(all, columnUse{name: c.name, filter: c.text != nil, part: c.partial, ord: c.compare != nil})
	}
	return all
}

// usesOf says what the list at a path can be asked for, without making its data.
func usesOf(path string) []columnUse {
	switch path {
	case pathCategories:
		return categoryTable(nil).uses()
	case pathCountries:
		return countryTable(nil).uses()
	case pathProducts:
		return productTable(nil).uses()
	case pathImages:
		return imageTable(nil).uses()
	case pathVariants:
		return variantTable(nil).uses()
	case pathStocks:
		return stockTable(nil).uses()
	case pathWarehouses:
		return warehouseTable(nil).uses()
	case pathCustomers:
		return customerTable(nil).uses()
	case pathContacts:
		return contactTable(nil).uses()
	case pathShippingAddresses:
		return shippingAddressTable(nil).uses()
	case pathOrders, pathConnectedOrders:
		return orderTable(nil).uses()
	case pathOrderLines:
		return orderLineTable(nil).uses()
	case pathSalesOrders:
		return salesOrderTable(nil).uses()
	case pathStatuses:
		return statusTable(nil).uses()
	}
	return nil
}

func sharedParameters() members {
	return members{
		{"Id", parameter("id", "path", "Its id, as lists give it", members{{"type", "string"}, {"format", "uuid"}})},
		{"Page", parameter("page", "query", "Which page, from 1", members{{"type", "integer"}, {"minimum", 1}, {"default", 1}})},
		{"PerPage", parameter("per_page", "query", "How many on a page", members{{"type", "integer"}, {"minimum", 1}, {"maximum", maxPerPage}, {"default", defaultPerPage}})},
	}
}

func parameter(name, in, about string, schema members) members {
	p := members{{"name", name}, {"in", in}}
	if in == "path" {
		p = append(p, pair{"required", true})
	}
	return append(p, pair{"description", about}, pair{"schema", schema})
}

func shared(name string) members { return members{{"$ref", "#/components/parameters/" + name}} }

// describeParameters are those of one operation, as its handler reads them.
func describeParameters(r route) []any {
	switch {
	case strings.HasSuffix(r.Path, idSegment):
		return []any{shared("Id")}
	case r.Method != "GET":
		return nil
	case strings.HasPrefix(r.Path, "demo/"):
		return describeFault(r.Path)
	}
	list := []any{shared("Page"), shared("PerPage")}
	var sorts []string
	for _, u := range usesOf(r.Path) {
		if u.filter {
			about := "Only those whose " + u.name + " is this, or one of these with commas between"
			if u.part {
				about = "Only those whose " + u.name + " has this in it"
			}
			list = append(list, parameter("filter["+u.name+"]", "query", about, members{{"type", "string"}}))
		}
		if u.ord {
			sorts = append(sorts, u.name, "-"+u.name)
		}
	}
	if len(sorts) > 0 {
		list = append(list, parameter("sort", "query", "By what; with - before it, from the other end", members{{"type", "string"}, {"enum", sorts}}))
	}
	return list
}

// describeFault are the numbers that some of the unusual answers take.
func describeFault(path string) []any {
	number := func(name, about string, otherwise int) []any {
		return []any{parameter(name, "query", about, members{{"type", "integer"}, {"minimum", 1}, {"default", otherwise}})}
	}
	switch path {
	case "demo/slow":
		return number("seconds", "How long it takes", 3)
	case "demo/large":
		return number("megabytes", "How large it is", 10)
	case "demo/deep":
		return number("levels", "How deep it is nested", 200)
	}
	return nil
}

func productBody(schema string, example members) members {
	return members{{"required", true}, {"content", members{{"application/json", members{
		{"schema", members{{"$ref", "#/components/schemas/" + schema}}},
		{"example", example},
	}}}}}
}

func newProductExample() members {
	return members{
		{"sku", "NEW-001"},
		{"ean", "8712345678906"},
		{"product_type", typeDefault},
		{"name", members{{"nl_NL", "Nieuw artikel"}, {"en_GB", "New item"}}},
		{"description", members{{"nl_NL", "Aangemaakt met brincr-explorer."}, {"en_GB", "Created with brincr-explorer."}}},
		{"price", json.RawMessage("12.5000")},
		{"vat", members{{"percentage", 21}}},
		{"weight", json.RawMessage("0.750")},
		{"category_id", nil},
	}
}

// newProductSchema is what the product form checks.
func newProductSchema() members {
	return members{{"type", "object"}, {"required", []string{"sku", "name", "price", "vat"}}, {"properties", productProperties()}}
}

// productChangeSchema is that of a PATCH, which says only what changes.
func productChangeSchema() members {
	return members{{"type", "object"}, {"properties", productProperties()}}
}

func productProperties() members {
	text := members{{"type", "string"}}
	decimal := func(places string) members {
		return members{{"oneOf", []any{
			members{{"type", "number"}, {"minimum", 0}},
			members{{"type", "string"}, {"pattern", `^[0-9]+(\.[0-9]{1,` + places + `})?$`}},
		}}}
	}
	return members{
		{"sku", members{{"type", "string"}, {"minLength", 1}, {"maxLength", maxSKULength}}},
		{"ean", members{{"type", "string"}, {"nullable", true}, {"pattern", "^[0-9]{13}$"}}},
		{"product_type", members{{"type", "string"}, {"enum", []string{typeDefault, typeAssembled}}}},
		{"name", members{{"type", "object"}, {"required", []string{"nl_NL"}}, {"properties", members{{"nl_NL", members{{"type", "string"}, {"minLength", 1}}}, {"en_GB", text}}}}},
		{"description", members{{"type", "object"}, {"nullable", true}, {"properties", members{{"nl_NL", text}, {"en_GB", text}}}}},
		{"price", decimal("4")},
		{"vat", members{{"type", "object"}, {"required", []string{"percentage"}}, {"properties", members{{"percentage", members{{"type", "integer"}, {"enum", []int{21, 9, 0}}}}}}}},
		{"weight", members{{"nullable", true}, {"oneOf", decimal("3")[0].value}}},
		{"category_id", members{{"type", "string"}, {"format", "uuid"}, {"nullable", true}}},
		{"parts", members{{"type", "array"}, {"items", members{
			{"type", "object"},
			{"required", []string{"product_id", "amount"}},
			{"properties", members{{"product_id", members{{"type", "string"}, {"format", "uuid"}}}, {"amount", members{{"type", "integer"}, {"minimum", 1}}}}},
		}}}},
	}
}
