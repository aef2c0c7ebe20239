//! Integration tests, one binary.

mod quality_quotations;
mod quality_times;
mod seeds;
