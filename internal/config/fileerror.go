package config

// FileError is the error for a config file that is there and cannot be read.
type FileError struct {
	// Path is the file as Load was given it.
	Path string
	// Message says what happened, Hint what to do about it.
	Message, Hint string
	// Err is the cause, where the system gave one.
	Err error
}

// Error tells path, message and hint, the hint indented on a second line.
func (e *FileError) Error() string {
	return printable(e.Path) + ": " + e.Message + "\n    " + e.Hint
}

// Unwrap gives the system's own error, for errors.Is with fs.ErrPermission.
func (e *FileError) Unwrap() error { return e.Err }
