package demo

import (
	"bytes"
	"encoding/json"
	"strings"
)

// bodyField is what the demo knows of one member of a body: [productForm] reads
// by it, and whoever describes the demo's API can tell it.
type bodyField struct {
	name     string
	kind     bodyKind
	required bool // by POST and PUT; a PATCH leaves what it does not say
	about    string
	longest  int         // of a text, in bytes; 0: any
	places   int         // of a decimal
	allowed  []string    // JSON; none: any
	members  []bodyField // of an object, or of each object of a list
	example  string      // JSON; "" leaves it out of the example
}

// bodyKind is the JSON type of a member. A decimal may be a number or a string.
type bodyKind string

const (
	bodyText    bodyKind = "string"
	bodyDecimal bodyKind = "decimal"
	bodyInteger bodyKind = "integer"
	bodyObject  bodyKind = "object"
	bodyList    bodyKind = "array"
)

const maxSKULength = 64

// productBody describes the body of a product. That of Brincr is not known.
func productBody() []bodyField {
	texts := func(dutch bool, nl, en string) []bodyField {
		return []bodyField{
			{name: "nl_NL", kind: bodyText, required: dutch, example: nl},
			{name: "en_GB", kind: bodyText, example: en},
		}
	}
	return []bodyField{
		{name: "sku", kind: bodyText, required: true, longest: maxSKULength, about: "the number of the product, which no other has", example: `"NEW-1001"`},
		{name: "name", kind: bodyObject, required: true, about: "the name in each language", members: texts(true, `"Nieuw product"`, `"New product"`)},
		{name: "description", kind: bodyObject, about: "the description in each language", members: texts(false, `"Levering uit voorraad."`, `"Delivered from stock."`)},
		{name: "price", kind: bodyDecimal, required: true, places: moneyPlaces, about: "excluding VAT", example: "12.5000"},
		{name: "vat", kind: bodyObject, required: true, about: "value added tax", members: []bodyField{
			{name: "percentage", kind: bodyInteger, required: true, allowed: []string{"21", "9", "0"}, example: "21"},
		}},
		{name: "ean", kind: bodyText, about: "an EAN-13 number with its check digit"},
		{name: "weight", kind: bodyDecimal, places: weightPlaces, about: "in kilograms", example: "0.750"},
		{name: "category_id", kind: bodyText, about: "the id of a category"},
		{name: "product_type", kind: bodyText, allowed: []string{`"` + typeDefault + `"`, `"` + typeAssembled + `"`}, about: "assembled ones are made of parts", example: `"` + typeDefault + `"`},
		{name: "parts", kind: bodyList, about: "what an assembled product is made of", members: []bodyField{
			{name: "product_id", kind: bodyText, required: true},
			{name: "amount", kind: bodyInteger, required: true},
		}},
	}
}

// exampleBody is a body that passes the check, as indented JSON.
func exampleBody(fields []bodyField) []byte {
	var b bytes.Buffer
	if json.Indent(&b, []byte(exampleObject(fields)), "", "  ") != nil {
		return nil // the tests read it
	}
	return b.Bytes()
}

func exampleObject(fields []bodyField) string {
	var members []string
	for _, f := range fields {
		value := f.example
		if f.kind == bodyObject {
			value = exampleObject(f.members)
		}
		if value != "" {
			members = append(members, `"`+f.name+`":`+value)
		}
	}
	return "{" + strings.Join(members, ",") + "}"
}
