// Package action names everything a key can mean. It exists so that the key
// table, the panes and the palette speak of the same things without knowing
// each other: the table maps a key to an Action, and a pane acts on it.
package action

// An Action is what a key means, before anybody has acted on it.
type Action uint8

// The actions. Focus and Depth are the first of a run of consecutive values;
// see [FocusPane] and [FoldDepth].
const (
	None Action = iota

	Quit
	Interrupt
	Suspend
	Help
	Palette
	NextPane
	PrevPane
	NextFile
	PrevFile
	Back
	Repeat
	NewToken
	TypePath
	Log

	Up
	Down
	PageUp
	PageDown
	Top
	Bottom
	Choose
	Filter
	Toggle
	All
	ScopeSets
	Probe
	BeginProbe
	LeaveOut

	Claims
	Reveal
	Pause
	CopyToken

	EditQuery
	LoadDescription
	EditRequest
	Explain

	Fold
	Unfold
	ToggleFold
	FoldAll
	UnfoldAll
	NextSibling
	PrevSibling
	NextView
	PrevView
	Follow
	FollowAll
	FollowNot
	CopyLink
	EarlierAnswer
	LaterAnswer
	NextPage
	PrevPage
	FetchAll
	PausePages
	CopyMenu
	AddScope
	Find
	FindNext
	FindPrev
	FindNothing
	Open
	Close
	Wrap
	LineNumbers
	Hexadecimal
	Jump
	JumpPercent
	JQ
	Unfilter
	NextChange
	PrevChange
	OldValue
	StopLoading

	CopyValue
	CopySubtree
	CopyPath
	CopyBody
	CopyCurl
	CopyCurlToken

	PrevColumn
	NextColumn
	FirstColumn
	LastColumn
	SortColumn
	HideColumn
	ShowColumns
	ColumnLeft
	ColumnRight
	NestColumn
	FilterRows
	OpenRow
	CloseRow
	AllRows
	StopSorting
	CopyRow
	CopyColumn
	CopyCSV
	CopyTSV

	SendBody // of the editor: on to the question
	EditBody // in the user's own editor
	MendBody // that a server refused
	ConfirmSend
	CancelSend

	focus // six values
	_
	_
	_
	_
	_
	depth // nine values
)

// FocusPane is the action that moves the focus to pane n, 1 to 6.
func FocusPane(n int) Action { return focus + Action(n-1) }

// Pane is the pane that a focus action names.
func (a Action) Pane() (n int, ok bool) {
	if a < focus || a >= depth {
		return 0, false
	}
	return int(a-focus) + 1, true
}

// FoldDepth is the action that folds everything deeper than n, 1 to 9.
func FoldDepth(n int) Action { return depth + Action(n-1) }

// Depth is the depth that a fold-to-depth action names.
func (a Action) Depth() (n int, ok bool) {
	if a < depth || a > depth+8 {
		return 0, false
	}
	return int(a-depth) + 1, true
}
