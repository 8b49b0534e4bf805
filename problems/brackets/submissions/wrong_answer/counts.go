// Counts each kind of box and does not look at how they lie in each other.
package main

import (
	"bufio"
	"fmt"
	"os"
	"strings"
)

func main() {
	log, _ := bufio.NewReader(os.Stdin).ReadString('\n')
	for _, pair := range []string{"()", "[]", "{}"} {
		open := 0
		for _, sign := range log {
			switch strings.IndexRune(pair, sign) {
			case 0:
				open++
			case 1:
				open--
			}
			if open < 0 {
				fmt.Println("no")
				return
			}
		}
		if open != 0 {
			fmt.Println("no")
			return
		}
	}
	fmt.Println("yes")
}
