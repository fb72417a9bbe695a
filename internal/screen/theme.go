package screen

import "fmt"

// Theme is what a terminal adds of its own to a frame. Colours are CSS
// colours of the form "#rrggbb".
type Theme struct {
	Background, Foreground string
	Bar, Border, Title     string     // the window's title bar, outline and title text
	Buttons                [3]string  // the window's buttons
	Palette                [16]string // the colours 0 to 15
}

// Dark is a theme with light text on a dark background.
func Dark() Theme {
	return Theme{
		Background: "#171a21", Foreground: "#d5d9e0",
		Bar: "#20242d", Border: "#363c49", Title: "#8d95a5",
		Buttons: [3]string{"#ec6a5e", "#f4bf4f", "#61c554"},
		Palette: [16]string{
			"#2a2f3a", "#e5707a", "#98c379", "#e2b86b", "#6fb0f2", "#c58fe6", "#5fc4cd", "#c3c8d2",
			"#697183", "#ff8b94", "#b5e08f", "#f5d08a", "#93c7ff", "#dcb0f7", "#86dfe6", "#f4f6fa",
		},
	}
}

// Light is a theme with dark text on a light background.
func Light() Theme {
	return Theme{
		Background: "#fcfcfa", Foreground: "#262b33",
		Bar: "#eeeeea", Border: "#cfcfc8", Title: "#777c85",
		Buttons: [3]string{"#ec6a5e", "#f4bf4f", "#61c554"},
		Palette: [16]string{
			"#262b33", "#c4303b", "#35802f", "#96690a", "#1f63c0", "#8a3fb5", "#127a86", "#d8dade",
			"#848a95", "#e04650", "#4a9c41", "#b5820f", "#3a80e0", "#a65bd0", "#1d98a6", "#ffffff",
		},
	}
}

// css returns the colour c in this theme; the default colour is dflt.
func (t Theme) css(c Color, dflt string) string {
	if r, g, b, ok := c.Direct(); ok {
		return hex(r, g, b)
	}
	i, ok := c.Index()
	switch {
	case !ok:
		return dflt
	case i < 16:
		return t.Palette[i]
	case i >= 232: // 24 shades of grey
		v := 8 + 10*(i-232)
		return hex(v, v, v)
	default: // a cube of 6 x 6 x 6
		i -= 16
		return hex(cubeLevel(i/36), cubeLevel(i/6%6), cubeLevel(i%6))
	}
}

// cubeLevel is xterm's: 0, 95, 135, 175, 215, 255.
func cubeLevel(n uint8) uint8 {
	if n == 0 {
		return 0
	}
	return 55 + 40*n
}

func hex(r, g, b uint8) string { return fmt.Sprintf("#%02x%02x%02x", r, g, b) }

// colors returns what a style is drawn in.
func (t Theme) colors(s Style) (fg, bg string) {
	fg, bg = t.css(s.Fg, t.Foreground), t.css(s.Bg, t.Background)
	if s.Reverse {
		fg, bg = bg, fg
	}
	if s.Faint {
		fg = mix(fg, bg)
	}
	return fg, bg
}

// mix returns the colour between two. Faint text is drawn so rather than
// with opacity, which would let overlapping strokes show.
func mix(a, b string) string {
	var ar, ag, ab, br, bg, bb uint16
	if n, _ := fmt.Sscanf(a+b, "#%2x%2x%2x#%2x%2x%2x", &ar, &ag, &ab, &br, &bg, &bb); n != 6 {
		return a
	}
	part := func(x, y uint16) uint8 { return uint8((3*x + 2*y) / 5) }
	return hex(part(ar, br), part(ag, bg), part(ab, bb))
}
