//! What people decided: configuration, sidecars, accepted findings — and which files are the workspace. The only writer of workspace files.

mod files;
mod reading;
mod workspace;

pub use files::{Listing, MAX_FILES, Selection, admits, list};
pub use reading::{FileRead, ReadProblem, read_file, read_files};
pub use workspace::{Draft, Workspace};
