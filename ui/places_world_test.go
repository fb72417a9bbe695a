package ui

import (
	"fmt"
	"io"
	"net/http"
	"slices"
	"strings"
	"sync"
	"time"

	"brincr-explorer/api"
	"brincr-explorer/auth"
)

// placesWorld is a world whose every answer says where it belongs: in its body, whether it succeeds or not,
// and in its rate limit.
type placesWorld struct {
	world
	envs []api.Environment

	mu       sync.Mutex
	mode     string // what the API answers
	arrivals []arrival
}

// arrival is a request as it reached the API: by which place's token, at which place's address.
type arrival struct {
	number string // of the request; see machine.send
	token  api.Place
	env    string
}

// Each place has a mark, which is in all that belongs to it, and in nothing else.
func (w *placesWorld) mark(p api.Place) string {
	for e, env := range w.envs {
		for t, tenant := range env.Tenants {
			if p == (api.Place{Env: env.Name, Tenant: tenant.ID}) {
				return fmt.Sprintf("mark%c%c", 'a'+e, 'a'+t)
			}
		}
	}
	return "no place"
}

// limit is a rate limit that no other place has.
func (w *placesWorld) limit(p api.Place) string {
	mark := w.mark(p)
	return fmt.Sprintf("7%d%d", mark[4]-'a'+1, mark[5]-'a'+1)
}

func (w *placesWorld) options() Options {
	o := w.world.options()
	// The same tenant, by name and id, in the other environment: only the environment tells them apart.
	o.Environments[1].Tenants = slices.Insert(o.Environments[1].Tenants, 0, tenants[0])
	w.envs = o.Environments
	o.Client.Transport = transport{w.serve}
	return o
}

// environmentOf is the environment whose host that is.
func environmentOf(host string) string {
	name, _, _ := strings.Cut(strings.TrimPrefix(host, "https://"), ".")
	return name
}

func placeOfToken(claims auth.Claims) api.Place {
	return api.Place{Env: environmentOf(claims.Issuer), Tenant: claims.TenantID}
}

func (w *placesWorld) serve(rw http.ResponseWriter, r *http.Request) {
	claims, err := auth.DecodeClaims(strings.TrimPrefix(r.Header.Get("Authorization"), "Bearer "))
	if err != nil {
		rw.WriteHeader(http.StatusUnauthorized)
		return
	}
	place := placeOfToken(claims)
	w.mu.Lock()
	w.arrivals = append(w.arrivals, arrival{number: r.URL.Query().Get("n"), token: place, env: environmentOf(r.URL.Host)})
	mode, delay := w.mode, w.delay
	w.mu.Unlock()
	select {
	case <-time.After(delay):
	case <-r.Context().Done():
		return
	}
	h := rw.Header()
	h.Set("X-RateLimit-Limit", w.limit(place))
	h.Set("X-RateLimit-Remaining", "5")
	w.answer(rw, mode, w.mark(place), "https://"+r.URL.Host+"/api/v1/categories?page=2&n="+r.URL.Query().Get("n"))
}

func (w *placesWorld) answer(rw http.ResponseWriter, mode, mark, next string) {
	kind, status, body := "application/json", 200, ""
	switch mode {
	case "broken":
		status, body = 500, `{"message":"`+mark+` is broken"}`
	case "unauthorized":
		status, body = 401, `{"message":"`+mark+` says no"}`
	case "forbidden":
		status, body = 403, `{"message":"Invalid scope(s) provided.","owner":"`+mark+`"}`
	case "throttled":
		rw.Header().Set("Retry-After", "3")
		status, body = 429, `{"message":"`+mark+` is throttled"}`
	case "a web page":
		kind, body = "text/html", "<h1>"+mark+"</h1>"
	case "an object":
		body = `{"data":{"owner":"` + mark + `"}}`
	default:
		body = `{"data":[{"owner":"` + mark + `","id":1},{"owner":"` + mark + `","id":2}],"links":{"next":"` + next + `"}}`
	}
	rw.Header().Set("Content-Type", kind)
	rw.WriteHeader(status)
	_, _ = io.WriteString(rw, body)
}

func (w *placesWorld) arrived() []arrival {
	w.mu.Lock()
	defer w.mu.Unlock()
	a := w.arrivals
	w.arrivals = nil
	return a
}
