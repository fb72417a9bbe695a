package config

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"fmt"
	"math/big"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// certificateDER is a certificate that signs itself.
func certificateDER(t testing.TB, name string) []byte {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	template := &x509.Certificate{
		SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: name}, IsCA: true, BasicConstraintsValid: true,
		NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(time.Hour),
	}
	der, err := x509.CreateCertificate(rand.Reader, template, template, key.Public(), key)
	if err != nil {
		t.Fatal(err)
	}
	return der
}

func certificatePEM(t testing.TB) string {
	t.Helper()
	return string(pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: certificateDER(t, "Company CA")}))
}

// withAuthorities loads a config beside a file ca.pem of this content.
func withAuthorities(t *testing.T, key, content string) (string, *Config, error) {
	t.Helper()
	dir := t.TempDir()
	for name, text := range map[string]string{"config.toml": minimal("ca_file = " + key + "\n"), "ca.pem": content} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	env := testEnv(nil)
	env.Home = func() (string, error) { return dir, nil }
	cfg, err := Load(filepath.Join(dir, "config.toml"), env)
	return dir, cfg, err
}

func TestG15_AnOwnAuthorityCanBeNamed(t *testing.T) {
	one, two := certificatePEM(t), certificatePEM(t)
	key := string(pem.EncodeToMemory(&pem.Block{Type: "EC PRIVATE KEY", Bytes: []byte("x")}))
	for name, c := range map[string]struct {
		key, content string
		want         int
	}{
		"one":                 {`"ca.pem"`, one, 1},
		"from home":           {`"~/ca.pem"`, one, 1},
		"two, with remarks":   {`"ca.pem"`, "# the company's\n" + one + "\nsubject=/CN=x\n" + two, 2},
		"BOM and CRLF":        {`"ca.pem"`, "\xef\xbb\xbf" + strings.ReplaceAll(one, "\n", "\r\n"), 1},
		"beside another kind": {`"ca.pem"`, key + one, 1},
	} {
		t.Run(name, func(t *testing.T) {
			_, cfg, err := withAuthorities(t, c.key, c.content)
			if err != nil || len(cfg.Environments[0].CA) != c.want || cfg.Environments[0].CA[0].Subject.CommonName != "Company CA" {
				t.Errorf("%v, %+v", err, cfg)
			}
		})
	}
}

func TestG12_AnUnusableCAFileIsNamedWithItsReason(t *testing.T) {
	whole := certificatePEM(t)
	key := string(pem.EncodeToMemory(&pem.Block{Type: "EC PRIVATE KEY", Bytes: []byte("x")}))
	const export = "Export the certificate of the authority as PEM (Base-64), which begins with -----BEGIN CERTIFICATE-----."
	const check = "Check the path; a relative one counts from the config's folder, and ~ is home."
	for name, c := range map[string]struct{ key, content, says, hint string }{
		"missing":      {`"none.pem"`, "", `the ca_file "DIR/none.pem" does not exist`, check},
		"a folder":     {`"."`, "", `the ca_file "DIR" is a folder`, "Name the file in it."},
		"empty":        {`"ca.pem"`, " \n", `the ca_file "DIR/ca.pem" is empty`, export},
		"not PEM":      {`"ca.pem"`, "hello", `the ca_file "DIR/ca.pem" holds no certificate in PEM`, export},
		"DER":          {`"ca.pem"`, string(certificateDER(t, "x")), `the ca_file "DIR/ca.pem" holds its certificate in DER, and PEM is wanted`, "Type: openssl x509 -inform der -in DIR/ca.pem -out DIR/ca.pem.pem"},
		"a key":        {`"ca.pem"`, key, `the ca_file "DIR/ca.pem" holds no certificate, but: "ec private key"`, export},
		"cut off":      {`"ca.pem"`, whole + whole[:len(whole)/2], `the ca_file "DIR/ca.pem" holds a certificate that is cut off or damaged`, export},
		"not one":      {`"ca.pem"`, whole + string(pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: []byte("x")})), `the ca_file "DIR/ca.pem" holds a certificate that cannot be read (number 2: "x509: malformed certificate")`, export},
		"UTF-16":       {`"ca.pem"`, "\xff\xfe-\x00-\x00", `the ca_file "DIR/ca.pem" is written in UTF-16`, "Save it as plain ASCII or UTF-8."},
		"huge":         {`"ca.pem"`, whole + strings.Repeat("#", maxFile), `the ca_file "DIR/ca.pem" is larger than 1 MiB, far more than certificates are`, "Check the path: this is probably another file."},
		"no name":      {`""`, "", "ca_file is empty", `Write the path of a file with certificates in PEM: ca_file = "company-ca.pem".`},
		"another kind": {`true`, "", "ca_file must be a text in quotes, not true or false", `Write ca_file = "…".`},
		"a stranger's": {`"~ann/ca.pem"`, "", `ca_file = "~ann/ca.pem" cannot be resolved: only your own ~ is known, not another user's`, "Write the whole path."},
	} {
		t.Run(name, func(t *testing.T) {
			dir, _, err := withAuthorities(t, c.key, c.content)
			want := fmt.Sprintf("DIR/config.toml:6:11: %s\n    %s", c.says, c.hint)
			if err == nil || err.Error() != strings.ReplaceAll(want, "DIR", dir) {
				t.Errorf("got  %v\nwant %s", err, want)
			}
		})
	}
}

// FuzzCertificates demands of any content that it gives certificates or a
// complaint, and never both nor a panic.
func FuzzCertificates(f *testing.F) {
	whole := certificatePEM(f)
	for _, seed := range []string{
		"", whole, whole + whole, whole[:len(whole)/2], strings.ReplaceAll(whole, "\n", "\r\n"), string(certificateDER(f, "x")),
		"-----BEGIN CERTIFICATE-----\n-----END CERTIFICATE-----\n", "-----BEGIN X-----\na: b\n\nAAAA\n-----END X-----\n", "-----BEGIN CERTIFICATE-----", "\xff\xfe\x00",
		"-----BEGIN CERTIFICATE-----\nAA==\n-----END CERTIFICATE-----" + whole,
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, content []byte) {
		got, complaint, hint := parseCertificates(content, "ca.pem")
		if (len(got) == 0) != (complaint != "") || (complaint == "") != (hint == "") {
			t.Errorf("%d certificates, %q, %q", len(got), complaint, hint)
		}
		if strings.ContainsFunc(complaint+hint, func(r rune) bool { return r < ' ' || r >= 0x7f && r < 0xa0 }) {
			t.Errorf("a control character in %q", complaint+hint)
		}
	})
}
