//! The index of an archive: whatever has happened to it, what it answers is what reading all articles anew would.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::atomic::{AtomicUsize, Ordering};

#[path = "../benches/scale/archive.rs"]
pub(crate) mod archive;

/// A folder of articles and a cache of its own, gone when it is dropped.
pub(crate) struct Archive {
    folder: PathBuf,
}

impl Archive {
    pub(crate) fn new() -> Self {
        static NEXT: AtomicUsize = AtomicUsize::new(0);
        let number = NEXT.fetch_add(1, Ordering::Relaxed);
        let folder = std::env::temp_dir().join(format!("dateline-store-{}-{number}", std::process::id()));
        fs::create_dir_all(folder.join("text")).expect("a folder");
        Self { folder: folder.canonicalize().expect("it is there") }
    }

    /// An archive of made-up articles.
    pub(crate) fn of(articles: usize) -> Self {
        let archive = Self::new();
        archive::write(&archive.root(), 0, articles, 60).expect("written");
        archive
    }

    pub(crate) fn root(&self) -> PathBuf {
        self.folder.join("text")
    }

    pub(crate) fn write(&self, name: &str, text: &str) {
        let path = self.root().join(name);
        fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
        fs::write(path, text).expect("written");
    }

    pub(crate) fn command(&self, cache: &str, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_dateline"));
        command.args(arguments).current_dir(self.root()).env("DATELINE_CACHE", self.folder.join(cache));
        command
    }

    pub(crate) fn run(&self, cache: &str, arguments: &[&str]) -> Output {
        self.command(cache, arguments).output().expect("it runs")
    }

    /// Standard output, and standard error behind it.
    pub(crate) fn told(&self, cache: &str, arguments: &[&str]) -> String {
        let output = self.run(cache, arguments);
        String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr)
    }

    /// The file in which an index lies.
    pub(crate) fn database(&self, cache: &str) -> PathBuf {
        let indexes = fs::read_dir(self.folder.join(cache).join("index")).expect("indexes");
        let only: Vec<PathBuf> = indexes.map(|entry| entry.expect("an entry").path()).collect();
        assert_eq!(only.len(), 1);
        only[0].join("articles.sqlite")
    }

    /// Everything that an index holds, row by row, without its own numbers of articles.
    pub(crate) fn rows(&self, cache: &str) -> Vec<String> {
        rows(&self.database(cache))
    }
}

impl Drop for Archive {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.folder);
    }
}

fn rows(database: &Path) -> Vec<String> {
    let connection = rusqlite::Connection::open(database).expect("an index");
    let queries = [
        "SELECT 'article', path, size, modified, sidecar_stamp, hex(hash), published, sidecar, story, hex(names), hex(body)
         FROM articles JOIN texts ON article = id ORDER BY path",
        "SELECT 'bearer', name, age, path, entity, hex(said) FROM bearers ORDER BY name, age, path, entity",
        "SELECT 'summary', name, hex(counts) FROM summaries ORDER BY name",
        "SELECT 'group', name, mark, profiles, hex(traits) FROM groups ORDER BY name, mark",
        "SELECT 'block', block, name, mark FROM blocks ORDER BY block, name, mark",
        "SELECT 'decided', last, name, divided, hex(people) FROM decided ORDER BY last, name",
        "SELECT 'undecided', last FROM undecided ORDER BY last",
        "SELECT 'name', folded, name, bearers, family FROM names ORDER BY folded, name",
        "SELECT 'word', word, folded FROM words ORDER BY word, folded",
        "SELECT 'rank', head, rank, word, folded, name FROM ranks ORDER BY head, rank, word, folded, name",
        "SELECT 'office', family, office, name, bearers FROM offices ORDER BY family, office, name",
        "SELECT 'quotation', path, q.id & 1023, hex(said) FROM quotations q JOIN articles a ON a.id = q.id >> 10 ORDER BY path, q.id & 1023",
        "SELECT 'shingle', shingle, path, quotation & 1023 FROM shingles JOIN articles a ON a.id = quotation >> 10
         ORDER BY shingle, path, quotation & 1023",
        "SELECT 'problem', path, size, modified, sidecar_stamp, message FROM problems ORDER BY path",
        "SELECT 'articles', value FROM meta WHERE name = 'articles'",
        "SELECT 'loose', count(*) FROM shingles WHERE quotation NOT IN (SELECT id FROM quotations)",
        "SELECT 'loose', count(*) FROM texts WHERE article NOT IN (SELECT id FROM articles)",
    ];
    let mut found = Vec::new();
    for query in queries {
        let mut statement = connection.prepare(query).expect("a query");
        let columns = statement.column_count();
        let lines = statement.query_map([], |row| {
            let values =
                (0..columns).map(|column| row.get::<_, rusqlite::types::Value>(column).map(|value| format!("{value:?}")));
            Ok(values.collect::<Result<Vec<String>, _>>()?.join(" "))
        });
        found.extend(lines.expect("rows").map(|line| line.expect("a row")));
    }
    found
}

/// Whether two lists are the same, told by the first difference: the lists are long.
pub(crate) fn assert_same(one: &[String], other: &[String]) {
    let differing = one.iter().zip(other).find(|(one, other)| one != other);
    assert_eq!(differing, None);
    assert_eq!(one.len(), other.len());
}

/// Two people of one name, one person by two names, a family name with an office, a body by its full name, in short and by initials, two
/// versions of a story.
const WHO_IS_WHO: [(&str, &str); 11] = [
    (
        "farrow-1.txt",
        "Ottawa talks\n\nMarch 3 1994\n\nThe Canadian foreign minister, Nils Farrow, spoke in Ottawa on Thursday. Mr Farrow leaves for Geneva today.\n",
    ),
    (
        "farrow-2.txt",
        "Farrow in Geneva\n\nMarch 8 1994\n\nNils Farrow, the Canadian foreign minister, arrived in Geneva on Monday. He spoke of fish.\n",
    ),
    (
        "farrow-3.txt",
        "Cup tie\n\nMay 2 1994\n\nThe Swedish striker Nils Farrow scored twice in Gothenburg. Farrow said: \"We never gave up on this cup.\"\n",
    ),
    (
        "farrow-4.txt",
        "Transfer\n\nJune 20 1995\n\nNils Farrow, the Swedish striker, leaves Gothenburg for Genoa. Farrow is 24.\n",
    ),
    (
        "tide.txt",
        "Flood in Tarnholm\n\nMay 6 1997\n\nThe flood took forty boats, Mayor Petra Tidewell of Tarnholm said. Nobody was hurt in the town by the river. The water will fall on Friday.\n",
    ),
    (
        "tide-2.txt",
        "Flood in Tarnholm\n\nMay 6 1997\n\nThe flood took fifty boats, Mayor Petra Tidewell of Tarnholm said. Nobody was hurt in the town by the river. The water will fall on Friday. Ms Tidewell thanked the firemen.\n",
    ),
    ("farrow-5.txt", "Letters\n\nJune 21 1995\n\nNils Farrow of Bern wrote to us about bees.\n"),
    (
        "quayside-1.txt",
        "Harbour plan\n\nApril 4 1996\n\nWilliam Quayside, the harbour commissioner of Tarnholm, welcomed the plan. The Tarnholm Ferries Group (TFG) will pay for it.\n",
    ),
    (
        "quayside-2.txt",
        "Harbour plan\n\nApril 5 1996\n\nBill Quayside, the harbour commissioner of Tarnholm, said that the Tarnholm Ferries Group would pay 40 million crowns.\n",
    ),
    (
        "quayside-3.txt",
        "Ferries late\n\nApril 9 1996\n\nTarnholm Ferries was late again on Monday. \"We are sorry,\" said Harbour Commissioner Quayside.\n",
    ),
    (
        "quayside-4.txt",
        "Bus company\n\nApril 12 1996\n\nTFG buys no buses. Fran Quayside, a singer, gave a concert in Tarnholm.\n",
    ),
];

#[test]
fn with_an_index_every_command_answers_as_without() {
    let archive = Archive::of(120);
    for entry in fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds")).expect("the sample corpus") {
        let path = entry.expect("an entry").path();
        let name = path.file_name().expect("a name").to_string_lossy().into_owned();
        fs::copy(&path, archive.root().join(name)).expect("copied");
    }
    for (name, text) in WHO_IS_WHO {
        archive.write(name, text);
    }
    let commands: [&[&str]; 23] = [
        &["refs", "Petra", "Tidewell", "--why"],
        &["check", ".", "--format", "json"],
        &["check", ".", "--format", "text"],
        &["who", "Nils", "Farrow", "--why"],
        &["refs", "Nils", "Farrow", "--why"],
        &["who", "Bill", "Quayside", "--why"],
        &["refs", "William", "Quayside", "--why"],
        &["refs", "Bill", "Quayside", "--format", "json"],
        &["who", "Quayside"],
        &["refs", "Tarnholm Ferries Group", "--why"],
        &["refs", "Tarnholm Ferries", "--why"],
        &["who", "TFG", "--why"],
        &["who", "Farrow"],
        &["check", "delegation-arrives.txt", "--format", "json"],
        &["who", "Qian"],
        &["who", "Warren", "Christopher", "--why"],
        &["who", "Peking"],
        &["who", "Harley"],
        &["refs", "Qian", "Qichen", "--why"],
        &["refs", "China", "--format", "json"],
        &["refs", "Christopher"],
        &["refs", "Anna", "Harley", "--format", "json", "--why"],
        &["who", "Nobody", "At", "All"],
    ];
    let without: Vec<String> = commands.iter().map(|command| archive.told("cache", command)).collect();
    assert!(without[0].contains("tide-2.txt") && !without[0].contains("tide.txt"), "{}", without[0]);
    assert!(archive.run("cache", &["index", "."]).status.success());
    for (command, without) in commands.iter().zip(without) {
        let with = archive.told("cache", command);
        let only = |one: &str, other: &str| {
            one.lines().filter(|line| !other.lines().any(|known| known == *line)).map(str::to_owned).collect::<Vec<_>>()
        };
        assert_eq!(
            (only(&with, &without), only(&without, &with)),
            (Vec::new(), Vec::new()),
            "{command:?}: with an index, and without"
        );
        assert_eq!(with, without, "{command:?}");
    }
}

#[test]
fn only_what_changed_is_read_and_the_rows_are_those_of_a_new_index() {
    let archive = Archive::of(90);
    archive.write("broken.txt", "\0\0\0");
    let told = archive.told("cache", &["index", "."]);
    assert!(told.contains("90 articles"), "{told}");
    assert!(told.contains("broken.txt: not a text file"), "{told}");
    assert!(archive.told("cache", &["index", "--status"]).contains("90 articles, up to date"));
    archive::write(&archive.root(), 5, 25, 90).expect("other people");
    archive
        .write("new/story.txt", "Anna Harley, the mayor of Geneva, said no. \"We will not have it at all,\" Ms Harley said.\n");
    archive.write("new/story.dateline.toml", "published = 1997-01-29\n");
    for gone in 40..60 {
        fs::remove_file(archive.root().join(archive::place(gone))).expect("it was there");
    }
    assert!(archive.told("cache", &["index", "--status"]).contains("21 files to read, 20 gone"));
    archive.run("cache", &["index", "."]);
    archive.run("new", &["index", "."]);
    assert_same(&archive.rows("cache"), &archive.rows("new"));
    assert!(archive.told("cache", &["index", "--status"]).contains("71 articles, up to date"));
}

#[test]
fn a_damaged_index_is_set_aside_and_made_anew() {
    let archive = Archive::of(12);
    archive.run("cache", &["index", "."]);
    let before = archive.rows("cache");
    fs::write(archive.database("cache"), "no database, this").expect("written");
    let told = archive.told("cache", &["index", "."]);
    assert!(told.contains("the index is damaged") && told.contains("12 articles"), "{told}");
    assert_same(&archive.rows("cache"), &before);
    // The head is whole, what lies behind is not.
    let mut bytes = fs::read(archive.database("cache")).expect("an index");
    let length = bytes.len();
    bytes[8192..length].fill(0x5A);
    fs::write(archive.database("cache"), bytes).expect("written");
    let told = archive.told("cache", &["index", "."]);
    assert!(told.contains("12 articles"), "{told}");
    assert_same(&archive.rows("cache"), &before);
}

#[test]
fn an_index_of_another_version_is_made_anew() {
    let archive = Archive::of(6);
    archive.run("cache", &["index", "."]);
    let before = archive.rows("cache");
    let connection = rusqlite::Connection::open(archive.database("cache")).expect("an index");
    connection.execute("UPDATE meta SET value = '0 of old' WHERE name = 'version'", []).expect("changed");
    drop(connection);
    let told = archive.told("cache", &["index", "."]);
    assert!(told.contains("written by another version (0 of old)"), "{told}");
    assert_same(&archive.rows("cache"), &before);
}

#[test]
fn whatever_the_moment_of_a_kill_nothing_committed_is_lost() {
    kills(4, 150);
}

/// Kills indexing and refreshing at moments spread over their course; each time the index opens, and after the next refresh holds what a new
/// one does.
pub(crate) fn kills(times: u32, articles: usize) {
    let archive = Archive::of(articles);
    let begun = std::time::Instant::now();
    archive.run("clean", &["index", "-q", "."]);
    let whole = begun.elapsed();
    let mut held = 0;
    for time in 0..times {
        // Half of the kills hit the first index, the others a refresh.
        archive::write(&archive.root(), 0, articles / 3, 60 + time as usize).expect("written");
        if time % 2 == 0 {
            let _ = fs::remove_dir_all(archive.folder.join("cache"));
            held = 0;
        }
        let mut child = archive.command("cache", &["index", "-q", "."]).spawn().expect("it runs");
        let moment = whole * (2 * time + 1) / (2 * times);
        let ended = std::time::Instant::now() + moment;
        while std::time::Instant::now() < ended && child.try_wait().expect("it runs or not").is_none() {
            std::thread::yield_now();
        }
        let _ = child.kill();
        child.wait().expect("it is gone");
        if archive.folder.join("cache/index").is_dir() && archive.database("cache").is_file() {
            let connection = rusqlite::Connection::open(archive.database("cache")).expect("it opens");
            let verdict: String = connection.query_row("PRAGMA integrity_check", [], |row| row.get(0)).expect("a verdict");
            assert_eq!(verdict, "ok");
            let articles: i64 =
                connection.query_row("SELECT value FROM meta WHERE name = 'articles'", [], |row| row.get(0)).unwrap_or(0);
            assert!(articles >= held, "{articles} of {held} articles are left");
        }
        archive.run("cache", &["index", "-q", "."]);
        let _ = fs::remove_dir_all(archive.folder.join("clean"));
        archive.run("clean", &["index", "-q", "."]);
        assert_same(&archive.rows("cache"), &archive.rows("clean"));
        held = articles as i64;
    }
}
