// Of four blocks in a row, the outer two weigh as much as the inner two.
use std::io;

fn main() {
    let mut line = String::new();
    io::stdin().read_line(&mut line).unwrap();
    let n: u32 = line.trim().parse().unwrap();
    let mut trucks: [Vec<String>; 2] = match n % 4 {
        0 => [vec![], vec![]],
        3 => [vec!["1".into(), "2".into()], vec!["3".into()]],
        _ => {
            println!("impossible");
            return;
        }
    };
    for first in (n % 4 + 1..n).step_by(4) {
        for (offset, truck) in [0, 1, 1, 0].iter().enumerate() {
            trucks[*truck].push((first + offset as u32).to_string());
        }
    }
    for truck in &trucks {
        println!("{} {}", truck.len(), truck.join(" "));
    }
}
