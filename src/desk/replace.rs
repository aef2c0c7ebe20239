//! A file is replaced as a whole or not at all: a new one is written beside it and renamed over it.

use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::Path;

/// Puts whole new contents in place of a file, or leaves the file as it was.
pub(super) fn replace(target: &Path, contents: impl AsRef<[u8]>) -> io::Result<()> {
    let mut name = std::ffi::OsString::from(".");
    name.push(target.file_name().unwrap_or_default());
    name.push(format!(".{}.tmp", std::process::id()));
    let fresh = target.with_file_name(name);
    let written = (|| {
        let mut file = File::create(&fresh)?;
        file.write_all(contents.as_ref())?;
        if let Ok(old) = fs::metadata(target) {
            file.set_permissions(old.permissions())?;
        }
        file.sync_all()?;
        fs::rename(&fresh, target)
    })();
    if written.is_err() {
        // The first error is the one to tell of.
        let _ = fs::remove_file(&fresh);
    }
    written
}
