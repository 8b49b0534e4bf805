use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::io::{self, Read};

fn main() {
    let mut text = String::new();
    io::stdin().read_to_string(&mut text).unwrap();
    let mut numbers = text.split_ascii_whitespace().map(|word| word.parse::<u64>().unwrap());
    let n = numbers.next().unwrap();
    let k = numbers.next().unwrap();
    let mut total = 0;
    let mut heap = BinaryHeap::new();
    heap.push(Reverse((0u64, 0u64)));
    for night in 1..=n + 1 {
        let pay = numbers.next().unwrap_or(0);
        total += pay;
        while heap.peek().unwrap().0 .1 + k + 1 < night {
            heap.pop();
        }
        let best = heap.peek().unwrap().0 .0;
        heap.push(Reverse((best + pay, night)));
        if night == n + 1 {
            println!("{}", total - best);
        }
    }
}
