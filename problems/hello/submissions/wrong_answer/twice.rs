fn main() {
    println!("Hello, Arbiter!");
    println!("Hello, Arbiter!");
}
