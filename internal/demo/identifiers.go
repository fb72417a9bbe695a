package demo

import (
	"crypto/sha1" // which RFC 9562 prescribes for version 5
	"fmt"
	"strings"
)

// recordID is a UUID of version 5 (RFC 9562, section 5.5) in the tenant's name space:
// the same record has the same id in every run, and another one in every tenant.
func recordID(tenantID, kind, name string) string {
	h := sha1.New()
	_, _ = h.Write(uuidBytes(tenantID)) // a hash never fails to write
	_, _ = h.Write([]byte(kind + "/" + name))
	var id [16]byte
	copy(id[:], h.Sum(nil))
	id[6] = id[6]&0x0f | 0x50
	id[8] = id[8]&0x3f | 0x80
	return fmt.Sprintf("%x-%x-%x-%x-%x", id[:4], id[4:6], id[6:8], id[8:10], id[10:])
}

func uuidBytes(id string) []byte {
	var b []byte
	_, _ = fmt.Sscanf(strings.ReplaceAll(id, "-", ""), "%x", &b) // the tenants' ids are constants, and tested
	return b
}

// newEAN makes an EAN-13 number with its check digit. Numbers that start with 2 are
// GS1's for use inside a company, so none of them belongs to a real product.
func newEAN(company, number int) string {
	body := fmt.Sprintf("29%02d%08d", company, number)
	return body + string(rune('0'+eanCheckDigit(body)))
}

// eanCheckDigit weighs the twelve digits with 1 and 3 in turn (GS1 General Specifications, 7.9).
func eanCheckDigit(body string) int {
	sum := 0
	for i, c := range body {
		digit := int(c - '0')
		if i%2 == 1 {
			digit *= 3
		}
		sum += digit
	}
	return (10 - sum%10) % 10
}

func validEAN(s string) bool {
	return len(s) == 13 && digits(s) && eanCheckDigit(s[:12]) == int(s[12]-'0')
}

// dice gives numbers that look random and are the same in every run and with every
// Go release (SplitMix64, by Steele, Lea and Flood).
type dice struct{ state uint64 }

func newDice(tenantID, topic string) *dice {
	d := &dice{}
	for _, c := range []byte(tenantID + topic) {
		d.state = (d.state ^ uint64(c)) * 0x100000001b3
	}
	return d
}

// roll returns a number from 0 up to, not including, sides.
func (d *dice) roll(sides int) int {
	d.state += 0x9e3779b97f4a7c15
	z := d.state
	z = (z ^ z>>30) * 0xbf58476d1ce4e5b9
	z = (z ^ z>>27) * 0x94d049bb133111eb
	z ^= z >> 31
	return int(z % uint64(sides))
}

// between returns a number from low to high, both possible.
func (d *dice) between(low, high int) int { return low + d.roll(high-low+1) }

func pick[T any](d *dice, list []T) T { return list[d.roll(len(list))] }
