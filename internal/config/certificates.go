package config

import (
	"bytes"
	"crypto/x509"
	"encoding/pem"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"strings"
)

// authorities are the certificates of an environment's ca_file, which its servers
// may be certified by besides those that the system trusts. They are no secret, so
// they are read at once, and what is wrong with them has its place in the config.
func (l *loader) authorities(t *table) []*x509.Certificate {
	m := l.member(t, environmentsTable, "ca_file", text)
	if m == nil {
		return nil
	}
	path, ok := l.filePath(m, environmentsTable, `Write the path of a file with certificates in PEM: ca_file = "company-ca.pem".`)
	if !ok {
		return nil
	}
	content, complaint, hint := readPublic(path)
	var certificates []*x509.Certificate
	if complaint == "" {
		certificates, complaint, hint = parseCertificates(content, path)
	}
	if complaint != "" {
		l.errorAt(m.value.offset, environmentsTable+".ca_file", "the ca_file "+quotePath(path)+" "+complaint, hint)
		return nil
	}
	return certificates
}

// readPublic reads a file that holds no secret, within the bound of a config. What
// is wrong with it comes back as a complaint, to follow its name.
func readPublic(path string) (content []byte, complaint, hint string) {
	const check = "Check the path; a relative one counts from the config's folder, and ~ is home."
	info, err := os.Stat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, "does not exist", check
	case err != nil:
		return nil, "cannot be read: " + cause(err), check
	case info.IsDir():
		return nil, "is a folder", "Name the file in it."
	case !info.Mode().IsRegular():
		return nil, "is no ordinary file", check
	}
	f, err := os.Open(path)
	if errors.Is(err, fs.ErrPermission) {
		return nil, "cannot be read: its permissions, or those of a folder above it, forbid it", "Look at them with: ls -ld " + shellQuote(path)
	}
	if err != nil {
		return nil, "cannot be read: " + cause(err), check
	}
	defer f.Close()
	content, err = io.ReadAll(io.LimitReader(f, maxFile+1))
	switch {
	case err != nil:
		return nil, "cannot be read: " + cause(err), check
	case len(content) > maxFile:
		return nil, "is larger than 1 MiB, far more than certificates are", "Check the path: this is probably another file."
	}
	return content, "", ""
}

const (
	certificateType = "CERTIFICATE"
	beginning       = "-----BEGIN "
)

// parseCertificates takes the certificates out of a PEM file (RFC 7468), all of
// them or none: package pem passes over damaged ones without a word, and one that
// is missing shows itself much later, as an authority that is not known. path is
// for the hints.
func parseCertificates(content []byte, path string) (certificates []*x509.Certificate, complaint, hint string) {
	const export = "Export the certificate of the authority as PEM (Base-64), which begins with -----BEGIN CERTIFICATE-----."
	if name := encodingName(content); name != "" {
		return nil, "is written in " + name, "Save it as plain ASCII or UTF-8."
	}
	content = bytes.TrimPrefix(content, []byte("\xef\xbb\xbf"))
	if len(bytes.TrimSpace(content)) == 0 {
		return nil, "is empty", export
	}
	var others []string
	for rest := content; ; {
		var block *pem.Block
		if block, rest = pem.Decode(rest); block == nil {
			break
		}
		if block.Type != certificateType {
			others = append(others, strings.ToLower(block.Type))
			continue
		}
		c, err := x509.ParseCertificate(block.Bytes)
		if err != nil {
			return nil, fmt.Sprintf("holds a certificate that cannot be read (number %d: %s)", len(certificates)+1, quote(err.Error())), export
		}
		certificates = append(certificates, c)
	}
	switch {
	case bytes.Count(content, []byte(beginning+certificateType+"-----")) > len(certificates):
		return nil, "holds a certificate that is cut off or damaged", export
	case len(certificates) > 0:
		return certificates, "", ""
	case len(others) > 0:
		return nil, "holds no certificate, but: " + quote(strings.Join(others, ", ")), export
	case isDER(content):
		return nil, "holds its certificate in DER, and PEM is wanted", "Type: openssl x509 -inform der -in " + shellQuote(path) + " -out " + shellQuote(path+".pem")
	}
	return nil, "holds no certificate in PEM", export
}

func isDER(content []byte) bool {
	_, err := x509.ParseCertificate(content)
	return err == nil
}
