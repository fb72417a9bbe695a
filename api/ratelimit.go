package api

import (
	"math"
	"net/http"
	"strconv"
	"strings"
	"time"
)

const (
	epochFrom      = 1e9  // X-RateLimit-Reset above this is a moment, not a wait
	millisFrom     = 1e11 // and above this it counts milliseconds
	longestWait    = 366 * 24 * time.Hour
	maxLimitDigits = 12
)

// readRateLimit reads what the headers of an answer tell at the moment now. A
// date is read beside the answer's own Date, so that a wrong clock on either
// side does not change the wait. What cannot be read counts as not told.
func readRateLimit(h http.Header, now time.Time) RateLimit {
	l := RateLimit{
		Limit:     digits(h.Get("X-RateLimit-Limit")),
		Remaining: digits(h.Get("X-RateLimit-Remaining")),
	}
	theirs := now
	if d, err := http.ParseTime(h.Get("Date")); err == nil {
		theirs = d
	}
	if wait, ok := retryAfter(h.Get("Retry-After"), theirs); ok {
		l.RetryAfter = now.Add(wait)
	}
	if wait, ok := resetIn(h.Get("X-RateLimit-Reset"), theirs); ok {
		l.Reset = now.Add(wait)
	}
	return l
}

// retryAfter reads Retry-After (RFC 9110, section 10.2.3): seconds or a date. A
// fraction is rounded up. A date that has passed is a wait of zero.
func retryAfter(value string, theirs time.Time) (time.Duration, bool) {
	value = strings.TrimSpace(value)
	if value == "" {
		return 0, false
	}
	if s, ok := seconds(value); ok {
		return s, true
	}
	at, err := http.ParseTime(value)
	if err != nil {
		return 0, false
	}
	return bounded(at.Sub(theirs))
}

// resetIn reads X-RateLimit-Reset: an epoch at Laravel, seconds to wait
// elsewhere at Visma.
func resetIn(value string, theirs time.Time) (time.Duration, bool) {
	value = digits(strings.TrimSpace(value))
	if value == "" || len(value) > 15 {
		return 0, false
	}
	n, err := strconv.ParseInt(value, 10, 64)
	switch {
	case err != nil:
		return 0, false
	case n > millisFrom:
		return bounded(time.UnixMilli(n).Sub(theirs))
	case n > epochFrom:
		return bounded(time.Unix(n, 0).Sub(theirs))
	}
	return bounded(time.Duration(n) * time.Second)
}

// seconds reads digits with an optional fraction.
func seconds(value string) (time.Duration, bool) {
	whole, fraction, _ := strings.Cut(value, ".")
	if digits(whole) == "" || (fraction != "" && digits(fraction) == "") || strings.HasSuffix(value, ".") {
		return 0, false
	}
	n, err := strconv.ParseInt(whole, 10, 64)
	if err != nil || n > math.MaxInt64/int64(time.Second)-1 {
		return 0, false
	}
	if strings.Trim(fraction, "0") != "" {
		n++
	}
	return bounded(time.Duration(n) * time.Second)
}

// bounded takes a wait for what it says unless it is absurd.
func bounded(wait time.Duration) (time.Duration, bool) {
	return max(wait, 0), wait <= longestWait
}

// digits gives a short run of digits back, and "" for anything else.
func digits(value string) string {
	if len(value) > maxLimitDigits+3 || strings.Trim(value, "0123456789") != "" {
		return ""
	}
	return value
}
