// Push-relabel with a queue of the nodes that have too much.
use std::collections::VecDeque;
use std::io::{self, Read};

const ENDLESS: i64 = 1 << 40;

fn connect(out: &mut [Vec<usize>], edges: &mut Vec<(usize, i64)>, a: usize, b: usize, room: i64) {
    out[a].push(edges.len());
    edges.push((b, room));
    out[b].push(edges.len());
    edges.push((a, 0));
}

fn main() {
    let mut text = String::new();
    io::stdin().read_to_string(&mut text).unwrap();
    let numbers: Vec<usize> = text.split_ascii_whitespace().map(|word| word.parse().unwrap()).collect();
    let (n, work, paths) = (numbers[0], &numbers[2..2 + numbers[0]], &numbers[2 + numbers[0]..]);
    let nodes = 2 * n;
    let (mut out, mut edges) = (vec![Vec::new(); nodes], Vec::new());
    for place in 0..n {
        let room = if place == 0 || place == n - 1 { ENDLESS } else { work[place] as i64 };
        connect(&mut out, &mut edges, 2 * place, 2 * place + 1, room);
    }
    for path in paths.chunks(2) {
        if path[0] == 1 && path[1] == n {
            println!("-1");
            return;
        }
        connect(&mut out, &mut edges, 2 * path[0] - 1, 2 * path[1] - 2, ENDLESS);
        connect(&mut out, &mut edges, 2 * path[1] - 1, 2 * path[0] - 2, ENDLESS);
    }
    let (source, sink) = (0, nodes - 1);
    let mut height = distances(&out, &edges, sink, nodes);
    height[source] = nodes;
    let mut excess = vec![0i64; nodes];
    let mut active = VecDeque::new();
    excess[source] = ENDLESS;
    active.push_back(source);
    let mut relabelled = 0;
    while let Some(node) = active.pop_front() {
        if height[node] >= nodes && node != source {
            continue; // What stands there can never reach the sink.
        }
        let mut lowest = 2 * nodes;
        for i in 0..out[node].len() {
            let e = out[node][i];
            let (to, room) = edges[e];
            if room == 0 {
                continue;
            }
            if height[node] == height[to] + 1 || node == source {
                let pushed = excess[node].min(room);
                edges[e].1 -= pushed;
                edges[e ^ 1].1 += pushed;
                excess[node] -= pushed;
                excess[to] += pushed;
                if to != source && to != sink && excess[to] == pushed {
                    active.push_back(to);
                }
                if excess[node] == 0 {
                    break;
                }
            }
            if edges[e].1 > 0 {
                lowest = lowest.min(height[to]);
            }
        }
        if excess[node] > 0 && node != source {
            height[node] = height[node].max(lowest + 1);
            active.push_back(node);
            relabelled += 1;
            if relabelled % (4 * nodes) == 0 {
                height = distances(&out, &edges, sink, nodes);
                height[source] = nodes;
            }
        }
    }
    println!("{}", excess[sink]);
}

/// How far each node is from the sink along edges with room; `nodes` where there is no way.
fn distances(out: &[Vec<usize>], edges: &[(usize, i64)], sink: usize, nodes: usize) -> Vec<usize> {
    let mut distance = vec![nodes; nodes];
    distance[sink] = 0;
    let mut queue = VecDeque::from(vec![sink]);
    while let Some(node) = queue.pop_front() {
        for &e in &out[node] {
            let from = edges[e].0;
            if edges[e ^ 1].1 > 0 && distance[from] == nodes {
                distance[from] = distance[node] + 1;
                queue.push_back(from);
            }
        }
    }
    distance
}
