package ui

import (
	"slices"
	"strconv"
	"strings"

	"brincr-explorer/ui/action"
	"brincr-explorer/ui/response"
)

// scope says where a key means something.
type scope uint8

const (
	everywhere scope = iota
	inLists
	inEnvironment
	inTenant
	inScopes
	inToken
	inEndpoints
	inResponse
	inTree
	inTable
	inRaw
)

// scopeNames are the groups of the help and of the README, in their order.
var scopeNames = [...]string{
	everywhere: "Everywhere", inLists: "Lists", inEnvironment: "1 Environment", inTenant: "2 Tenant",
	inScopes: "3 Scopes", inToken: "4 Token", inEndpoints: "5 Endpoints", inResponse: "6 Response",
	inTree: "6 Response: tree", inTable: "6 Response: table", inRaw: "6 Response: raw",
}

// scopesOf lists where a focused pane's keys are looked up, nearest first.
func scopesOf(pane int, r *response.Model) []scope {
	switch {
	case pane == 1:
		return []scope{inEnvironment, inLists, everywhere}
	case pane == 2:
		return []scope{inTenant, inLists, everywhere}
	case pane == 3:
		return []scope{inScopes, inLists, everywhere}
	case pane == 4:
		return []scope{inToken, everywhere}
	case pane == 5:
		return []scope{inEndpoints, inLists, everywhere}
	case r.HasTree():
		return []scope{inTree, inResponse, everywhere}
	case r.HasTable():
		return []scope{inTable, inResponse, everywhere}
	case r.HasRaw():
		return []scope{inRaw, inResponse, everywhere}
	default:
		return []scope{inResponse, everywhere}
	}
}

// facts are what decides whether a key is bound at this moment. A key that
// would do nothing is not bound, and so not in the help.
type facts struct {
	content, running, views       bool // views: there is more than one
	next, prev, missingScope      bool
	probe, leaveOut, sets         bool // of scopes: to ask for each alone; some found refused; named ones
	unsafe                        bool // the request that was answered changes data
	prepares                      bool // the endpoint under the cursor would
	kept                          bool // the token is, when expired, too
	token, canRepeat, found, file bool
	files, loading, tree          bool
	fetching, paused              bool   // all pages of a list are on their way
	missing                       bool   // some were fetched, and more can be
	describes                     bool   // OpenAPI descriptions can be loaded
	layered, filtered             bool   // something lies over the answer: a filter's results
	changes, changed              bool   // there are some; there is one under the cursor
	opens, leads, outside         bool   // what is under the cursor is something to open; leads to more; leads out of the API
	earlier, later                bool   // there are answers to go to
	hexadecimal                   bool   // bytes are shown that way
	mendable                      bool   // a body was refused that can be edited and sent again
	explainable, editable         bool   // there is a request to explain; one to send in another form
	openable                      string // what o does
	table                         response.TableFacts
}

// A binding is one row of the key table.
type binding struct {
	scope  scope
	keys   []string // as Bubble Tea names them; "z 1" is z, then 1
	name   string   // how the keys are written, where that is not by themselves
	action action.Action
	hint   string           // for the key line; "" keeps it out
	help   string           // "" keeps it out of the help
	when   func(facts) bool // nil: always
	urgent bool             // comes first in the key line
}

// bindings is THE key table: dispatch, the key line, the help, the palette and
// the README all come from it.
func bindings() []binding {
	content := func(f facts) bool { return f.content }
	server := func(f facts) bool { return !f.file }
	found := func(f facts) bool { return f.found }
	opens := func(f facts) bool { return f.opens }
	outside := func(f facts) bool { return f.outside }
	table := []binding{
		{scope: inEnvironment, keys: []string{"enter"}, action: action.Choose, hint: "switch", help: "switch to this environment, with all that belongs to it"},
		{scope: inTenant, keys: []string{"enter"}, action: action.Choose, hint: "switch", help: "switch to this tenant"},
		{scope: inTenant, keys: []string{"/"}, action: action.Filter, hint: "filter", help: "filter the tenants by name or id"},
		{scope: inScopes, keys: []string{"space", "enter"}, action: action.Toggle, hint: "toggle", help: "choose this scope or not; a pause asks for one token"},
		{scope: inScopes, keys: []string{"p"}, action: action.Probe, hint: "which is refused?", help: "find the refused scopes by asking for each; asks first", when: func(f facts) bool { return f.probe }, urgent: true},
		{scope: inScopes, keys: []string{"u"}, action: action.LeaveOut, hint: "leave the refused out", help: "leave the refused scopes out, and request one token", when: func(f facts) bool { return f.leaveOut }, urgent: true},
		{scope: inScopes, keys: []string{"s"}, action: action.ScopeSets, hint: "sets", help: "choose one of the named sets of scopes", when: func(f facts) bool { return f.sets }},
		{scope: inScopes, keys: []string{"a"}, action: action.All, hint: "all or none", help: "choose all scopes, or none"},
		{scope: inScopes, keys: []string{"/"}, action: action.Filter, hint: "filter or type a name", help: "filter the scopes, or type one that is not listed"},
		{scope: inToken, keys: []string{"p"}, action: action.Probe, hint: "which scope is refused?", help: "find the refused scopes by asking for each; asks first", when: func(f facts) bool { return f.probe }, urgent: true},
		{scope: inToken, keys: []string{"u"}, action: action.LeaveOut, hint: "leave the refused out", help: "leave the refused scopes out, and request one token", when: func(f facts) bool { return f.leaveOut }, urgent: true},
		{scope: inToken, keys: []string{"enter"}, action: action.Claims, hint: "claims", help: "what the token says, or why there is none"},
		{scope: inToken, keys: []string{"v"}, action: action.Reveal, hint: "reveal", help: "show the token itself until the focus moves", when: func(f facts) bool { return f.token }},
		{scope: inToken, keys: []string{"space"}, action: action.Pause, hint: "pause renewal", help: "keep this token, and send it when expired, too", when: func(f facts) bool { return f.token && !f.kept }},
		{scope: inToken, keys: []string{"space"}, action: action.Pause, hint: "renew again", help: "keep this token no longer than it lives", when: func(f facts) bool { return f.token && f.kept }, urgent: true},
		{scope: inToken, keys: []string{"y"}, action: action.CopyToken, hint: "copy", help: "copy the token to the clipboard", when: func(f facts) bool { return f.token }},
		{scope: inEndpoints, keys: []string{"enter"}, action: action.Choose, hint: "send", help: "send the request and go to the response", when: func(f facts) bool { return !f.prepares }},
		{scope: inEndpoints, keys: []string{"enter"}, action: action.Choose, hint: "prepare", help: "prepare it: the body, then a question before it is sent", when: func(f facts) bool { return f.prepares }},
		{scope: inEndpoints, keys: []string{"e"}, action: action.EditQuery, hint: "edit", help: "fill in its path and query before sending"},
		{scope: inEndpoints, keys: []string{"/"}, action: action.Filter, hint: "filter", help: "filter by path, name, group or scope; some letters do"},
		{scope: inEndpoints, keys: []string{"o"}, action: action.LoadDescription, hint: "OpenAPI", help: "load an OpenAPI description: a file or a URL", when: func(f facts) bool { return f.describes }},

		{scope: inLists, keys: []string{"j", "down"}, action: action.Down, help: "next row"},
		{scope: inLists, keys: []string{"k", "up"}, action: action.Up, help: "previous row"},
		{scope: inLists, keys: []string{"pgdown", "ctrl+f"}, action: action.PageDown, help: "a page down"},
		{scope: inLists, keys: []string{"pgup", "ctrl+b"}, action: action.PageUp, help: "a page up"},
		{scope: inLists, keys: []string{"g", "home"}, action: action.Top, help: "first row"},
		{scope: inLists, keys: []string{"G", "end"}, action: action.Bottom, help: "last row"},

		{scope: inTree, keys: []string{"enter"}, action: action.Follow, hint: "follow", help: "open the URL under the cursor, or what its id is of", when: opens},
		{scope: inTree, keys: []string{"f"}, action: action.FollowAll, hint: "leads to", help: "all that the id under the cursor leads to", when: func(f facts) bool { return f.opens && f.leads }},
		{scope: inTree, keys: []string{"f"}, action: action.FollowAll, hint: "leads to", help: "all that the id of the object here leads to", when: func(f facts) bool { return f.leads && !f.opens }},
		{scope: inTree, keys: []string{"f"}, action: action.Follow, help: "the same as enter, where there is but one", when: func(f facts) bool { return f.opens && !f.leads }},
		{scope: inTree, keys: []string{"f"}, action: action.FollowNot, hint: "leads elsewhere", help: "why the URL under the cursor is not followed", when: outside},
		{scope: inTree, keys: []string{"space", "enter"}, action: action.ToggleFold, hint: "fold", help: "fold or unfold"},
		{scope: inTree, keys: []string{"h", "left"}, action: action.Fold, help: "fold, or go to the parent"},
		{scope: inTree, keys: []string{"l", "right"}, action: action.Unfold, help: "unfold, or go to the first child"},
		{scope: inTree, keys: []string{"J"}, action: action.NextSibling, help: "next sibling"},
		{scope: inTree, keys: []string{"K"}, action: action.PrevSibling, help: "previous sibling"},
		{scope: inTree, keys: []string{"E"}, action: action.UnfoldAll, hint: "unfold all", help: "unfold everything"},
		{scope: inTree, keys: []string{"c"}, action: action.NextChange, hint: "next change", help: "next change since the answer before", when: func(f facts) bool { return f.changes }},
		{scope: inTree, keys: []string{"C"}, action: action.PrevChange, help: "previous change since the answer before", when: func(f facts) bool { return f.changes }},
		{scope: inTree, keys: []string{"d"}, action: action.OldValue, hint: "old value", help: "what stood here in the answer before", when: func(f facts) bool { return f.changed }},
		{scope: inTree, keys: []string{"C", "z 0"}, action: action.FoldAll, help: "fold everything"},
		{scope: inTree, keys: []string{"o"}, action: action.Open, hint: "open", help: "open alone: a container, the JSON or the text in a string", when: func(f facts) bool { return f.openable != "" }},
		{scope: inTree, keys: []string{"w"}, action: action.Wrap, help: "wrap long values, or cut them"},
		{scope: inTree, keys: []string{"#"}, action: action.LineNumbers, help: "line numbers, as printed indented"},
		{scope: inTree, keys: []string{":"}, action: action.Jump, hint: "go to", help: "go to a path (tab completes), a line or a share"},
		{scope: inTree, keys: []string{"/"}, action: action.Find, hint: "find", help: "find in keys and values; capitals make it case-sensitive"},
		{scope: inTree, keys: []string{"n"}, action: action.FindNext, help: "next match", when: found},
		{scope: inTree, keys: []string{"N"}, action: action.FindPrev, help: "previous match", when: found},
		{scope: inTree, keys: []string{"esc"}, action: action.FindNothing, help: "mark matches no more", when: func(f facts) bool { return f.found && !f.running && !f.loading }},
		{scope: inTree, keys: []string{"esc"}, action: action.CloseRow, hint: "table", help: "back from the row to the table", when: func(f facts) bool { return f.table.Row && !f.running }, urgent: true},
		{scope: inTable, keys: []string{"enter"}, action: action.OpenRow, hint: "row as tree", help: "show the row as a tree; esc comes back", when: func(f facts) bool { return f.table.Rows }},
		{scope: inTable, keys: []string{"f"}, action: action.FollowAll, hint: "follow", help: "open the URL or the id in the cell, or that of the row", when: func(f facts) bool { return f.opens || f.leads }},
		{scope: inTable, keys: []string{"f"}, action: action.FollowNot, hint: "leads elsewhere", help: "why the URL in the cell is not followed", when: outside},
		{scope: inTable, keys: []string{"s"}, action: action.SortColumn, hint: "sort", help: "sort by this column: up, down, as sent"},
		{scope: inTable, keys: []string{"/"}, action: action.FilterRows, hint: "filter", help: "show only rows that hold every word (smart case)"},
		{scope: inTable, keys: []string{"."}, action: action.NestColumn, hint: "nested", help: "open a column of objects as columns, or close it", when: func(f facts) bool { return f.table.Nested }},
		{scope: inTable, keys: []string{"h", "left"}, action: action.PrevColumn, help: "column to the left"},
		{scope: inTable, keys: []string{"l", "right"}, action: action.NextColumn, help: "column to the right"},
		{scope: inTable, keys: []string{"0"}, action: action.FirstColumn, help: "first column"},
		{scope: inTable, keys: []string{"$"}, action: action.LastColumn, help: "last column"},
		{scope: inTable, keys: []string{"-"}, action: action.HideColumn, hint: "hide", help: "hide this column", when: func(f facts) bool { return f.table.Columns }},
		{scope: inTable, keys: []string{"+"}, action: action.ShowColumns, hint: "show all", help: "show all hidden columns", when: func(f facts) bool { return f.table.Hidden }},
		{scope: inTable, keys: []string{"<"}, action: action.ColumnLeft, help: "move this column to the left", when: func(f facts) bool { return f.table.Columns }},
		{scope: inTable, keys: []string{">"}, action: action.ColumnRight, help: "move this column to the right", when: func(f facts) bool { return f.table.Columns }},
		{scope: inTable, keys: []string{"c"}, action: action.NextChange, hint: "next change", help: "next change since the answer before", when: func(f facts) bool { return f.changes }},
		{scope: inTable, keys: []string{"C"}, action: action.PrevChange, help: "previous change since the answer before", when: func(f facts) bool { return f.changes }},
		{scope: inTable, keys: []string{"d"}, action: action.OldValue, hint: "old value", help: "what stood here in the answer before", when: func(f facts) bool { return f.changed }},
		{scope: inTable, keys: []string{":"}, action: action.Jump, help: "go to a row, a path or a share"},
		{scope: inTable, keys: []string{"esc"}, action: action.StopSorting, help: "stop sorting", when: func(f facts) bool { return f.table.Sorting && !f.running }},
		{scope: inTable, keys: []string{"esc"}, action: action.AllRows, help: "show all rows again", when: func(f facts) bool { return f.table.Filtered && !f.table.Sorting && !f.running }},
		{scope: inRaw, keys: []string{"/"}, action: action.Find, hint: "find", help: "find in the text; capitals make it case-sensitive"},
		{scope: inRaw, keys: []string{"n"}, action: action.FindNext, help: "next match", when: found},
		{scope: inRaw, keys: []string{"N"}, action: action.FindPrev, help: "previous match", when: found},
		{scope: inRaw, keys: []string{"#"}, action: action.LineNumbers, help: "line numbers"},
		{scope: inRaw, keys: []string{"x"}, action: action.Hexadecimal, hint: "hex", help: "show the bytes as hexadecimal, or as text"},
		{scope: inRaw, keys: []string{":"}, action: action.Jump, hint: "go to", help: "go to a line or a share"},
		{scope: inRaw, keys: []string{"esc"}, action: action.FindNothing, help: "mark matches no more", when: func(f facts) bool { return f.found && !f.running && !f.loading }},
		{scope: inResponse, keys: []string{"esc"}, action: action.StopLoading, hint: "stop", help: "stop reading; what was read stays", when: func(f facts) bool { return f.loading && !f.running }, urgent: true},
		{scope: inResponse, keys: []string{"a"}, action: action.AddScope, hint: "add the scope and repeat", help: "add the scopes that a 403 asks for, and repeat", when: func(f facts) bool { return f.missingScope && !f.unsafe }, urgent: true},
		{scope: inResponse, keys: []string{"a"}, action: action.AddScope, hint: "add the scope", help: "add the scopes that a 403 asks for to the selection", when: func(f facts) bool { return f.missingScope && f.unsafe }, urgent: true},
		{scope: inResponse, keys: []string{"e"}, action: action.MendBody, hint: "edit and send again", help: "edit the refused body, the server's words at its lines", when: func(f facts) bool { return f.mendable }, urgent: true},
		{scope: inResponse, keys: []string{"]"}, action: action.NextPage, hint: "next page", help: "next page of the list, by the server's link", when: func(f facts) bool { return f.next && !f.fetching }},
		{scope: inResponse, keys: []string{"["}, action: action.PrevPage, help: "previous page of the list", when: func(f facts) bool { return f.prev && !f.fetching }},
		{scope: inResponse, keys: []string{"A"}, action: action.FetchAll, hint: "all pages", help: "fetch all pages of the list as one document", when: func(f facts) bool { return f.next && !f.running && !f.missing }},
		{scope: inResponse, keys: []string{"A"}, action: action.FetchAll, hint: "missing pages", help: "go on with the pages that are still missing", when: func(f facts) bool { return f.missing && !f.running }, urgent: true},
		{scope: inResponse, keys: []string{"p"}, action: action.PausePages, hint: "pause", help: "pause fetching all pages", when: func(f facts) bool { return f.fetching && !f.paused }, urgent: true},
		{scope: inResponse, keys: []string{"p"}, action: action.PausePages, hint: "go on", help: "go on fetching all pages", when: func(f facts) bool { return f.paused }, urgent: true},
		{scope: inResponse, keys: []string{"|"}, action: action.JQ, hint: "jq", help: "filter with jq, while typing; esc comes back", when: func(f facts) bool { return f.tree }},
		{scope: inResponse, keys: []string{"esc"}, action: action.Unfilter, hint: "document", help: "back from the filter's results to the document", when: func(f facts) bool { return f.filtered && !f.running }, urgent: true},
		{scope: inResponse, keys: []string{"backspace", "esc"}, action: action.Close, hint: "back", help: "back to the document that this was opened from", when: func(f facts) bool { return f.layered && !f.running }, urgent: true},
		{scope: inResponse, keys: []string{"backspace"}, action: action.EarlierAnswer, hint: "back", help: "back to the answer before; sends nothing", when: func(f facts) bool { return f.earlier && !f.layered }},
		{scope: inResponse, keys: []string{"alt+left"}, action: action.EarlierAnswer, help: "the same, also from what was opened alone or filtered", when: func(f facts) bool { return f.earlier }},
		{scope: inResponse, keys: []string{"alt+right"}, action: action.LaterAnswer, hint: "forward", help: "forward to the answer after; sends nothing", when: func(f facts) bool { return f.later }},
		{scope: inResponse, keys: []string{"%"}, action: action.JumpPercent, help: "go to a share of the way, such as 50%", when: content},
		{scope: inResponse, keys: []string{"y"}, action: action.CopyMenu, hint: "copy", help: "copy a value, path, row, body, table or curl command", when: content},
		{scope: inResponse, keys: []string{"v"}, action: action.NextView, hint: "view", help: "next view: Tree, Table, Raw, Headers, Request", when: func(f facts) bool { return f.views }},
		{scope: inResponse, keys: []string{"V"}, action: action.PrevView, help: "previous view", when: func(f facts) bool { return f.views }},
		{scope: inResponse, keys: []string{"e"}, action: action.EditRequest, hint: "edit", help: "send it with another path or query, in a form", when: func(f facts) bool { return f.editable }},
		{scope: inResponse, keys: []string{"j", "down"}, action: action.Down, help: "down", when: content},
		{scope: inResponse, keys: []string{"k", "up"}, action: action.Up, help: "up", when: content},
		{scope: inResponse, keys: []string{"pgdown", "ctrl+f"}, action: action.PageDown, help: "a page down", when: content},
		{scope: inResponse, keys: []string{"pgup", "ctrl+b"}, action: action.PageUp, help: "a page up", when: content},
		{scope: inResponse, keys: []string{"g", "home"}, action: action.Top, help: "to the top", when: content},
		{scope: inResponse, keys: []string{"G", "end"}, action: action.Bottom, help: "to the bottom", when: content},
	}
	table = append(table,
		binding{scope: inResponse, keys: []string{"tab"}, action: action.NextFile, hint: "next file", help: "next file", when: func(f facts) bool { return f.files }},
		binding{scope: inResponse, keys: []string{"shift+tab"}, action: action.PrevFile, help: "previous file", when: func(f facts) bool { return f.files }},
	)
	for n := 1; n <= 9; n++ {
		b := binding{scope: inTree, keys: []string{"z " + strconv.Itoa(n)}, action: action.FoldDepth(n)}
		if n == 1 { // stands for all nine in the help
			b.name, b.help = "z 1-9", "unfold to a depth and fold what is deeper"
		}
		table = append(table, b)
	}
	table = append(table,
		binding{scope: everywhere, keys: []string{"r"}, action: action.Repeat, hint: "repeat", help: "repeat the last request, here; also after a switch", when: func(f facts) bool { return f.canRepeat }},
		binding{scope: everywhere, keys: []string{"t"}, action: action.NewToken, help: "request a new token", when: server},
		binding{scope: everywhere, keys: []string{":", "ctrl+g"}, action: action.TypePath, help: "type a path and send it as GET; tab completes", when: server},
		binding{scope: everywhere, keys: []string{"x"}, action: action.Explain, hint: "explain", help: "what would be sent, and with which token; sends nothing", when: func(f facts) bool { return f.explainable }},
		binding{scope: everywhere, keys: []string{"L"}, action: action.Log, help: "the log: what was sent, to open, compare and repeat", when: server},
	)
	names := [...]string{"Environment", "Tenant", "Scopes", "Token", "Endpoints", "Response"}
	for n, name := range names {
		table = append(table, binding{scope: everywhere, keys: []string{strconv.Itoa(n + 1)}, action: action.FocusPane(n + 1), help: "to " + name, when: server})
	}
	return append(table,
		binding{scope: everywhere, keys: []string{"tab"}, action: action.NextPane, help: "next pane", when: server},
		binding{scope: everywhere, keys: []string{"shift+tab"}, action: action.PrevPane, help: "previous pane", when: server},
		binding{scope: everywhere, keys: []string{"esc"}, action: action.Back, help: "cancel what runs; else back to the pane before", when: server},
		binding{scope: everywhere, keys: []string{"?"}, action: action.Help, hint: "help", help: "keys of this pane; typing finds, enter runs"},
		binding{scope: everywhere, keys: []string{"ctrl+p"}, action: action.Palette, help: "everything the program can do"},
		binding{scope: everywhere, keys: []string{"ctrl+z"}, action: action.Suspend, help: "suspend the program"},
		binding{scope: everywhere, keys: []string{"q"}, action: action.Quit, hint: "quit", help: "quit"},
		binding{scope: everywhere, keys: []string{"ctrl+c"}, action: action.Interrupt, help: "quit at once"},
	)
}

// keyTable looks bindings up.
type keyTable struct{ all []binding }

// bound lists the bindings that hold for a pane now, nearest scope first.
func (t keyTable) bound(scopes []scope, f facts) []binding {
	var out []binding
	for _, s := range scopes {
		for _, b := range t.all {
			if b.scope == s && (b.when == nil || b.when(f)) {
				out = append(out, b)
			}
		}
	}
	return out
}

// find gives the action of a key. More is true where the key only begins a
// sequence.
func (t keyTable) find(key string, scopes []scope, f facts) (a action.Action, more bool) {
	for _, s := range scopes {
		for _, b := range t.all {
			if b.scope != s || (b.when != nil && !b.when(f)) {
				continue
			}
			if slices.Contains(b.keys, key) {
				return b.action, false
			}
			more = more || slices.ContainsFunc(b.keys, func(k string) bool { return strings.HasPrefix(k, key+" ") })
		}
	}
	return action.None, more
}

// signs are what some keys are called on a screen.
var signs = map[string]string{
	"up": "↑", "down": "↓", "left": "←", "right": "→", "pgdown": "pgdn", "shift+tab": "shift+tab",
}

// shown is how the keys of a binding are written.
func (b binding) shown() string {
	if b.name != "" {
		return b.name
	}
	names := make([]string, len(b.keys))
	for i, k := range b.keys {
		names[i] = k
		if s, ok := signs[k]; ok {
			names[i] = s
		}
	}
	return strings.Join(names, " ")
}

// KeyTable is the table as Markdown, for the README.
func KeyTable() string {
	var b strings.Builder
	for s, name := range scopeNames {
		b.WriteString("| " + name + " | |\n|---|---|\n")
		for _, row := range bindings() {
			if row.scope == scope(s) && row.help != "" {
				b.WriteString("| `" + strings.ReplaceAll(row.shown(), " ", "` `") + "` | " + row.help + " |\n")
			}
		}
		b.WriteString("\n")
	}
	return b.String()
}
