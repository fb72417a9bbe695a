package main

import (
	"context"
	"fmt"
	"math/rand/v2"
	"sync"
	"sync/atomic"
	"time"

	"brincr-explorer/api"
	"brincr-explorer/auth"
)

// tally counts what became of the requests.
type tally struct{ asked, well, failed, left, tokens atomic.Int64 }

type tallied struct{ asked, well, failed, left, tokens int64 }

func (t *tally) read() tallied {
	return tallied{t.asked.Load(), t.well.Load(), t.failed.Load(), t.left.Load(), t.tokens.Load()}
}

// crowd are the places that requests are sent from. Three stay for the whole soak, as a tenant that is looked
// at all day does; more come and go.
type crowd struct {
	env   api.Environment
	stays []*api.Client
	seed  uint64
	shift uint64
	tally tally
}

func newCrowd(address string, seed uint64) (*crowd, error) {
	c := &crowd{seed: seed, env: api.Environment{
		Name: "sandbox", TokenURL: "http://" + address + "/connect/token", APIURL: "http://" + address + "/api/v1/",
		ClientID: "isv_soak", Secret: auth.Plain("a secret"),
	}}
	for i := range 3 {
		client, err := c.client(i)
		if err != nil {
			return nil, err
		}
		c.stays = append(c.stays, client)
	}
	return c, nil
}

func (c *crowd) client(i int) (*api.Client, error) {
	tenant := api.Tenant{Name: fmt.Sprintf("Tenant %d", i), ID: fmt.Sprintf("%08d-0000-4000-8000-000000000000", i)}
	client, err := api.NewClient(c.env, tenant, api.Options{
		Timeout: 3 * time.Second, MaxBody: 4 << 20, OnTokenRequest: func(r api.TokenRequest) {
			if r.Sent {
				c.tally.tokens.Add(1)
			}
		},
	})
	if err != nil {
		return nil, fmt.Errorf("making a client: %w", err)
	}
	return client, nil
}

func (c *crowd) close() {
	for _, client := range c.stays {
		client.Close()
	}
}

// work sends requests for a while and returns when all users have left, most of them in the middle of one.
func (c *crowd) work(ctx context.Context, lasts time.Duration, users int) error {
	c.shift++
	shift, cancel := context.WithTimeout(ctx, lasts)
	defer cancel()
	var all sync.WaitGroup
	for user := range users {
		rng := rand.New(rand.NewPCG(c.seed+c.shift, uint64(user)))
		all.Go(func() {
			for shift.Err() == nil {
				c.visit(shift, rng)
			}
		})
	}
	all.Wait()
	if err := ctx.Err(); err != nil {
		return fmt.Errorf("interrupted: %w", err)
	}
	return nil
}

// visit is some requests from one place.
func (c *crowd) visit(ctx context.Context, rng *rand.Rand) {
	client := c.stays[rng.IntN(len(c.stays))]
	if rng.IntN(4) == 0 {
		visitor, err := c.client(len(c.stays) + rng.IntN(1000))
		if err != nil {
			panic(err) // newCrowd made others of the same environment
		}
		defer visitor.Close()
		client = visitor
	}
	scopes := [][]string{{"brincr:category"}, {"brincr:category", "brincr:country"}, {"brincr:product"}}[rng.IntN(3)]
	for range 1 + rng.IntN(10) {
		if ctx.Err() != nil {
			return
		}
		if rng.IntN(30) == 0 || client.Source(scopes).Status().Phase == auth.PhaseFailed {
			_, _ = client.Source(scopes).Renew(ctx)
		}
		c.ask(ctx, client, scopes, rng)
		rest(ctx, time.Duration(rng.IntN(int(40*time.Millisecond))))
	}
}

// ask sends one request, and sometimes does not wait for its answer.
func (c *crowd) ask(ctx context.Context, client *api.Client, scopes []string, rng *rand.Rand) {
	if rng.IntN(10) == 0 {
		var cancel context.CancelFunc
		ctx, cancel = context.WithTimeout(ctx, time.Duration(rng.IntN(int(20*time.Millisecond))))
		defer cancel()
	}
	c.tally.asked.Add(1)
	ex := client.Do(ctx, api.Request{Path: fmt.Sprintf("categories?page=%d", rng.IntN(9)), Scopes: scopes})
	switch {
	case ex.OK():
		c.tally.well.Add(1)
	case ctx.Err() != nil:
		c.tally.left.Add(1)
	default:
		c.tally.failed.Add(1)
	}
}

func rest(ctx context.Context, d time.Duration) {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
	case <-ctx.Done():
	}
}
