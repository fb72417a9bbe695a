package api

import "net/http"

// explainBody explains a 2xx whose body is no JSON text. Brincr documents that
// every answer is JSON, so something else usually answered. The body is kept.
func (do *run) explainBody() *Error {
	x := &do.x
	if x.IsJSON() || x.Request.Method == http.MethodOptions {
		return nil
	}
	if len(x.Body) == 0 && (x.Status != http.StatusOK || x.Request.Method != http.MethodGet) {
		return nil // 201 and the like, and an answer to a change, may be empty
	}
	e := &Error{
		Kind:    KindNotJSON,
		Status:  x.Status,
		Summary: do.answered() + ", but with " + do.form() + " instead of JSON.",
		Server:  pageWords(x.Body, x.ContentType),
		Next:    do.again("Check the API URL in the config and the network; look at the body, which is kept."),
	}
	switch {
	case len(x.Body) == 0:
		e.Cause = "An answer without content has status 204. Usually the server failed while answering, or a gateway dropped the body."
		e.Next = "Send it again; if it stays, tell Brincr's support the time and the path."
	case contentEncoding(do.header) != "" && contentEncoding(do.header) != "gzip":
		e.Cause = "The body is encoded as " + quoted(contentEncoding(do.header)) + ", which was not asked for and is not decoded here. Usually a gateway did it."
	case looksUTF16(x.Body):
		e.Cause = "JSON is sent as UTF-8 (RFC 8259). Usually the server or a gateway is set up wrongly."
	case looksHTML(x.Body, x.ContentType):
		e.Cause = "Usually it is the sign-in page of a network (hotel, train, company), a proxy's message, or a web site because the API URL is not the API's."
	default:
		e.Cause = "Brincr documents that all answers are JSON. Usually something other than Brincr answered, or the path is a download."
	}
	return e
}

// form names what a body is, with the content type when there is one.
func (do *run) form() string {
	body, said := do.x.Body, ""
	if do.x.ContentType != "" {
		said = " (Content-Type " + quoted(do.x.ContentType) + ")"
	}
	switch {
	case len(body) == 0:
		return "an empty body"
	case contentEncoding(do.header) != "" && contentEncoding(do.header) != "gzip":
		return "an encoded body" + said
	case looksHTML(body, do.x.ContentType):
		return "an HTML page" + said
	case looksUTF16(body):
		return "UTF-16 text" + said
	case isText(body):
		return "plain text" + said
	}
	return "binary data" + said
}

// foreign names the body of an error answer when it is not JSON; "" for JSON and
// for no body.
func (do *run) foreign() string {
	if len(do.x.Body) == 0 || do.x.IsJSON() {
		return ""
	}
	return do.form()
}

// isText judges by the start of a body.
func isText(body []byte) bool {
	for _, c := range body[:min(len(body), 512)] {
		if c == 0 {
			return false
		}
	}
	return true
}
