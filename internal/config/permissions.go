package config

import (
	"io/fs"
	"runtime"
)

// othersRead tells whether more people than a file's owner can read it. Where
// there are no such permissions (Windows keeps lists of access instead) the
// mode says nothing, and the answer is no.
func othersRead(mode fs.FileMode) bool {
	return runtime.GOOS != "windows" && mode.Perm()&0o044 != 0
}
