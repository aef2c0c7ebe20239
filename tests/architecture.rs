//! The invariants of `docs/architecture.md` that a look at the source can prove: data flows one way, analysis is pure, the protocol's types
//! stay in the server, one folder writes.
//!
//! Modules of tests are excepted: they may reach up for a fixture and out for a temporary file.

use std::fs;
use std::path::{Path, PathBuf};

/// A file of `src/` without comments and modules of tests.
struct Source {
    /// Relative to `src/`, with forward slashes.
    path: String,
    /// The folder directly under `src/`; empty for `lib.rs` and `main.rs`.
    folder: String,
    code: String,
}

/// The layers in the order in which `src/lib.rs` declares them, lowest first.
fn layers() -> Vec<String> {
    let library = fs::read_to_string(root().join("lib.rs")).expect("the library");
    library.lines().filter_map(|line| line.strip_prefix("pub mod ")?.strip_suffix(';')).map(str::to_owned).collect()
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src")
}

/// Every file of the library and its binary. `knowledge/build` and `language/train` are programs of their own that use the library from
/// outside.
fn sources() -> Vec<Source> {
    let mut files = Vec::new();
    collect(&root(), &mut files);
    files.sort();
    let test_files: Vec<PathBuf> = files.iter().flat_map(|path| declared_for_tests(path)).collect();
    let programs = ["knowledge/build", "language/train"].map(|folder| root().join(folder));
    files.retain(|path| !programs.iter().any(|program| path.starts_with(program)) && !test_files.contains(path));
    let sources = files.into_iter().map(|path| {
        let relative = path.strip_prefix(root()).expect("under src").to_string_lossy().replace('\\', "/");
        let folder = relative.split_once('/').map_or("", |(folder, _)| folder).to_owned();
        Source { code: without_tests_and_comments(&fs::read_to_string(&path).expect("UTF-8")), path: relative, folder }
    });
    sources.collect()
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            collect(&path, files);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
}

/// The files that a module declares by `#[cfg(test)] mod name;`.
fn declared_for_tests(module: &Path) -> Vec<PathBuf> {
    let text = fs::read_to_string(module).expect("UTF-8");
    let lines: Vec<&str> = text.lines().collect();
    let pairs = lines.windows(2).filter(|pair| pair[0] == "#[cfg(test)]");
    let names = pairs.filter_map(|pair| pair[1].rsplit_once("mod ")?.1.strip_suffix(';'));
    let folder = module.parent().expect("a folder");
    let stem = module.file_stem().expect("a name");
    let inner = if stem == "mod" || stem == "lib" { folder.to_owned() } else { folder.join(stem) };
    names.map(|name| inner.join(format!("{name}.rs"))).collect()
}

/// A module of tests stands at the end of its file.
fn without_tests_and_comments(text: &str) -> String {
    let code = text.split("\n#[cfg(test)]\nmod tests {").next().unwrap_or_default();
    code.lines().filter(|line| !line.trim_start().starts_with("//")).fold(String::new(), |code, line| code + line + "\n")
}

/// The first names of all paths that begin with `crate::`, those in braces included.
fn imports(code: &str) -> Vec<String> {
    let mut names = Vec::new();
    for rest in code.split("crate::").skip(1) {
        let Some(group) = rest.strip_prefix('{') else {
            names.push(first_name(rest));
            continue;
        };
        let mut depth = 0;
        let mut begins = true;
        for (at, c) in group.char_indices() {
            match c {
                '{' => depth += 1,
                '}' if depth == 0 => break,
                '}' => depth -= 1,
                ',' if depth == 0 => begins = true,
                _ if begins && !c.is_whitespace() => {
                    names.push(first_name(&group[at..]));
                    begins = false;
                }
                _ => {}
            }
        }
    }
    names
}

fn first_name(path: &str) -> String {
    path.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect()
}

/// Files outside the named folders in which one of the words occurs.
fn occurrences(words: &[&str], allowed: &[&str]) -> Vec<String> {
    let outside = sources().into_iter().filter(|source| !allowed.contains(&source.folder.as_str()));
    let mut found = Vec::new();
    for source in outside {
        for word in words.iter().filter(|word| source.code.contains(**word)) {
            found.push(format!("{}: {word}", source.path));
        }
    }
    found
}

#[test]
fn imports_are_read_from_every_form_of_path() {
    let code =
        "use crate::text::Span;\nuse crate::{article::{Article, Block}, language, rules::Finding};\nlet x = crate::cli::main();";
    assert_eq!(imports(code), ["text", "article", "language", "rules", "cli"]);
}

#[test]
fn a_folder_imports_only_from_folders_above_it() {
    let layers = layers();
    let rank = |folder: &str| layers.iter().position(|layer| layer == folder);
    let mut against_the_flow = Vec::new();
    let mut checked = 0;
    for source in sources() {
        let Some(own) = rank(&source.folder) else { continue };
        for import in imports(&source.code) {
            checked += 1;
            if rank(&import).is_none_or(|other| other > own) {
                against_the_flow.push(format!("{} imports {import}", source.path));
            }
        }
    }
    assert_eq!(against_the_flow, Vec::<String>::new());
    assert!(checked > 100, "only {checked} imports were found");
}

#[test]
fn every_folder_is_a_layer_with_a_row_in_the_architecture_page() {
    let page = fs::read_to_string(root().join("../docs/architecture.md")).expect("the page");
    let rows: Vec<&str> =
        page.lines().filter_map(|line| line.strip_prefix("| `")?.split_once("/`").map(|(folder, _)| folder)).collect();
    let mapped: Vec<&str> = rows.into_iter().filter(|row| root().join(row).is_dir()).collect();
    assert_eq!(mapped, layers());
    let mut folders: Vec<String> =
        sources().into_iter().map(|source| source.folder).filter(|folder| !folder.is_empty()).collect();
    folders.dedup();
    let mut layers = layers();
    layers.sort();
    assert_eq!(folders, layers);
}

#[test]
fn types_of_the_protocol_stay_in_the_server() {
    assert_eq!(occurrences(&["tower_lsp", "ls_types", "jsonrpc"], &["server"]), Vec::<String>::new());
}

#[test]
fn analysis_sees_no_file_no_clock_no_environment_and_no_thread() {
    let outside =
        ["std::fs", "std::env", "std::time", "std::net", "std::process", "std::thread", "std::io", "static mut", "Mutex"];
    let layers = layers();
    let impure = ["desk", "report", "server", "cli"];
    let pure: Vec<&str> = layers.iter().map(String::as_str).filter(|layer| !impure.contains(layer)).collect();
    assert_eq!(pure, ["text", "article", "knowledge", "language", "claims", "corpus", "rules", "answers"]);
    let not_pure: Vec<&str> = impure.into_iter().chain([""]).collect();
    // What was decided of names in archives is remembered behind a lock; no answer hangs on whether it is.
    assert_eq!(occurrences(&outside, &not_pure), ["corpus/meanings.rs: Mutex"]);
}

#[test]
fn one_folder_writes_files_of_the_workspace() {
    let writes = ["fs::write", "File::create", "OpenOptions", "fs::rename", "fs::remove", "create_dir"];
    // `dateline init` puts a `dateline.toml` where there was none; `--log-file` names a file for the log.
    assert_eq!(occurrences(&writes, &["desk"]), ["cli/init.rs: OpenOptions", "cli/log.rs: OpenOptions"]);
}

#[test]
fn nothing_opens_a_connection() {
    assert_eq!(occurrences(&["std::net", "tokio::net", "TcpStream", "UdpSocket", "http::"], &[]), Vec::<String>::new());
}
