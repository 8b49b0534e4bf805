use std::io;

fn is_sound(log: &str) -> bool {
    let mut stack = Vec::new();
    for sign in log.chars() {
        match sign {
            '(' => stack.push(')'),
            '[' => stack.push(']'),
            '{' => stack.push('}'),
            ')' | ']' | '}' => {
                if stack.pop() != Some(sign) {
                    return false;
                }
            }
            _ => {}
        }
    }
    stack.is_empty()
}

fn main() {
    let mut log = String::new();
    io::stdin().read_line(&mut log).unwrap();
    println!("{}", if is_sound(&log) { "yes" } else { "no" });
}
