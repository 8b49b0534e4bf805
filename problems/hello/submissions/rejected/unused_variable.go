// @EXPECTED_RESULTS@: COMPILER_ERROR
package main

import "fmt"

func main() {
	greeting := "Hello, Arbiter!"
	fmt.Println("Hello, Arbiter!")
}
