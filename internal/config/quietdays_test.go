package config

import (
	"errors"
	"slices"
	"strings"
	"testing"
)

func TestQuietDays(t *testing.T) {
	cfg, err := loadText(t, "history = \"file\"\n"+minimal(`quiet_days = ["2026-12-01", " 2028-02-29 ", "2026-12-01"]`))
	if err != nil {
		t.Fatal(err)
	}
	if got := cfg.Environments[0].QuietDays; !slices.Equal(got, []string{"2026-12-01", "2028-02-29"}) || !cfg.History {
		t.Errorf("quiet days %q, history %v", got, cfg.History)
	}
	if len(cfg.Warnings) != 1 || !strings.Contains(cfg.Warnings[0].Message, "listed twice") {
		t.Errorf("warnings %v", cfg.Warnings)
	}
}

func TestBadQuietDays(t *testing.T) {
	for value, said := range map[string]string{
		`["2026-02-29"]`:  "of a day that there is",
		`["1-12-2026"]`:   `"2026-12-01"`,
		`["2026/12/1"]`:   `"2026-12-01"`,
		`["tomorrow"]`:    "is not a day",
		`[""]`:            "is not a day",
		`"2026-12-01"`:    `quiet_days = ["2026-12-01"]`,
		`[2026-12-01]`:    `quiet_days = ["2026-12-01"]`,
		`["2026-12-01",]`: "",
	} {
		_, err := loadText(t, minimal("quiet_days = "+value))
		var problems Problems
		switch {
		case said == "":
			if err != nil {
				t.Errorf("%s: %v", value, err)
			}
		case !errors.As(err, &problems) || len(problems) != 1 || problems[0].Line == 0 || problems[0].Column == 0 || !strings.Contains(problems.Error(), said):
			t.Errorf("%s: %v, want %q with line and column", value, err, said)
		}
	}
}

func TestBadHistory(t *testing.T) {
	for value, said := range map[string]string{`"fiel"`: `Did you mean "file"?`, `"disk"`: `"memory" or history = "file"`, `true`: "a text in quotes"} {
		if _, err := loadText(t, "history = "+value+"\n"+minimal("")); err == nil || !strings.Contains(err.Error(), said) {
			t.Errorf("%s: %v, want %q", value, err, said)
		}
	}
}
