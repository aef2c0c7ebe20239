//! The dossiers that an import writes: beside their places first, moved there when all is done, and split before one is too large to read.

use std::ffi::OsStr;
use std::fs::{self, File};
use std::io::{self, BufWriter, Read, Write};
use std::path::{Path, PathBuf};

use super::ReadProblem;
use crate::desk::dossier_entry;
use crate::knowledge::dossier::{Organisation, Person};

/// A quarter of what a dossier may have, and still a size that an editor opens.
const LARGEST_PART: usize = 64 << 20;

/// By this a file is known as one that an import may replace.
const MARK: &str = "# Written by `dateline import";

/// Whether a dossier's text is one that an import has written and may replace.
pub(in crate::desk) fn is_import(text: &str) -> bool {
    text.starts_with(MARK)
}

/// Dossiers in the making. Dropped before [`DossierWriter::finish`], it leaves nothing behind.
pub(super) struct DossierWriter {
    target: PathBuf,
    mark: String,
    parts: Vec<Temporary>,
    written: usize,
}

impl DossierWriter {
    /// Makes ready to write a dossier: its folder is made, and what an import that was interrupted has left there goes.
    pub(super) fn new(target: &Path, format: &str) -> Result<Self, ReadProblem> {
        if target.exists() && !is_ours(target) {
            let message =
                "it exists and no import has written it, so it is left as it is; choose another place with `--out`, or move it";
            return Err(ReadProblem::new(target, message.to_owned()));
        }
        let ready = (|| {
            let folder = folder_of(target);
            fs::create_dir_all(folder)?;
            let left = fs::read_dir(folder)?.filter_map(Result::ok).filter(|entry| is_temporary(&entry.file_name(), target));
            left.into_iter().try_for_each(|entry| fs::remove_file(entry.path()))
        })();
        ready.map_err(|error| cannot_write(target, &error))?;
        let mark =
            format!("{MARK} {format}`, which replaces this file when it runs again; write your own entries into another.\n");
        Ok(Self { target: target.to_owned(), mark, parts: Vec::new(), written: 0 })
    }

    /// A file beside the dossier that is gone in the end.
    pub(super) fn scratch(&self) -> Result<Temporary, ReadProblem> {
        Temporary::new(&self.target, "scratch").map_err(|error| cannot_write(&self.target, &error))
    }

    pub(super) fn person(&mut self, person: &Person) -> Result<(), ReadProblem> {
        self.entry(&dossier_entry::person_text(person))
    }

    pub(super) fn organisation(&mut self, organisation: &Organisation) -> Result<(), ReadProblem> {
        self.entry(&dossier_entry::organisation_text(organisation))
    }

    fn entry(&mut self, text: &str) -> Result<(), ReadProblem> {
        self.put(text, LARGEST_PART).map_err(|error| cannot_write(&self.target, &error))
    }

    fn put(&mut self, text: &str, largest: usize) -> io::Result<()> {
        if self.parts.is_empty() || self.written + text.len() > largest {
            self.begin_part()?;
        }
        let Some(part) = self.parts.last_mut() else { return Ok(()) };
        part.file.write_all(b"\n")?;
        part.file.write_all(text.as_bytes())?;
        self.written += text.len() + 1;
        Ok(())
    }

    fn begin_part(&mut self) -> io::Result<()> {
        if let Some(done) = self.parts.last_mut() {
            done.file.flush()?;
        }
        let mut part = Temporary::new(&self.target, &self.parts.len().to_string())?;
        part.file.write_all(self.mark.as_bytes())?;
        self.written = self.mark.len();
        self.parts.push(part);
        Ok(())
    }

    /// Moves the dossiers to their places, and takes those away that an earlier, larger import left behind them.
    pub(super) fn finish(mut self) -> Result<Vec<PathBuf>, ReadProblem> {
        let moved = (|| {
            if self.parts.is_empty() {
                self.begin_part()?;
            }
            for part in &mut self.parts {
                part.file.flush()?;
                part.file.get_ref().sync_all()?;
            }
            let targets: Vec<PathBuf> = (0..self.parts.len()).map(|number| part_of(&self.target, number)).collect();
            for (part, target) in self.parts.iter().zip(&targets) {
                fs::rename(&part.path, target)?;
            }
            let behind = (targets.len()..).map(|number| part_of(&self.target, number));
            behind.take_while(|path| is_ours(path)).try_for_each(fs::remove_file)?;
            Ok(targets)
        })();
        moved.map_err(|error| cannot_write(&self.target, &error))
    }
}

/// A file that is removed when it is dropped, unless it has been moved away.
pub(super) struct Temporary {
    pub(super) path: PathBuf,
    pub(super) file: BufWriter<File>,
}

impl Temporary {
    fn new(target: &Path, what: &str) -> io::Result<Self> {
        let name = format!("{}{}-{what}.tmp", temporary_prefix(target), std::process::id());
        let path = target.with_file_name(name);
        Ok(Self { file: BufWriter::new(File::create(&path)?), path })
    }
}

impl Drop for Temporary {
    fn drop(&mut self) {
        // It is not there any more if it was moved, and if it cannot be removed the next import tries again.
        let _ = fs::remove_file(&self.path);
    }
}

fn temporary_prefix(target: &Path) -> String {
    format!(".{}.", target.file_name().unwrap_or_default().to_string_lossy())
}

/// Whether a file is a temporary one of an import to this place.
fn is_temporary(name: &OsStr, target: &Path) -> bool {
    let name = name.to_string_lossy();
    let rest = name.strip_prefix(&temporary_prefix(target)).and_then(|rest| rest.strip_suffix(".tmp"));
    let (process, part) = rest.and_then(|rest| rest.split_once('-')).unwrap_or_default();
    let number = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    number(process) && (number(part) || part == "scratch")
}

/// `a.toml`, `a-2.toml`, `a-3.toml`.
fn part_of(target: &Path, number: usize) -> PathBuf {
    if number == 0 {
        return target.to_owned();
    }
    let stem = target.file_stem().unwrap_or_default().to_string_lossy();
    target.with_file_name(format!("{stem}-{}.toml", number + 1))
}

fn is_ours(path: &Path) -> bool {
    let mut head = [0; MARK.len()];
    File::open(path).and_then(|mut file| file.read_exact(&mut head)).is_ok() && head == *MARK.as_bytes()
}

fn folder_of(target: &Path) -> &Path {
    target.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

fn cannot_write(target: &Path, error: &io::Error) -> ReadProblem {
    ReadProblem::new(target, format!("the dossier cannot be written: {error}; check the folder and the disk"))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    fn names(folder: &Path) -> Vec<String> {
        let mut names: Vec<String> =
            fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }

    #[test]
    fn a_dossier_is_there_when_all_is_written_and_in_parts_if_it_is_large() {
        let folder = std::env::temp_dir().join(format!("dateline-import-{}", std::process::id()));
        let target = folder.join("new/a.toml");
        let entry = "[[person]]\nname = \"Jane Roe\"\n";
        let mut dossier = DossierWriter::new(&target, "popolo").unwrap();
        for _ in 0..3 {
            dossier.put(entry, dossier.mark.len() + entry.len() + 1).unwrap();
        }
        assert!(!target.exists());
        dossier.finish().unwrap();
        assert_eq!(names(target.parent().unwrap()), ["a-2.toml", "a-3.toml", "a.toml"]);
        assert!(fs::read_to_string(&target).unwrap().ends_with(&format!("into another.\n\n{entry}")));

        fs::write(folder.join("new/.a.toml.17-scratch.tmp"), "left by an import that was interrupted").unwrap();
        fs::write(folder.join("new/.a.toml.tmp"), "not ours").unwrap();
        let mut smaller = DossierWriter::new(&target, "popolo").unwrap();
        smaller.entry(entry).unwrap();
        let scratch = smaller.scratch().unwrap();
        drop(scratch);
        smaller.finish().unwrap();
        assert_eq!(names(target.parent().unwrap()), [".a.toml.tmp", "a.toml"]);

        fs::write(&target, "# our own\n").unwrap();
        let told = DossierWriter::new(&target, "popolo").err().unwrap().message;
        assert!(told.starts_with("it exists and no import has written it"), "{told}");
        fs::remove_dir_all(folder).unwrap();
    }

    #[test]
    fn an_import_that_is_given_up_leaves_nothing() {
        let folder = std::env::temp_dir().join(format!("dateline-import-given-up-{}", std::process::id()));
        let mut dossier = DossierWriter::new(&folder.join("a.toml"), "popolo").unwrap();
        dossier.entry("[[person]]\nname = \"Jane Roe\"\n").unwrap();
        drop(dossier);
        assert_eq!(names(&folder), Vec::<String>::new());
        fs::remove_dir_all(folder).unwrap();
    }
}
