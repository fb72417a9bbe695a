package demo

// trade is what makes a tenant: its name, its goods and the size of its business.
type trade struct {
	name, id   string
	assortment string // file
	number     int    // within the EAN numbers
	sku        string // prefix
	domain     string // reserved by RFC 2606
	warehouses []place
	kinds      []string // of customers
	customers  int
	orders     int
	lot        int      // goods are ordered in multiples of it
	ships      []string // ISO 3166 codes of the countries that it ships to
}

// place is a town, as addresses need it.
type place struct {
	city, country string
	zip           int    // first postal code
	letters       string // Dutch postal codes end in two
	area          string // of telephone numbers
}

func eindhoven() place { return place{"Eindhoven", "NL", 5611, "AB", "+31 40"} }
func utrecht() place   { return place{"Utrecht", "NL", 3511, "CD", "+31 30"} }
func gent() place      { return place{"Gent", "BE", 9000, "", "+32 9"} }

func wineHouse() trade {
	return trade{
		name: "Wijnhuis De Kelder", id: "af1140c1-52e0-46c7-b684-df894d4b8a5a",
		assortment: "wine.txt", number: 11, sku: "WK", domain: "dekelder.example",
		warehouses: []place{utrecht(), eindhoven()},
		kinds:      []string{"Restaurant", "Bistro", "Wijnbar", "Hotel", "Slijterij", "Brasserie"},
		customers:  34, orders: 96, lot: 6,
		ships: []string{"NL", "BE", "DE", "LU"},
	}
}

func scooterWholesaler() trade {
	return trade{
		name: "Step & Co", id: "90d1c2aa-3b7e-4f0c-9a52-6d1f0be84c37",
		assortment: "scooters.txt", number: 12, sku: "SC", domain: "stepenco.example",
		warehouses: []place{eindhoven(), gent(), utrecht()},
		kinds:      []string{"Stepwinkel", "Fietsenzaak", "Verhuurbedrijf", "Werkplaats", "Mobiliteitshuis"},
		customers:  27, orders: 72, lot: 1,
		ships: []string{"NL", "BE", "FR"},
	}
}

func herbWholesaler() trade {
	return trade{
		name: "Kruidengroothandel Tijm & Zo", id: "4be7f6d3-0c1a-4e8b-8f27-c95a1d60e2b4",
		assortment: "herbs.txt", number: 13, sku: "TZ", domain: "tijmenzo.example",
		warehouses: []place{gent(), utrecht()},
		kinds:      []string{"Restaurant", "Delicatessenwinkel", "Kookstudio", "Traiteur", "Slagerij", "Theehuis"},
		customers:  41, orders: 110, lot: 4,
		ships: []string{"NL", "BE", "DE", "FR", "GB"},
	}
}

func coffeeRoaster() trade {
	return trade{
		name: "Koffiebranderij De Proefkop", id: "c3a95e10-7d42-4b66-a1f8-2e0b94d7f351",
		assortment: "coffee.txt", number: 21, sku: "PK", domain: "deproefkop.example",
		warehouses: []place{utrecht(), gent()},
		kinds:      []string{"Koffiebar", "Kantoor", "Hotel", "Lunchroom", "Bakkerij"},
		customers:  38, orders: 84, lot: 2,
		ships: []string{"NL", "BE", "DE", "DK", "SE"},
	}
}

func bicyclePartsWholesaler() trade {
	return trade{
		name: "Fietsdelen Van Voorbeeldt", id: "17d08b6c-95f4-4c3e-b0a9-83e6c2f51d7e",
		assortment: "bicycles.txt", number: 22, sku: "VV", domain: "vanvoorbeeldt.example",
		warehouses: []place{eindhoven(), utrecht(), gent()},
		kinds:      []string{"Fietsenzaak", "Rijwielhandel", "Fietsatelier", "Werkplaats", "Verhuurbedrijf"},
		customers:  31, orders: 78, lot: 2,
		ships: []string{"NL", "BE", "DE", "LU", "AT"},
	}
}
