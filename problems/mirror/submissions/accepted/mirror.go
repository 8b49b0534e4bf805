package main

import (
	"bufio"
	"fmt"
	"os"
	"strconv"
)

func main() {
	in := bufio.NewScanner(os.Stdin)
	in.Scan()
	n, _ := strconv.Atoi(in.Text())
	out := bufio.NewWriter(os.Stdout)
	defer out.Flush()
	for ; n > 0 && in.Scan(); n-- {
		line := []byte(in.Text())
		for i := len(line) - 1; i >= 0; i-- {
			out.WriteByte(line[i])
		}
		fmt.Fprintln(out)
	}
}
