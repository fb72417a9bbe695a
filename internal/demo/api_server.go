package demo

import (
	"net/http"
	"slices"
	"strings"
	"time"
)

// apiServer stands in for Brincr.
type apiServer struct {
	environments []*environment
	signer       *signer
	throttle     *throttle
	now          func() time.Time
	routes       map[string][]route // by path
}

func newAPIServer(environments []*environment, s *signer, o Options) *apiServer {
	a := &apiServer{
		environments: environments,
		signer:       s,
		throttle:     newThrottle(o.RateLimit, o.Now),
		now:          o.Now,
		routes:       map[string][]route{},
	}
	for _, r := range routes() {
		a.routes[r.Path] = append(a.routes[r.Path], r)
	}
	return a
}

// call is one request to a known path, with what it was found to be about.
type call struct {
	w      http.ResponseWriter
	r      *http.Request
	env    *environment
	tenant *tenant
	id     string
	now    func() time.Time
}

func (a *apiServer) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Cache-Control", "no-cache, private")
	for _, env := range a.environments {
		if path, ok := strings.CutPrefix(r.URL.Path, env.prefix+apiBasePath); ok {
			a.serveAPI(w, r, env, strings.TrimSuffix(path, "/"))
			return
		}
		if path, ok := strings.CutPrefix(r.URL.Path, env.prefix); ok && (servePage(w, r, path) || serveDescription(w, r, env, path)) {
			return
		}
	}
	fail(w, r, failure{Status: http.StatusNotFound, Message: notFoundMessage(r.URL.Path)})
}

func notFoundMessage(path string) string {
	return "The route " + strings.TrimPrefix(path, "/") + " could not be found."
}

// serveAPI keeps Laravel's order: route, method, token, throttle, scope.
func (a *apiServer) serveAPI(w http.ResponseWriter, r *http.Request, env *environment, path string) {
	methods, id := a.match(path)
	if env.ReadOnly {
		methods = slices.DeleteFunc(slices.Clone(methods), func(r route) bool { return r.Method != http.MethodGet })
	}
	if len(methods) == 0 {
		fail(w, r, failure{Status: http.StatusNotFound, Message: notFoundMessage(apiBasePath + path)})
		return
	}
	chosen, ok := choose(methods, r.Method)
	if !ok {
		refuseMethod(w, r, path, methods)
		return
	}
	claims, tenant, ok := a.authenticate(r, env)
	if !ok {
		unauthenticated(w, r, env)
		return
	}
	if !a.throttle.pass(w, env.Name+"|"+claims.ClientID+"|"+claims.TenantID) {
		fail(w, r, failure{Status: http.StatusTooManyRequests, Message: "Too Many Attempts."})
		return
	}
	if chosen.Scope != "" && !slices.Contains(claims.Scope, chosen.Scope) {
		// Laravel Passport names no scope either: the client has to know.
		fail(w, r, failure{Status: http.StatusForbidden, Message: "Invalid scope(s) provided."})
		return
	}
	chosen.serve(&call{w: w, r: r, env: env, tenant: tenant, id: id, now: a.now})
}

// match finds the routes of a path: as it stands, or with its last segment as id.
func (a *apiServer) match(path string) (methods []route, id string) {
	if methods = a.routes[path]; len(methods) > 0 && !strings.HasSuffix(path, idSegment) {
		return methods, ""
	}
	i := strings.LastIndexByte(path, '/')
	if i < 0 {
		return nil, ""
	}
	return a.routes[path[:i]+idSegment], path[i+1:]
}

func choose(methods []route, method string) (route, bool) {
	if method == http.MethodHead {
		method = http.MethodGet
	}
	i := slices.IndexFunc(methods, func(r route) bool { return r.Method == method })
	if i < 0 {
		return route{}, false
	}
	return methods[i], true
}

// refuseMethod answers 405; OPTIONS gets the same list and a 200, as in Laravel.
func refuseMethod(w http.ResponseWriter, r *http.Request, path string, methods []route) {
	var allowed []string
	for _, m := range methods {
		allowed = append(allowed, m.Method)
		if m.Method == http.MethodGet {
			allowed = append(allowed, http.MethodHead)
		}
	}
	list := strings.Join(allowed, ", ")
	w.Header().Set("Allow", list)
	if r.Method == http.MethodOptions {
		w.WriteHeader(http.StatusOK)
		return
	}
	fail(w, r, failure{
		Status: http.StatusMethodNotAllowed,
		Message: "The " + r.Method + " method is not supported for route " + strings.TrimPrefix(apiBasePath, "/") + path +
			". Supported methods: " + list + ".",
	})
}

// authenticate accepts a token of this environment, in force now, for one of its tenants.
func (a *apiServer) authenticate(r *http.Request, env *environment) (tokenClaims, *tenant, bool) {
	scheme, token, ok := strings.Cut(r.Header.Get("Authorization"), " ")
	if !ok || !strings.EqualFold(scheme, "Bearer") {
		return tokenClaims{}, nil, false
	}
	claims, err := a.signer.verify(token)
	if err != nil || !claims.usable(env.Issuer, a.now()) {
		return tokenClaims{}, nil, false
	}
	tenant, ok := env.tenant(claims.TenantID)
	return claims, tenant, ok
}

// unauthenticated is Laravel's answer: to who does not ask for JSON, the way to a login page.
func unauthenticated(w http.ResponseWriter, r *http.Request, env *environment) {
	if !wantsJSON(r) {
		w.Header().Set("Location", strings.TrimSuffix(env.APIURL, apiBasePath)+loginPath)
		page(w, r, http.StatusFound, "Redirecting")
		return
	}
	fail(w, r, failure{Status: http.StatusUnauthorized, Message: "Unauthenticated."})
}
