package response

import (
	"bytes"
	"cmp"
	"context"
	"math/big"
	"slices"
	"strconv"
	"strings"

	"brincr-explorer/internal/jsondoc"
)

// rank is the order of kinds in a sorted column. What is not there stands last,
// whichever way it is sorted.
type rank uint8

const (
	rankNumber rank = iota
	rankText
	rankTruth
	rankContainer
	rankNull
	rankMissing
)

// sortKey is a value as sorting sees it.
type sortKey struct {
	rank   rank
	number decimal
	text   string
	size   int // 0 and 1 for false and true; of a container, its members
}

// alike bounds what of a text is compared: texts that are the same for so many
// bytes stay in the order in which they were sent.
const alike = 4096

// sortRows is the elements of a list in the order of their values at keys.
// Equal ones stay in the order in which they were sent, upwards and downwards.
// The only error is ctx's.
func sortRows(ctx context.Context, doc *jsondoc.Document, list jsondoc.Node, keys []string, descending bool) ([]int32, error) {
	const every = 4096 // steps between two looks at ctx
	values := make([]sortKey, doc.Count(list))
	order := make([]int32, len(values))
	row := doc.FirstChild(list)
	for i := range values {
		if i%every == 0 && ctx.Err() != nil {
			return nil, ctx.Err()
		}
		values[i] = newSortKey(doc, valueAt(doc, row, keys))
		order[i] = int32(i)
		row = doc.Next(row)
	}
	steps, ended := 0, false
	slices.SortFunc(order, func(a, b int32) int {
		if steps++; steps%every == 0 {
			ended = ended || ctx.Err() != nil
		}
		if ended {
			return 0
		}
		return cmp.Or(values[a].compare(&values[b], descending), cmp.Compare(a, b))
	})
	return order, ctx.Err()
}

// valueAt follows keys from a row; a null on the way is the value, as in jq.
func valueAt(doc *jsondoc.Document, n jsondoc.Node, keys []string) jsondoc.Node {
	for _, key := range keys {
		if doc.Kind(n) == jsondoc.Null {
			return n
		}
		if n = doc.Member(n, key); n == jsondoc.None {
			return n
		}
	}
	return n
}

func newSortKey(doc *jsondoc.Document, n jsondoc.Node) sortKey {
	if n == jsondoc.None {
		return sortKey{rank: rankMissing}
	}
	switch doc.Kind(n) {
	case jsondoc.Number:
		return sortKey{rank: rankNumber, number: newDecimal(doc.Raw(n))}
	case jsondoc.String:
		return sortKey{rank: rankText, text: foldedText(doc, n)}
	case jsondoc.False:
		return sortKey{rank: rankTruth}
	case jsondoc.True:
		return sortKey{rank: rankTruth, size: 1}
	case jsondoc.Null:
		return sortKey{rank: rankNull}
	}
	if first, ok := localised(doc, n); ok {
		return newSortKey(doc, first)
	}
	return sortKey{rank: rankContainer, size: doc.Count(n)}
}

func foldedText(doc *jsondoc.Document, n jsondoc.Node) string {
	if raw := doc.Raw(n); len(raw) > alike {
		return strings.ToLower(string(raw[1:alike]))
	}
	return strings.ToLower(doc.Text(n))
}

func (k *sortKey) compare(o *sortKey, descending bool) int {
	if k.rank >= rankNull || o.rank >= rankNull {
		return cmp.Compare(k.rank, o.rank)
	}
	c := cmp.Or(cmp.Compare(k.rank, o.rank), cmp.Compare(k.size, o.size), strings.Compare(k.text, o.text))
	if c == 0 && k.rank == rankNumber {
		c = k.number.compare(&o.number)
	}
	if descending {
		return -c
	}
	return c
}

// decimal is a number of RFC 8259, section 6, by its exact value: sign, then
// digits that begin with the first that is not 0, and the power of ten of that
// first digit. No number is too long or too large for it.
type decimal struct {
	sign   int      // -1, 0 or 1
	digits []byte   // as sent, with the point among them
	power  int64    // of the first digit
	huge   *big.Int // the power, where power cannot hold it
}

func newDecimal(raw []byte) decimal {
	d := decimal{sign: 1}
	if raw[0] == '-' {
		d.sign, raw = -1, raw[1:]
	}
	mantissa, exponent := raw, ""
	if e := bytes.IndexAny(raw, "eE"); e >= 0 {
		mantissa, exponent = raw[:e], string(raw[e+1:])
	}
	whole := mantissa
	if point := bytes.IndexByte(mantissa, '.'); point >= 0 {
		whole = mantissa[:point]
	}
	first := bytes.IndexAny(mantissa, "123456789")
	if first < 0 {
		return decimal{}
	}
	d.digits = mantissa[first:]
	d.power = int64(len(whole) - 1 - first)
	if first > len(whole) {
		d.power++ // the point is no digit
	}
	d.raise(exponent)
	return d
}

// raise adds the exponent, as sent, to the power.
func (d *decimal) raise(exponent string) {
	const surelyFits = 18 // digits
	if exponent == "" {
		return
	}
	if len(exponent) <= surelyFits {
		n, _ := strconv.ParseInt(exponent, 10, 64) // a decimal number of RFC 8259
		d.power += n
		return
	}
	n, ok := new(big.Int).SetString(exponent, 10)
	if ok {
		d.huge = n.Add(n, big.NewInt(d.power))
	}
}

func (d *decimal) compare(o *decimal) int {
	if d.sign != o.sign || d.sign == 0 {
		return cmp.Compare(d.sign, o.sign)
	}
	return d.sign * cmp.Or(d.comparePower(o), compareDigits(d.digits, o.digits))
}

func (d *decimal) comparePower(o *decimal) int {
	if d.huge == nil && o.huge == nil {
		return cmp.Compare(d.power, o.power)
	}
	return d.bigPower().Cmp(o.bigPower())
}

func (d *decimal) bigPower() *big.Int {
	if d.huge != nil {
		return d.huge
	}
	return big.NewInt(d.power)
}

// compareDigits compares what stands at the same powers; what is over on one
// side counts where it is not 0.
func compareDigits(a, b []byte) int {
	for i, j := 0, 0; ; i, j = i+1, j+1 {
		if i < len(a) && a[i] == '.' {
			i++
		}
		if j < len(b) && b[j] == '.' {
			j++
		}
		if i >= len(a) && j >= len(b) {
			return 0
		}
		x, y := byte('0'), byte('0')
		if i < len(a) {
			x = a[i]
		}
		if j < len(b) {
			y = b[j]
		}
		if x != y {
			return cmp.Compare(x, y)
		}
	}
}
