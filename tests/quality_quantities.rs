//! Quantities and their values, measured on sentences of news that we annotated ourselves and on the English specifications of the
//! Recognizers.
//!
//! Neither text is part of the repository: `DATELINE_SHARED` names the folder that holds them (default `../shared`). With `DATELINE_SHOW`
//! set to `quantities`, every error is printed; set to `recognizers`, every case that fails.

#![allow(clippy::print_stdout, clippy::unwrap_used)]

use std::path::PathBuf;
use std::sync::Arc;

use dateline::article::{self, Format, Stated};
use dateline::knowledge::Knowledge;
use dateline::language::{Quantity, read};

mod mutations;
mod news;
mod recognizers;

fn data(path: &str) -> PathBuf {
    let shared = std::env::var_os("DATELINE_SHARED").map_or_else(|| PathBuf::from("../shared"), PathBuf::from);
    shared.join("data").join(path)
}

/// What the whole reader finds in a text that stands for itself.
fn quantities(text: &str) -> Vec<Quantity> {
    let knowledge = Knowledge::builtin();
    let article = article::read(Arc::from(text), Format::Text, &Stated::default(), &knowledge.gazetteer);
    read(&article, knowledge).quantities
}

/// Whether two values are the same to twelve digits.
fn is_same(one: f64, other: f64) -> bool {
    (one - other).abs() <= 1e-9 * one.abs().max(other.abs())
}

fn shows(what: &str) -> bool {
    std::env::var("DATELINE_SHOW").is_ok_and(|show| show == what)
}
