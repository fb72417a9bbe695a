package demo_test

import (
	"fmt"
	"maps"
	"net/http"
	"regexp"
	"slices"
	"strings"
	"testing"

	"brincr-explorer/internal/demo"
)

// lists are the paths of all resources.
func lists(s *demo.Server) []string {
	var paths []string
	for _, e := range s.Endpoints() {
		if path, ok := strings.CutSuffix(e.Path, "/{id}"); ok && e.Method == "GET" {
			paths = append(paths, path)
		}
	}
	return paths
}

// everything is all rows of a tenant by path, with the API's origin cut out.
func everything(b *bench, e demo.Environment, tenant int) map[string]string {
	token := b.token(e, tenant, e.GrantedScopes...)
	content := map[string]string{}
	for _, path := range lists(b.server) {
		a := b.get(e, token, path+"?per_page=100")
		if a.status == http.StatusForbidden {
			continue
		}
		content[path] = fmt.Sprint(a.status, strings.ReplaceAll(a.body, e.APIURL, ""))
	}
	return content
}

func TestDataIsTheSameInEveryRun(t *testing.T) {
	first, second := start(t, demo.Options{RateLimit: -1}), start(t, demo.Options{RateLimit: -1})
	for _, name := range []string{"sandbox", "production"} {
		for tenant := range first.env(name).Tenants {
			// Built in another order the second time.
			last := len(first.env(name).Tenants) - 1 - tenant
			second.get(second.env(name), second.token(second.env(name), last, "brincr:category"), "categories")
			one, two := everything(first, first.env(name), tenant), everything(second, second.env(name), tenant)
			if !maps.Equal(one, two) {
				t.Errorf("%s, tenant %d: the second run differs", name, tenant)
			}
			if first.env(name).Tenants[tenant] != second.env(name).Tenants[tenant] {
				t.Error("the tenants differ")
			}
		}
	}
}

// A known record: what changes here changes every screenshot and recording.
func TestKnownRecordKeepsItsID(t *testing.T) {
	b := start(t, demo.Options{})
	e := b.env("sandbox")
	l := b.list(e, b.token(e, 0, "brincr:category"), "categories?per_page=1")
	const want = `{"id":"6b61ce33-1f46-5b7c-9893-03571799acd4","name":{"nl_NL":"Rode wijn","en_GB":"Red wine"},"parent_id":null,`
	if !strings.HasPrefix(string(l.Data[0]), want) {
		t.Errorf("%s", l.Data[0])
	}
}

func TestTenantsDiffer(t *testing.T) {
	b := start(t, demo.Options{RateLimit: -1})
	owner := map[string]string{}
	var ids []string
	for _, e := range b.server.Environments() {
		for i, tenant := range e.Tenants {
			ids = append(ids, tenant.ID)
			for path, content := range everything(b, e, i) {
				key := path + content
				if owner[key] != "" {
					t.Errorf("%s of %s and %s are the same", path, owner[key], tenant.Name)
				}
				owner[key] = tenant.Name
			}
		}
	}
	slices.Sort(ids)
	if len(slices.Compact(ids)) != 5 {
		t.Errorf("tenants share ids: %v", ids)
	}
	uuid := regexp.MustCompile(`^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$`)
	for _, id := range ids {
		if !uuid.MatchString(id) {
			t.Errorf("tenant id %q is no UUID", id)
		}
	}
}
