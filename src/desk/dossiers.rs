//! Dossier files on disk: which they are, and reading them all.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::num::NonZero;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use ignore::WalkBuilder;
use ignore::overrides::{Override, OverrideBuilder};

use super::cache;
use super::config::KnowledgeSettings;
use super::reading::ReadProblem;
use super::workspace::Folder;
use crate::knowledge::dossier::{DossierFile, Dossiers, parts, read, read_part};

/// Where dossiers lie unless the configuration says otherwise.
const USUAL: [&str; 2] = ["dossiers/*.toml", "corrections.toml"];

/// A dossier is a list of what people know; one that is larger than this is something else.
const LARGEST: u64 = 256 << 20;

/// From this size on a file is read in parts and kept in the cache; a smaller one is read in a few milliseconds.
const LARGE: usize = 512 << 10;

/// A part of a file that is read by itself. Its tree still fits into the cache of a core.
const PART: usize = 64 << 10;

/// The files of a workspace's dossiers, sorted. Like articles, what `.gitignore` leaves out is none.
///
/// Only the folders that the globs name are looked into: an archive of a million articles is not walked for a list of people.
#[must_use]
pub fn dossier_files(root: &Path, settings: &KnowledgeSettings) -> Vec<PathBuf> {
    let globs = globs(settings);
    let Some(chosen) = overrides(root, &globs) else { return Vec::new() };
    let mut files = BTreeSet::new();
    for glob in globs {
        let (folder, depth) = named_folder(glob);
        let folder = root.join(folder);
        if !folder.exists() {
            continue;
        }
        let walk = WalkBuilder::new(folder).overrides(chosen.clone()).max_depth(depth).build();
        let found = walk.filter_map(Result::ok).filter(|entry| entry.file_type().is_some_and(|kind| kind.is_file()));
        files.extend(found.map(ignore::DirEntry::into_path).filter(|file| chosen.matched(file, false).is_whitelist()));
    }
    files.into_iter().collect()
}

/// Whether a file of a workspace is one of its dossiers, by its name.
#[must_use]
pub(super) fn is_dossier(root: &Path, settings: &KnowledgeSettings, file: &Path) -> bool {
    let named = file.starts_with(root) && file.extension().is_some_and(|ending| ending == "toml");
    named && overrides(root, &globs(settings)).is_some_and(|chosen| chosen.matched(file, false).is_whitelist())
}

fn globs(settings: &KnowledgeSettings) -> Vec<&str> {
    let globs: Vec<&str> = settings.dossiers.iter().chain(&settings.corrections).map(String::as_str).collect();
    if globs.is_empty() { USUAL.to_vec() } else { globs }
}

/// The folder that a glob names before its first pattern, and how deep below it files can match.
fn named_folder(glob: &str) -> (PathBuf, Option<usize>) {
    let parts: Vec<&str> = glob.trim_start_matches('/').split('/').collect();
    let is_pattern = |part: &&str| part.contains(['*', '?', '[', '{']);
    let plain = parts.iter().take(parts.len() - 1).take_while(|part| !is_pattern(part)).count();
    // A glob without a slash matches at any depth, as in `.gitignore`; a plain name is looked for at the top only.
    let deep = parts.contains(&"**") || parts.len() == 1 && is_pattern(&parts[0]);
    (parts[..plain].iter().collect(), (!deep).then_some(parts.len() - plain))
}

/// Reads the dossiers of some folders, each with where they lie.
#[must_use]
pub fn dossiers_of(folders: &[Folder]) -> (Dossiers, Vec<ReadProblem>) {
    let files: BTreeSet<PathBuf> = folders.iter().flat_map(|folder| dossier_files(&folder.root, &folder.knowledge)).collect();
    let (dossiers, problems) = read_dossiers(&files.into_iter().collect::<Vec<_>>(), cache::cache_folder().as_deref());
    (dossiers.with_preferences(folders.iter().flat_map(|folder| folder.preferences.iter().cloned()).collect()), problems)
}

/// The globs that are ones; the configuration has told of the others.
fn overrides(root: &Path, globs: &[&str]) -> Option<Override> {
    let mut builder = OverrideBuilder::new(root);
    for glob in globs {
        let _ = builder.add(glob);
    }
    builder.build().ok()
}

/// Reads dossiers. A file that cannot be read, or a mistake in one, is told and costs nothing else. What was read of large files is kept in
/// the folder `cache`, if there is one ([`super::cache_folder`]), and taken from there while they stay the same.
#[must_use]
pub fn read_dossiers(files: &[PathBuf], cache: Option<&Path>) -> (Dossiers, Vec<ReadProblem>) {
    let mut problems = Vec::new();
    let mut all: Vec<DossierFile> = Vec::new();
    for path in files {
        let text = match text_of(path) {
            Ok(text) => text,
            Err(problem) => {
                problems.push(problem);
                continue;
            }
        };
        let origin = Arc::from(path.as_path());
        if let Some(parts) = read_large(&text, &origin, cache) {
            all.extend(parts);
            continue;
        }
        let (file, mistakes) = read(&text, &origin);
        if !mistakes.is_empty() {
            let told: Vec<String> = mistakes.iter().map(ToString::to_string).collect();
            problems.push(ReadProblem::new(path, told.join("\n")));
        }
        all.push(file);
    }
    (Dossiers::new(all), problems)
}

/// Reads a large file, if nothing is wrong with it.
fn read_large(text: &str, path: &Arc<Path>, cache: Option<&Path>) -> Option<Vec<DossierFile>> {
    if text.len() < LARGE {
        return None;
    }
    if let Some(kept) = cache.and_then(|folder| cache::load(folder, path, text)) {
        return Some(kept);
    }
    let files = read_in_parts(text, path)?;
    if let Some(folder) = cache {
        cache::store(folder, path, text, &files);
    }
    Some(files)
}

/// Reads the parts of a file on every core, if nothing is wrong with any.
fn read_in_parts(text: &str, path: &Arc<Path>) -> Option<Vec<DossierFile>> {
    let parts = parts(text, PART);
    let next = AtomicUsize::new(0);
    let work = || {
        let mut done = Vec::new();
        loop {
            let number = next.fetch_add(1, Ordering::Relaxed);
            let Some(part) = parts.get(number) else { return Some(done) };
            done.push((number, read_part(*part, path)?));
        }
    };
    let threads = std::thread::available_parallelism().map_or(1, NonZero::get).min(parts.len());
    let mut done: Vec<(usize, DossierFile)> = std::thread::scope(|scope| {
        let workers: Vec<_> = (0..threads).map(|_| scope.spawn(work)).collect();
        let done: Option<Vec<_>> = workers.into_iter().map(|worker| worker.join().ok().flatten()).collect();
        Some(done?.into_iter().flatten().collect())
    })?;
    done.sort_by_key(|(number, _)| *number);
    Some(done.into_iter().map(|(_, file)| file).collect())
}

pub(super) fn text_of(path: &Path) -> Result<String, ReadProblem> {
    let told = |error: &io::Error| ReadProblem::from_io(path, error);
    let size = fs::metadata(path).map_err(|error| told(&error))?.len();
    if size > LARGEST {
        return Err(ReadProblem::new(path, format!("it has {size} bytes, more than a dossier may have ({LARGEST}); split it")));
    }
    let bytes = fs::read(path).map_err(|error| told(&error))?;
    String::from_utf8(bytes).map_err(|error| {
        let at = error.utf8_error().valid_up_to();
        ReadProblem::new(path, format!("it is not UTF-8 (byte {at}); save it as UTF-8"))
    })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;
    use crate::desk::{Addition, add_to_dossier};
    use crate::knowledge::dossier::Person;

    fn kwan() -> Addition {
        let (file, _) = read("[[person]]\nname = 'Kwan Mei-ling'\naliases = ['Mei-ling Kwan']\n", &Arc::from(Path::new("")));
        let person: &Person = &file.people[0];
        Addition::Person(Box::new(person.clone()))
    }

    #[test]
    fn a_large_dossier_is_the_same_in_parts_from_the_cache_and_as_a_whole() {
        let folder = std::env::temp_dir().join(format!("dateline-large-dossier-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        let path = folder.join("people.toml");
        let mut text = String::new();
        for number in 0..LARGE / 60 {
            text += &format!("[[person]]\nname = \"Jane Roe {number}\"\n[[person.office]]\ntitle = \"Mayor\"\n\n");
        }
        fs::write(&path, &text).unwrap();
        let whole = read(&text, &Arc::from(path.as_path())).0;
        let cache = folder.join("cache");
        for _ in 0..2 {
            let (dossiers, problems) = read_dossiers(std::slice::from_ref(&path), Some(&cache));
            assert_eq!(problems, []);
            assert!(*dossiers.entries() == whole);
        }
        // A mistake is told whenever the file is read, with its place in the file.
        fs::write(&path, text + "[[persn]]\n").unwrap();
        let (dossiers, problems) = read_dossiers(&[path], Some(&cache));
        assert_eq!((dossiers.entries().people.len(), problems.len()), (whole.people.len(), 1));
        fs::remove_dir_all(folder).unwrap();
    }

    #[test]
    fn a_broken_dossier_is_told_left_alone_and_costs_nothing_else() {
        let folder = std::env::temp_dir().join(format!("dateline-dossiers-{}", std::process::id()));
        fs::create_dir_all(folder.join("dossiers")).unwrap();
        fs::write(folder.join("dossiers/a.toml"), "[[person]\n").unwrap();
        fs::write(folder.join("dossiers/b.toml"), "[[person]]\nname = 'John Roe'\n").unwrap();
        fs::write(folder.join("dossiers/c.toml"), b"\xff").unwrap();
        let files = dossier_files(&folder, &KnowledgeSettings::default());
        let names: Vec<_> = files.iter().map(|file| file.strip_prefix(&folder).unwrap().display().to_string()).collect();
        assert_eq!(names, ["dossiers/a.toml", "dossiers/b.toml", "dossiers/c.toml"]);
        let (dossiers, problems) = read_dossiers(&files, None);
        assert_eq!((dossiers.people_named("John Roe").count(), problems.len()), (1, 2));
        let told = add_to_dossier(&files[0], &[kwan()]).unwrap_err().to_string();
        assert!(told.contains("a.toml: the dossier is no TOML and was left alone: "), "{told}");
        assert_eq!(fs::read_to_string(&files[0]).unwrap(), "[[person]\n");
        let fresh = folder.join("dossiers/new/d.toml");
        add_to_dossier(&fresh, &[kwan()]).unwrap();
        assert_eq!(read_dossiers(&[fresh], None).0.people_named("Mei-ling Kwan").count(), 1);
        fs::remove_dir_all(folder).unwrap();
    }
}
