//! Integration tests, one binary.

mod cmd;
mod quality_quotations;
mod quality_times;
mod seeds;
