package ui

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"brincr-explorer/api"
	"brincr-explorer/internal/openapi"
)

// described is a description of endpoints written as "METHOD path tag summary";
// the scope is that of the path's first word.
func describedBy(lines ...string) openapi.Description {
	d := openapi.Description{Title: "Brincr", Source: "openapi.yaml"}
	for _, line := range lines {
		f := strings.SplitN(line, " ", 4)
		entity, _, _ := strings.Cut(f[1], "/")
		o := &api.Operation{Summary: f[3], Tags: []string{f[2]}, Scopes: []string{"brincr:" + strings.TrimSuffix(entity, "s")}}
		o.Deprecated = strings.Contains(f[3], "old")
		if entity == "categories" {
			o.Scopes = []string{"brincr:category"}
		}
		d.Endpoints = append(d.Endpoints, api.Endpoint{Name: f[3], Method: f[0], Path: f[1], Scope: o.Scopes[0], Evidence: api.Described, Operation: o})
	}
	return d
}

func describedWorld() *world {
	return &world{openapi: "openapi.yaml", describe: func(context.Context, api.Environment, string) (openapi.Description, error) {
		return describedBy(
			"GET products Products List the products", "GET products/{id} Products One product with its parts, stock and prices",
			"GET categories Products List the categories", "GET categories/tree Products The categories as a tree, the old way",
			"POST products Products Create a product",
			"GET customers Customers List the customers", "GET customers/{customer}/orders Customers The orders of one customer",
			"GET orders Orders List the orders", "GET orders/{order}/lines Orders The lines of one order",
		), nil
	}}
}

func brokenWorld() *world {
	return &world{openapi: "openapi.yaml", describe: func(context.Context, api.Environment, string) (openapi.Description, error) {
		return openapi.Description{}, &openapi.Error{Source: "openapi.yaml", Place: "line 12, column 5", What: "is no YAML from here on", Next: "Correct it, or get the description anew."}
	}}
}

func (d *driver) offers(method, path string) bool {
	for _, e := range d.m.here.env.catalogue {
		if e.Method == method && e.Path == path {
			return true
		}
	}
	return false
}

func TestADescriptionIsLoadedWhereTheConfigNamesOne(t *testing.T) {
	drive(t, describedWorld(), 100, 40, func(d *driver) {
		d.sees("Customers", "GET customers/{customer}/orders", "+ customer")
		if d.offers("POST", "products") {
			t.Error("a method that changes data is offered")
		}
		d.press("1", "j", "enter")
		if d.offers("GET", "orders") {
			t.Error("production offers what the sandbox's description says")
		}
		d.press("1", "k", "enter")
		if !d.offers("GET", "orders") {
			t.Error("the sandbox lost its description")
		}
	})
}

func TestABrokenDescriptionTakesNothingAway(t *testing.T) {
	drive(t, brokenWorld(), 120, 40, func(d *driver) {
		d.sees("line 12, column 5: is no YAML from here on", "GET customers")
	})
	wd := describedWorld()
	good := wd.describe
	wd.describe = func(ctx context.Context, e api.Environment, source string) (openapi.Description, error) {
		if source == "openapi.yaml" {
			return good(ctx, e, source)
		}
		return brokenWorld().describe(ctx, e, source)
	}
	drive(t, wd, 120, 40, func(d *driver) {
		d.press("5", "o")
		d.text("other.yaml")
		d.press("enter")
		d.sees("line 12, column 5", "GET orders/{order}/lines")
	})
}

func TestAnotherDescriptionReplacesTheFirst(t *testing.T) {
	wd := describedWorld()
	first := wd.describe
	wd.describe = func(ctx context.Context, e api.Environment, source string) (openapi.Description, error) {
		if source == "openapi.yaml" {
			return first(ctx, e, source)
		}
		return describedBy("GET invoices Invoices List the invoices from " + source), nil
	}
	drive(t, wd, 120, 40, func(d *driver) {
		d.press("5", "o")
		d.text("'my file.yaml'")
		d.press("enter")
		d.sees("Took 1 operation", "GET invoices")
		if d.offers("GET", "orders") || !d.offers("GET", "customers") || !d.offers("GET", "countries") {
			t.Errorf("the endpoints are %+v", d.m.here.env.catalogue)
		}
		d.press("/")
		d.text("myfil")
		d.sees("GET invoices")
		d.press("esc", "o", "enter")
		d.sees("Took 1 operation", "GET invoices")
	})
}

// TestDescriptionsNeverMix: one that is slow belongs to the environment that it
// was asked for, one that was cancelled to none, and what lies over the panes goes
// on meaning what it says.
// The query of an address may be what lets one in.
func TestG03_WhatIsSaidOfADescriptionHoldsNoSecret(t *testing.T) {
	wd := &world{describe: func(ctx context.Context, _ api.Environment, _ string) (openapi.Description, error) {
		<-ctx.Done()
		return openapi.Description{}, ctx.Err()
	}}
	drive(t, wd, 140, 40, func(d *driver) {
		d.press("5", "o")
		d.text("https://u:hidden@docs.example/a.json?sig=hidden")
		d.press("enter")
		d.sees("Reading https://docs.example/a.json …")
		d.seesNot("hidden")
		d.press("esc")
		d.sees("Cancelled reading https://docs.example/a.json.")
		d.seesNot("hidden")
	})
}

func TestDescriptionsNeverMix(t *testing.T) {
	wd := &world{}
	wd.describe = func(ctx context.Context, e api.Environment, source string) (openapi.Description, error) {
		timer := time.NewTimer(time.Second)
		defer timer.Stop()
		select {
		case <-timer.C:
			return describedBy(fmt.Sprintf("GET %s-of-%s Things of %s", source, e.Name, source)), nil
		case <-ctx.Done():
			return openapi.Description{}, ctx.Err()
		}
	}
	drive(t, wd, 120, 40, func(d *driver) {
		load := func(source string) {
			d.press("5", "o")
			d.text(source)
			d.press("enter")
		}
		load("slow")
		d.press("1", "j", "enter")
		d.wait(2 * time.Second)
		if d.offers("GET", "slow-of-sandbox") {
			t.Error("production offers the sandbox's")
		}
		d.press("1", "k", "enter")
		if !d.offers("GET", "slow-of-sandbox") {
			t.Error("the sandbox does not have what was loaded meanwhile")
		}
		d.sees("Took 1 operation")

		load("given-up")
		d.press("esc")
		d.sees("Cancelled reading given-up")
		d.wait(2 * time.Second)
		if d.offers("GET", "given-up-of-sandbox") || !d.offers("GET", "slow-of-sandbox") {
			t.Error("what was cancelled changed the endpoints")
		}

		load("first")
		load("second")
		d.press("ctrl+p")
		d.wait(2 * time.Second)
		if d.offers("GET", "second-of-sandbox") {
			t.Error("the endpoints change under a menu that chooses by number")
		}
		d.press("esc")
		if d.offers("GET", "first-of-sandbox") || !d.offers("GET", "second-of-sandbox") {
			t.Error("the one that was named last does not count")
		}
	})
}
