package config

import "fmt"

// owner is whose an id is: the first environment of a side that has it, and for
// the id of a tenant the tenant's name.
type owner struct{ environment, tenant string }

// owners finds the owner of an id on one side.
type owners map[side]map[string]owner

func newOwners() owners {
	return owners{sandbox: {}, production: {}}
}

// other is who has the id on the other side; the id is noted for its own.
func (o owners) other(s side, id string, who owner) (owner, bool) {
	if s == "" || id == "" {
		return owner{}, false
	}
	if _, known := o[s][id]; !known {
		o[s][id] = who
	}
	found, shared := o[s.other()][id]
	return found, shared
}

// sharedBetweenSides warns of ids that a sandbox and production both have: the
// vendor gives each its own, so one of the two was copied.
func (l *loader) sharedBetweenSides(all []bundle) {
	clients, tenants := newOwners(), newOwners()
	for _, b := range all {
		if first, shared := clients.other(b.side, b.ClientID, owner{environment: b.Name}); shared {
			l.warnAt(b.clientAt, environmentsTable+".client_id",
				fmt.Sprintf("environment %s has the client_id of environment %s", quote(b.Name), quote(first.environment)),
				"Sandbox and production have separate applications; copy the id from the portal of this one.")
		}
		for i, t := range b.Tenants {
			if first, shared := tenants.other(b.side, t.ID, owner{b.Name, t.Name}); shared {
				l.warnAt(b.tenantAt[i], tenantsTable+".id",
					fmt.Sprintf("tenant %s of environment %s has the id of tenant %s in environment %s",
						quote(t.Name), quote(b.Name), quote(first.tenant), quote(first.environment)),
					"Sandbox and production have separate tenants; copy the id from the portal of this one.")
			}
		}
	}
}
