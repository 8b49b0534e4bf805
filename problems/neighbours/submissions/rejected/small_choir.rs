// Has room for 2000 singers, and panics in group 3.
use std::io::{self, Read};

fn main() {
    let mut text = String::new();
    io::stdin().read_to_string(&mut text).unwrap();
    let numbers: Vec<i32> = text.split_ascii_whitespace().map(|word| word.parse().unwrap()).collect();
    let (n, d) = (numbers[0] as usize, numbers[1]);
    let mut pitches = [0; 2000];
    for i in 0..n {
        pitches[i] = numbers[2 + i];
    }
    let mut pairs = 0;
    for i in 0..n {
        pairs += pitches[..i].iter().filter(|&&pitch| (pitch - pitches[i]).abs() <= d).count();
    }
    println!("{}", pairs);
}
