// Remembers for each size how far it has looked, and forgets that groups leave.
package main

import (
	"bufio"
	"fmt"
	"os"
)

func main() {
	in := bufio.NewReader(os.Stdin)
	var n, c, q int
	fmt.Fscan(in, &n, &c, &q)
	free := make([]int, n)
	for i := range free {
		free[i] = c
	}
	next := make([]int, c+1)
	rows, people := []int{}, []int{}
	steps, turnedAway := 0, 0
	for ; q > 0; q-- {
		var event int
		fmt.Fscan(in, &event)
		if event < 0 {
			if row := rows[-event-1]; row >= 0 {
				free[row] += people[-event-1]
			}
			continue
		}
		row := next[event]
		for row < n && free[row] < event {
			row++
		}
		next[event] = row
		people = append(people, event)
		if row == n {
			turnedAway++
			rows = append(rows, -1)
			continue
		}
		free[row] -= event
		steps += 2 * (row + 1)
		rows = append(rows, row)
	}
	fmt.Println(steps, turnedAway)
}
