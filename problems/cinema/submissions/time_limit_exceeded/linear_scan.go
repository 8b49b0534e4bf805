// Looks at the rows one by one.
package main

import (
	"bufio"
	"fmt"
	"os"
)

type row struct {
	taken  int
	groups []int
}

func main() {
	in := bufio.NewReader(os.Stdin)
	var n, c, q int
	fmt.Fscan(in, &n, &c, &q)
	rows := make([]row, n)
	seated := []int{}
	people := []int{}
	steps, turnedAway := 0, 0
	for ; q > 0; q-- {
		var event int
		fmt.Fscan(in, &event)
		if event < 0 {
			if at := seated[-event-1]; at < n {
				rows[at].taken -= people[-event-1]
			}
			continue
		}
		at := 0
		for at < n && c-rows[at].taken < event {
			at++
		}
		seated = append(seated, at)
		people = append(people, event)
		if at == n {
			turnedAway++
			continue
		}
		rows[at].taken += event
		rows[at].groups = append(rows[at].groups, len(people))
		steps += 2 * (at + 1)
	}
	fmt.Println(steps, turnedAway)
}
