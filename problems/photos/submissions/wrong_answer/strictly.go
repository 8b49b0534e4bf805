// Thinks that whoever comes in the second of the photo is too late.
package main

import (
	"bufio"
	"fmt"
	"os"
	"sort"
)

func main() {
	in := bufio.NewReader(os.Stdin)
	var n int
	fmt.Fscan(in, &n)
	guests := make([][2]int, n)
	for i := range guests {
		fmt.Fscan(in, &guests[i][0], &guests[i][1])
	}
	sort.Slice(guests, func(i, j int) bool { return guests[i][1] < guests[j][1] })
	photos, last := 0, 0
	for _, guest := range guests {
		if photos == 0 || guest[0] >= last {
			photos++
			last = guest[1]
		}
	}
	fmt.Println(photos)
}
