package demo

import (
	"net/http"
	"strconv"
	"time"
)

// faultRoutes are paths that misbehave on purpose, each in one way.
func faultRoutes() []route {
	faults := []struct {
		name, path string
		serve      func(*call)
	}{
		{"Slow answer (?seconds=3)", "demo/slow", (*call).slow},
		{"10 MB list (?megabytes=10)", "demo/large", (*call).large},
		{"Numbers no float can hold", "demo/numbers", fixedJSON(numbersBody)},
		{"Duplicate keys", "demo/duplicates", fixedJSON(duplicatesBody)},
		{"Hostile strings and keys", "demo/hostile", (*call).hostile},
		{"Hostile plain text", "demo/hostile-text", (*call).hostileText},
		{"Hostile header", "demo/hostile-header", (*call).hostileHeader},
		{"Deep nesting (?levels=200)", "demo/deep", (*call).deep},
		{"Bare array", "demo/array", fixedJSON(arrayBody)},
		{"Empty list", "demo/empty-list", fixedJSON(`{"data":[]}`)},
		{"200 without a body", "demo/empty", (*call).empty},
		{"204 No Content", "demo/no-content", func(c *call) { c.w.WriteHeader(http.StatusNoContent) }},
		{"Body cut off", "demo/truncated", (*call).truncated},
		{"JSON that is none", "demo/invalid-json", fixedJSON(`{"data": [{"id": 1}, {"id": 2,}]`)},
		{"HTML with 200", "demo/captive", func(c *call) { page(c.w, c.r, http.StatusOK, "Welcome to the hotel's network") }},
		{"HTML with 502", "demo/html", func(c *call) { page(c.w, c.r, http.StatusBadGateway, "Bad Gateway") }},
		{"401 in spite of a good token", "demo/unauthenticated", func(c *call) { unauthenticated(c.w, c.r, c.env) }},
		{"422 with errors", "demo/invalid", (*call).invalid},
		{"429 at once", "demo/throttled", (*call).throttled},
		{"500 Server Error", "demo/error", func(c *call) {
			fail(c.w, c.r, failure{Status: http.StatusInternalServerError, Message: "Server Error"})
		}},
		{"503 for maintenance", "demo/maintenance", (*call).maintenance},
		{"Redirect within the API", "demo/redirect", func(c *call) { c.redirect(c.env.APIURL + pathCategories) }},
		{"Redirect to another origin", "demo/redirect-away", func(c *call) { c.redirect(c.env.Issuer + "/elsewhere") }},
		{"Redirect loop", "demo/redirect-loop", func(c *call) { c.redirect(c.env.APIURL + "demo/redirect-loop") }},
	}
	list := make([]route, 0, len(faults)+1)
	for _, f := range faults {
		list = append(list, route{Endpoint{"Demo: " + f.name, http.MethodGet, f.path, "", true}, f.serve})
	}
	return append(list, route{
		Endpoint{"Demo: 403, a scope not granted", http.MethodGet, "demo/missing-scope", scopeOrderConnected, true},
		fixedJSON(`{"data":[]}`),
	})
}

const maxSlow = 300

// parameter reads a small number from the query.
func (c *call) parameter(name string, otherwise, highest int) int {
	return min(positive(c.r.URL.Query().Get(name), otherwise), highest)
}

func (c *call) slow() {
	seconds := c.parameter("seconds", 3, maxSlow)
	wait(c.r.Context(), time.Duration(seconds)*time.Second)
	respond(c.w, c.r, http.StatusOK, envelope{map[string]int{"waited_seconds": seconds}})
}

func (c *call) empty() {
	c.w.Header().Set("Content-Type", contentJSON)
	c.w.WriteHeader(http.StatusOK)
}

// truncated promises more than it sends; net/http then drops the connection.
func (c *call) truncated() {
	const sent = `{"data":[{"id":1,"name":"complete"},{"id":2,"na`
	c.w.Header().Set("Content-Type", contentJSON)
	c.w.Header().Set("Content-Length", strconv.Itoa(4*len(sent)))
	c.w.WriteHeader(http.StatusOK)
	_, _ = c.w.Write([]byte(sent))
}

func (c *call) invalid() {
	errs := fieldErrors{
		{"sku", []string{"The sku has already been taken."}},
		{"price", []string{"The price field must have 0-4 decimal places and be at least 0.", "The price field must not be greater than 999999999.9999."}},
		{"parts.0.amount", []string{"The parts.0.amount field must be at least 1."}},
		{"parts.1.product_id", []string{"The selected parts.1.product_id is invalid."}},
	}
	fail(c.w, c.r, failure{Status: http.StatusUnprocessableEntity, Message: summary(errs), Errors: errs})
}

const (
	throttledFor   = 7 * time.Second
	maintenanceFor = 90 * time.Second
)

func (c *call) throttled() {
	c.w.Header().Set("X-RateLimit-Remaining", "0")
	now := c.now()
	setRetryAfter(c.w, now, now.Add(throttledFor))
	fail(c.w, c.r, failure{Status: http.StatusTooManyRequests, Message: "Too Many Attempts."})
}

// maintenance gives Retry-After as a date, the other form of RFC 9110, section 10.2.3.
func (c *call) maintenance() {
	c.w.Header().Set("Retry-After", c.now().Add(maintenanceFor).UTC().Format(http.TimeFormat))
	fail(c.w, c.r, failure{Status: http.StatusServiceUnavailable, Message: "Service Unavailable"})
}

func (c *call) redirect(location string) {
	c.w.Header().Set("Location", location)
	respond(c.w, c.r, http.StatusFound, failure{Message: "Found"})
}

func fixedJSON(body string) func(*call) {
	return func(c *call) { send(c.w, c.r, http.StatusOK, contentJSON, []byte(body)) }
}
