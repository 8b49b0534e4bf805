package main

import (
	"bufio"
	"fmt"
	"math/big"
	"os"
)

func main() {
	in := bufio.NewReader(os.Stdin)
	var n int
	fmt.Fscan(in, &n)
	sum := new(big.Int)
	for ; n > 0; n-- {
		var entry int64
		fmt.Fscan(in, &entry)
		sum.Add(sum, big.NewInt(entry))
	}
	fmt.Println(sum)
}
