fn main() {
    let greeting: Option<&str> = std::env::args().nth(7).map(|_| "Hello, Arbiter!");
    println!("{}", greeting.unwrap());
}
