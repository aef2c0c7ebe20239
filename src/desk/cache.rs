//! What can be made again at any time and is kept because that takes a while: so far the entries of large dossiers.
//!
//! It lies in the user's cache folder, never in the workspace, and may be deleted at any time. An entry counts only if it was made by this
//! version from the very text that stands in the file now, and is whole: one digest over all three says so. There is one for each
//! dossier, so that the folder does not grow with every change.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use etcetera::BaseStrategy as _;
use sha2::{Digest as _, Sha256};

use super::replace::replace;
use crate::knowledge::dossier::DossierFile;

/// To be raised when the shape of entries changes; a test notices.
const SHAPE: u8 = 1;

/// Bytes of a digest.
const DIGEST: usize = 32;

/// The folder for all that is kept: `DATELINE_CACHE`, else the one that the platform gives to caches. `None` if there is no home.
#[must_use]
pub fn cache_folder() -> Option<PathBuf> {
    let named = std::env::var_os("DATELINE_CACHE").filter(|folder| !folder.is_empty());
    named.map(PathBuf::from).or_else(|| Some(etcetera::choose_base_strategy().ok()?.cache_dir().join("dateline")))
}

/// The entries of a dossier as they were read before, if its text has not changed since.
pub(super) fn load(folder: &Path, dossier: &Arc<Path>, text: &str) -> Option<Vec<DossierFile>> {
    let kept = fs::read(place(folder, dossier)).ok()?;
    let (kept_digest, entries) = kept.split_first_chunk::<DIGEST>()?;
    if *kept_digest != digest(text, entries) {
        return None;
    }
    let mut files: Vec<DossierFile> = postcard::from_bytes(entries).ok()?;
    files.iter_mut().for_each(|file| file.stand_in(dossier));
    Some(files)
}

/// Keeps the entries of a dossier. That it cannot is no loss but time.
pub(super) fn store(folder: &Path, dossier: &Path, text: &str, files: &[DossierFile]) {
    let place = place(folder, dossier);
    let Ok(entries) = postcard::to_stdvec(files) else { return };
    let kept = [&digest(text, &entries)[..], &entries].concat();
    let made = place.parent().map_or(Ok(()), fs::create_dir_all);
    if let Err(error) = made.and_then(|()| replace(&place, &kept)) {
        tracing::debug!(place = %place.display(), %error, "a dossier cannot be kept in the cache");
    }
}

/// Where the entries of a dossier are kept.
fn place(folder: &Path, dossier: &Path) -> PathBuf {
    let dossier = std::path::absolute(dossier).unwrap_or_else(|_| dossier.to_owned());
    let name = Sha256::digest(dossier.as_os_str().as_encoded_bytes());
    let name: String = name.iter().take(12).map(|byte| format!("{byte:02x}")).collect();
    folder.join("dossiers").join(name)
}

fn digest(text: &str, entries: &[u8]) -> [u8; DIGEST] {
    let mut digest = Sha256::new();
    digest.update([SHAPE]);
    digest.update(env!("CARGO_PKG_VERSION"));
    digest.update((text.len() as u64).to_le_bytes());
    digest.update(text);
    digest.update(entries);
    digest.finalize().into()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;
    use crate::knowledge::dossier::read;

    /// Entries of every kind, with every key that they may have.
    const TEXT: &str = r#"
[[person]]
name = "Kwan Mei-ling"
which = "the minister"
aliases = ["Mei-ling Kwan"]
family_name = "Kwan"
born = 1941
died = "2001-02"
country = "Arcadia"
note = "n"
source = "s"
office = [{ title = "Harbour Minister", of = "Arcadia", from = "1991-05", until = 1996-02-03 }]
[[organisation]]
name = "Weavers' Guild"
aliases = ["WG"]
called = [{ name = "Dyers' Guild", until = 1950 }]
founded = 1902
dissolved = 1999
parent = "Crafts Council"
country = "Arcadia"
note = "n"
source = "s"
[[place]]
name = "Port Hope"
aliases = ["Hope"]
called = [{ name = "Port Despair", from = 1800 }]
within = ["Arcadia"]
note = "n"
source = "s"
[[event]]
name = "the quay talks"
aliases = ["the talks"]
date = 1994-01-24
place = "Port Hope"
participants = ["Kwan Mei-ling"]
note = "n"
source = "s"
[[correction]]
wrong = "Kwon"
right = "Kwan"
about = "Kwan Mei-ling"
published = 1994-02-01
note = "n"
source = "s"
[[spelling]]
form = "Jane Rowe"
by = "ap"
at = 1994-01-25
source = "s"
"#;

    fn example() -> (Arc<Path>, Vec<DossierFile>) {
        let path: Arc<Path> = Arc::from(Path::new("dossiers/a.toml"));
        let (file, problems) = read(TEXT, &path);
        assert_eq!(problems, []);
        (path, vec![file])
    }

    #[test]
    fn what_is_kept_counts_while_the_dossier_is_the_same_and_it_is_whole() {
        let folder = std::env::temp_dir().join(format!("dateline-cache-{}", std::process::id()));
        let ((path, files), text) = (example(), TEXT);
        assert_eq!(load(&folder, &path, text), None);
        store(&folder, &path, text, &files);
        assert_eq!(load(&folder, &path, text), Some(files.clone()));
        assert_eq!(load(&folder, &path, &text.replace("Kwan", "Kwon")), None);
        assert_eq!(load(&folder, &Arc::from(Path::new("dossiers/b.toml")), text), None);

        let place = place(&folder, &path);
        let whole = fs::read(&place).unwrap();
        for damaged in [&whole[..0], &whole[..whole.len() - 1], &[&whole[..40], b"x", &whole[41..]].concat()] {
            fs::write(&place, damaged).unwrap();
            assert_eq!(load(&folder, &path, text), None);
        }
        store(&folder, &path, text, &files);
        assert_eq!(load(&folder, &path, text), Some(files));
        fs::remove_dir_all(folder).unwrap();
    }

    /// If this fails, the shape of entries has changed: raise [`SHAPE`], and put the new digest here.
    #[test]
    fn the_shape_is_the_one_that_was_numbered() {
        let entries = postcard::to_stdvec(&example().1).unwrap();
        let digest: String = Sha256::digest(entries).iter().take(4).map(|byte| format!("{byte:02x}")).collect();
        assert_eq!((SHAPE, digest.as_str()), (1, "a2e18258"));
    }
}
