use std::fmt::Write;
use std::io::{self, Read};

fn main() {
    let mut text = String::new();
    io::stdin().read_to_string(&mut text).unwrap();
    let top = 1_000_000;
    let mut smallest: Vec<u32> = (0..=top as u32).collect();
    for p in 2..=1000 {
        if smallest[p] == p as u32 {
            for x in (p * p..=top).step_by(p) {
                if smallest[x] == x as u32 {
                    smallest[x] = p as u32;
                }
            }
        }
    }
    let mut out = String::new();
    for word in text.split_ascii_whitespace().skip(1) {
        let mut rest: u32 = word.parse().unwrap();
        let mut ways = 1;
        while rest > 1 {
            let p = smallest[rest as usize];
            let mut power = 1;
            while rest % p == 0 {
                rest /= p;
                power += 1;
            }
            ways *= power;
        }
        writeln!(out, "{}", ways).unwrap();
    }
    print!("{}", out);
}
