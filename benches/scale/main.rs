//! What an archive costs as it grows: `cargo bench --bench scale -- 1000 10000 100000` prints, for each number of articles, how long it takes
//! to index, to refresh, to open cold, to answer and to check a keystroke through the protocol, and what it takes of memory and disk; beside it
//! ripgrep (`rg -w NAME`) on the same files, if it is installed. `DATELINE_SCALE` names a folder for the archives, which are kept there, and
//! with `DATELINE_SCALE_KEEP` their indexes are kept too;
//! `DATELINE_SCALE_CHART` a file for a chart of cost against size.

#![allow(clippy::print_stdout, clippy::unwrap_used)]

#[path = "archive.rs"]
mod archive;
#[path = "chart.rs"]
mod chart;
#[path = "editor.rs"]
mod editor;

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use editor::Editor;

/// What one size costs.
pub(crate) struct Cost {
    articles: usize,
    /// Name, unit and value.
    figures: Vec<(&'static str, &'static str, f64)>,
}

fn main() {
    let sizes: Vec<usize> = std::env::args().skip(1).filter_map(|argument| argument.parse().ok()).collect();
    let sizes = if sizes.is_empty() { vec![1_000, 10_000] } else { sizes };
    let folder = std::env::var_os("DATELINE_SCALE").map_or_else(|| std::env::temp_dir().join("dateline-scale"), PathBuf::from);
    let costs: Vec<Cost> = sizes.into_iter().map(|articles| measure(&folder, articles)).collect();
    if let Some(file) = std::env::var_os("DATELINE_SCALE_CHART") {
        std::fs::write(file, chart::svg(&costs)).unwrap();
    }
}

fn measure(folder: &Path, articles: usize) -> Cost {
    let root = folder.join(format!("archive-{articles}"));
    let cache = folder.join(format!("cache-{articles}"));
    let people = (articles / 3).max(300);
    // As on any day: a desk's own configuration says that so many are meant.
    std::fs::create_dir_all(&root).unwrap();
    std::fs::write(root.join("dateline.toml"), "[corpus]\nmax_files = 10000000\n").unwrap();
    let bytes = archive::write(&root, 0, articles, people).unwrap();
    if std::env::var_os("DATELINE_SCALE_KEEP").is_none() {
        let _ = std::fs::remove_dir_all(&cache);
    }
    let mut cost = Cost { articles, figures: Vec::new() };
    let mut tell = |name, unit, value: f64| {
        println!("{articles:>9}  {name:<34} {value:>12.2} {unit}");
        cost.figures.push((name, unit, value));
    };
    tell("text", "MB", bytes as f64 / 1e6);

    let (seconds, memory) = dateline(&root, &cache, &["index", "-q", "."]);
    tell("index", "s", seconds);
    tell("index, memory", "MB", memory);
    tell("refresh, nothing changed", "s", dateline(&root, &cache, &["index", "-q", "."]).0);
    archive::write(&root, 0, 10, people + 1).unwrap();
    tell("refresh, ten changed", "s", dateline(&root, &cache, &["index", "-q", "."]).0);
    let disk = size(&cache) as f64;
    tell("disk", "MB", disk / 1e6);
    tell("disk / text", "", disk / bytes as f64);

    let mut editor = Editor::start(&root, &cache);
    let text = draft(people);
    tell("start to first diagnostics", "ms", ms(editor.open(&text)));
    editor.wait_until_idle();
    let names: Vec<String> = (0..40).map(|at| archive::person(at * at)).collect();
    let places: Vec<(u32, u32)> = text
        .lines()
        .enumerate()
        .flat_map(|(line, words)| {
            let found = names.iter().filter_map(move |name| words.find(name.as_str()));
            found.map(move |column| (line as u32, column as u32 + 1))
        })
        .collect();
    let asked = |editor: &mut Editor, method: &str| {
        let times = places.iter().cycle().take(200).map(|place| editor.ask_at(method, *place));
        percentile(times.collect())
    };
    tell("hover, p99", "ms", asked(&mut editor, "textDocument/hover"));
    tell("references, first page, p99", "ms", asked(&mut editor, "textDocument/references"));
    let queries: Vec<String> =
        names.iter().map(|name| name.chars().skip(name.find(' ').unwrap() + 1).take(4).collect()).collect();
    tell("symbols, p99", "ms", percentile(queries.iter().cycle().take(200).map(|query| editor.symbols(query)).collect()));
    tell("keystroke to diagnostics, p99", "ms", percentile((0..200).map(|at| editor.keystroke(at)).collect()));
    tell("server, memory", "MB", editor.memory());
    drop(editor);

    let family = archive::person(100).rsplit(' ').next().unwrap().to_owned();
    let begun = Instant::now();
    let searched = Command::new("rg").args(["-w", "-c", &family]).current_dir(&root).stdout(Stdio::null()).status();
    if searched.is_ok() {
        tell("ripgrep, one name", "ms", ms(begun.elapsed()));
    }
    cost
}

/// Runs the binary; gives seconds and the most memory it took, in MB.
fn dateline(root: &Path, cache: &Path, arguments: &[&str]) -> (f64, f64) {
    let begun = Instant::now();
    let mut child = Command::new(env!("CARGO_BIN_EXE_dateline"))
        .args(arguments)
        .current_dir(root)
        .env("DATELINE_CACHE", cache)
        .stdout(Stdio::null())
        .spawn()
        .unwrap();
    let mut most = 0.0_f64;
    loop {
        most = most.max(editor::peak(child.id()));
        if let Some(status) = child.try_wait().unwrap() {
            assert!(status.success(), "{arguments:?}");
            return (begun.elapsed().as_secs_f64(), most);
        }
        std::thread::sleep(Duration::from_millis(5));
    }
}

/// A draft that names people of every frequency.
fn draft(people: usize) -> String {
    let mut text = archive::article(1, people);
    for at in 0..40 {
        text += &format!("{}, the trade minister, spoke of the harbour in Geneva on Monday.\n\n", archive::person(at * at));
    }
    text
}

fn size(folder: &Path) -> u64 {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let sizes = entries
        .map(|entry| if entry.path().is_dir() { size(&entry.path()) } else { entry.metadata().map_or(0, |data| data.len()) });
    sizes.sum()
}

fn ms(time: Duration) -> f64 {
    time.as_secs_f64() * 1e3
}

/// The time that ninety-nine of a hundred stay below, in milliseconds.
fn percentile(mut times: Vec<Duration>) -> f64 {
    times.sort();
    ms(times[times.len() * 99 / 100])
}
