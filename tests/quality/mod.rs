//! Recall and precision of the rules on news.
//!
//! - `alarms`: what the default rules say of clean, published news; every warning is judged.
//! - `hostile`: white space, marks and letters as word processors and the web leave them.
//! - `planted`: errors put into clean news by a program, one a draft, and insertions of the same kind that are right.
//!
//! The data are no part of the repository: `DATELINE_SHARED` names the folder that holds them (default `../shared`).

// A list of one range is what is meant: the places of one change.
#![allow(clippy::print_stdout, clippy::single_range_in_vec_init, clippy::unwrap_used)]

mod alarms;
mod articles;
mod hostile;
mod planted;
mod random;
mod sentences;
