fn main() {
    println!("Hello, Arbiter!");
}
