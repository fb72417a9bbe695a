package doctor

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"strings"

	"brincr-explorer/auth"
)

func (c Config) check() Check {
	check := Check{Name: config, State: OK, Seen: c.Path}
	switch {
	case c.Broken != "":
		check.State, check.Status = Failed, statusUsage
		check.Seen, check.Next = c.Broken, c.Next
	case c.Path == "":
		check.Seen = "none: the demo needs none"
	case len(c.Warnings) > 0:
		check.State = Warn
		check.Why = strings.Join(c.Warnings, "\n")
		check.Next = "Correct these lines, or leave them when they are meant."
	}
	return check
}

// What of a mode is whose.
const (
	othersWrite fs.FileMode = 0o022
	othersRead  fs.FileMode = 0o044
)

// permissions judges who else can change or read the config. One with a secret in
// it that others can read is refused before.
func (c Config) permissions() Check {
	check := Check{Name: permissions, State: OK}
	if c.Modes == nil {
		check.State, check.Seen = Skipped, "there are none to look at"
		return check
	}
	file, folder := c.Modes.File.Perm(), c.Modes.Folder.Perm()
	check.Seen = fmt.Sprintf("file %04o, folder %04o", file, folder)
	switch {
	case file&othersWrite != 0 || folder&othersWrite != 0 && c.Modes.Folder&fs.ModeSticky == 0:
		check.State = Warn
		check.Why = "Others on this machine can change the config: whoever does could send your client secret elsewhere."
		check.Next = "Type: chmod go-w on the file and on its folder."
	case file&othersRead != 0:
		check.State = Warn
		check.Why = "Others on this machine can read it. It holds no secret, and yet client id and tenants."
		check.Next = "Type: chmod 600 and the file's path."
	default:
		check.Seen = "yours alone (" + check.Seen + ")"
	}
	return check
}

// advised is an error that knows what to do about it.
type advised interface {
	error
	Advice() (what, next string)
}

// secret fetches the client secret, once. Neither it nor its length is told.
func (d *diagnosis) secret(ctx context.Context) (auth.Secret, Check) {
	check := Check{Name: secret, State: OK, Seen: "comes from " + d.Origin}
	got, err := d.Environment.Secret.Secret(ctx)
	switch {
	case err != nil:
		check.State, check.Status = Failed, statusToken
		check.Seen, check.Next = err.Error(), "Put right where the secret comes from, then run doctor again."
		if e, ok := errors.AsType[advised](err); ok {
			check.Seen, check.Next = e.Advice()
		}
	case got.Empty():
		check.State, check.Status = Failed, statusToken
		check.Seen, check.Next = "is empty, from "+d.Origin, "Put the client secret there, then run doctor again."
	case strings.TrimSpace(got.Reveal()) != got.Reveal():
		check.State = Warn
		check.Seen += ", with a blank or line end around it"
		check.Why = "Usually it was copied with it. It is taken as a part of the secret."
		check.Next = "Take it out, unless the secret really has it."
	}
	return got, check
}
