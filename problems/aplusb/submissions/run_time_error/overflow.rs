// Refuses to wrap: checked_add gives None where the sum leaves 32 bits.
use std::io::{self, Read};

fn main() {
    let mut text = String::new();
    io::stdin().read_to_string(&mut text).unwrap();
    let numbers: Vec<i32> = text.split_whitespace().map(|word| word.parse().unwrap()).collect();
    println!("{}", numbers[0].checked_add(numbers[1]).expect("the sum fits"));
}
