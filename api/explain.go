package api

import (
	"fmt"
	"net/http"
	"strings"
)

// judge reads an answer that is no redirect and will not be repeated, and
// explains it when it is not what it should be.
func (do *run) judge() *Error {
	s := do.x.Status
	if s < 200 || s > 299 {
		return do.explainStatus()
	}
	if do.broken != nil {
		return do.broken
	}
	if !hasBody(do.x.Request.Method, s) {
		return nil
	}
	if e := do.explainBody(); e != nil {
		return e
	}
	if do.x.Request.Method == http.MethodGet {
		do.x.Page = readPage(do.c.base, do.url, do.x.Body)
	}
	return nil
}

// explainStatus explains every status other than 2xx. What Brincr's
// documentation says about one is told as documented, the rest as usual.
func (do *run) explainStatus() *Error {
	e := &Error{
		Kind:    KindStatus,
		Status:  do.x.Status,
		Summary: do.answered() + ".",
		Server:  do.serverWords(),
	}
	switch do.x.Status {
	case http.StatusUnauthorized:
		do.explain401(e)
	case http.StatusForbidden:
		do.explain403(e)
	case http.StatusNotFound:
		do.explain404(e)
	case http.StatusMethodNotAllowed:
		do.explain405(e)
	case http.StatusUnprocessableEntity:
		do.explain422(e)
	case http.StatusTooManyRequests:
		do.explain429(e)
	default:
		do.explainOther(e)
	}
	if do.broken != nil {
		e.Cause = sentences(e.Cause, "The answer is not whole: it was cut or broke off.")
	}
	if what := do.foreign(); what != "" {
		e.Cause = sentences(e.Cause, "The answer is "+what+", not JSON: usually it comes from a gateway before Brincr, not from Brincr.")
	}
	return e
}

func (do *run) explain404(e *Error) {
	e.Cause = "Brincr documents 404 as: entity not found. Usually the id is wrong or of another tenant, or the path does not exist."
	e.Next = "Check the path and the id, and that " + do.tenant() + " is the tenant that it belongs to."
}

func (do *run) explain405(e *Error) {
	e.Allow = do.allowed()
	e.Cause = "Brincr documents 405 as: method not allowed. " + do.x.Request.Method + " does not work on this path."
	e.Next = "Use another method, or check the path."
	if len(e.Allow) > 0 {
		e.Next = "Use " + listed(e.Allow) + ", which the answer names as allowed, or check the path."
	}
}

func (do *run) explain422(e *Error) {
	e.Fields = do.problem().fields
	e.Cause = "Brincr documents 422 as: validation exception. The request was understood and its content was refused."
	e.Next = "Correct the request and send it again."
	switch n := len(e.Fields); {
	case n == 1:
		e.Summary = do.answered() + ": one field was refused."
	case n > 1:
		e.Summary = fmt.Sprintf("%s: %d fields were refused.", do.answered(), n)
	}
}

// usual says what a status means that Brincr's documentation does not list.
func usual(status int) (cause, next string) {
	switch status {
	case http.StatusBadRequest:
		return "Usually a parameter is not known or has no valid value; an unknown filter is usually answered so, with the allowed ones in the message.",
			"Read the message, correct the path or its query, and send it again."
	case http.StatusNotAcceptable, http.StatusUnsupportedMediaType:
		return "Usually the path does not answer or take JSON.", "Check the path."
	case http.StatusRequestTimeout:
		return "Usually the connection was too slow for the server.", ""
	case http.StatusConflict:
		return "Usually somebody else changed the same data at the same time.", "Read the data again before you change it."
	case http.StatusGone:
		return "Usually the data or the path existed once and was removed.", "Check the path."
	case http.StatusRequestEntityTooLarge:
		return "Usually the body of the request is too large.", "Send less at once."
	case http.StatusRequestURITooLong:
		return "Usually the query is too long.", "Use fewer filters."
	case http.StatusInternalServerError:
		return "Usually it is a fault in the server and not in your request.",
			"Try once more; if it stays, tell Brincr's support the time, the method and the path."
	case http.StatusBadGateway, http.StatusGatewayTimeout:
		return "Usually a gateway before Brincr got no answer from it in time.", ""
	case http.StatusServiceUnavailable:
		return "Usually the server is in maintenance or overloaded.", ""
	case http.StatusNotModified:
		return "It means that a stored copy is still good, and none was mentioned in the request. Usually a gateway answered.", "Send it again."
	}
	return "", ""
}

func (do *run) explainOther(e *Error) {
	e.Cause, e.Next = usual(do.x.Status)
	class := do.x.Status / 100
	switch {
	case e.Cause != "":
	case class == 4:
		e.Cause = "Something is wrong with the request; what, the status does not say."
	case class == 5:
		e.Cause = "Usually it is a fault in the server and not in your request."
	default:
		e.Cause = "No API answers a request so. Usually something other than Brincr answered."
		e.Next = "Check the API URL in the config."
	}
	if class == 4 {
		e.Next = or(e.Next, "Check the path and the query.")
		e.Cause = sentences(e.Cause, "Brincr's documentation does not list this status.")
		return
	}
	e.RetryAt = do.x.RateLimit.RetryAfter
	if !e.RetryAt.IsZero() {
		e.Next = "Send it again " + do.in(e.RetryAt) + ", as the Retry-After header says."
	}
	e.Next = do.again(or(e.Next, "Try again in a while."))
}

// answered begins a sentence: what was asked, and the status.
func (do *run) answered() string {
	text := http.StatusText(do.x.Status)
	if text == "" {
		return fmt.Sprintf("%s answered %d", do.what(), do.x.Status)
	}
	return fmt.Sprintf("%s answered %d %s", do.what(), do.x.Status, text)
}

func (do *run) tenant() string {
	if do.c.tenant.Name != "" {
		return quoted(do.c.tenant.Name)
	}
	return quoted(do.c.tenant.ID)
}

func (do *run) problem() problem { return readProblem(do.x.Body, do.x.ContentType) }

// serverWords is the message of an error body, or what the WWW-Authenticate
// header says (RFC 6750, section 3) when the body says nothing.
func (do *run) serverWords() string {
	if s := do.problem().message; s != "" {
		return s
	}
	return clip(do.masked(strings.Join(do.header.Values("WWW-Authenticate"), ", ")), serverBytes)
}

// allowed lists the methods of the Allow header (RFC 9110, section 10.2.1).
func (do *run) allowed() []string {
	var list []string
	for _, m := range strings.Split(strings.Join(do.header.Values("Allow"), ","), ",") {
		m = strings.ToUpper(strings.TrimSpace(m))
		if m != "" && len(m) <= 20 && strings.Trim(m, "ABCDEFGHIJKLMNOPQRSTUVWXYZ-") == "" && len(list) < 20 {
			list = append(list, m)
		}
	}
	return list
}
