package response

import (
	"context"
	"fmt"
	"strconv"
	"strings"
	"testing"

	"brincr-explorer/api"
	"brincr-explorer/internal/jsondoc"
	"brincr-explorer/ui/action"
	"brincr-explorer/ui/intent"
)

// repriced is a list of n rows of which every second one has a price, and the
// others are called firm.
func repriced(n, price int) []byte {
	var b strings.Builder
	b.WriteString(`[{"id":0,"name":"firm"}`)
	for i := 1; i < n; i++ {
		if i%2 == 0 {
			fmt.Fprintf(&b, `,{"id":%d,"name":"firm"}`, i)
		} else {
			fmt.Fprintf(&b, `,{"id":%d,"name":"other","price":%d}`, i, price)
		}
	}
	return []byte(b.String() + "]")
}

// filteredChanges is a repeated answer of n rows, as a table whose filter lets
// none of those through that changed.
func filteredChanges(t testing.TB, n int) *Model {
	t.Helper()
	before, err := jsondoc.Parse(repriced(n, 1))
	if err != nil {
		t.Fatal(err)
	}
	m := New("")
	ex := api.Exchange{Status: 200, Body: repriced(n, 2), ContentType: "application/json"}
	m.Show(LoadWhole(context.Background(), ex, before), false)
	m.Resize(100, 30)
	m.Do(action.NextView)
	m.SetFilter("firm")
	if work := m.Arrange(context.Background()); work != nil {
		work()
	}
	m.Resize(100, 30)
	if !m.HasTable() || m.table.count() != n/2 || m.marksShown().Len() != n/2 {
		t.Fatalf("%d rows are shown, and %d changed", m.table.count(), m.marksShown().Len())
	}
	return m
}

// The rows are looked through once for a step, however many changes it passes:
// each time more would make what is kept of them once more.
func TestAStepPastChangesThatAreNotShownLooksThroughTheRowsOnce(t *testing.T) {
	m := filteredChanges(t, 8_000)
	made := testing.AllocsPerRun(3, func() {
		said, ok := m.Do(action.NextChange).(intent.Notice)
		if !ok || !strings.Contains(said.Text, "No change lies") {
			t.Fatalf("the step says %q", said.Text)
		}
	})
	if made > 20 {
		t.Errorf("a step past 4 000 changes allocates %.0f times", made)
	}
}

func BenchmarkAStepPastChangesThatAreNotShown(b *testing.B) {
	for _, n := range []int{8_000, 48_000} {
		b.Run(strconv.Itoa(n), func(b *testing.B) {
			m := filteredChanges(b, n)
			for b.Loop() {
				m.Do(action.NextChange)
			}
		})
	}
}

func TestAnAnswerEndsTheReadingOfTheOneBefore(t *testing.T) {
	m := New("")
	large := api.Exchange{Status: 200, Body: repriced(90_000, 1), ContentType: "application/json"}
	m.Show(Load(context.Background(), large), false)
	reading := m.Loading()
	if reading == nil {
		t.Fatal("all of a large answer was read at once")
	}
	m.Show(Load(context.Background(), api.Exchange{Status: 200, Body: []byte("{}"), ContentType: "application/json"}), false)
	if reading.stop.Err() == nil {
		t.Error("the answer that is gone is still being read")
	}
}
