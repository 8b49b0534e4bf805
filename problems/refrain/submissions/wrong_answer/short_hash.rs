// Hashes of 16 bits: different pieces of text are taken for the same one.
use std::collections::HashMap;
use std::io::{self, Read};

fn main() {
    let mut text = String::new();
    io::stdin().read_to_string(&mut text).unwrap();
    let mut words = text.split_whitespace();
    let k: usize = words.next().unwrap().parse().unwrap();
    let song = words.next().unwrap().as_bytes();
    let n = song.len();
    let (mut low, mut high) = (0, n);
    while low < high {
        let middle = (low + high + 1) / 2;
        let mut top = 1u16;
        let mut hash = 0u16;
        for (i, &letter) in song.iter().take(middle).enumerate() {
            hash = hash.wrapping_mul(31).wrapping_add(letter as u16);
            if i > 0 {
                top = top.wrapping_mul(31);
            }
        }
        let mut count = HashMap::new();
        *count.entry(hash).or_insert(0) += 1;
        for i in middle..n {
            hash = hash.wrapping_sub(top.wrapping_mul(song[i - middle] as u16)).wrapping_mul(31).wrapping_add(song[i] as u16);
            *count.entry(hash).or_insert(0) += 1;
        }
        if count.values().any(|&times| times >= k) {
            low = middle;
        } else {
            high = middle - 1;
        }
    }
    println!("{}", low);
}
