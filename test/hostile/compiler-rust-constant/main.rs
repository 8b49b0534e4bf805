const fn spin() -> u64 { let mut n = 0u64; loop { n = n.wrapping_add(1); if n == u64::MAX { return n; } } }
const N: u64 = spin();
fn main() { println!("{}", N); }
