package demo

import (
	"fmt"
	"strconv"
	"strings"
)

const (
	moneyPlaces  = 4
	moneyUnit    = 10_000 // ten-thousandths in one euro
	weightPlaces = 3
	weightUnit   = 1_000 // grams in one kilogram
)

// money is an amount in ten-thousandths of a euro. All sums are done on it,
// so that they are exact; it is written with four decimals.
type money int64

func (m money) String() string { return fixed(int64(m), moneyPlaces, moneyUnit) }

// MarshalJSON writes a number with all its decimals, such as 12.5000.
func (m money) MarshalJSON() ([]byte, error) { return []byte(m.String()), nil }

// percent rounds half a ten-thousandth away from zero.
func (m money) percent(p int64) money {
	product := int64(m) * p
	if product < 0 {
		return money((product - 50) / 100)
	}
	return money((product + 50) / 100)
}

func parseMoney(s string) (money, error) {
	v, err := parseFixed(s, moneyPlaces, moneyUnit)
	return money(v), err
}

// weight is in grams, and written in kilograms with three decimals.
type weight int64

func (g weight) String() string { return fixed(int64(g), weightPlaces, weightUnit) }

// MarshalJSON writes a number with all its decimals, such as 0.750.
func (g weight) MarshalJSON() ([]byte, error) { return []byte(g.String()), nil }

func parseWeight(s string) (weight, error) {
	v, err := parseFixed(s, weightPlaces, weightUnit)
	return weight(v), err
}

func fixed(v int64, places int, unit int64) string {
	sign := ""
	if v < 0 {
		sign, v = "-", -v
	}
	return fmt.Sprintf("%s%d.%0*d", sign, v/unit, places, v%unit)
}

// parseFixed reads a decimal that is not negative, has at most nine digits before
// the point and at most the given places after it.
func parseFixed(s string, places int, unit int64) (int64, error) {
	whole, fraction, point := strings.Cut(s, ".")
	if !digits(whole) || len(whole) > 9 || len(fraction) > places || point != digits(fraction) {
		return 0, fmt.Errorf("%q is no decimal with at most %d places", s, places)
	}
	w, err := strconv.ParseInt(whole, 10, 64)
	if err != nil {
		return 0, err
	}
	f, err := strconv.ParseInt((fraction + strings.Repeat("0", places))[:places], 10, 64)
	return w*unit + f, err
}

func digits(s string) bool {
	return s != "" && strings.Trim(s, "0123456789") == ""
}
