//! What takes too long for every change: `cargo test --test long`, by hand.
//!
//! Fifty kills of indexing and refresh, at moments spread over their course. The million articles are measured by
//! `cargo bench --bench scale -- 1000000`, the import of a million entities by `cargo bench --bench import`.

#[allow(dead_code, unused_imports)]
#[path = "../store.rs"]
mod store;

fn main() {
    store::kills(50, 150);
}
