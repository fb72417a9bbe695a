package api

import "bytes"

const (
	problemBytes = 1 << 20 // of an error body that is read for its words
	maxFields    = 1000
	maxMessages  = 100 // of one field
	maxNesting   = 8   // of errors inside errors
)

// problem is what an error body says, in whatever shape it says it.
type problem struct {
	message string
	fields  []FieldError
}

// readProblem reads the shapes of Laravel, which Brincr usually has:
// {"message": …} and, for a 422, {"message": …, "errors": {field: [messages]}};
// besides them the shapes of OAuth (RFC 6749), of RFC 9457 and of Lumen. What
// it does not know it leaves out.
func readProblem(body []byte, contentType string) problem {
	if len(body) > problemBytes {
		return problem{}
	}
	if !looksJSON(body, contentType, false) {
		return problem{message: pageWords(body, contentType)}
	}
	text := withoutBOM(body)
	if s, ok := jsonString(bytes.TrimSpace(text)); ok {
		return problem{message: clip(s, serverBytes)}
	}
	said := map[string]string{}
	var f fieldList
	visitObject(text, func(key string, value []byte) {
		switch key {
		case "message", "error_description", "detail", "error", "title", "exception":
			if s := words(value); s != "" {
				said[key] = s
			}
		case "errors":
			if s, ok := jsonString(value); ok {
				said[key] = s
				return
			}
			f.read("", value, 0)
		}
	})
	p := problem{fields: f.list}
	for _, key := range []string{"message", "error_description", "detail", "error", "errors", "title", "exception"} {
		p.message = or(p.message, said[key])
	}
	if p.message == "" && len(p.fields) == 0 {
		p.fields = bareFields(text)
	}
	p.message = clip(p.message, serverBytes)
	return p
}

// bareFields reads {field: [messages]} without an envelope, as Lumen sends it:
// only when every member is a list of texts.
func bareFields(text []byte) []FieldError {
	var f fieldList
	fits := visitObject(text, func(key string, value []byte) {
		if !visitArray(value, func(item []byte) {
			if _, ok := jsonString(item); !ok {
				f.odd = true
			}
		}) {
			f.odd = true
		}
		f.read(key, value, 0)
	})
	if !fits || f.odd {
		return nil
	}
	return f.list
}

// words gives a text, or the message inside an object.
func words(value []byte) string {
	if s, ok := jsonString(value); ok {
		return s
	}
	var inner string
	visitObject(value, func(key string, value []byte) {
		if s, ok := jsonString(value); ok && (key == "message" || key == "detail") {
			inner = s
		}
	})
	return inner
}

// fieldList collects what is wrong with each field, in the order sent.
type fieldList struct {
	list []FieldError
	at   map[string]int // where a path stands in list
	odd  bool           // something was not a list of texts
}

// read takes the errors under a path: a text, a list of texts or of objects
// that name their field, or an object by field. The depth is bounded.
func (f *fieldList) read(path string, value []byte, depth int) {
	if s, ok := jsonString(value); ok {
		f.add(path, s)
		return
	}
	if depth >= maxNesting {
		f.add(path, string(value))
		return
	}
	if visitArray(value, func(item []byte) { f.readItem(path, item, depth) }) {
		return
	}
	if visitObject(value, func(key string, value []byte) { f.read(joined(path, key), value, depth+1) }) {
		return
	}
	f.add(path, string(value))
}

func (f *fieldList) readItem(path string, item []byte, depth int) {
	field, message := named(item)
	if message != "" {
		f.add(joined(path, field), message)
		return
	}
	f.read(path, item, depth+1)
}

// named reads one error that is an object with its field's name inside.
func named(item []byte) (field, message string) {
	visitObject(item, func(key string, value []byte) {
		s, ok := jsonString(value)
		if !ok {
			return
		}
		switch key {
		case "field", "path", "property", "name", "pointer":
			field = or(field, s)
		case "message", "detail", "description", "error":
			message = or(message, s)
		}
	})
	return field, message
}

func (f *fieldList) add(path, message string) {
	path, message = clip(path, quoteBytes), clip(message, serverBytes)
	if i, ok := f.at[path]; ok {
		if len(f.list[i].Messages) < maxMessages {
			f.list[i].Messages = append(f.list[i].Messages, message)
		}
		return
	}
	if len(f.list) == maxFields {
		return
	}
	if f.at == nil {
		f.at = map[string]int{}
	}
	f.at[path] = len(f.list)
	f.list = append(f.list, FieldError{Path: path, Messages: []string{message}})
}

func joined(path, key string) string {
	if path == "" || key == "" {
		return path + key
	}
	return path + "." + key
}
