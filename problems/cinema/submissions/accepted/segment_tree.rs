use std::io::{self, Read};

struct Rows {
    size: usize,
    most: Vec<i32>,
}

impl Rows {
    fn new(n: usize, c: i32) -> Rows {
        let size = n.next_power_of_two();
        let mut most = vec![0; 2 * size];
        most[size..size + n].fill(c);
        for node in (1..size).rev() {
            most[node] = most[2 * node].max(most[2 * node + 1]);
        }
        Rows { size, most }
    }

    fn change(&mut self, row: usize, by: i32) {
        let mut node = self.size + row;
        self.most[node] += by;
        while node > 1 {
            node /= 2;
            self.most[node] = self.most[2 * node].max(self.most[2 * node + 1]);
        }
    }

    fn first_with(&self, people: i32) -> Option<usize> {
        if self.most[1] < people {
            return None;
        }
        let mut node = 1;
        while node < self.size {
            node = 2 * node + usize::from(self.most[2 * node] < people);
        }
        Some(node - self.size)
    }
}

fn main() {
    let mut text = String::new();
    io::stdin().read_to_string(&mut text).unwrap();
    let mut numbers = text.split_ascii_whitespace().map(|word| word.parse::<i32>().unwrap());
    let n = numbers.next().unwrap() as usize;
    let c = numbers.next().unwrap();
    let mut rows = Rows::new(n, c);
    let mut groups: Vec<(Option<usize>, i32)> = Vec::new();
    let (mut steps, mut turned_away) = (0u64, 0);
    for event in numbers.skip(1) {
        if event < 0 {
            if let (Some(row), people) = groups[(-event - 1) as usize] {
                rows.change(row, people);
            }
            continue;
        }
        let found = rows.first_with(event);
        match found {
            Some(row) => {
                steps += 2 * (row as u64 + 1);
                rows.change(row, -event);
            }
            None => turned_away += 1,
        }
        groups.push((found, event));
    }
    println!("{} {}", steps, turned_away);
}
