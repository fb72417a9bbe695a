package firstconfig

import (
	"reflect"
	"slices"
	"strings"
	"testing"

	"brincr-explorer/api"
	"brincr-explorer/auth"
	"brincr-explorer/internal/config"
)

const (
	idA = "af1140c1-52e0-46c7-b684-df894d4b8a5a"
	idB = "90d1c2aa-3b7e-4f0c-9a52-6d1f0be84c37"
)

func good() Answers {
	return Answers{
		Environment: "sandbox", ClientID: "isv_example", Secret: Secret{Kind: Keyring, Name: "brincr-sandbox"},
		Scopes: []string{"brincr:country", "brincr:category"}, Tenants: []api.Tenant{{Name: "Wijnhuis De Kelder", ID: idA}, {Name: "Step & Co", ID: idB}},
	}
}

// parse reads the text of answers as package config does; no warning is allowed.
func parse(t *testing.T, a Answers) *config.Config {
	t.Helper()
	c, err := config.Parse("config.toml", a.Text(), config.Env{})
	if err != nil {
		t.Fatalf("%v\n%s", err, a.Text())
	}
	if len(c.Warnings) > 0 {
		t.Fatalf("%v\n%s", c.Warnings, a.Text())
	}
	return c
}

// TestWhatIsWrittenIsReadAgain as it was meant, whatever the answers hold.
func TestWhatIsWrittenIsReadAgain(t *testing.T) {
	odd := `C:\"kelder" 'x' # é 酒` + "\u007f"
	for name, change := range map[string]func(*Answers){
		"as usual":   func(*Answers) {},
		"production": func(a *Answers) { a.Environment = "production" },
		"another": func(a *Answers) {
			a.Environment, a.TokenURL, a.APIURL = "test", "http://127.0.0.1:1/connect/token", "http://127.0.0.1:2/api/v1/"
		},
		"a variable": func(a *Answers) { a.Secret = Secret{Kind: Variable, Name: "BRINCR_SECRET"} },
		"a file":     func(a *Answers) { a.Secret = Secret{Kind: File, Name: `~/a "file"\name`} },
		"a command": func(a *Answers) {
			a.Secret = Secret{Kind: Command, Words: []string{"op", "read", `op://"vault"\x`, ""}}
		},
		"plain": func(a *Answers) { a.Secret = Secret{Kind: Plain, Text: auth.NewSecret(`s3cret"\&+%é'#`)} },
		"an odd name": func(a *Answers) {
			a.Tenants[0].Name = odd
		},
		"no name": func(a *Answers) { a.Tenants[0].Name = a.Tenants[0].ID },
	} {
		t.Run(name, func(t *testing.T) {
			a := good()
			change(&a)
			env := parse(t, a).Environments[0]
			if env.Name != a.Environment || env.ClientID != a.ClientID || !slices.Equal(env.Scopes, a.Scopes) || !reflect.DeepEqual(env.Tenants, a.Tenants) || !env.ReadOnly {
				t.Errorf("got %+v\nof %+v", env, a)
			}
			if a.TokenURL != "" && (env.TokenURL != a.TokenURL || env.APIURL != a.APIURL) {
				t.Errorf("the URLs are %s, %s", env.TokenURL, env.APIURL)
			}
			if a.Secret.Kind == Plain {
				if s, err := env.Secret.Secret(t.Context()); err != nil || !s.Equal(a.Secret.Text) {
					t.Errorf("another secret, %v", err)
				}
			}
			if a.Secret.Kind == Variable && config.Origin(env.Secret) != "the variable BRINCR_SECRET" {
				t.Errorf("the secret comes from %s", config.Origin(env.Secret))
			}
		})
	}
}

// The lines of a file are read in editors and terminals of 80 columns.
func TestTheCommentsFit(t *testing.T) {
	for kind := Keyring; kind <= Plain; kind++ {
		a := good()
		a.Secret = Secret{Kind: kind, Name: "name", Words: []string{"op"}, Text: auth.NewSecret("x")}
		for line := range strings.Lines(a.Text()) {
			if n := len([]rune(line)); n > 81 {
				t.Errorf("%d characters: %s", n, line)
			}
		}
	}
}

func TestPastedTenants(t *testing.T) {
	for name, c := range map[string]struct {
		lines []string
		want  []api.Tenant
		says  string
	}{
		"name first":          {[]string{"Step & Co\t" + idA}, []api.Tenant{{Name: "Step & Co", ID: idA}}, ""},
		"id first":            {[]string{idA + "  Step & Co "}, []api.Tenant{{Name: "Step & Co", ID: idA}}, ""},
		"blanks of all kinds": {[]string{"\u00a0\tStep\u00a0&  Co \t " + idA + " \u200b\ufeff\r"}, []api.Tenant{{Name: "Step & Co", ID: idA}}, ""},
		"separators":          {[]string{`"Step, & Co"; ` + idA + ",", "Fiets (" + idB + ")"}, []api.Tenant{{Name: "Step, & Co", ID: idA}, {Name: "Fiets", ID: idB}}, ""},
		"brackets of its own": {[]string{"Step (Gent) " + idA}, []api.Tenant{{Name: "Step (Gent)", ID: idA}}, ""},
		"one below the other": {[]string{"Step & Co", idA, "Fiets", idB}, []api.Tenant{{Name: "Step & Co", ID: idA}, {Name: "Fiets", ID: idB}}, ""},
		"an id alone":         {[]string{idA}, []api.Tenant{{Name: idA, ID: idA}}, ""},
		"the same id":         {[]string{"A " + idA, "B " + strings.ToUpper(idA)}, []api.Tenant{{Name: "A", ID: idA}}, `came twice: it is that of "A"`},
		"the same name":       {[]string{"A " + idA, "A " + idB}, []api.Tenant{{Name: "A", ID: idA}}, `A second tenant is called "A"`},
		"an id too short":     {[]string{"A " + idA[:35]}, nil, "it has 35 characters, and an id has 36"},
		"an id too long":      {[]string{"A " + idA + "0"}, nil, "it has 37 characters"},
		"an id without dashes": {
			[]string{"A " + strings.ReplaceAll(idA, "-", "")}, nil, "it has 32 characters",
		},
		"two ids":     {[]string{idA + " " + idB}, nil, "two ids in one line"},
		"a name only": {[]string{"Step & Co"}, nil, `no id for "Step & Co"`},
		"nothing":     {nil, nil, "At least one tenant is needed"},
		"an escape":   {[]string{"A\x1b[2J " + idA}, nil, "cannot be meant"},
		"name, name and id": {
			[]string{"Lost", "A " + idA}, []api.Tenant{{Name: "A", ID: idA}}, `no id for "Lost"`,
		},
	} {
		t.Run(name, func(t *testing.T) {
			var p Pasted
			var said []string
			for _, line := range c.lines {
				said = append(said, p.Add(line))
			}
			said = append(said, p.End())
			if !reflect.DeepEqual(p.Tenants, c.want) || (c.says == "") != (strings.Join(said, "") == "") || !strings.Contains(strings.Join(said, "\n"), c.says) {
				t.Errorf("got %+v, said %q", p.Tenants, said)
			}
		})
	}
}

func TestScopesByNumberAndName(t *testing.T) {
	known := api.KnownScopes()
	for text, want := range map[string]string{
		"1 2": "brincr:category brincr:country", "2,1, 2": "brincr:country brincr:category", "order": "brincr:order", "brincr:new 1": "brincr:new brincr:category",
		"": "!At least one scope", "0": "!no number 0", "15": "!from 1 to 14", "brincr:é": "!no scope can have", `a"b`: "!no scope can have",
	} {
		scopes, complaint := Scopes(text, known)
		if wrong, is := strings.CutPrefix(want, "!"); is {
			if scopes != nil || !strings.Contains(complaint, wrong) {
				t.Errorf("%q: %q, %q", text, scopes, complaint)
			}
		} else if strings.Join(scopes, " ") != want || complaint != "" {
			t.Errorf("%q: %q, %q", text, scopes, complaint)
		}
	}
}

func TestWordsOfACommand(t *testing.T) {
	for line, want := range map[string][]string{
		"op read op://vault/x": {"op", "read", "op://vault/x"}, ` a  "b c" d'e f'`: {"a", "b c", "de f"}, `a ""`: {"a", ""}, "": nil, `C:\bin\op $X`: {`C:\bin\op`, "$X"},
	} {
		if got, closed := Words(line); !slices.Equal(got, want) || !closed {
			t.Errorf("%q: %q", line, got)
		}
	}
	if _, closed := Words(`a "b`); closed {
		t.Error("a quote that is not closed is taken for one")
	}
}

// FuzzPasted: whatever is pasted, what is taken from it makes a config that says
// the same again.
func FuzzPasted(f *testing.F) {
	for _, text := range []string{"A " + idA + "\nB\n" + idB, idA + "\n" + idA, "\x1b[2J\u202eA " + idA, `"A" ` + idA, "A\x00 " + idA, "é\u0301\xff " + idA, "\u0085 (" + idA + ")", "a " + idA + "\n" + idA + " a"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		var p Pasted
		for line := range strings.SplitSeq(text, "\n") {
			p.Add(line)
		}
		p.End()
		if len(p.Tenants) == 0 {
			return
		}
		a := good()
		a.Tenants = p.Tenants
		if got := parse(t, a).Environments[0].Tenants; !reflect.DeepEqual(got, p.Tenants) {
			t.Errorf("got %+v of %+v", got, p.Tenants)
		}
	})
}
