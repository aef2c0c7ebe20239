//! A stand-in until the builder lands.
fn main() {}
