// Binary search for the length; a map counts the hashes (modulo 2^61 - 1) of all pieces of that length.
package main

import (
	"bufio"
	"fmt"
	"math/bits"
	"os"
)

const prime = 1<<61 - 1
const base = 911382323714093

func times(a, b uint64) uint64 {
	high, low := bits.Mul64(a, b)
	sum := (low & prime) + (low>>61 | high<<3)
	if sum >= prime {
		sum -= prime
	}
	return sum
}

func main() {
	var k int
	var song string
	fmt.Fscan(bufio.NewReaderSize(os.Stdin, 1<<18), &k, &song)
	n := len(song)
	hash := make([]uint64, n+1)
	power := make([]uint64, n+1)
	power[0] = 1
	for i := 0; i < n; i++ {
		hash[i+1] = (times(hash[i], base) + uint64(song[i])) % prime
		power[i+1] = times(power[i], base)
	}
	enough := func(length int) bool {
		count := make(map[uint64]int, n)
		for i := 0; i+length <= n; i++ {
			piece := (hash[i+length] + prime - times(hash[i], power[length])) % prime
			count[piece]++
			if count[piece] >= k {
				return true
			}
		}
		return false
	}
	low, high := 0, n
	for low < high {
		middle := (low + high + 1) / 2
		if enough(middle) {
			low = middle
		} else {
			high = middle - 1
		}
	}
	fmt.Println(low)
}
