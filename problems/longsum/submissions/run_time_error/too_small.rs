// Uses checked addition in 64 bits, and panics.
use std::io::{self, Read};

fn main() {
    let mut text = String::new();
    io::stdin().read_to_string(&mut text).unwrap();
    let sum = text
        .split_ascii_whitespace()
        .skip(1)
        .map(|word| word.parse::<i64>().unwrap())
        .fold(0i64, |sum, entry| sum.checked_add(entry).expect("64 bits are enough"));
    println!("{}", sum);
}
