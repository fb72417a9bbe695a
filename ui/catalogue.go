package ui

import (
	"slices"

	"brincr-explorer/api"
	"brincr-explorer/ui/rail"
)

// setCatalogue lists the endpoints of an environment. Requests that change data
// are not sent from here: they are not offered.
func (e *environment) setCatalogue(all []api.Endpoint) {
	e.catalogue = slices.DeleteFunc(slices.Clone(all), func(x api.Endpoint) bool { return !x.Safe() })
	e.endpoints = rail.NewEndpoints(e.catalogue)
}
