//! Integration tests, one binary.

mod quality_quotations;
mod seeds;
