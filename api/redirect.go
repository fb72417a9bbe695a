package api

import (
	"net/http"
	"net/url"
)

const maxRedirects = 5

// redirects says whether a status points elsewhere (RFC 9110, section 15.4).
func redirects(status int) bool {
	switch status {
	case http.StatusMovedPermanently, http.StatusFound, http.StatusSeeOther,
		http.StatusTemporaryRedirect, http.StatusPermanentRedirect:
		return true
	}
	return false
}

// redirect decides where a redirect leads, or explains why it is not followed.
func (do *run) redirect(hops int) (*url.URL, *Error) {
	location := do.masked(do.header.Get("Location"))
	target, inside := do.c.base.follow(do.url, location)
	switch {
	case location == "":
		return nil, do.notFollowed("and named no address to go to", "The server, or a gateway before it, is set up wrongly.")
	case !inside && target == nil:
		return nil, do.notFollowed("and pointed to "+quoted(location)+", which is no usable address", "The server, or a gateway before it, is set up wrongly.")
	case !inside:
		where := quoted(target.Scheme + "://" + target.Host + target.EscapedPath())
		return nil, do.notFollowed("and pointed to "+where, "That is outside "+do.c.base.String()+", where alone the token may go. It usually is a login page or a moved API; Brincr documents no redirects.")
	case !do.x.Request.Safe():
		return nil, do.notFollowed("and pointed to "+quoted(target.String()), "A request that changes data is not sent a second time, to whatever address.")
	case do.c.o.Single:
		return nil, do.notFollowed("and pointed to "+quoted(target.String()), "Only one request was to be sent, and it was.")
	case do.seen[target.String()]:
		return nil, do.notFollowed("and pointed to "+quoted(target.String())+" again", "The redirects go round in a circle.")
	case hops > maxRedirects:
		return nil, do.notFollowed("and pointed to "+quoted(target.String()), "It is the sixth redirect in a row, and five are followed.")
	}
	return target, nil
}

func (do *run) notFollowed(how, cause string) *Error {
	return &Error{
		Kind:    KindRedirect,
		Status:  do.x.Status,
		Summary: do.answered() + ", " + how + ". It was not followed.",
		Cause:   cause,
		Next:    do.again("Check the API URL of this environment in the config."),
		Server:  do.serverWords(),
	}
}
