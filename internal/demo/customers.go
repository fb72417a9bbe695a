package demo

import (
	"fmt"
	"strings"
)

type address struct {
	Street      string `json:"street"`
	HouseNumber string `json:"house_number"`
	PostalCode  string `json:"postal_code"`
	City        string `json:"city"`
	CountryCode string `json:"country_code"`
}

type customer struct {
	ID                string    `json:"id"`
	Number            string    `json:"number"`
	Name              string    `json:"name"`
	Email             string    `json:"email"`
	Phone             string    `json:"phone"`
	Website           *string   `json:"website"`
	VATNumber         string    `json:"vat_number"`
	VATRegime         string    `json:"vat_regime"`
	ChamberOfCommerce *string   `json:"chamber_of_commerce"`
	Locale            string    `json:"locale"`
	PaymentTerm       int       `json:"payment_term_days"`
	CreditLimit       money     `json:"credit_limit"`
	Discount          int       `json:"discount_percentage"`
	Address           address   `json:"address"`
	Contacts          []contact `json:"contacts"`
	Active            bool      `json:"is_active"`
	CreatedAt         string    `json:"created_at"`
	UpdatedAt         string    `json:"updated_at"`
}

type contact struct {
	ID         string  `json:"id"`
	CustomerID string  `json:"customer_id"`
	FirstName  string  `json:"first_name"`
	LastName   string  `json:"last_name"`
	Function   string  `json:"function"`
	Email      string  `json:"email"`
	Phone      *string `json:"phone"`
	Primary    bool    `json:"is_primary"`
}

type shippingAddress struct {
	ID         string `json:"id"`
	CustomerID string `json:"customer_id"`
	Label      string `json:"label"`
	address
	Instructions *string `json:"instructions"`
	Default      bool    `json:"is_default"`
}

// Names of nobody: the family names are inventions, mostly around "invented".
func familyNames() []string {
	return []string{
		"Proefstra", "Fictema", "Schijnhof", "Denkbeeldinck", "Verzonck", "Modelmans", "Zogezegd",
		"Naamloo", "Stelvoor", "Bedachtsma", "Testelaar", "Van Nergenshuizen", "De Voorbeeldt", "Fantastema",
	}
}

func firstNames() []string {
	return []string{"Anouk", "Bram", "Chantal", "Daan", "Elise", "Femke", "Gijs", "Hanne", "Ilse", "Joris", "Kaat", "Lotte", "Maarten", "Noor", "Pieter", "Roos"}
}

func streets() []string {
	return []string{"Proefstraat", "Voorbeeldlaan", "Denkbeeldige Kade", "Verzonnen Weg", "Modelplein", "Schijnsteeg"}
}

func (b *builder) address(p place) address {
	a := address{
		Street:      pick(b.dice, streets()),
		HouseNumber: fmt.Sprint(b.dice.between(1, 180)),
		PostalCode:  fmt.Sprint(p.zip),
		City:        p.city,
		CountryCode: p.country,
	}
	if p.letters != "" {
		a.PostalCode = fmt.Sprintf("%d %s", p.zip+b.dice.roll(20), p.letters)
	}
	return a
}

func (b *builder) buildCustomers() {
	places := []place{eindhoven(), gent(), utrecht()}
	for i := range b.trade.customers {
		// Every round through the family names starts with the next kind: no name comes twice.
		round, n := i/len(familyNames()), i%len(familyNames())
		family, kind := familyNames()[n], b.trade.kinds[(round+n)%len(b.trade.kinds)]
		c := b.newCustomer(i, kind+" "+family, places[i%len(places)])
		b.addContacts(c)
		b.addShippingAddresses(c, places[i%len(places)])
		b.customers = append(b.customers, c)
	}
}

func (b *builder) newCustomer(i int, name string, p place) *customer {
	c := &customer{
		ID:          b.id(pathCustomers, i),
		Number:      fmt.Sprintf("K%05d", 10001+i),
		Name:        name,
		Email:       "inkoop@" + customerDomain(name),
		Phone:       phone(p, i+1),
		VATNumber:   fmt.Sprintf("NL%09dB01", i+1), // too low ever to have been given out
		VATRegime:   regimeOf(p.country, true),
		Locale:      "nl_NL",
		PaymentTerm: pick(b.dice, []int{8, 14, 30}),
		CreditLimit: money(b.dice.between(4, 40)*250) * moneyUnit,
		Discount:    pick(b.dice, []int{0, 0, 0, 5, 10}),
		Address:     b.address(p),
		Active:      i%17 != 16,
	}
	if p.country == homeCountry {
		c.ChamberOfCommerce = new(fmt.Sprintf("%08d", i+1))
	} else {
		c.VATNumber = fmt.Sprintf("BE%010d", i+1)
	}
	if b.dice.roll(3) > 0 {
		c.Website = new("https://www." + customerDomain(name))
	}
	c.CreatedAt, c.UpdatedAt = b.moments(900, 200)
	return c
}

func customerDomain(name string) string { return slug(name) + ".example" }

// phone numbers start with a zero after the area code, as no real one does.
func phone(p place, number int) string { return fmt.Sprintf("%s 000 0%03d", p.area, number) }

func (b *builder) addContacts(c *customer) {
	c.Contacts = []contact{}
	for i := range b.dice.between(1, 2) {
		first, last := pick(b.dice, firstNames()), pick(b.dice, familyNames())
		person := contact{
			ID:         b.id(pathContacts, len(b.contacts)),
			CustomerID: c.ID,
			FirstName:  first,
			LastName:   last,
			Function:   pick(b.dice, []string{"inkoop", "administratie", "eigenaar", "magazijn"}),
			Email:      strings.ToLower(first) + "." + slug(last) + "@" + customerDomain(c.Name),
			Primary:    i == 0,
		}
		if i == 0 {
			person.Phone = new(c.Phone)
		}
		c.Contacts = append(c.Contacts, person)
		b.contacts = append(b.contacts, &person)
	}
}

func (b *builder) addShippingAddresses(c *customer, p place) {
	for i := range b.dice.between(1, 2) {
		s := &shippingAddress{
			ID:         b.id(pathShippingAddresses, len(b.addresses)),
			CustomerID: c.ID,
			Label:      "Hoofdvestiging",
			address:    c.Address,
			Default:    i == 0,
		}
		if i > 0 {
			s.Label, s.address = "Magazijn", b.address(p)
			s.Instructions = new("Leveren aan de achterzijde, tussen 8 en 11 uur.")
		}
		b.addresses = append(b.addresses, s)
	}
}
