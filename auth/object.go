package auth

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
)

// What can be wrong with a text that should be one JSON object (RFC 8259) and nothing else.
var (
	errEmpty     = errors.New("the text is empty")
	errNotObject = errors.New("the text is not a JSON object")
	errCutOff    = errors.New("the JSON text ends in the middle")
	errTrailing  = errors.New("something follows the JSON object")
)

var byteOrderMark = []byte("\xef\xbb\xbf")

// readObject reads the members of a JSON object in the order sent, each value as the text it was sent as. It
// reads token by token because encoding/json's maps and structs keep the last of two equal names, fold their
// case and put numbers through a float. On errTrailing the members read are returned all the same.
func readObject(text []byte) ([]Member, error) {
	text = bytes.TrimPrefix(text, byteOrderMark)
	if len(bytes.TrimSpace(text)) == 0 {
		return nil, errEmpty
	}
	decoder := json.NewDecoder(bytes.NewReader(text))
	start, err := decoder.Token()
	if err != nil {
		return nil, notObject(err)
	}
	if start != json.Delim('{') {
		return nil, errNotObject
	}
	members, err := readMembers(decoder)
	if err != nil {
		return nil, err
	}
	if _, err := decoder.Token(); !errors.Is(err, io.EOF) {
		return members, errTrailing
	}
	return members, nil
}

func readMembers(decoder *json.Decoder) ([]Member, error) {
	var members []Member
	for decoder.More() {
		name, err := decoder.Token()
		if err != nil {
			return nil, notObject(err)
		}
		text, ok := name.(string)
		if !ok {
			return nil, errNotObject
		}
		var value json.RawMessage
		if err := decoder.Decode(&value); err != nil {
			return nil, notObject(err)
		}
		members = append(members, Member{Name: text, Value: string(value)})
	}
	if _, err := decoder.Token(); err != nil {
		return nil, notObject(err)
	}
	return members, nil
}

// notObject drops the decoder's own text: it quotes what it stumbled over.
func notObject(err error) error {
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		return errCutOff
	}
	return errNotObject
}

// member is the value of the last member of that name: the one that RFC 7519, section 4, lets a reader take
// when names repeat.
func member(members []Member, name string) (value string, present bool) {
	for _, m := range members {
		if m.Name == name {
			value, present = m.Value, true
		}
	}
	return value, present
}

// given is member without those that are null, which say as much as none at all.
func given(members []Member, name string) (value string, present bool) {
	value, present = member(members, name)
	if value == "null" {
		return "", false
	}
	return value, present
}

// repeated is the first name that occurs twice.
func repeated(members []Member) (name string, found bool) {
	seen := make(map[string]bool, len(members))
	for _, m := range members {
		if seen[m.Name] {
			return m.Name, true
		}
		seen[m.Name] = true
	}
	return "", false
}

// stringValue is the text of a JSON string; false for every other value.
func stringValue(value string) (string, bool) {
	if len(value) == 0 || value[0] != '"' {
		return "", false
	}
	var text string
	if json.Unmarshal([]byte(value), &text) != nil {
		return "", false
	}
	return text, true
}

// stringList is the texts of a JSON array of strings; false for every other value.
func stringList(value string) ([]string, bool) {
	if len(value) == 0 || value[0] != '[' {
		return nil, false
	}
	var raw []json.RawMessage
	if json.Unmarshal([]byte(value), &raw) != nil {
		return nil, false
	}
	list := make([]string, 0, len(raw))
	for _, element := range raw {
		text, ok := stringValue(string(element))
		if !ok {
			return nil, false
		}
		list = append(list, text)
	}
	return list, true
}
