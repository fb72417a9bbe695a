package auth

import (
	"bytes"
	"encoding/base64"
	"encoding/gob"
	"encoding/json"
	"encoding/xml"
	"errors"
	"fmt"
	"html"
	"log/slog"
	"net/url"
	"slices"
	"strings"
	"testing"

	"brincr-explorer/internal/leaks"
)

// outer has the secret where fmt cannot call its methods.
type outer struct {
	name    string
	hidden  Secret
	Shown   Secret
	pointer *Secret
	list    []Secret
	table   map[string]Secret
	token   Token
	source  SecretSource
}

func newOuter() outer {
	secret := NewSecret(theSecret)
	token := Token{issued: &issuedToken{value: secret}}
	return outer{"n", secret, secret, &secret, []Secret{secret}, map[string]Secret{"k": secret}, token, Plain(theSecret)}
}

func wantNoSecret(t *testing.T, how, text string) {
	t.Helper()
	if strings.Contains(text, "s3cret") || strings.Contains(text, fmt.Sprintf("%x", "s3cret")) {
		t.Errorf("%s shows the secret: %s", how, text)
	}
}

func TestG03_NoVerbShowsASecret(t *testing.T) {
	whole := newOuter()
	for _, value := range []any{
		whole, &whole, whole.hidden, &whole.hidden, whole.list, whole.table, whole.token, &whole.token, whole.source,
		credentialsFor("https://connect.test"),
		Status{Token: whole.token},
		[]any{whole.hidden, whole},
	} {
		for _, verb := range "vTtbcdoOqxXUeEfFgGsp" {
			for _, flags := range []string{"", "+", "#", "-", " ", "0", "#+", "20.3"} {
				format := "%" + flags + string(verb)
				wantNoSecret(t, fmt.Sprintf("%s of %T", format, value), fmt.Sprintf(format, value))
			}
		}
		wantNoSecret(t, "Sprint", fmt.Sprint(value))
		wantNoSecret(t, "an error", fmt.Errorf("failed: %w %v", errors.New("x"), value).Error())
	}
}

func TestG03_NoEncoderShowsASecret(t *testing.T) {
	whole := newOuter()
	for _, value := range []any{whole, whole.hidden, &whole.hidden, whole.list, whole.table, whole.token, whole.source} {
		text, err := json.Marshal(value)
		if err != nil {
			t.Errorf("json of %T: %v", value, err)
		}
		wantNoSecret(t, "json", string(text))
		var logged bytes.Buffer
		for _, handler := range []slog.Handler{
			slog.NewTextHandler(&logged, &slog.HandlerOptions{Level: slog.LevelDebug - 10}),
			slog.NewJSONHandler(&logged, &slog.HandlerOptions{Level: slog.LevelDebug - 10}),
		} {
			slog.New(handler).Debug("x", "value", value, slog.Group("g", slog.Any("value", value)))
		}
		wantNoSecret(t, "slog", logged.String())
	}
	var encoded bytes.Buffer
	type holder struct{ S Secret }
	if err := xml.NewEncoder(&encoded).Encode(holder{whole.hidden}); err != nil {
		t.Errorf("xml: %v", err)
	}
	if !strings.Contains(encoded.String(), dots) {
		t.Errorf("xml wrote no dots: %q", encoded.String())
	}
	if err := gob.NewEncoder(&encoded).Encode(holder{whole.hidden}); err == nil {
		t.Error("gob encodes a secret")
	}
	wantNoSecret(t, "xml or gob", encoded.String())
}

func TestG03_APanicShowsNoSecret(t *testing.T) {
	defer func() { wantNoSecret(t, "a recovered panic", fmt.Sprint(recover())) }()
	panic(newOuter())
}

func TestSecretPrintsAsDots(t *testing.T) {
	for _, value := range []any{NewSecret("a"), Secret{}, Token{}, Token{issued: &issuedToken{value: NewSecret("a")}}} {
		for _, format := range []string{"%v", "%s", "%q", "%x", "%d", "%+v", "%#v"} {
			if got := fmt.Sprintf(format, value); got != "••••••" {
				t.Errorf("%s of %T = %q", format, value, got)
			}
		}
	}
	text, err := json.Marshal(map[string]any{"a": NewSecret("x"), "b": Token{}})
	if want := `{"a":"••••••","b":"••••••"}`; err != nil || string(text) != want {
		t.Errorf("json = %s, %v; want %s", text, err, want)
	}
}

func TestSecretRevealsWhatItWasGiven(t *testing.T) {
	secret := NewSecret(theSecret)
	if secret.Reveal() != theSecret || secret.Empty() {
		t.Error("the text is lost")
	}
	if !NewSecret("").Empty() || !(Secret{}).Empty() || (Secret{}).Reveal() != "" {
		t.Error("an empty secret is not empty")
	}
	if !secret.Equal(NewSecret(theSecret)) || secret.Equal(NewSecret(theSecret+"x")) || secret.Equal(Secret{}) || !(Secret{}).Equal(NewSecret("")) {
		t.Error("Equal compares something else than the text")
	}
	got, err := Plain(theSecret).Secret(t.Context())
	if err != nil || !got.Equal(secret) {
		t.Errorf("Plain gave %v, %v", got, err)
	}
}

func TestTokenMasked(t *testing.T) {
	of := func(s string) string { return Token{issued: &issuedToken{value: NewSecret(s)}}.Masked() }
	long := "eyJhbGciOiJSUzI1NiIsInR5cCI6ImF0K2p3dCJ9.abc.k2Q"
	if got := of(long); got != "eyJhbG…k2Q" {
		t.Errorf("Masked = %q", got)
	}
	if got := of(long[:39]); got != dots {
		t.Errorf("a short token shows %q", got)
	}
	if got := of(long[:40]); got != "eyJhbG…CJ9" && got != long[:6]+"…"+long[37:40] {
		t.Errorf("Masked = %q", got)
	}
	if got := (Token{}).Masked(); got != dots {
		t.Errorf("no token shows %q", got)
	}
}

func TestTheZeroTokenIsHarmless(t *testing.T) {
	var token Token
	now := SystemClock().Now()
	if _, known := token.Lifetime(); known || !token.Zero() || !token.Expired(now) || token.Remaining(now) != 0 || !token.Same(Token{}) {
		t.Error("the zero token claims to be something")
	}
	if token.Scopes() != nil || token.Notes() != nil || !token.Received().IsZero() || !token.Value().Empty() || token.fresh(now) || token.ample(now) {
		t.Error("the zero token holds something")
	}
	if _, err := token.Claims(); err == nil {
		t.Error("the zero token has claims")
	}
}

func TestG03_EveryEchoIsKnown(t *testing.T) {
	const secret = `cl/ent"s3cret+of&this%test`
	redact := newRedactor(NewSecret(secret))
	for _, before := range []string{"", "i", "id", "id:", "Bearer  "} {
		for _, after := range []string{"", "x", "xy", "xyz"} {
			text := before + secret + after
			quoted, _ := json.Marshal(text)
			for name, echo := range map[string]string{
				"plain": text, "form": url.QueryEscape(text), "path": url.PathEscape(text), "HTML": html.EscapeString(text), "JSON": string(quoted), "PHP": strings.ReplaceAll(string(quoted), "/", `\/`),
				"base64": base64.StdEncoding.EncodeToString([]byte(text)), "base64url": base64.RawURLEncoding.EncodeToString([]byte(text)),
			} {
				if got := redact.text(echo); got == echo || leaks.Form(got, secret) != "" {
					t.Errorf("%s of %q becomes %q", name, text, got)
				}
			}
		}
	}
	if got := (Secret{}).Echoes(); got != nil {
		t.Errorf("the empty secret has the echoes %q", got)
	}
	if got := NewSecret("eyJhbGciOiJSUzI1NiJ9.e30.c2ln").Echoes(); len(got) > 7 || slices.Contains(got, "") {
		t.Errorf("%d echoes of a token that most encodings leave as it is: %q", len(got), got)
	}
}
