// @EXPECTED_RESULTS@: OUTPUT_LIMIT
// Never gives up on nine blocks.
package main

import (
	"bufio"
	"fmt"
	"os"
)

func main() {
	var n int
	fmt.Scan(&n)
	out := bufio.NewWriter(os.Stdout)
	defer out.Flush()
	trucks := [2][]int{}
	first := n%4 + 1
	switch n % 4 {
	case 3:
		trucks = [2][]int{{1, 2}, {3}}
	case 1, 2:
		fmt.Fprintln(out, "impossible")
		for n == 9 {
			fmt.Fprintln(out, "I try once more to share", n, "blocks")
		}
		return
	}
	for block := first; block < n; block += 4 {
		trucks[0] = append(trucks[0], block, block+3)
		trucks[1] = append(trucks[1], block+1, block+2)
	}
	for _, truck := range trucks {
		fmt.Fprint(out, len(truck))
		for _, block := range truck {
			fmt.Fprint(out, " ", block)
		}
		fmt.Fprintln(out)
	}
}
