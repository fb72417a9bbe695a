package demo

import (
	"errors"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
)

const (
	defaultPerPage = 15
	maxPerPage     = 100
)

// filter is one "filter[name]=a,b" of a query: any of the values will do.
type filter struct {
	name   string
	values []string
}

// listQuery is what a list is asked for.
type listQuery struct {
	page, perPage int
	filters       []filter // in the order of their names
	sorts         []string // "-" before a name turns the order around
}

// readListQuery takes a page or size that is no positive number for the
// default, as Laravel does.
func readListQuery(values url.Values) listQuery {
	q := listQuery{
		page:    positive(values.Get("page"), 1),
		perPage: min(positive(values.Get("per_page"), defaultPerPage), maxPerPage),
	}
	for key, list := range values {
		name, ok := strings.CutPrefix(key, "filter[")
		if !ok || !strings.HasSuffix(name, "]") {
			continue
		}
		q.filters = append(q.filters, filter{strings.TrimSuffix(name, "]"), strings.Split(strings.Join(list, ","), ",")})
	}
	slices.SortFunc(q.filters, func(a, b filter) int { return strings.Compare(a.name, b.name) })
	if sort := values.Get("sort"); sort != "" {
		q.sorts = strings.Split(sort, ",")
	}
	return q
}

func positive(text string, otherwise int) int {
	n, err := strconv.Atoi(text)
	if err != nil || n < 1 {
		return otherwise
	}
	return n
}

// listAnswer is a page of Laravel's length-aware paginator.
type listAnswer struct {
	Data  []any     `json:"data"`
	Links listLinks `json:"links"`
	Meta  listMeta  `json:"meta"`
}

type listLinks struct {
	First string  `json:"first"`
	Last  string  `json:"last"`
	Prev  *string `json:"prev"`
	Next  *string `json:"next"`
}

type listMeta struct {
	CurrentPage int    `json:"current_page"`
	From        *int   `json:"from"` // null on a page without rows, as To
	LastPage    int    `json:"last_page"`
	Path        string `json:"path"`
	PerPage     int    `json:"per_page"`
	To          *int   `json:"to"`
	Total       int    `json:"total"`
}

func (c *call) list(r resource) {
	values := c.r.URL.Query()
	q := readListQuery(values)
	if r.path == pathStocks {
		c.tenant.sell(c.now())
	}
	rows, err := c.tenant.collection(r.path).choose(q)
	if refused, ok := errors.AsType[*queryError](err); ok {
		fail(c.w, c.r, failure{Status: http.StatusBadRequest, Message: refused.message})
		return
	}
	answer := paginate(rows, q, c.env.APIURL+r.path, values)
	if r.path == pathStocks {
		c.tenant.seen.Store(&answer.Data)
	}
	respond(c.w, c.r, http.StatusOK, answer)
}

func (c *call) entity(r resource) {
	row, ok := c.tenant.collection(r.path).find(c.id)
	if !ok {
		c.notFound(r)
		return
	}
	respond(c.w, c.r, http.StatusOK, envelope{row})
}

func (c *call) notFound(r resource) {
	fail(c.w, c.r, failure{Status: http.StatusNotFound, Message: `No query results for model [App\Models\` + r.model + "] " + c.id})
}

// paginate cuts the page out of the rows. Its links repeat the other
// parameters of the query, so that following them stays within the same list.
func paginate(rows []any, q listQuery, path string, values url.Values) listAnswer {
	total := len(rows)
	last := max((total+q.perPage-1)/q.perPage, 1)
	link := func(page int) string {
		values.Set("page", strconv.Itoa(page))
		return path + "?" + values.Encode()
	}
	answer := listAnswer{
		Data:  []any{},
		Links: listLinks{First: link(1), Last: link(last)},
		Meta:  listMeta{CurrentPage: q.page, LastPage: last, Path: path, PerPage: q.perPage, Total: total},
	}
	if q.page <= last && total > 0 {
		start := (q.page - 1) * q.perPage
		end := min(start+q.perPage, total)
		answer.Data = rows[start:end]
		answer.Meta.From, answer.Meta.To = new(start+1), new(end)
	}
	if q.page > 1 {
		answer.Links.Prev = new(link(q.page - 1))
	}
	if q.page < last {
		answer.Links.Next = new(link(q.page + 1))
	}
	return answer
}
