//go:build !windows

package auth

import "syscall"

const (
	systemAborted         = syscall.ECONNABORTED
	systemReset           = syscall.ECONNRESET
	systemNetUnreachable  = syscall.ENETUNREACH
	systemHostUnreachable = syscall.EHOSTUNREACH
	systemRefused         = syscall.ECONNREFUSED
)
