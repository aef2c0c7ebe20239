//! The tables, and how connections are set up.

use std::path::Path;

use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags};

use super::files;

/// Changes with the tables and with what rows hold.
pub(super) const FORMAT: u32 = 5;

/// Postings and counts lie in tables without row numbers, in the order in which they are asked for: newest first.
///
/// `ranks` has the common names once more, those with most bearers first, under the first letters of each of their words: however many names
/// begin alike, the best of them are read from the head of one list. A rank is a power of two, so that it is rarely written anew.
///
/// `groups` has what articles say of each name as far as it decides who is meant, and how many of them say it; who is meant is decided when
/// somebody asks. Nearly every person's name has to do with no other: of those it is decided beforehand, and `decided` has who they are, how
/// many, and all that is said of each; `undecided` has the last words of names of which it has to be decided again. `blocks` has the names of
/// places and bodies that have to be looked at together.
///
/// `articles` has everything that tells whether a file has changed in one index, so that a refresh of a million files reads no article.
const TABLES: &str = "
CREATE TABLE meta (name TEXT PRIMARY KEY, value) WITHOUT ROWID;
CREATE TABLE articles (
    id INTEGER PRIMARY KEY, path TEXT NOT NULL, size INTEGER NOT NULL, modified INTEGER NOT NULL, sidecar_stamp INTEGER NOT NULL,
    hash BLOB NOT NULL, published TEXT, sidecar TEXT, story INTEGER NOT NULL, names BLOB NOT NULL);
CREATE UNIQUE INDEX article_files ON articles (path, size, modified, sidecar_stamp);
CREATE INDEX article_stories ON articles (story);
CREATE TABLE texts (article INTEGER PRIMARY KEY, body BLOB NOT NULL);
CREATE TABLE bearers (
    name TEXT NOT NULL, age INTEGER NOT NULL, path TEXT NOT NULL, entity INTEGER NOT NULL, said BLOB NOT NULL,
    PRIMARY KEY (name, age, path, entity)) WITHOUT ROWID;
CREATE TABLE summaries (name TEXT PRIMARY KEY, counts BLOB NOT NULL) WITHOUT ROWID;
CREATE TABLE groups (
    name TEXT NOT NULL, mark INTEGER NOT NULL, profiles INTEGER NOT NULL, traits BLOB NOT NULL,
    PRIMARY KEY (name, mark)) WITHOUT ROWID;
CREATE TABLE blocks (block TEXT NOT NULL, name TEXT NOT NULL, mark INTEGER NOT NULL, PRIMARY KEY (block, name, mark)) WITHOUT ROWID;
CREATE TABLE decided (
    last TEXT NOT NULL, name TEXT NOT NULL, divided INTEGER NOT NULL, people BLOB NOT NULL, PRIMARY KEY (last, name)) WITHOUT ROWID;
CREATE TABLE undecided (last TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE names (
    folded TEXT NOT NULL, name TEXT NOT NULL, bearers INTEGER NOT NULL, family INTEGER NOT NULL,
    PRIMARY KEY (folded, name)) WITHOUT ROWID;
CREATE TABLE words (word TEXT NOT NULL, folded TEXT NOT NULL, PRIMARY KEY (word, folded)) WITHOUT ROWID;
CREATE TABLE ranks (
    head TEXT NOT NULL, rank INTEGER NOT NULL, word TEXT NOT NULL, folded TEXT NOT NULL, name TEXT NOT NULL,
    PRIMARY KEY (head, rank, word, folded, name)) WITHOUT ROWID;
CREATE TABLE offices (
    family TEXT NOT NULL, office TEXT NOT NULL, name TEXT NOT NULL, bearers INTEGER NOT NULL,
    PRIMARY KEY (family, office, name)) WITHOUT ROWID;
CREATE TABLE quotations (id INTEGER PRIMARY KEY, said BLOB NOT NULL);
CREATE TABLE shingles (shingle INTEGER NOT NULL, quotation INTEGER NOT NULL, PRIMARY KEY (shingle, quotation)) WITHOUT ROWID;
CREATE TABLE problems (
    path TEXT PRIMARY KEY, size INTEGER NOT NULL, modified INTEGER NOT NULL, sidecar_stamp INTEGER NOT NULL, message TEXT NOT NULL)
    WITHOUT ROWID;
";

/// Makes the tables of a new index.
pub(super) fn create(connection: &mut Connection, version: &str) -> rusqlite::Result<()> {
    connection.pragma_update(None, "page_size", 8192)?;
    connection.pragma_update(None, "journal_mode", "wal")?;
    let transaction = connection.transaction()?;
    transaction.execute_batch(TABLES)?;
    transaction.execute("INSERT INTO meta VALUES ('version', ?1), ('generation', 0), ('articles', 0)", [version])?;
    transaction.commit()
}

/// A connection for questions.
pub(super) fn reader(folder: &Path) -> rusqlite::Result<Connection> {
    let connection = Connection::open_with_flags(
        folder.join(files::DATABASE),
        OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX,
    )?;
    connection.busy_timeout(std::time::Duration::from_secs(5))?;
    // Else a statement with a limit that is bound is planned anew each time it runs, which takes longer than most of the answers.
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    connection.pragma_update(None, "mmap_size", 1_i64 << 32)?;
    connection.pragma_update(None, "cache_size", -16_000)?;
    connection.set_prepared_statement_cache_capacity(32);
    Ok(connection)
}

/// A connection for changes. What was committed survives the death of the process; a power failure may cost the last commits.
pub(super) fn writer(folder: &Path) -> rusqlite::Result<Connection> {
    let connection = reader(folder)?;
    connection.pragma_update(None, "synchronous", "normal")?;
    connection.pragma_update(None, "mmap_size", 0)?;
    connection.pragma_update(None, "cache_size", -64_000)?;
    // A large batch makes a large log; it need not stay so.
    connection.pragma_update(None, "journal_size_limit", 64 << 20)?;
    connection.pragma_update(None, "temp_store", "memory")?;
    connection.set_prepared_statement_cache_capacity(64);
    Ok(connection)
}

/// The version that wrote an index.
pub(super) fn version(connection: &Connection) -> rusqlite::Result<String> {
    connection.query_row("SELECT value FROM meta WHERE name = 'version'", [], |row| row.get(0))
}
