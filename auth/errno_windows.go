package auth

import "syscall"

// Windows reports sockets' errors by Winsock's numbers, which the names in package syscall do not match.
const (
	systemAborted         = syscall.Errno(10053) // WSAECONNABORTED
	systemReset           = syscall.Errno(10054) // WSAECONNRESET
	systemNetUnreachable  = syscall.Errno(10051) // WSAENETUNREACH
	systemHostUnreachable = syscall.Errno(10065) // WSAEHOSTUNREACH
	systemRefused         = syscall.Errno(10061) // WSAECONNREFUSED
)
