//! Integration tests, one binary.

mod cmd;
mod lsp;
mod quality_quotations;
mod quality_times;
mod seeds;
