//! The door for people and programs: the command line.

/// Runs the command line of this process and says how it went.
#[must_use]
pub fn main() -> std::process::ExitCode {
    crate::server::run(crate::server::Options::default())
}
