//! What is being done, on standard error or in a file, for whoever asks.

use std::fs::OpenOptions;
use std::io::Write;
use std::path::Path;
use std::sync::Mutex;

use tracing::level_filters::LevelFilter;

use super::args::{Global, LogLevel};

/// Starts logging at the level asked for, and makes a panic one line instead of a page.
///
/// # Errors
/// A message with file and cause, if the log is to go to a file that cannot be written.
pub(super) fn start(global: &Global, file: Option<&Path>) -> Result<(), String> {
    let level = match (global.log, global.verbose) {
        (Some(LogLevel::Error), _) => LevelFilter::ERROR,
        (Some(LogLevel::Warn), _) => LevelFilter::WARN,
        (Some(LogLevel::Info), _) | (None, 1) => LevelFilter::INFO,
        (Some(LogLevel::Debug), _) | (None, 2) => LevelFilter::DEBUG,
        (Some(LogLevel::Trace), _) | (None, 3..) => LevelFilter::TRACE,
        (None, 0) if file.is_some() => LevelFilter::INFO,
        (None, 0) => LevelFilter::OFF,
    };
    let logging = tracing_subscriber::fmt().with_max_level(level).with_ansi(false);
    // A second subscriber in one process can only come from a test.
    let _ = match file {
        Some(path) => {
            let opened = OpenOptions::new().create(true).append(true).open(path);
            let file = opened.map_err(|cause| {
                format!("{}: the log cannot be written: {cause}; name another file with --log-file", path.display())
            })?;
            logging.with_writer(Mutex::new(file)).try_init()
        }
        None => logging.with_writer(std::io::stderr).try_init(),
    };
    std::panic::set_hook(Box::new(|panic| {
        let place = panic.location().map(ToString::to_string).unwrap_or_default();
        let payload = panic.payload();
        let why = payload.downcast_ref::<&str>().copied().or_else(|| payload.downcast_ref::<String>().map(String::as_str));
        let why = why.unwrap_or("no message");
        let _ =
            writeln!(std::io::stderr().lock(), "dateline: internal error at {place}: {why}; please report it with the article");
    }));
    Ok(())
}
