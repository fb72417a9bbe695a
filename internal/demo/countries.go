package demo

import (
	"slices"
	"strings"
)

// country is a row of ISO 3166-1, with what the tenant does there.
type country struct {
	ID            string `json:"id"`
	Code          string `json:"code"`
	Name          text   `json:"name"`
	EuropeanUnion bool   `json:"is_eu"`
	VATRegime     string `json:"vat_regime"` // of a business customer there
	Ships         bool   `json:"is_shipping_country"`
	Position      int    `json:"position"`
}

// countryNames lists code, membership of the European Union, Dutch and English name.
const countryNames = `NL+Nederland|Netherlands
BE+België|Belgium
LU+Luxemburg|Luxembourg
DE+Duitsland|Germany
FR+Frankrijk|France
AT+Oostenrijk|Austria
BG+Bulgarije|Bulgaria
HR+Kroatië|Croatia
CY+Cyprus|Cyprus
CZ+Tsjechië|Czechia
DK+Denemarken|Denmark
EE+Estland|Estonia
FI+Finland|Finland
GR+Griekenland|Greece
HU+Hongarije|Hungary
IE+Ierland|Ireland
IT+Italië|Italy
LV+Letland|Latvia
LT+Litouwen|Lithuania
MT+Malta|Malta
PL+Polen|Poland
PT+Portugal|Portugal
RO+Roemenië|Romania
SK+Slowakije|Slovakia
SI+Slovenië|Slovenia
ES+Spanje|Spain
SE+Zweden|Sweden
CH-Zwitserland|Switzerland
GB-Verenigd Koninkrijk|United Kingdom
NO-Noorwegen|Norway
ZA-Zuid-Afrika|South Africa
US-Verenigde Staten|United States`

const (
	regimeStandard      = "standard"
	regimeReverseCharge = "reverse_charge" // within the European Union, the business customer pays the VAT
	regimeExport        = "export"

	homeCountry = "NL"
)

func buildCountries(t trade) []*country {
	var list []*country
	for i, line := range strings.Split(countryNames, "\n") {
		code, names := line[:2], line[3:]
		dutch, english, _ := strings.Cut(names, "|")
		c := &country{
			ID:            recordID(t.id, pathCountries, code),
			Code:          code,
			Name:          text{dutch, english},
			EuropeanUnion: line[2] == '+',
			Ships:         slices.Contains(t.ships, code),
			Position:      i + 1,
		}
		c.VATRegime = regimeOf(code, c.EuropeanUnion)
		list = append(list, c)
	}
	return list
}

func regimeOf(code string, union bool) string {
	switch {
	case code == homeCountry:
		return regimeStandard
	case union:
		return regimeReverseCharge
	default:
		return regimeExport
	}
}
