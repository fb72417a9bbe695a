package ui

// quietDay is today, where nothing is sent from here today; "" where it is.
func (m *model) quietDay() string {
	if m.isFile() {
		return ""
	}
	return m.here.env.QuietDays.On(m.now.Wall)
}
