//! Who sits at the desk: a tick and an acceptance say by whom.

use std::path::Path;
use std::process::{Command, Stdio};

/// The name under which somebody commits in the folder of a file, as `git config user.name` has it; `None` without git or a name. The
/// account of the machine is nobody's signature and is not asked.
#[must_use]
pub fn user_name(near: &Path) -> Option<String> {
    let folder = near.parent().filter(|folder| folder.is_dir())?;
    let asked = Command::new("git")
        .args(["config", "--get", "user.name"])
        .current_dir(folder)
        .stdin(Stdio::null())
        .stderr(Stdio::null())
        .output()
        .ok()?;
    let name = String::from_utf8(asked.stdout).ok()?.trim().to_owned();
    (asked.status.success() && !name.is_empty()).then_some(name)
}
