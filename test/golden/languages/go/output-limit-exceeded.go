package main

import "os"

func main() {
	for {
		os.Stdout.WriteString("more and more and more and more and more\n")
	}
}
