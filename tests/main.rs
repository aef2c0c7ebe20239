//! Integration tests, one binary.

mod architecture;
mod cmd;
mod config_schema;
#[path = "long/language.rs"]
mod long_language;
#[path = "long/times.rs"]
mod long_times;
mod lsp;
mod quality;
mod quality_claims;
mod quality_coreference;
mod quality_identity;
mod quality_names;
mod quality_originals;
mod quality_quantities;
mod quality_quotations;
mod quality_text;
mod quality_times;
mod rule_pages;
mod seeds;
mod shelves;
mod store;
