package main

import "fmt"

func main() {
	var all [][]int
	for {
		block := make([]int, 1<<17)
		for i := range block {
			block[i] = i
		}
		all = append(all, block)
		if len(all) < 0 {
			fmt.Println(all)
		}
	}
}
