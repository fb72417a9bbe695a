package auth

import (
	"flag"
	"os"
	"strconv"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// daysByDefault is how many days a test lives through unless -rapid.checks asks for more: a day costs some 20 ms.
const daysByDefault = 12

func fewDays(t *testing.T) {
	asked := os.Getenv("RAPID_CHECKS") != ""
	flag.Visit(func(f *flag.Flag) { asked = asked || f.Name == "rapid.checks" })
	if checks := flag.Lookup("rapid.checks"); !asked {
		before := checks.Value.String()
		_ = checks.Value.Set(strconv.Itoa(daysByDefault))
		t.Cleanup(func() { _ = checks.Value.Set(before) })
	}
}

// liveThrough draws days and lives them; the first fault of a day fails the test.
func liveThrough(t *testing.T, days *rapid.Generator[[]episode]) {
	t.Helper()
	fewDays(t)
	rapid.Check(t, func(t *rapid.T) {
		day := days.Draw(t, "day")
		rapid.SyncTest(t, func(t *rapid.T) {
			d := newSimDay(t.Context())
			d.run(day)
			if faults := d.found(); len(faults) > 0 {
				t.Fatalf("%s", strings.Join(faults[:min(len(faults), 5)], "\n"))
			}
		})
	})
}

func TestG06_DaysOfSleepAndOfClocksThatAreSet(t *testing.T) {
	liveThrough(t, days([]trouble{noTrouble, noTrouble, noTrouble, noListener, silent}, []move{noMove, suspend, setBack, setForward, glitch}))
}

func TestG04_DaysOfTroubleCostOneRequestPerLifeAndItsRetries(t *testing.T) {
	liveThrough(t, days([]trouble{noTrouble, noListener, unavailable, throttled, silent, refusing}, []move{noMove, noMove, noMove, suspend}))
}

func TestG13_DaysOfOutagesLeaveATokenThatLivesUsable(t *testing.T) {
	liveThrough(t, days([]trouble{noListener, unavailable, throttled, silent, silent, refusing}, []move{noMove, noMove, setBack, glitch}))
}
