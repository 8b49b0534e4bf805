// Lets times wrap around in 32 bits.
use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::io::{self, Read};

fn main() {
    let mut text = String::new();
    io::stdin().read_to_string(&mut text).unwrap();
    let numbers: Vec<usize> = text.split_ascii_whitespace().map(|word| word.parse().unwrap()).collect();
    let n = numbers[0];
    let mut lines = vec![Vec::new(); n + 1];
    for line in numbers[2..].chunks(3) {
        lines[line[0]].push((line[1], line[2] as i32));
    }
    let mut best: Vec<Option<i32>> = vec![None; n + 1];
    let mut queue = BinaryHeap::new();
    queue.push((Reverse(0i32), 1usize));
    while let Some((Reverse(time), stop)) = queue.pop() {
        if best[stop].is_some() {
            continue;
        }
        best[stop] = Some(time);
        for &(other, t) in &lines[stop] {
            queue.push((Reverse(time.wrapping_add(t)), other));
        }
    }
    match best[n] {
        Some(time) => println!("{}", time),
        None => println!("walk"),
    }
}
