//! Integration tests, one binary.

mod architecture;
mod cmd;
mod lsp;
mod quality_alarms;
mod quality_coreference;
mod quality_names;
mod quality_originals;
mod quality_quotations;
mod quality_text;
mod quality_times;
mod rule_pages;
mod seeds;
mod store;
