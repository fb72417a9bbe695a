package demo

import (
	"strings"
	"testing"
)

func TestAssortmentLines(t *testing.T) {
	var a assortment
	for _, line := range []string{
		"# a comment", "", "Root | Wortel", "  Leaf", "    * Thing | Ding ; red/rood, 0,75 l ; 1.2345 ; 0.500 ; 21",
		"Other", "  + Box ; 9.5000 ; 9 ; 2x Thing",
	} {
		if err := a.readLine(line); err != nil {
			t.Fatalf("%q: %v", line, err)
		}
	}
	if len(a.branches) != 3 || a.branches[1].parent != 0 || a.branches[2].parent != -1 || a.branches[1].name.English != "Leaf" {
		t.Errorf("branches: %+v", a.branches)
	}
	thing, box := a.goods[0], a.goods[1]
	if thing.category != 1 || thing.price != 1_2345 || thing.options[1] != (text{"0,75 l", "0.75 l"}) || box.category != 2 {
		t.Errorf("goods: %+v", a.goods)
	}
	if len(box.parts) != 1 || box.parts[0] != (goodPart{"Thing", 2}) {
		t.Errorf("parts: %+v", box.parts)
	}
	for line, want := range map[string]string{
		"* Thing ; - ; 1.0 ; 21":            "5 fields",
		"* Thing ; - ; x ; 1.000 ; 21":      "no decimal",
		"* Thing ; - ; 1.0 ; 1.0000 ; 21":   "no decimal",
		"* Thing ; - ; 1.0 ; 1.000 ; high":  "invalid syntax",
		"+ Box ; 1.0 ; 21":                  "4 fields",
		"+ Box ; x ; 21 ; 1x Thing":         "no decimal",
		"+ Box ; 1.0 ; high ; 1x Thing":     "invalid syntax",
		"+ Box ; 1.0 ; 21 ; Thing":          "names no part",
		"+ Box ; 1.0 ; 21 ; 1x Other thing": "not among the goods",
	} {
		if err := a.readLine(line); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v, want %q", line, err, want)
		}
	}
}

func TestEveryAssortmentIsRead(t *testing.T) {
	for _, tr := range []trade{wineHouse(), scooterWholesaler(), herbWholesaler(), coffeeRoaster(), bicyclePartsWholesaler()} {
		if a, err := readAssortment(tr.assortment); err != nil || len(a.goods) == 0 {
			t.Errorf("%s: %d goods, %v", tr.assortment, len(a.goods), err)
		}
	}
	if _, err := readAssortment("none.txt"); err == nil {
		t.Error("a file that does not exist is read")
	}
}
