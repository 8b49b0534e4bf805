#![crate_type = "proc-macro"]
extern crate proc_macro;
use proc_macro::TokenStream;
#[proc_macro]
pub fn run(_: TokenStream) -> TokenStream { std::fs::write("/build/processed", "x").unwrap(); TokenStream::new() }
fn main() { run!(); }
