// Go sees that nobody can ever send and stops the program with exit code 2.
package main

import "fmt"

func main() {
	fmt.Println("Hello, Arbiter!")
	<-make(chan int)
}
