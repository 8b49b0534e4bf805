package main

import (
	"bufio"
	"fmt"
	"os"
)

var after [][]int
var state []int // 0: new, 1: being visited, 2: done
var done []int

func visit(step int) bool {
	if state[step] == 2 {
		return true
	}
	if state[step] == 1 {
		return false
	}
	state[step] = 1
	for _, later := range after[step] {
		if !visit(later) {
			return false
		}
	}
	state[step] = 2
	done = append(done, step)
	return true
}

func main() {
	in := bufio.NewReader(os.Stdin)
	out := bufio.NewWriter(os.Stdout)
	defer out.Flush()
	var n, m int
	fmt.Fscan(in, &n, &m)
	after = make([][]int, n+1)
	state = make([]int, n+1)
	for ; m > 0; m-- {
		var a, b int
		fmt.Fscan(in, &a, &b)
		after[a] = append(after[a], b)
	}
	for step := 1; step <= n; step++ {
		if !visit(step) {
			fmt.Fprintln(out, "impossible")
			return
		}
	}
	for i := n - 1; i >= 0; i-- {
		fmt.Fprint(out, done[i], " ")
	}
	fmt.Fprintln(out)
}
