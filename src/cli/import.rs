//! `dateline import FORMAT FILE`: dossiers made of what others publish.

use std::io::Write;
use std::path::{Path, PathBuf};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::answers::count;
use crate::desk::{Imported, WikidataChoice, import_popolo, import_wikidata};
use crate::rules::root_of;

use super::args::{Import, ImportFormat};
use super::output::{Failure, Output, Status};
use super::paths::Shown;

pub(super) fn run(command: &Import, output: &mut Output) -> Result<Status, Failure> {
    let mut shown = Shown::new();
    let target = target(command, &shown);
    // The file is shown as given; that it cannot be found, the import will say.
    let _ = shown.resolve(&command.file);
    let choice = WikidataChoice { classes: command.classes.clone() };
    let imported = match command.format {
        ImportFormat::Wikidata => {
            let bar = progress(output);
            let told = |read: u64, of: u64| {
                bar.set_length(of);
                bar.set_position(read);
            };
            let imported = import_wikidata(&command.file, &target, &choice, &told);
            bar.finish_and_clear();
            imported
        }
        ImportFormat::Popolo => import_popolo(&command.file, &target),
    };
    let imported = imported.map_err(|problem| Failure::Message(format!("{}: {}", shown.show(&problem.path), problem.message)))?;
    tell_broken(&command.file, &imported, output);
    report(&imported, &shown, output)?;
    Ok(Status::Clean)
}

/// Where the dossier goes: a name that does not end in `.toml` is that of a folder.
fn target(command: &Import, shown: &Shown) -> PathBuf {
    let name = match command.format {
        ImportFormat::Wikidata => "wikidata.toml",
        ImportFormat::Popolo => "popolo.toml",
    };
    match &command.out {
        Some(out) if out.extension().is_some_and(|extension| extension == "toml") && !out.is_dir() => shown.current().join(out),
        Some(out) => shown.current().join(out).join(name),
        None => root_of(shown.current()).join("dossiers").join(name),
    }
}

/// A bar on a terminal, and nothing elsewhere.
fn progress(output: &Output) -> ProgressBar {
    let target = if output.is_quiet() { ProgressDrawTarget::hidden() } else { ProgressDrawTarget::stderr() };
    let bar = ProgressBar::with_draw_target(None, target);
    match ProgressStyle::with_template("{wide_bar} {percent} %, {eta} to go") {
        Ok(style) => bar.with_style(style),
        Err(_) => bar,
    }
}

fn tell_broken(file: &Path, imported: &Imported, output: &mut Output) {
    for place in &imported.broken {
        output.error(&format!("{}: {place}", file.display()));
    }
    let more = imported.broken_in_all - imported.broken.len();
    if more > 0 {
        output.error(&format!("{}: and {} more that could not be read", file.display(), count(more, "place")));
    }
}

fn report(imported: &Imported, shown: &Shown, output: &mut Output) -> Result<(), Failure> {
    let files: Vec<String> = imported.files.iter().map(|file| shown.show(file)).collect();
    let people = if imported.people == 1 { "1 person".to_owned() } else { format!("{} people", imported.people) };
    let offices = count(imported.offices, "office");
    let bodies = count(imported.organisations, "organisation");
    writeln!(output, "{}: {people} with {offices}, {bodies}", files.join(", "))?;
    if !output.is_quiet() && !imported.left_out.is_empty() {
        writeln!(output, "left out:")?;
        for (what, times) in &imported.left_out {
            writeln!(output, "{times:>12}  {what}")?;
        }
    }
    Ok(())
}
