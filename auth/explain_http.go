package auth

import (
	"bytes"
	"fmt"
	"html"
	"net/http"
	"net/url"
	"regexp"
	"strconv"
	"strings"
	"time"
)

func isBusy(status int) bool { return status == http.StatusTooManyRequests || status >= 500 }

// unexplained is an answer that refuses without an OAuth code: often a gateway's, not the server's.
func (e *endpoint) unexplained(answer *http.Response, body []byte, redact redactor) *Error {
	failed := e.byStatus(answer, e.clock.Now())
	if isHTML(answer, body) {
		failed.Cause = "A web page (HTML) came instead of JSON: usually a gateway or proxy in between answered, and not the token endpoint. " + failed.Cause
	}
	failed.Server = serverWords(answer, body, redact)
	return failed
}

// byStatus explains a status by itself.
func (e *endpoint) byStatus(answer *http.Response, now Instant) *Error {
	status := answer.StatusCode
	cause, next := explainStatus(status)
	failed := &Error{
		Status:    status,
		Summary:   fmt.Sprintf("%s answered with status %s and no token.", sentence(e.name()), statusName(status)),
		Cause:     cause,
		Next:      next,
		Temporary: isBusy(status),
		again:     isBusy(status) && status != http.StatusNetworkAuthenticationRequired,
	}
	if isBusy(status) {
		failed.retryAfter = retryAfter(answer.Header, now)
	}
	if failed.retryAfter > 0 {
		failed.Next = fmt.Sprintf("The server asks to wait %s. %s", failed.retryAfter.Round(time.Second), next)
	}
	return failed
}

// statusName takes the standard's words: the server's own could be anything.
func statusName(status int) string {
	if text := http.StatusText(status); text != "" {
		return strconv.Itoa(status) + " (" + text + ")"
	}
	return strconv.Itoa(status)
}

func explainStatus(status int) (cause, next string) {
	switch status {
	case http.StatusTooManyRequests:
		return "Too many requests were made. Which limits the token endpoint has is not documented.",
			"Wait. Other programs with the same application or the same address may count too."
	case http.StatusNotFound, http.StatusGone, http.StatusMethodNotAllowed:
		return "Usually the token URL's path is wrong: Visma Connect's ends in /connect/token.",
			"Compare the token URL with the documented one."
	case http.StatusUnauthorized, http.StatusForbidden:
		return "The answer carries no OAuth error, so it usually is not the token endpoint's own: a firewall or gateway refused.",
			"Try another network, or ask whoever runs the proxy or firewall whether this host is allowed."
	case http.StatusProxyAuthRequired:
		return "A proxy between here and there wants a login.",
			"Put the proxy's credentials into HTTPS_PROXY, or name the host in NO_PROXY."
	case http.StatusNetworkAuthenticationRequired:
		return "The network itself wants a login (RFC 6585), as guest networks do.",
			"Open any web page in a browser, log in to the network, then ask again."
	case http.StatusBadGateway, http.StatusServiceUnavailable, http.StatusGatewayTimeout:
		return "The server is down, being maintained, or overloaded. The credentials have not been looked at.",
			"Wait a moment. If it lasts, look at the provider's status page."
	}
	if status >= 500 {
		return "The server failed. That says nothing about the credentials.",
			"Wait a moment and ask again. If it lasts, report the time and the status to its support."
	}
	return "The answer carries no OAuth error, so it usually is not the token endpoint's own: a gateway refused, or the token URL belongs to another kind of server.",
		"Check the token URL, and what the server itself said."
}

// redirected explains a redirect, which is never followed: the secret would go where it points.
func (e *endpoint) redirected(answer *http.Response, redact redactor) *Error {
	location := answer.Header.Get("Location")
	target := "nowhere in particular"
	if to, err := e.url.Parse(location); err == nil && location != "" {
		where := url.URL{Scheme: to.Scheme, Host: to.Host, Path: to.Path}
		target = plain(redact.text(where.String()), maxURLShown)
	}
	return &Error{
		Status:  answer.StatusCode,
		Summary: fmt.Sprintf("%s answered with a redirect (%d) to %s. It was not followed.", sentence(e.name()), answer.StatusCode, target),
		Cause:   "Following it would send the client secret there. Usually the token URL is not quite right, or the login page of a network or proxy stands in between.",
		Next:    "Compare the token URL with the documented one. In a guest network, log in with a browser first, then ask again.",
		Server:  redact.server(location),
	}
}

// refused explains an answer that was meant to be a token and is not accepted.
func (e *endpoint) refused(status int, r *refusal) *Error {
	failed := &Error{
		Status:  status,
		Summary: sentence(e.name()) + " gave an answer that cannot be used: it " + r.what + ".",
		Cause:   "RFC 6749, section 5.1, says what a token answer looks like, and a guess might send a wrong token. Usually something in between changed the answer, or the token URL belongs to another kind of server.",
		Next:    "Check the token URL. If it is right, try another network, then report this to the server's support.",
	}
	if r.cut {
		failed.Cause = "Usually the connection broke on the way."
		failed.Next = "Ask again. If it lasts, try another network."
		failed.Temporary, failed.again = true, true
	}
	return failed
}

// webPage explains a successful answer that is a page for people. A captive portal heals itself after a
// login, so the failure is temporary, but a second try within seconds would meet the same page.
func (e *endpoint) webPage(answer *http.Response, body []byte, redact redactor) *Error {
	return &Error{
		Status:    answer.StatusCode,
		Summary:   sentence(e.name()) + " was asked for a token, and a web page (HTML) came back.",
		Cause:     "Usually something in between answered: the login page of a guest network (a captive portal), a company's proxy, or a gateway's maintenance page.",
		Next:      "Open " + e.host() + " in a browser and see what comes. Log in to the network if it asks, then ask again.",
		Server:    serverWords(answer, body, redact),
		Temporary: true,
	}
}

func isHTML(answer *http.Response, body []byte) bool {
	kind := strings.ToLower(answer.Header.Get("Content-Type"))
	start := bytes.TrimSpace(bytes.TrimPrefix(body, byteOrderMark))
	return strings.Contains(kind, "html") || bytes.HasPrefix(start, []byte("<"))
}

var titleElement = regexp.MustCompile(`(?is)<title[^>]*>(.*?)</title>`)

// serverWords is what the server said in a body that is no token answer: the title of a page, the message of
// a JSON text, or the body itself. A body that mentions an access token is nobody's to show.
func serverWords(answer *http.Response, body []byte, redact redactor) string {
	if bytes.Contains(body, []byte("access_token")) {
		return ""
	}
	if isHTML(answer, body) {
		if title := titleElement.FindSubmatch(body); title != nil {
			return redact.server(strings.TrimSpace(html.UnescapeString(string(title[1]))))
		}
		return redact.server(string(body))
	}
	members, err := readObject(body)
	if err == nil {
		for _, name := range []string{"error_description", "message", "detail", "title"} {
			value, _ := given(members, name)
			if text, ok := stringValue(value); ok && text != "" {
				return redact.server(text)
			}
		}
	}
	return redact.server(string(body))
}

// maxRetryAfter bounds what a server may ask for.
const maxRetryAfter = 24 * time.Hour

// retryAfter reads the header's seconds, or its date (RFC 9110, section 10.2.3), which it takes relative to
// the server's own Date: our clock may be off.
func retryAfter(header http.Header, now Instant) time.Duration {
	value := strings.TrimSpace(header.Get("Retry-After"))
	if at, err := http.ParseTime(value); err == nil {
		from, err := http.ParseTime(header.Get("Date"))
		if err != nil {
			from = now.Wall
		}
		return min(max(at.Sub(from), 0), maxRetryAfter)
	}
	seconds, ok := readNumber(value)
	if !ok || seconds <= 0 {
		return 0
	}
	return time.Duration(min(seconds, maxRetryAfter.Seconds()) * float64(time.Second))
}
