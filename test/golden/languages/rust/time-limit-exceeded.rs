use std::sync::atomic::{AtomicU64, Ordering};

fn main() {
    let i = AtomicU64::new(0);
    loop {
        i.fetch_add(1, Ordering::SeqCst);
    }
}
