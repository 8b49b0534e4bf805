package main

import (
	"bufio"
	"container/heap"
	"fmt"
	"os"
)

type line struct{ to, seconds int }
type arrival struct{ time, stop int }
type arrivals []arrival

func (a arrivals) Len() int           { return len(a) }
func (a arrivals) Less(i, j int) bool { return a[i].time < a[j].time }
func (a arrivals) Swap(i, j int)      { a[i], a[j] = a[j], a[i] }
func (a *arrivals) Push(x any)        { *a = append(*a, x.(arrival)) }
func (a *arrivals) Pop() any {
	last := (*a)[len(*a)-1]
	*a = (*a)[:len(*a)-1]
	return last
}

func main() {
	in := bufio.NewReader(os.Stdin)
	var n, m int
	fmt.Fscan(in, &n, &m)
	lines := make([][]line, n+1)
	for ; m > 0; m-- {
		var u, v, t int
		fmt.Fscan(in, &u, &v, &t)
		lines[u] = append(lines[u], line{v, t})
	}
	best := make([]int, n+1)
	for i := range best {
		best[i] = -1
	}
	queue := &arrivals{{0, 1}}
	for queue.Len() > 0 {
		next := heap.Pop(queue).(arrival)
		if best[next.stop] >= 0 {
			continue
		}
		best[next.stop] = next.time
		for _, l := range lines[next.stop] {
			if best[l.to] < 0 {
				heap.Push(queue, arrival{next.time + l.seconds, l.to})
			}
		}
	}
	if best[n] < 0 {
		fmt.Println("walk")
	} else {
		fmt.Println(best[n])
	}
}
