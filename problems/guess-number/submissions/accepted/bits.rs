// Finds the number bit by bit, from the highest one; every guess lies between 1 and n.
use std::io::{self, BufRead};

fn main() {
    let mut lines = io::stdin().lock().lines().map(|line| line.unwrap());
    let n: u64 = lines.next().unwrap().trim().parse().unwrap();
    let mut known = 0;
    for bit in (0..30).rev() {
        let guess = known + (1 << bit);
        if guess > n {
            continue;
        }
        println!("{}", guess);
        match lines.next().unwrap().trim() {
            "correct" => return,
            "higher" => known = guess,
            _ => {}
        }
    }
}
