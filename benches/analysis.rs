//! Times of the analysis.

fn main() {
    divan::main();
}
