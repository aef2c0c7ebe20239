//! Writing sidecars: the desk's word on an article, without touching the article.
//!
//! A sidecar is a file that people edit too. So a change is made *in* the text, with every comment and blank line of theirs kept, and
//! goes to disk as a whole or not at all.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use toml_edit::{ArrayOfTables, DocumentMut, Item, Table, Value};

use super::replace::replace;
use crate::article::PartialDate;
use crate::article::sidecar::{Accepted, Checked, path_for};

/// One thing that a desk states of an article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// When it was published.
    Published(PartialDate),
    /// Who published it.
    Outlet(String),
    /// Where it was reported from.
    Place(String),
    /// A finding stands as it is. One of the same rule and fingerprint is replaced.
    Accept(Accepted),
    /// A finding does not stand any more: by rule and fingerprint.
    Unaccept(String, String),
    /// A statement was checked. One with the same fingerprint is replaced.
    Check(Checked),
    /// A statement is not checked any more, by fingerprint.
    Uncheck(String),
}

/// Why a sidecar could not be changed; it is as it was.
#[derive(Debug, thiserror::Error)]
pub enum WriteError {
    /// The sidecar that is there is no TOML.
    #[error("{}: the sidecar is no TOML and was left alone: {cause}; correct it and try again", .path.display())]
    Broken {
        /// The sidecar.
        path: PathBuf,
        /// What the parser says.
        cause: String,
    },
    /// The file system refused.
    #[error("{}: cannot write the sidecar: {cause}; check that the folder can be written to", .path.display())]
    Io {
        /// The sidecar.
        path: PathBuf,
        /// What the system says.
        cause: io::Error,
    },
}

/// The text of a sidecar after a change. An article without a sidecar has the empty text.
///
/// # Errors
/// What the parser says, if the text is no TOML, or holds something else where the change belongs.
pub fn changed(text: &str, change: &Change) -> Result<String, String> {
    let mut document: DocumentMut =
        text.parse().map_err(|error: toml_edit::TomlError| error.to_string().trim().replace('\n', " "))?;
    match change {
        Change::Published(date) => set(document.as_table_mut(), "published", date_value(*date)),
        Change::Outlet(outlet) => set(document.as_table_mut(), "outlet", outlet.as_str().into()),
        Change::Place(place) => set(document.as_table_mut(), "place", place.as_str().into()),
        Change::Accept(accepted) => {
            let fields = [
                ("rule", Some(&accepted.rule)),
                ("fingerprint", Some(&accepted.fingerprint)),
                ("text", accepted.text.as_ref()),
                ("by", accepted.by.as_ref()),
                ("at", accepted.at.as_ref()),
            ];
            put(&mut document, "accepted", &fields, 2)?;
        }
        Change::Check(checked) => {
            let fields = [
                ("statement", Some(&checked.statement)),
                ("text", checked.text.as_ref()),
                ("by", checked.by.as_ref()),
                ("at", checked.at.as_ref()),
                ("note", checked.note.as_ref()),
                ("source", checked.source.as_ref()),
            ];
            put(&mut document, "checked", &fields, 1)?;
        }
        Change::Unaccept(rule, fingerprint) => {
            remove(&mut document, "accepted", &[("rule", rule), ("fingerprint", fingerprint)])?;
        }
        Change::Uncheck(statement) => remove(&mut document, "checked", &[("statement", statement)])?,
    }
    let changed = document.to_string();
    // Whoever keeps CR LF keeps it.
    Ok(if text.contains("\r\n") { changed.replace("\r\n", "\n").replace('\n', "\r\n") } else { changed })
}

/// Changes the sidecar of an article on disk, and makes it if there is none. One that says nothing any more is taken away. Returns the sidecar's path.
///
/// # Errors
/// [`WriteError`]; the sidecar is as it was then.
pub fn write(article: &Path, change: &Change) -> Result<PathBuf, WriteError> {
    let path = path_for(article);
    // A link stays a link: what it points to is replaced.
    let target = fs::canonicalize(&path).unwrap_or_else(|_| path.clone());
    let text = match fs::read_to_string(&target) {
        Ok(text) => text,
        Err(cause) if cause.kind() == io::ErrorKind::NotFound => String::new(),
        Err(cause) => return Err(WriteError::Io { path, cause }),
    };
    match changed(&text, change) {
        Ok(text) => put_or_remove(&path, &target, &text).map(|()| path.clone()).map_err(|cause| WriteError::Io { path, cause }),
        Err(cause) => Err(WriteError::Broken { path, cause }),
    }
}

/// An empty text is no file; a link, and what it points to, is nobody's to take away.
fn put_or_remove(path: &Path, target: &Path, text: &str) -> io::Result<()> {
    if !text.trim().is_empty() || path.is_symlink() {
        return replace(target, text);
    }
    match fs::remove_file(target) {
        Err(cause) if cause.kind() != io::ErrorKind::NotFound => Err(cause),
        _ => Ok(()),
    }
}

/// From where to where a sidecar goes when its article moves. `None` if there is none, if there is one at the new place already, if another article
/// goes on using it, or if it has the name it should have.
#[must_use]
pub fn moved_with(from: &Path, to: &Path) -> Option<(PathBuf, PathBuf)> {
    let (old, new) = (path_for(from), path_for(to));
    let others = super::articles_of_sidecar(&old).into_iter().any(|article| article != from && article != to);
    (old != new && !others && old.is_file() && !new.exists()).then_some((old, new))
}

/// Moves an article's sidecar to where the article went. Returns its new path; `None` if there is nothing to move.
///
/// # Errors
/// [`WriteError`]; the sidecar is where it was then.
pub fn move_with(from: &Path, to: &Path) -> Result<Option<PathBuf>, WriteError> {
    let Some((old, new)) = moved_with(from, to) else { return Ok(None) };
    match fs::rename(&old, &new) {
        Ok(()) => Ok(Some(new)),
        Err(cause) => Err(WriteError::Io { path: new, cause }),
    }
}

/// Sets a key of the file itself; the comments around an old value stay.
fn set(table: &mut Table, key: &str, mut value: Value) {
    match table.get_mut(key).and_then(Item::as_value_mut) {
        Some(old) => {
            *value.decor_mut() = old.decor().clone();
            *old = value;
        }
        None => {
            table.insert(key, Item::Value(value));
            part(table);
        }
    }
}

/// Sees that a blank line stands between the keys of the file itself and the tables below them.
fn part(table: &mut Table) {
    for (_, item) in table.iter_mut() {
        let Some(first) = item.as_array_of_tables_mut().and_then(|tables| tables.get_mut(0)) else { continue };
        let above = first.decor().prefix().and_then(|prefix| prefix.as_str()).unwrap_or_default().to_owned();
        if !above.starts_with(['\n', '\r']) {
            first.decor_mut().set_prefix(format!("\n{above}"));
        }
    }
}

/// Adds a `[[key]]` table, or replaces the one whose first `identity` fields are the same.
fn put(document: &mut DocumentMut, key: &str, fields: &[(&str, Option<&String>)], identity: usize) -> Result<(), String> {
    let entry = document.entry(key).or_insert_with(|| Item::ArrayOfTables(ArrayOfTables::new()));
    let tables = entry.as_array_of_tables_mut().ok_or_else(|| format!("`{key}` is not written as `[[{key}]]`"))?;
    let same = |table: &Table| {
        fields[..identity].iter().all(|(name, value)| table.get(name).and_then(Item::as_str) == value.map(String::as_str))
    };
    let found = tables.iter().position(same);
    let index = found.unwrap_or(tables.len());
    if found.is_none() {
        tables.push(Table::new());
    }
    let table = tables.get_mut(index).ok_or_else(|| format!("`[[{key}]]` could not be added"))?;
    for (name, value) in fields {
        match value {
            Some(value) => set(table, name, text_or_date(name, value)),
            None => {
                table.remove(name);
            }
        }
    }
    Ok(())
}

/// Takes away every `[[key]]` table whose fields are these, with the lines of comment directly above it; nothing happens if there is none.
/// A comment that a blank line sets apart is about something else, as that at the head of a file, and stays.
fn remove(document: &mut DocumentMut, key: &str, fields: &[(&str, &String)]) -> Result<(), String> {
    let Some(entry) = document.get_mut(key) else { return Ok(()) };
    let tables = entry.as_array_of_tables_mut().ok_or_else(|| format!("`{key}` is not written as `[[{key}]]`"))?;
    let same = |table: &Table| fields.iter().all(|(name, value)| table.get(name).and_then(Item::as_str) == Some(value.as_str()));
    let mut kept = String::new();
    loop {
        let found = tables.iter().position(&same);
        let Some(index) = found else { break };
        let above =
            tables.get(index).and_then(|table| table.decor().prefix()?.as_str()).unwrap_or_default().replace("\r\n", "\n");
        let own = above.trim_end_matches(' ').rfind("\n\n").map_or(0, |blank| blank + 2);
        let apart = &above[..own];
        if apart.contains('#') {
            kept.push_str(apart);
        }
        tables.remove(index);
        // Below it, another of its kind may stand: the comment stays before that one.
        if let Some(next) = tables.get_mut(index).filter(|_| !kept.is_empty()) {
            let prefix =
                next.decor().prefix().and_then(|prefix| prefix.as_str()).unwrap_or_default().trim_start_matches('\n').to_owned();
            next.decor_mut().set_prefix(format!("{kept}{prefix}"));
            kept.clear();
        }
    }
    if tables.is_empty() {
        document.remove(key);
    }
    if !kept.is_empty() {
        let behind = document.trailing().as_str().unwrap_or_default().to_owned();
        document.set_trailing(format!("{kept}{behind}"));
    }
    Ok(())
}

/// `at` is a TOML date where it reads as one.
fn text_or_date(key: &str, value: &str) -> Value {
    match value.parse::<toml_edit::Datetime>() {
        Ok(date) if key == "at" => date.into(),
        _ => value.into(),
    }
}

pub(super) fn date_value(date: PartialDate) -> Value {
    match date {
        PartialDate::Day(_) => {
            date.to_string().parse::<toml_edit::Datetime>().map_or_else(|_| date.to_string().into(), Value::from)
        }
        // An integer has no leading noughts, and a year has four digits.
        PartialDate::Year(year @ 1000..) => i64::from(year).into(),
        PartialDate::Year(_) | PartialDate::Month(..) => date.to_string().into(),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;
    use crate::article::sidecar::{Sidecar, parse};

    fn accepted(fingerprint: &str, text: &str) -> Accepted {
        Accepted {
            rule: "doubled-word".to_owned(),
            fingerprint: fingerprint.to_owned(),
            text: Some(text.to_owned()),
            by: Some("ap".to_owned()),
            at: Some("1998-03-04".to_owned()),
        }
    }

    fn after(text: &str, changes: &[Change]) -> String {
        changes.iter().fold(text.to_owned(), |text, change| changed(&text, change).unwrap())
    }

    #[test]
    fn a_new_sidecar_says_what_was_stated() {
        let text = after(
            "",
            &[
                Change::Accept(accepted("a1", "it it")),
                Change::Published("1998-03-03".parse().unwrap()),
                Change::Outlet("The “Meridian”".to_owned()),
            ],
        );
        assert_eq!(
            text,
            "published = 1998-03-03\noutlet = \"The “Meridian”\"\n\n[[accepted]]\nrule = \"doubled-word\"\nfingerprint = \"a1\"\ntext = \"it it\"\nby = \"ap\"\nat = 1998-03-04\n"
        );
        let expected = Sidecar {
            published: Some("1998-03-03".parse().unwrap()),
            outlet: Some("The “Meridian”".to_owned()),
            accepted: vec![accepted("a1", "it it")],
            ..Sidecar::default()
        };
        assert_eq!(parse(&text), Ok(expected));
    }

    #[test]
    fn comments_and_line_breaks_of_people_stay() {
        let text = "# from the morgue\r\npublished = 1998 # not sure\r\n\r\n# the mayor's own words\r\n[[accepted]]\r\nrule = 'doubled-word' # yes\r\nfingerprint = 'a1'\r\ntext = 'it it'\r\n";
        let changes = [Change::Published("1998-03".parse().unwrap()), Change::Accept(accepted("a1", "that that"))];
        assert_eq!(
            after(text, &changes),
            "# from the morgue\r\npublished = \"1998-03\" # not sure\r\n\r\n# the mayor's own words\r\n[[accepted]]\r\nrule = \"doubled-word\" # yes\r\nfingerprint = \"a1\"\r\ntext = \"that that\"\r\nby = \"ap\"\r\nat = 1998-03-04\r\n"
        );
    }

    fn checked(statement: &str) -> Checked {
        Checked {
            statement: statement.to_owned(),
            text: Some("Anna Roe".to_owned()),
            by: Some("ap".to_owned()),
            at: Some("1998-03-04".to_owned()),
            note: Some("she spelt it out".to_owned()),
            source: None,
        }
    }

    #[test]
    fn a_tick_comes_and_goes_and_all_else_stays() {
        let text = "# the night desk\n\n# sure\n[[checked]]\nstatement = 's1'\n\n# of the mayor\n[[checked]]\nstatement = 's2' # twice\n\n[[accepted]]\nrule = 'doubled-word'\nfingerprint = 'a1'\n";
        let with = after(text, &[Change::Check(checked("s3"))]);
        assert_eq!(
            with,
            "# the night desk\n\n# sure\n[[checked]]\nstatement = 's1'\n\n# of the mayor\n[[checked]]\nstatement = 's2' # twice\n\n[[checked]]\nstatement = \"s3\"\ntext = \"Anna Roe\"\nby = \"ap\"\nat = 1998-03-04\nnote = \"she spelt it out\"\n\n[[accepted]]\nrule = 'doubled-word'\nfingerprint = 'a1'\n"
        );
        assert_eq!(after(&with, &[Change::Uncheck("s3".to_owned())]), text);
        assert_eq!(
            after(text, &[Change::Uncheck("s1".to_owned())]),
            "# the night desk\n\n# of the mayor\n[[checked]]\nstatement = 's2' # twice\n\n[[accepted]]\nrule = 'doubled-word'\nfingerprint = 'a1'\n"
        );
        let bare = after(text, &["s1", "s2"].map(|statement| Change::Uncheck(statement.to_owned())));
        assert!(bare.contains("# the night desk\n") && !bare.contains("checked"), "{bare}");
        let nothing = after(&bare, &[Change::Unaccept("doubled-word".to_owned(), "a1".to_owned())]);
        assert_eq!(parse(&nothing), Ok(Sidecar::default()), "{nothing}");
        assert!(nothing.contains("# the night desk\n"), "{nothing}");
        assert_eq!(after(text, &[Change::Uncheck("s9".to_owned())]), text);
        assert_eq!(after("", &[Change::Uncheck("s9".to_owned())]), "");
    }

    #[test]
    fn a_sidecar_is_replaced_as_a_whole_or_left_alone() {
        let folder = std::env::temp_dir().join(format!("dateline-sidecar-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        let article = folder.join("river.txt");
        let sidecar = write(&article, &Change::Place("Geneva".to_owned())).unwrap();
        assert_eq!(fs::read_to_string(&sidecar).unwrap(), "place = \"Geneva\"\n");
        fs::write(&sidecar, "place = \n").unwrap();
        let told = write(&article, &Change::Place("Oslo".to_owned())).unwrap_err().to_string();
        assert!(told.starts_with(&format!("{}: the sidecar is no TOML and was left alone: ", sidecar.display())), "{told}");
        assert_eq!(fs::read_to_string(&sidecar).unwrap(), "place = \n");
        // One that says nothing any more is gone; a remark of somebody's stays.
        fs::write(&sidecar, "[[checked]]\nstatement = 's1'\n").unwrap();
        write(&article, &Change::Uncheck("s1".to_owned())).unwrap();
        assert!(!sidecar.exists());
        write(&article, &Change::Uncheck("s1".to_owned())).unwrap();
        assert!(!sidecar.exists());
        fs::write(&sidecar, "# the night desk\n\n[[checked]]\nstatement = 's1'\n").unwrap();
        write(&article, &Change::Uncheck("s1".to_owned())).unwrap();
        assert_eq!(fs::read_to_string(&sidecar).unwrap(), "# the night desk\n\n");
        let names: Vec<_> = fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().file_name()).collect();
        assert_eq!(names, ["river.dateline.toml"]);
        fs::remove_dir_all(folder).unwrap();
    }
}
