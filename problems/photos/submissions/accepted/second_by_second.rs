// For each second, who leaves then came at the latest when? A photo is due where somebody would be missed.
use std::io::{self, Read};

fn main() {
    let mut text = String::new();
    io::stdin().read_to_string(&mut text).unwrap();
    let numbers: Vec<usize> = text.split_ascii_whitespace().map(|word| word.parse().unwrap()).collect();
    let mut latest: Vec<Option<usize>> = vec![None; 86_401];
    for guest in numbers[1..].chunks(2) {
        latest[guest[1]] = latest[guest[1]].max(Some(guest[0]));
    }
    let mut photos = 0;
    let mut last = None;
    for (second, came) in latest.iter().enumerate() {
        if came.is_some() && *came > last {
            photos += 1;
            last = Some(second);
        }
    }
    println!("{}", photos);
}
