package ui

import (
	"slices"

	"brincr-explorer/api"
	"brincr-explorer/internal/follow"
	"brincr-explorer/ui/rail"
)

// setCatalogue lists the endpoints of an environment, in the place of those that
// were listed before: filter and cursor stay. Where the environment is read only,
// those that change data are not offered.
func (e *environment) setCatalogue(all []api.Endpoint) {
	e.catalogue = slices.DeleteFunc(slices.Clone(all), func(x api.Endpoint) bool { return e.ReadOnly && !x.Safe() })
	old := e.endpoints
	e.endpoints = rail.NewEndpoints(e.catalogue)
	if old != nil {
		e.endpoints.Restore(old)
	}
	e.index = follow.New(slices.DeleteFunc(slices.Clone(e.catalogue), func(x api.Endpoint) bool { return !x.Safe() }))
}
