package demo

import (
	"encoding/json"
	"fmt"
	"io"
	"strconv"
	"strings"
)

const maxSKULength = 64

const maxBody = 1 << 20

// summary is Laravel's message above the fields: the first one, and how many more.
func summary(errs fieldErrors) string {
	more := -1
	for _, e := range errs {
		more += len(e.messages)
	}
	switch first := errs[0].messages[0]; more {
	case 0:
		return first
	case 1:
		return first + " (and 1 more error)"
	default:
		return fmt.Sprintf("%s (and %d more errors)", first, more)
	}
}

// productForm reads the body of a product, and collects what is wrong with it.
type productForm struct {
	body    map[string]any // numbers as json.Number
	data    *dataset
	before  *product // that is changed; nil for a new one
	partial bool     // what the body lacks stays as it was
	errs    fieldErrors
}

// newProductForm takes a body that is no JSON object for an empty one, as
// Laravel does: the complaint is then about every required field.
func newProductForm(body []byte, data *dataset) *productForm {
	f := &productForm{data: data}
	decoder := json.NewDecoder(strings.NewReader(string(body)))
	decoder.UseNumber()
	if decoder.Decode(&f.body) != nil {
		f.body = nil
	}
	if _, err := decoder.Token(); err != io.EOF {
		f.body = nil
	}
	return f
}

// read returns a new record: those of a table are never changed.
func (f *productForm) read() (*product, fieldErrors) {
	p := &product{Currency: currencyEuro, Active: true, Stock: []productStock{}}
	if f.before != nil {
		*p = *f.before
	}
	for _, field := range []struct {
		name string
		read func()
	}{
		{"sku", func() { p.SKU = f.sku() }},
		{"name", func() { p.Name = f.locales("name", true) }},
		{"description", func() { p.Description = f.locales("description", false) }},
		{"price", func() { p.Price = f.price() }},
		{"vat", func() { p.VAT = f.vat() }},
		{"ean", func() { p.EAN = f.ean() }},
		{"weight", func() { p.Weight = f.weight() }},
		{"category_id", func() { p.CategoryID = f.category() }},
		{"product_type", func() { p.ProductType = f.productType() }},
	} {
		if f.says(field.name) {
			field.read()
		}
	}
	if f.says("parts") || f.says("product_type") {
		p.Parts = f.parts(p.ProductType)
	}
	return p, f.errs
}

// says reports whether the body settles a field: one that changes a part settles
// those that it has.
func (f *productForm) says(field string) bool {
	_, present := f.body[field]
	return present || !f.partial
}

func (f *productForm) productType() string {
	t, ok := f.body["product_type"]
	switch {
	case !ok:
		return typeDefault
	case t != typeDefault && t != typeAssembled:
		f.wrong("product_type", "The selected product type is invalid.")
	}
	return fmt.Sprint(t)
}

func (f *productForm) wrong(path, message string) {
	f.errs = append(f.errs, fieldError{path, []string{message}})
}

func (f *productForm) sku() string {
	sku, ok := f.body["sku"].(string)
	switch {
	case f.body["sku"] == nil || sku == "" && ok:
		f.wrong("sku", "The sku field is required.")
	case !ok:
		f.wrong("sku", "The sku field must be a string.")
	case len(sku) > maxSKULength:
		f.wrong("sku", fmt.Sprintf("The sku field must not be greater than %d characters.", maxSKULength))
	case f.taken(sku):
		f.wrong("sku", "The sku has already been taken.")
	}
	return sku
}

func (f *productForm) taken(sku string) bool {
	for _, p := range f.data.products.all() {
		if p.SKU == sku && (f.before == nil || p.ID != f.before.ID) {
			return true
		}
	}
	return false
}

// locales reads a text per locale; where it is required, the Dutch one is.
func (f *productForm) locales(field string, required bool) text {
	value, present := f.body[field]
	if !present || value == nil {
		if required {
			f.wrong(field, "The "+field+" field is required.")
		}
		return text{}
	}
	members, ok := value.(map[string]any)
	if !ok {
		f.wrong(field, "The "+field+" field must be an array.")
		return text{}
	}
	return text{f.locale(field, members, "nl_NL", required), f.locale(field, members, "en_GB", false)}
}

func (f *productForm) locale(field string, members map[string]any, locale string, required bool) string {
	path := field + "." + locale
	s, ok := members[locale].(string)
	switch {
	case members[locale] == nil && !required:
	case members[locale] == nil || ok && s == "" && required:
		f.wrong(path, "The "+path+" field is required.")
	case !ok:
		f.wrong(path, "The "+path+" field must be a string.")
	}
	return s
}

func (f *productForm) price() money {
	if f.body["price"] == nil {
		f.wrong("price", "The price field is required.")
		return 0
	}
	m, err := parseMoney(decimalText(f.body["price"]))
	if err != nil {
		f.wrong("price", "The price field must have 0-4 decimal places and be at least 0.")
	}
	return m
}

func (f *productForm) weight() weight {
	if f.body["weight"] == nil {
		return 0
	}
	w, err := parseWeight(decimalText(f.body["weight"]))
	if err != nil {
		f.wrong("weight", "The weight field must have 0-3 decimal places and be at least 0.")
	}
	return w
}

// decimalText accepts a decimal as a number or as a string, digit by digit.
func decimalText(v any) string {
	switch v := v.(type) {
	case json.Number:
		return v.String()
	case string:
		return v
	default:
		return ""
	}
}

func (f *productForm) vat() vat {
	const path = "vat.percentage"
	members, ok := f.body["vat"].(map[string]any)
	if !ok || members["percentage"] == nil {
		f.wrong(path, "The "+path+" field is required.")
		return vat{}
	}
	switch decimalText(members["percentage"]) {
	case "21":
		return vatOf(21)
	case "9":
		return vatOf(9)
	case "0":
		return vatOf(0)
	}
	f.wrong(path, "The selected "+path+" is invalid.")
	return vat{}
}

func (f *productForm) ean() *string {
	if f.body["ean"] == nil {
		return nil
	}
	ean, ok := f.body["ean"].(string)
	if !ok || !validEAN(ean) {
		f.wrong("ean", "The ean field must be an EAN-13 number with a valid check digit.")
	}
	return &ean
}

func (f *productForm) category() *string {
	if f.body["category_id"] == nil {
		return nil
	}
	id, _ := f.body["category_id"].(string)
	if _, ok := f.data.categories.get(id); !ok {
		f.wrong("category_id", "The selected category id is invalid.")
	}
	return &id
}

func (f *productForm) parts(productType string) []productPart {
	parts := []productPart{}
	list, ok := f.body["parts"].([]any)
	if f.body["parts"] != nil && !ok {
		f.wrong("parts", "The parts field must be an array.")
		return parts
	}
	if !ok && f.partial && f.before != nil {
		if _, said := f.body["parts"]; !said {
			return f.keptParts(productType)
		}
	}
	if productType == typeAssembled && len(list) == 0 {
		f.wrong("parts", "The parts field is required when product type is assembled.")
	}
	for i, item := range list {
		parts = append(parts, f.part(i, item))
	}
	return parts
}

// keptParts are those of before, where the type alone is changed.
func (f *productForm) keptParts(productType string) []productPart {
	if productType != typeAssembled {
		return []productPart{}
	}
	if len(f.before.Parts) == 0 {
		f.wrong("parts", "The parts field is required when product type is assembled.")
	}
	return f.before.Parts
}

func (f *productForm) part(i int, item any) productPart {
	members, _ := item.(map[string]any)
	var part productPart
	id, _ := members["product_id"].(string)
	if p, ok := f.data.products.get(id); ok {
		part.ProductID, part.SKU = p.ID, p.SKU
	} else {
		path := fmt.Sprintf("parts.%d.product_id", i)
		f.wrong(path, "The selected "+path+" is invalid.")
	}
	amount, err := strconv.ParseInt(decimalText(members["amount"]), 10, 32)
	if err != nil || amount < 1 {
		path := fmt.Sprintf("parts.%d.amount", i)
		f.wrong(path, "The "+path+" field must be at least 1.")
	}
	part.Amount = int(amount)
	return part
}
