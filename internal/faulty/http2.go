package faulty

import (
	"encoding/binary"
)

// Preface is what an HTTP/2 server says first: settings without content (RFC 9113, section 3.4).
func Preface() string { return Frame(4, 0, 0, "") }

// GoAway is an HTTP/2 server's refusal to process anything, with an error code.
func GoAway(code uint32) string {
	return Frame(7, 0, 0, string(binary.BigEndian.AppendUint32([]byte{0, 0, 0, 0}, code)))
}

// Frame is one frame of HTTP/2 (RFC 9113, section 4.1).
func Frame(kind, flags byte, stream uint32, payload string) string {
	head := binary.BigEndian.AppendUint32(nil, uint32(len(payload))<<8|uint32(kind))
	head = append(head, flags)
	return string(binary.BigEndian.AppendUint32(head, stream)) + payload
}
