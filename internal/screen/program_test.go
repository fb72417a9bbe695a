package screen

import (
	"fmt"
	"io"
	"os"
	"strings"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/term"
)

// runProgram is what the test binary does instead of testing, where the
// environment says so. It returns the exit status.
func runProgram(name string) int {
	switch name {
	case "tea":
		if _, err := tea.NewProgram(model{}).Run(); err != nil {
			fmt.Println(err)
			return 1
		}
		return 0
	case "exit3":
		fmt.Print("good\x1b[1mbye")
		return 3
	case "flood":
		fmt.Print(strings.Repeat("0123456789", 10_000), "\nend of the flood")
		return 0
	case "raw":
		_, _ = term.MakeRaw(os.Stdin.Fd())
		fmt.Print("\x1b[?1049h\x1b[?25l\x1b[?1002h\x1b[?1006h\x1b[?2004h\x1b[?1004h\x1b[>1u\x1b[>4;2m\x1b[?7l")
		return 0
	case "half":
		fmt.Print("before\x1b[?2026hafter")
		_, _ = io.Copy(io.Discard, os.Stdin)
		return 0
	case "wait":
		fmt.Print("waiting")
		_, _ = io.Copy(io.Discard, os.Stdin)
		return 0
	}
	fmt.Println("no program called", name)
	return 2
}

// model is a full-screen program that tells what it hears from its terminal.
type model struct {
	width, height int
	background    string
	keys          []string
	kitty         bool
}

func (m model) Init() tea.Cmd { return tea.RequestBackgroundColor }

func (m model) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	switch msg := msg.(type) {
	case tea.WindowSizeMsg:
		m.width, m.height = msg.Width, msg.Height
	case tea.BackgroundColorMsg:
		m.background = "light"
		if msg.IsDark() {
			m.background = "dark"
		}
	case tea.KeyboardEnhancementsMsg:
		m.kitty = true
	case tea.KeyPressMsg:
		m.keys = append(m.keys, msg.String())
		switch msg.String() {
		case "q", "ctrl+c":
			return m, tea.Quit
		case "y":
			return m, tea.SetClipboard("crème\n")
		case "P":
			go panic("in a goroutine of its own")
		case "ctrl+z":
			return m, tea.Suspend
		}
	case tea.ResumeMsg:
		m.keys = append(m.keys, "resumed")
	}
	return m, nil
}

func (m model) View() tea.View {
	v := tea.NewView(fmt.Sprintf("size %dx%d\nbackground %s\nkitty %v\n\x1b[1;31mkeys\x1b[m %s\n葡萄酒 ╭─╮",
		m.width, m.height, m.background, m.kitty, strings.Join(m.keys, ",")))
	v.AltScreen = true
	v.ReportFocus = true
	v.MouseMode = tea.MouseModeCellMotion
	return v
}
