// Package intent holds what a pane asks of the root: plain values, decided on
// in one place. A pane never sends, copies or switches anything by itself.
package intent

// An Intent is one of the types of this package; nil asks for nothing.
type Intent any

type (
	// ChooseEnvironment switches to the environment of this index.
	ChooseEnvironment struct{ Index int }
	// ChooseTenant switches to the tenant of this index of the environment.
	ChooseTenant struct{ Index int }
	// ScopesChanged says that the selection of scopes is another one now.
	ScopesChanged struct{}
	// SendEndpoint sends the endpoint of this index of the catalogue.
	SendEndpoint struct{ Index int }
	// EditEndpoint asks for path and query of an endpoint before it is sent.
	EditEndpoint struct{ Index int }
	// Send sends a GET for a path within the API.
	Send struct{ Path string }
	// Follow opens what the value under the cursor of the response leads to.
	Follow struct{}
	// OpenClaims shows what the token says.
	OpenClaims struct{}
	// CopyToken puts the token on the clipboard.
	CopyToken struct{}
	// RequestToken asks for a new token.
	RequestToken struct{}
	// OpenCopyMenu offers what can be copied.
	OpenCopyMenu struct{}
	// Copy puts text on the clipboard; What names it: "value", "path".
	Copy struct{ Text, What string }
	// CopyCurl puts the request as a curl command on the clipboard.
	CopyCurl struct{ WithToken bool }
	// AddScopes adds scopes to the selection and repeats the request.
	AddScopes struct{ Scopes []string }
	// StartFilter opens the filter line of the focused pane.
	StartFilter struct{}
	// StartFind opens the find line of the response.
	StartFind struct{}
	// OpenLogged opens the answer of an entry of the log again. With Switch, its
	// environment and tenant are gone to for that.
	OpenLogged struct {
		Number int
		Switch bool
	}
	// CompareLogged shows what changed from the answer of one entry of the log to
	// that of another.
	CompareLogged struct {
		From, To int
		Switch   bool
	}
	// RepeatLogged sends the request of an entry of the log again.
	RepeatLogged struct{ Number int }
	// CopyLogged copies the request of an entry of the log as a curl command.
	CopyLogged struct{ Number int }
	// SaveReport writes the report of the session to a file. With Replace, one
	// that is there is replaced.
	SaveReport struct {
		File    string
		Replace bool
	}
	// Notice shows a line of text below the panes until the next key.
	Notice struct {
		Text string
		Bad  bool
	}
)
