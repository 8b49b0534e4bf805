// @EXPECTED_RESULTS@: COMPILER_ERROR
fn main() {
    let greeting = String::from("Hello, Arbiter!");
    drop(greeting);
    println!("{}", greeting);
}
