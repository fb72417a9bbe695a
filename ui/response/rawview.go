package response

import "brincr-explorer/ui/action"

type rawView struct {
	rawText
	at place
}

func newRawView(src []byte) rawView { return rawView{rawText: newRawText(src)} }

func (m *Model) scrollRaw(a action.Action) {
	t, w, h := m.raw.rawText, m.width-3, m.bodyHeight()
	switch a {
	case action.Up:
		m.raw.at = t.move(m.raw.at, -1, w)
	case action.Down:
		m.raw.at = t.move(m.raw.at, 1, w)
	case action.PageUp:
		m.raw.at = t.move(m.raw.at, -max(h-1, 1), w)
	case action.PageDown:
		m.raw.at = t.move(m.raw.at, max(h-1, 1), w)
	case action.Top:
		m.raw.at = place{}
	case action.Bottom:
		m.raw.at = t.last(h, w)
	}
	if last := t.last(h, w); after(m.raw.at, last) {
		m.raw.at = last
	}
}

func after(a, b place) bool {
	return a.piece > b.piece || (a.piece == b.piece && a.row > b.row)
}

func (m *Model) rawPercent(p int) {
	m.raw.at = place{piece: (len(m.raw.pieces) - 1) * p / 100}
	m.scrollRaw(0)
}

func (m *Model) rawLine(int) {}

func (m *Model) Hexadecimal() bool { return false }
