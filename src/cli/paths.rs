//! Paths as people gave them, and as they are shown.
//!
//! Inside, every path is absolute with its folder's links resolved, so that one file has one name. Outside, a file below a path that was
//! given is shown with that path as given; any other relative to the current folder.

use std::io;
use std::path::{Component, Path, PathBuf};

/// How paths are shown.
#[derive(Debug, Default)]
pub(super) struct Shown {
    /// Absolute path and the same as given.
    given: Vec<(PathBuf, PathBuf)>,
    /// The current folder.
    current: PathBuf,
}

impl Shown {
    pub(super) fn new() -> Self {
        let current = std::env::current_dir().unwrap_or_default();
        Self { given: Vec::new(), current: current.canonicalize().unwrap_or(current) }
    }

    /// The current folder.
    pub(super) fn current(&self) -> &Path {
        &self.current
    }

    /// The one name of a path that was given; remembers how it was written.
    ///
    /// # Errors
    /// If there is no such file or folder, or it may not be looked at.
    pub(super) fn resolve(&mut self, given: &Path) -> io::Result<PathBuf> {
        let absolute = resolve(given)?;
        if given != Path::new(".") {
            self.given.push((absolute.clone(), given.to_owned()));
        }
        Ok(absolute)
    }

    /// A path as it is shown.
    pub(super) fn show(&self, path: &Path) -> String {
        let below = self.given.iter().filter(|(absolute, _)| path.starts_with(absolute));
        if let Some((absolute, given)) = below.max_by_key(|(absolute, _)| absolute.as_os_str().len()) {
            let rest = path.strip_prefix(absolute).unwrap_or(Path::new(""));
            let shown = if rest.as_os_str().is_empty() { given.clone() } else { given.join(rest) };
            return shown.display().to_string();
        }
        relative(path, &self.current).display().to_string()
    }
}

/// A folder with links resolved; a file by its own name in its folder.
fn resolve(given: &Path) -> io::Result<PathBuf> {
    let metadata = std::fs::metadata(given)?;
    match (metadata.is_dir(), given.file_name(), given.parent()) {
        (false, Some(name), Some(folder)) => {
            let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
            Ok(folder.canonicalize()?.join(name))
        }
        _ => given.canonicalize(),
    }
}

/// The way from a folder to a file; the file as it is where there is none.
fn relative(path: &Path, from: &Path) -> PathBuf {
    let (mut to, mut at) = (path.components().peekable(), from.components().peekable());
    let mut shared = 0;
    while to.peek().is_some() && to.peek() == at.peek() {
        to.next();
        at.next();
        shared += 1;
    }
    // From one disk to another, or from the root itself, the whole path is clearer.
    if shared == 0 || (shared == 1 && path.is_absolute() && at.peek().is_some()) {
        return path.to_owned();
    }
    let up = at.map(|_| Component::ParentDir);
    let way: PathBuf = up.chain(to).collect();
    if way.as_os_str().is_empty() { PathBuf::from(".") } else { way }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_shown_as_given_or_relative() {
        let given = |absolute: &str, given: &str| (PathBuf::from(absolute), PathBuf::from(given));
        let shown = Shown {
            given: vec![
                given("/home/a/desk/seeds", "./seeds"),
                given("/archive", "/archive"),
                given("/home/a/x.txt", "../x.txt"),
            ],
            current: PathBuf::from("/home/a/desk"),
        };
        for (path, expected) in [
            ("/home/a/desk/seeds/1.txt", "./seeds/1.txt"),
            ("/home/a/desk/other.txt", "other.txt"),
            ("/home/a/y.txt", "../y.txt"),
            ("/home/a/x.txt", "../x.txt"),
            ("/archive/1/2.txt", "/archive/1/2.txt"),
            ("/elsewhere/2.txt", "/elsewhere/2.txt"),
            ("/home/a/desk", "."),
        ] {
            assert_eq!(shown.show(Path::new(path)), expected);
        }
    }
}
