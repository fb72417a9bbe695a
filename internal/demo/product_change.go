package demo

import (
	"fmt"
	"io"
	"net/http"
)

// productChanges are the methods that change one product. Brincr is known to
// take a POST of products; these were made up here.
func productChanges(r resource) []route {
	change := func(name, method string, serve func(*call)) route {
		return route{Endpoint{name, method, r.path + idSegment, r.scope, true}, serve}
	}
	return []route{
		change("Replace a product", http.MethodPut, func(c *call) { c.changeProduct(r, false) }),
		change("Change a product", http.MethodPatch, func(c *call) { c.changeProduct(r, true) }),
		change("Delete a product", http.MethodDelete, func(c *call) { c.deleteProduct(r) }),
	}
}

func (c *call) createProduct() {
	body, ok := c.readBody()
	if !ok {
		return
	}
	c.tenant.writing.Lock()
	defer c.tenant.writing.Unlock()
	p, ok := c.readProduct(newProductForm(body, c.tenant.data()))
	if !ok {
		return
	}
	p.ID = c.freeProductID(p.SKU)
	p.CreatedAt = c.stamp()
	p.UpdatedAt = p.CreatedAt
	c.tenant.data().products.add(p)
	c.w.Header().Set("Location", c.env.APIURL+pathProducts+"/"+p.ID)
	respond(c.w, c.r, http.StatusCreated, envelope{p})
}

// changeProduct replaces a product by what the body says; partial leaves what the
// body does not say as it was.
func (c *call) changeProduct(r resource, partial bool) {
	body, ok := c.readBody()
	if !ok {
		return
	}
	c.tenant.writing.Lock()
	defer c.tenant.writing.Unlock()
	before, ok := c.tenant.data().products.get(c.id)
	if !ok {
		c.notFound(r)
		return
	}
	form := newProductForm(body, c.tenant.data())
	form.before, form.partial = before, partial
	p, ok := c.readProduct(form)
	if !ok {
		return
	}
	p.UpdatedAt = c.stamp()
	c.tenant.data().products.change(p.ID, func(*product) *product { return p })
	respond(c.w, c.r, http.StatusOK, envelope{p})
}

// deleteProduct answers as Laravel's own example does: 204, without a body.
func (c *call) deleteProduct(r resource) {
	c.tenant.writing.Lock()
	defer c.tenant.writing.Unlock()
	if !c.tenant.data().products.remove(c.id) {
		c.notFound(r)
		return
	}
	c.w.WriteHeader(http.StatusNoContent)
}

func (c *call) readBody() ([]byte, bool) {
	body, err := io.ReadAll(http.MaxBytesReader(c.w, c.r.Body, maxBody))
	if err != nil {
		fail(c.w, c.r, failure{Status: http.StatusRequestEntityTooLarge, Message: "The POST data is too large."})
		return nil, false
	}
	return body, true
}

// readProduct answers itself where the form is not in order.
func (c *call) readProduct(form *productForm) (*product, bool) {
	p, errs := form.read()
	if len(errs) > 0 {
		fail(c.w, c.r, failure{Status: http.StatusUnprocessableEntity, Message: summary(errs), Errors: errs})
		return nil, false
	}
	return p, true
}

func (c *call) stamp() string { return c.now().UTC().Format(laravelTime) }

// freeProductID is an id for a new product: that of its number, unless a product
// has it whose number was changed since.
func (c *call) freeProductID(sku string) string {
	for n := 1; ; n++ {
		kind := "sku/" + sku
		if n > 1 {
			kind = fmt.Sprintf("sku/%s/%d", sku, n)
		}
		id := recordID(c.tenant.trade.id, pathProducts, kind)
		if _, taken := c.tenant.data().products.get(id); !taken {
			return id
		}
	}
}
