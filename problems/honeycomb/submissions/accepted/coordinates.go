package main

import (
	"bufio"
	"fmt"
	"os"
)

func abs(x int64) int64 {
	if x < 0 {
		return -x
	}
	return x
}

func main() {
	in := bufio.NewReader(os.Stdin)
	var n int
	var moves string
	fmt.Fscan(in, &n, &moves)
	var q, r int64
	for _, move := range moves {
		switch move {
		case 'E':
			r--
		case 'R':
			q++
			r--
		case 'S':
			q--
		case 'F':
			q++
		case 'X':
			q--
			r++
		case 'C':
			r++
		}
	}
	d := max(abs(q), abs(r), abs(q+r))
	fmt.Println(d, 1+3*d*(d+1))
}
