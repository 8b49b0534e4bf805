// Counts the pair (a, a) of a square twice.
package main

import (
	"bufio"
	"fmt"
	"os"
)

func main() {
	in := bufio.NewScanner(os.Stdin)
	in.Split(bufio.ScanWords)
	out := bufio.NewWriter(os.Stdout)
	defer out.Flush()
	var count [1000001]int
	for a := 1; a*a <= 1000000; a++ {
		for x := a * a; x <= 1000000; x += a {
			count[x] += 2
		}
	}
	in.Scan()
	for in.Scan() {
		x := 0
		fmt.Sscan(in.Text(), &x)
		fmt.Fprintln(out, count[x])
	}
}
