//! Writing to sidecars: the one place where what people decide about an article becomes text in the workspace.
//!
//! The file is a person's own: comments, order and spelling stay as they are. A finding is added at the end, the date at the head or in place of
//! the old one. A sidecar with mistakes in it is not written to, since the next reader might lose what the last writer meant. The new text
//! takes the place of the old in one step, so that nobody ever reads half of it.

use std::io;
use std::path::Path;

use toml::Value;

use crate::article::PartialDate;
use crate::article::sidecar;

use super::reading::ReadProblem;

/// Lets a finding stand: it stays away for as long as the words under it are `text`. Accepting it twice is accepting it once.
///
/// # Errors
/// [`ReadProblem`] if the sidecar has mistakes in it, or cannot be read or written.
pub fn accept(article: &Path, rule: &str, fingerprint: &str, text: Option<&str>) -> Result<(), ReadProblem> {
    let today = jiff::Timestamp::now().to_zoned(jiff::tz::TimeZone::UTC).date();
    change(article, |old| {
        let known = sidecar::parse(old).map_err(|error| error.to_string())?.accepted;
        if known.iter().any(|known| known.rule == rule && known.fingerprint == fingerprint && known.text.as_deref() == text) {
            return Ok(None);
        }
        let quoted = |text: &str| Value::String(text.to_owned()).to_string();
        let mut new = old.to_owned();
        if !new.is_empty() {
            new.push_str(if new.ends_with('\n') { "\n" } else { "\n\n" });
        }
        new.push_str(&format!("[[accepted]]\nrule = {}\nfingerprint = {}\n", quoted(rule), quoted(fingerprint)));
        if let Some(text) = text {
            new.push_str(&format!("text = {}\n", quoted(text)));
        }
        new.push_str(&format!("at = {today}\n"));
        Ok(Some(new))
    })
}

/// Says when an article was published.
///
/// # Errors
/// [`ReadProblem`] if the sidecar has mistakes in it, or cannot be read or written.
pub fn set_published(article: &Path, date: PartialDate) -> Result<(), ReadProblem> {
    let value = match date {
        PartialDate::Day(day) => day.to_string(),
        month_or_year => Value::String(month_or_year.to_string()).to_string(),
    };
    change(article, |old| {
        sidecar::parse(old).map_err(|error| error.to_string())?;
        let table = toml::de::DeTable::parse(old).map_err(|error| error.to_string())?.into_inner();
        Ok(Some(match table.get("published") {
            Some(there) => {
                let mut new = old.to_owned();
                new.replace_range(there.span(), &value);
                new
            }
            // The head: keys of the file itself stand before its tables.
            None => format!("published = {value}\n{old}"),
        }))
    })
}

/// Replaces the text of an article's sidecar; one that is not there is empty.
fn change(article: &Path, new: impl FnOnce(&str) -> Result<Option<String>, String>) -> Result<(), ReadProblem> {
    let path = sidecar::path_for(article);
    let old = match std::fs::read_to_string(&path) {
        Ok(old) => old,
        Err(error) if error.kind() == io::ErrorKind::NotFound => String::new(),
        Err(error) => return Err(ReadProblem::from_io(&path, &error)),
    };
    let new = new(&old).map_err(|error| ReadProblem::new(&path, format!("{error}; nothing was written, correct this first")))?;
    let Some(new) = new else { return Ok(()) };
    let written = path.with_extension(format!("toml.{}.new", std::process::id()));
    let replaced = std::fs::write(&written, new).and_then(|()| std::fs::rename(&written, &path));
    replaced.map_err(|error| {
        // What was written so far is of no use to anybody.
        let _ = std::fs::remove_file(&written);
        let message = match error.kind() {
            io::ErrorKind::PermissionDenied => "you have no permission to write it; nothing was written".to_owned(),
            _ => format!("it could not be written: {error}"),
        };
        ReadProblem::new(&path, message)
    })
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    /// The sidecar after some changes to one that was there, or was not.
    fn check(name: &str, before: Option<&str>, changes: &[&dyn Fn(&Path) -> Result<(), ReadProblem>], after: &str) {
        let folder = std::env::temp_dir().join(format!("dateline-sidecars-{name}-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        let article = folder.join("a.txt");
        let path = sidecar::path_for(&article);
        let _ = std::fs::remove_file(&path);
        if let Some(before) = before {
            std::fs::write(&path, before).unwrap();
        }
        for change in changes {
            change(&article).unwrap();
        }
        let today = jiff::Timestamp::now().to_zoned(jiff::tz::TimeZone::UTC).date().to_string();
        let written = std::fs::read_to_string(&path).unwrap().replace(&today, "TODAY");
        let files = std::fs::read_dir(&folder).unwrap().count();
        std::fs::remove_dir_all(&folder).unwrap();
        assert_eq!((written.as_str(), files), (after, 1));
    }

    #[test]
    fn a_finding_is_added_once_at_the_end() {
        let accept = |article: &Path| accept(article, "misspelt-word", "00ff", Some("a \"b\"\n"));
        check(
            "accept",
            Some("# ours\noutlet = 'The Ledger'"),
            &[&accept, &accept],
            "# ours\noutlet = 'The Ledger'\n\n[[accepted]]\nrule = \"misspelt-word\"\nfingerprint = \"00ff\"\ntext = \"\"\"\na \"b\"\n\"\"\"\nat = TODAY\n",
        );
        check(
            "accept-new",
            None,
            &[&|article: &Path| super::accept(article, "r", "1", None)],
            "[[accepted]]\nrule = \"r\"\nfingerprint = \"1\"\nat = TODAY\n",
        );
    }

    #[test]
    fn the_date_goes_to_the_head_or_takes_the_place_of_the_old_one() {
        let day = |article: &Path| set_published(article, "1997-01-29".parse().unwrap());
        let month = |article: &Path| set_published(article, "1997-02".parse().unwrap());
        check("date-new", None, &[&day], "published = 1997-01-29\n");
        check(
            "date-old",
            Some("# ours\npublished = 1996 # about\n[[accepted]]\nrule = 'r'\nfingerprint = '1'\n"),
            &[&month],
            "# ours\npublished = \"1997-02\" # about\n[[accepted]]\nrule = 'r'\nfingerprint = '1'\n",
        );
        check(
            "date-head",
            Some("[[accepted]]\nrule = 'r'\nfingerprint = '1'\n"),
            &[&day],
            "published = 1997-01-29\n[[accepted]]\nrule = 'r'\nfingerprint = '1'\n",
        );
    }

    #[test]
    fn a_sidecar_with_mistakes_is_left_alone() {
        let folder = std::env::temp_dir().join(format!("dateline-sidecars-broken-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        let path = folder.join("a.dateline.toml");
        std::fs::write(&path, "outlet = \n").unwrap();
        let error = accept(&folder.join("a.txt"), "r", "1", None).unwrap_err();
        let kept = std::fs::read_to_string(&path).unwrap();
        std::fs::remove_dir_all(&folder).unwrap();
        assert_eq!((kept.as_str(), error.path), ("outlet = \n", path));
        assert!(error.message.ends_with("; nothing was written, correct this first"), "{}", error.message);
    }
}
