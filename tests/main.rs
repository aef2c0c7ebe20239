//! Integration tests, one binary.

mod quality_quotations;
