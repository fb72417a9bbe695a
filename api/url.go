package api

// URL is where a request for a path goes. Nothing is sent. The error is the one
// with which [Client.Do] would refuse the path.
func (c *Client) URL(r Request) (string, *Error) {
	r.Method = methodOf(r.Method)
	u, err := c.base.resolve(r.Path)
	if err != nil {
		return "", c.badPath(r, err)
	}
	return u.String(), nil
}

func (c *Client) badPath(r Request, err error) *Error {
	return refused(r, "The path "+err.Error()+".", "The path is relative to "+c.base.String()+", such as categories/5?page=2. Correct it and send again.", err)
}
