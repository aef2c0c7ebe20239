//! Dateline reads news copy the way a language server for code reads code.
//!
//! Data flows one way through the modules below, in the order in which they stand: a module imports only from those
//! above it. `docs/architecture.md` has the map and the invariants; `dateline::cli` and `dateline::server` are the two doors.

pub mod text;

pub mod article;

pub mod knowledge;

pub mod language;

pub mod claims;

pub mod corpus;

pub mod desk;

pub mod rules;

pub mod answers;

pub mod report;

pub mod server;

pub mod cli;
