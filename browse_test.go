//go:build unix

package main

import (
	"encoding/base64"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"brincr-explorer/internal/screen"
)

// saved writes a document to a file of this name.
func saved(t *testing.T, name, text string) string {
	t.Helper()
	name = filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return name
}

const orders = `{"data":[
	{"id":1,"number":"SO-1001","customer":{"name":"Kruidenhal","city":"Gent"},"total":125.0000,"note":"Levering uit voorraad, en anders binnen tien werkdagen na de bestelling, in overleg met de klant en de vervoerder; bel vooraf","payload":"{\"sku\":\"A\",\"big\":9007199254740993}"},
	{"id":2,"number":"SO-1002","customer":{"name":"Step & Co","city":"Eindhoven"},"total":9.9500,"lines":[{"sku":"A","n":1},{"sku":"B","n":2}]},
	{"id":3,"number":"SO-1003","customer":{"name":"De Kelder","city":"Utrecht"},"total":1e2}
],"meta":{"total":3}}`

// TestBrowsing walks the tree: jumps, layers, wrapping, numbers, the sticky line.
func TestBrowsing(t *testing.T) {
	t.Parallel()
	s := begin(t, func(o *screen.Options) { o.Width, o.Height = 100, 20 }, "open", saved(t, "orders.json", orders))
	s.sees("▾ data: [ 3 items", "[Tree]")
	s.types("E", ":", ".data[1].lines[1].n", "enter")
	s.sees("↑ data [3] › 1")
	s.types("#")
	s.sees("›29             n: 2")
	s.types("g", "#", ":")
	s.sees("go to ›")
	s.types(".data[0].no", "tab", "enter")
	s.sees(".data[0].note", "B") // its length stands behind what is cut
	s.types("w")
	s.sees("bel vooraf")
	s.types("w", ":", ".data[0].payload", "enter", "o")
	s.sees("◂ .data[0].payload as JSON", "big: 9007199254740993")
	s.types("backspace", ":", ".data[1]", "enter", "o")
	s.sees("◂ .data[1]", `number: "SO-1002"`)
	s.loses("SO-1001")
	s.types("esc", "z", "2", "%", "1", "0", "0", "enter")
	s.sees("total: 3")
	s.types("/", "utrecht", "enter")
	s.sees("utrecht: 1 of 1", `city: "Utrecht"`)
	s.types("esc", "y")
	s.sees("the path, as jq")
	s.types("p")
	if path, ok := s.Clipboard(); !ok || path != ".data[2].customer.city" {
		s.until("the path on the clipboard", func(screen.Frame) bool { path, _ = s.Clipboard(); return path == ".data[2].customer.city" })
	}
	s.click("▾ data")
	s.sees("▸ data")
	s.types("q")
	s.ends(0)
}

// TestFiltering types a filter, mends it, keeps it, and comes back.
func TestFiltering(t *testing.T) {
	t.Parallel()
	s := begin(t, nil, "open", "--jq", ".data[] | .number", saved(t, "orders.json", orders))
	s.sees(`0: "SO-1001"`, "3 results", "| .data[] | .number")
	s.types("esc")
	s.sees("▾ data: [ 3 items")
	s.types("|", ".data[] | select(.total > 100) | .totl(")
	s.sees("does not fit here")
	s.types("backspace", "backspace", "backspace", "backspace", "otal")
	s.sees("125.0000", "1 result")
	s.types("enter", "|", "up")
	s.sees("select(.total > 100)")
	s.types("esc")
	s.sees("▾ data: [ 3 items")
	// What would never end is stopped, and keys go on working.
	s.types("|", "repeat(.)", "g")
	s.types("esc", "q")
	s.ends(0)
}

// TestTheTable goes through rows and columns.
func TestTheTable(t *testing.T) {
	t.Parallel()
	s := begin(t, nil, "open", saved(t, "orders.json", orders))
	s.sees("▾ data")
	s.types("v")
	s.sees("[Table]", "SO-1001", "9.9500")
	s.click("total")
	s.until("the cheapest first", func(f screen.Frame) bool {
		_, cheap, ok := f.Find("SO-1002")
		_, dear, _ := f.Find("SO-1001")
		return ok && f.Contains("total ↑") && cheap < dear
	})
	s.types("s", "s", "/", "gent", "enter")
	s.sees("1/1 of 3 rows")
	s.types("enter")
	s.sees("[Tree]", ".data[0]")
	s.types("esc")
	s.sees("[Table]")
	s.types("y", "s")
	s.until("the rows on the clipboard", func(screen.Frame) bool {
		text, ok := s.Clipboard()
		return ok && strings.HasPrefix(text, "id,number,") && strings.Contains(text, "125.0000")
	})
	s.types("q")
	s.ends(0)
}

// TestRawAndHexadecimal looks at bytes.
func TestRawAndHexadecimal(t *testing.T) {
	t.Parallel()
	s := begin(t, nil, "open", saved(t, "log.txt", "first line\n"+strings.Repeat("more of it\n", 500)+"the needle\n"), saved(t, "data.bin", "\x7fELF\x00\x01\x02needle\x00"))
	s.sees("[Raw]", "1 first line", "1 of 2")
	s.types("/", "needle", "enter")
	s.sees("needle: 1 of 1", "502 the needle")
	s.types(":", "1", "enter", "x")
	s.sees("00000000  66 69 72 73 74 20 6c 69")
	s.types("x", "tab")
	s.sees("[data.bin]", "00000000  7f 45 4c 46", "neither JSON nor text")
	s.types("q")
	s.ends(0)
}

// TestWhatChanged repeats a request whose answer is another one by then.
func TestWhatChanged(t *testing.T) {
	t.Parallel()
	var asked atomic.Int32
	config := issuing(t, func(w http.ResponseWriter, _ *http.Request) {
		price := "12.5000"
		if asked.Add(1) > 1 {
			price = "12.7500"
		}
		fmt.Fprintf(w, `{"data":[{"id":1,"price":%s},{"id":2,"price":3.0}]}`, price)
	})
	s := begin(t, nil, "--config", config)
	s.sees("valid")
	s.types("enter")
	s.sees("200 OK", "price: 12.5000")
	s.types("r")
	s.sees("1 changed since the answer before", "price: 12.7500  was 12.5000")
	s.types("c")
	s.sees("change 1 of 1", ".data[0].price")
	s.types("d")
	s.sees(".data[0].price in the answer before")
	s.types("esc", "q")
	s.ends(0)
}

// issuing is the config of a server on this machine that issues tokens, and
// answers everything else with api.
func issuing(t *testing.T, api http.HandlerFunc) string {
	t.Helper()
	part := base64.RawURLEncoding.EncodeToString
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		if r.URL.Path != "/connect/token" {
			api(w, r)
			return
		}
		token := part([]byte(`{"alg":"RS256"}`)) + "." + part(fmt.Appendf(nil, `{"exp":%d}`, time.Now().Add(time.Hour).Unix())) + ".c2ln"
		fmt.Fprintf(w, `{"access_token":%q,"expires_in":3600,"token_type":"Bearer"}`, token)
	}))
	t.Cleanup(server.Close)
	return saved(t, "config.toml", fmt.Sprintf(`[[environments]]
name = "local"
token_url = "%[1]s/connect/token"
api_url = "%[1]s/api/v1/"
client_id = "isv_test"
client_secret = "a secret"
scopes = ["brincr:category"]
tenants = [{ name = "A", id = "af1140c1-52e0-46c7-b684-df894d4b8a5a" }]
`, server.URL))
}
