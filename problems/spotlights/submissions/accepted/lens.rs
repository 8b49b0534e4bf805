use std::io::{self, Read};

fn segment(r: f64, h: f64) -> f64 {
    r * r * (h / r).acos() - h * (r * r - h * h).max(0.0).sqrt()
}

fn main() {
    let mut text = String::new();
    io::stdin().read_to_string(&mut text).unwrap();
    let n: Vec<f64> = text.split_whitespace().map(|word| word.parse().unwrap()).collect();
    let (r1, r2) = (n[2], n[5]);
    let square = (n[0] - n[3]).powi(2) + (n[1] - n[4]).powi(2);
    let area = if square >= (r1 + r2).powi(2) {
        0.0
    } else if square <= (r1 - r2).powi(2) {
        std::f64::consts::PI * r1.min(r2).powi(2)
    } else {
        let d = square.sqrt();
        let h = (square + r1 * r1 - r2 * r2) / (2.0 * d);
        segment(r1, h) + segment(r2, d - h)
    };
    println!("{:e}", area);
}
