package auth

import (
	"net/http"
	"runtime"
	"testing"
)

// BenchmarkToken is the hot path: every API call goes through it, from a hundred goroutines.
func BenchmarkToken(b *testing.B) {
	source := sourceFor(b, "https://connect.test/token", Options{Transport: transportFunc(func(*http.Request) (*http.Response, error) {
		return answered(200, tokenAnswer(1, "3600")), nil
	})})
	if _, err := source.Token(b.Context()); err != nil {
		b.Fatal(err)
	}
	b.SetParallelism(100 / runtime.GOMAXPROCS(0))
	b.ReportAllocs()
	b.RunParallel(func(pb *testing.PB) {
		ctx := b.Context()
		for pb.Next() {
			if _, err := source.Token(ctx); err != nil {
				b.Error(err)
			}
		}
	})
}

func TestTheHotPathDoesNotAllocate(t *testing.T) {
	source := sourceFor(t, "https://connect.test/token", Options{Transport: transportFunc(func(*http.Request) (*http.Response, error) {
		return answered(200, tokenAnswer(1, "3600")), nil
	})})
	mustToken(t, source)
	ctx := t.Context()
	if n := testing.AllocsPerRun(1000, func() { _, _ = source.Token(ctx) }); n != 0 {
		t.Errorf("%v allocations", n)
	}
}
