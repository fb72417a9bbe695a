package demo

import (
	"strconv"
	"strings"
)

// sized returns price and weight of the option at the given position. A bigger package
// costs more, with a tenth off for every step up; a voucher costs what it is worth;
// other options (colours, years) differ a little.
func (g good) sized(position int) (money, weight) {
	size, unit := quantity(g.options[position].Dutch)
	first, firstUnit := quantity(g.options[0].Dutch)
	switch {
	case position == 0 || size == 0 || first == 0 || unit != firstUnit:
		return g.price + g.price.percent(int64(3*position)), g.weight
	case unit == "" && g.vat == 0:
		return money(int64(g.price) * size / first), g.weight
	case unit == "":
		return g.price + g.price.percent(int64(3*position)), g.weight
	}
	price := money(int64(g.price) * size / first)
	return price.percent(int64(max(100-10*position, 50))), weight(int64(g.weight) * size / first)
}

// quantity reads "1 kg" as 1000000 thousandths of a gram: what makes packages comparable.
// The unit is "" for a bare number, and the size 0 for anything else.
func quantity(option string) (thousandths int64, unit string) {
	number, unit, _ := strings.Cut(option, " ")
	whole, fraction, _ := strings.Cut(number, ",")
	if !digits(whole) {
		return 0, ""
	}
	n, err := strconv.ParseInt(whole+(fraction + "000")[:3], 10, 64)
	if err != nil {
		return 0, ""
	}
	switch unit {
	case "kg":
		return n * 1000, "g"
	case "l":
		return n * 1000, "ml"
	case "", "g", "ml", "Ah":
		return n, unit
	}
	return 0, ""
}
