package config

import "fmt"

// Missing is the error for a config file that is not there.
type Missing struct{ Path string }

// Error is what a new user reads first: where the file belongs, how to look
// around without one, and the least that must be in it.
func (m *Missing) Error() string {
	return fmt.Sprintf(`There is no config file at %s.

To look around without one:

    brincr-explorer --demo

To write one, answering a few questions about your Visma Connect application:

    brincr-explorer init

Or put these five lines into that file yourself:

%s
The client id and the tenant ids are in the developer portal, the tenants under
My Applications > Integration > Customers.`, printable(m.Path), indent(firstConfig))
}

// firstConfig is the least that works: a test loads it.
const firstConfig = `[[environments]]
name          = "sandbox"
client_id     = "isv_example"
client_secret = { env = "BRINCR_SANDBOX_SECRET" }
tenants       = [{ name = "My tenant", id = "00000000-0000-0000-0000-000000000000" }]
`
