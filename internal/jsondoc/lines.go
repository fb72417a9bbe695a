package jsondoc

// PrettyLine is the line, from 1, that a row would have if the document were printed indented with every container
// unfolded: what a reader counts, whatever is folded and however the text was sent. It is 0 for a node that does not
// exist.
func (d *Document) PrettyLine(r Row) int {
	if !d.has(r.Node) {
		return 0
	}
	if r.Close && d.box(r.Node) == nil {
		r.Close = false
	}
	q := d.unfolded()
	return 1 + q.number(r)
}

// AtPrettyLine is the row with this line, the last or the first one where there are fewer or the line is less than 1.
func (d *Document) AtPrettyLine(line int) Row {
	q := d.unfolded()
	if q.total == 0 {
		return Row{Node: None}
	}
	return q.row(min(max(line, 1), q.total) - 1)
}

// PrettyLines is the number of lines that the document would have.
func (d *Document) PrettyLines() int { return d.unfolded().total }

// unfolded is the rule that folds nothing. It is made when it is first asked for.
func (d *Document) unfolded() *rule {
	d.plainOnce.Do(func() { d.plain = newRule(d, everything) })
	return &d.plain
}
