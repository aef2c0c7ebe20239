//! `dateline lsp`: the language server.

use std::process::ExitCode;

use crate::server::{self, Options};

use super::args::{Global, Lsp};

/// Serves until the client says `exit`; the exit code is the protocol's.
pub(super) fn run(_command: &Lsp, global: &Global) -> ExitCode {
    server::run(Options { config: global.config.clone() })
}
