package demo

import "testing"

func TestMoneyIsExact(t *testing.T) {
	for text, want := range map[string]string{
		"0": "0.0000", "12.5": "12.5000", "0.0001": "0.0001", "999999999.9999": "999999999.9999", "007": "7.0000",
	} {
		if m, err := parseMoney(text); err != nil || m.String() != want {
			t.Errorf("parseMoney(%q) = %s, %v; want %s", text, m, err, want)
		}
	}
	for _, text := range []string{"", "-1", "+1", ".5", "5.", "1.00001", "1e2", "1,5", "1000000000", "1.2.3", "½", " 1"} {
		if m, err := parseMoney(text); err == nil {
			t.Errorf("parseMoney(%q) = %s, want an error", text, m)
		}
	}
	if s := money(-12_5000).String(); s != "-12.5000" {
		t.Errorf("negative: %s", s)
	}
	if s := weight(5).String(); s != "0.005" {
		t.Errorf("weight: %s", s)
	}
}

func TestPercentRoundsHalfAwayFromZero(t *testing.T) {
	for _, test := range []struct {
		amount  money
		percent int64
		want    money
	}{
		{100, 21, 21},
		{50, 1, 1},
		{49, 1, 0},
		{-50, 1, -1},
		{-49, 1, 0},
		{1_0050, 90, 9045},
	} {
		if got := test.amount.percent(test.percent); got != test.want {
			t.Errorf("%d%% of %s = %s, want %s", test.percent, test.amount, got, test.want)
		}
	}
}

func TestEANCheckDigit(t *testing.T) {
	// The example of the GS1 General Specifications, and one digit off.
	if !validEAN("6291041500213") || validEAN("6291041500214") || validEAN("629104150021") || validEAN("629104150021x") {
		t.Error("the check digit of EAN-13 is worked out wrongly")
	}
}
