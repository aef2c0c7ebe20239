//! The language server as an editor drives it: the built binary over standard input and output, every answer compared whole.

#![allow(clippy::unwrap_used)]
// `json!(…)` is written where it is sent.
#![allow(clippy::needless_pass_by_value)]

mod anyway;
mod bad_input;
mod client;
mod commands;
mod desk;
mod documents;
mod dossiers;
mod facts;
mod files;
mod methods;
mod offsets;
mod pages;
mod pull;
mod session;
mod shared_index;

/// Two reports of one day that quote one speaker in two wordings.
const ARRIVAL: &str = "Minister arrives for dam talks

OSLO, March 3, 1998 (Meridian) - Foreign Minister Helga Lindqvist arrived on Tuesday for talks about the dam.

\"We shall speak plainly about the water and the farmers below it,\" Lindqvist said.

The adminstration of the port said nothing, and the administration of the town said less.
";

const EVENING: &str = "Dam talks open

OSLO, March 3, 1998 (Northern Wire) - Talks about the dam opened on Tuesday.

\"We shall speak openly about the water and the farmers below it,\" said Foreign Minister Helga Lindqvist.
";
