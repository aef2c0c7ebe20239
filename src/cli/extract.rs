//! `dateline extract`: everything that was read in articles, one JSON object a line.
//!
//! A pure function of each file and its sidecar: no workspace, no index, no configuration. So it can be mapped over shards of a corpus.

use std::fmt::Write as _;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::path::Path;
use std::sync::Arc;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::article::{Format, PartialDate, PublishedSource, SIZE_LIMIT, Stated, decode};
use crate::corpus::Record;
use crate::desk::{ReadProblem, read_sidecar};
use crate::knowledge::Knowledge;
use crate::report;

use super::args::{Extract, TextFormat};
use super::output::{Failure, Output, Status};
use super::workspace::{tell, tell_problems, told_io};

/// How messages name standard input.
const STANDARD_INPUT: &str = "standard input";

/// A line of JSON that holds a text.
#[derive(Deserialize)]
struct Entry {
    id: serde_json::Value,
    text: String,
    #[serde(default)]
    published: Option<String>,
}

/// The answer to it.
#[derive(Serialize)]
struct Answer<'a> {
    id: &'a serde_json::Value,
    #[serde(flatten)]
    extract: report::Extract<'a>,
}

pub(super) fn run(command: &Extract, output: &mut Output) -> Result<Status, Failure> {
    let standard_input = [Path::new("-").to_owned()];
    let files = if command.files.is_empty() { &standard_input[..] } else { &command.files[..] };
    for file in files {
        let is_standard_input = file.as_os_str() == "-";
        let shown = if is_standard_input { STANDARD_INPUT.to_owned() } else { file.display().to_string() };
        match (command.jsonl, is_standard_input) {
            (true, true) => json_lines(command, io::stdin().lock(), &shown, output)?,
            (true, false) => match std::fs::File::open(file) {
                Ok(lines) => json_lines(command, BufReader::new(lines), &shown, output)?,
                Err(error) => output.error(&told_io(&shown, &error)),
            },
            (false, true) => {
                let mut bytes = Vec::new();
                match io::stdin().lock().take(SIZE_LIMIT as u64 + 1).read_to_end(&mut bytes) {
                    Ok(_) => article(command, file, &bytes, format_of(command), Stated::default(), output)?,
                    Err(error) => output.error(&told_io(&shown, &error)),
                }
            }
            (false, false) => one_file(command, file, &shown, output)?,
        }
    }
    Ok(Status::Clean)
}

fn format_of(command: &Extract) -> Format {
    match command.stdin_format {
        TextFormat::Text => Format::Text,
        TextFormat::Markdown => Format::Markdown,
        TextFormat::Html => Format::Html,
    }
}

fn one_file(command: &Extract, file: &Path, shown: &str, output: &mut Output) -> Result<(), Failure> {
    let bytes = match read(file) {
        Ok(bytes) => bytes,
        Err(problem) => {
            tell(shown, &problem, output);
            return Ok(());
        }
    };
    let (sidecar, problem) = read_sidecar(file);
    if let Some(problem) = problem {
        tell(&problem.path.display().to_string(), &problem, output);
    }
    let stated = sidecar.as_ref().map(Stated::from).unwrap_or_default();
    article(command, file, &bytes, Format::of_path(file).unwrap_or(Format::Text), stated, output)
}

fn read(file: &Path) -> Result<Vec<u8>, ReadProblem> {
    let told = |error: &io::Error| ReadProblem::from_io(file, error);
    // Before reading: a file of any size must not fill the memory.
    let metadata = std::fs::metadata(file).map_err(|error| told(&error))?;
    if metadata.len() > SIZE_LIMIT as u64 {
        let size = usize::try_from(metadata.len()).unwrap_or(usize::MAX);
        return Err(ReadProblem::new(file, crate::article::DecodeError::TooLarge { size }.to_string()));
    }
    std::fs::read(file).map_err(|error| told(&error))
}

/// Reads the bytes of one article and writes what was read.
fn article(
    command: &Extract,
    path: &Path,
    bytes: &[u8],
    format: Format,
    stated: Stated,
    output: &mut Output,
) -> Result<(), Failure> {
    let shown = path.display().to_string();
    let text = match decode(bytes) {
        Ok(decoded) => decoded.text,
        Err(error) => {
            output.error(&format!("{shown}: {error}"));
            return Ok(());
        }
    };
    let stated = with_argument(stated, command.published);
    let Some(record) = read_article(Arc::from(path), &text, format, &stated) else {
        output.error(&format!("{shown}: Dateline failed while reading it; please report this with the file. It is passed over"));
        return Ok(());
    };
    tell_problems(&record, &shown, output);
    let sha256 = sha256(bytes);
    write_line(&report::extract(&record, Some(&shown), &sha256, Knowledge::builtin()), output)?;
    Ok(())
}

fn json_lines(command: &Extract, mut lines: impl BufRead, shown: &str, output: &mut Output) -> Result<(), Failure> {
    let mut line = Vec::new();
    for number in 1.. {
        line.clear();
        // A JSON string may escape every character in six bytes.
        let limit = 6 * SIZE_LIMIT as u64;
        match lines.by_ref().take(limit).read_until(b'\n', &mut line) {
            Ok(0) => break,
            Ok(_) if line.iter().all(u8::is_ascii_whitespace) => continue,
            Ok(_) => {}
            Err(error) => {
                output.error(&told_io(shown, &error));
                break;
            }
        }
        if let Err(problem) = json_line(command, &line, output)? {
            output.error(&format!("{shown}:{number}: {problem}; the line is passed over"));
        }
    }
    Ok(())
}

/// The outer result is that of writing, the inner that of the line.
fn json_line(command: &Extract, line: &[u8], output: &mut Output) -> Result<Result<(), String>, Failure> {
    let entry: Entry = match serde_json::from_slice(line) {
        Ok(entry) => entry,
        Err(error) => return Ok(Err(format!("expected {{\"id\": …, \"text\": \"…\"}}: {}", without_line(&error.to_string())))),
    };
    let published = match entry.published.as_deref().map(str::parse::<PartialDate>) {
        Some(Ok(date)) => Some(date),
        Some(Err(error)) => return Ok(Err(format!("published: {error}"))),
        None => None,
    };
    if entry.text.len() > SIZE_LIMIT {
        return Ok(Err(format!("the text is longer than {SIZE_LIMIT} bytes")));
    }
    let stated = with_argument(Stated::default(), command.published.or(published));
    let path = Arc::from(Path::new(""));
    let Some(record) = read_article(path, &entry.text, format_of(command), &stated) else {
        return Ok(Err("Dateline failed while reading it; please report this with the text".to_owned()));
    };
    let sha256 = sha256(entry.text.as_bytes());
    let extract = report::extract(&record, None, &sha256, Knowledge::builtin());
    write_line(&Answer { id: &entry.id, extract }, output)?;
    Ok(Ok(()))
}

/// Writes one line at once: output that is asked about each comma is slow.
fn write_line(extract: &impl Serialize, output: &mut Output) -> Result<(), Failure> {
    let mut line = serde_json::to_vec(extract)?;
    line.push(b'\n');
    output.write_all(&line)?;
    Ok(())
}

/// Serde counts lines within the line; ours is the one that matters.
fn without_line(message: &str) -> &str {
    message.split(" at line ").next().unwrap_or(message)
}

fn with_argument(stated: Stated, published: Option<PartialDate>) -> Stated {
    let argument = published.map(|date| (date, PublishedSource::Argument));
    Stated { published: argument.or(stated.published), ..stated }
}

/// A fault of ours in one article costs that article, not the shard.
fn read_article(path: Arc<Path>, text: &str, format: Format, stated: &Stated) -> Option<Record> {
    let read = || Record::read(path, Arc::from(text), format, stated, true, Knowledge::builtin());
    std::panic::catch_unwind(std::panic::AssertUnwindSafe(read)).ok()
}

fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().fold(String::with_capacity(64), |mut digits, byte| {
        // Writing to a string cannot fail.
        let _ = write!(digits, "{byte:02x}");
        digits
    })
}
