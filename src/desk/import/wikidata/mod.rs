//! Wikidata's JSON dump: people who hold or held a public office, and organisations.
//!
//! The dump has an entity a line, in no order, and says `Q30` where a dossier has to say "United States". So it is read twice. The first
//! reading picks the people and bodies and puts what it understood of them into a scratch file; the second looks for the names of the
//! positions, countries and families that they mention. Only those are held in memory. Then the scratch file becomes the dossier.

mod bodies;
mod draft;
mod entity;

use std::io::{self, BufRead as _, BufReader, Write as _};
use std::path::Path;

use rustc_hash::FxHashMap;

use super::output::{DossierWriter, Temporary};
use super::source::{LONGEST_LINE, Line, Source};
use super::{Imported, LeftOut, Progress, ReadProblem, cause, family};
use crate::knowledge::dossier::{Office, Organisation, Origin, Person};
use bodies::Bodies;
use draft::{Draft, Found, OrganisationDraft, PersonDraft};
use entity::{Entity, Id, Labelled, item, quick_item};

/// Lines between two tellings of how far it is.
const TOLD_EVERY: u64 = 1 << 12;

/// What is to be taken from the dump beside the usual.
#[derive(Clone, Debug, Default)]
pub struct WikidataChoice {
    /// Items (42 for `Q42`) whose instances are organisations too.
    pub classes: Vec<u64>,
}

/// Imports Wikidata's dump into a dossier, or several if it is large: `target`, `target-2` and so on.
///
/// # Errors
/// [`ReadProblem`] if the dump cannot be read to its end or holds no entity, or the dossier cannot be written; what was at `target` stays then.
pub fn import_wikidata(
    path: &Path,
    target: &Path,
    choice: &WikidataChoice,
    progress: Progress<'_>,
) -> Result<Imported, ReadProblem> {
    let mut imported = Imported::default();
    let mut dossier = DossierWriter::new(target, "wikidata")?;
    let mut scratch = dossier.scratch()?;
    let mut names = pick(path, &mut scratch, &Bodies::with(&choice.classes), &mut imported, progress)?;
    names.look_up(path, progress)?;
    let told =
        |error: &io::Error| ReadProblem::new(&scratch.path, format!("it could not be read again: {error}; check the disk"));
    let drafts = std::fs::File::open(&scratch.path).map_err(|error| told(&error))?;
    for line in BufReader::new(drafts).lines() {
        let draft = line.and_then(|line| Ok(serde_json::from_str(&line)?)).map_err(|error| told(&error))?;
        match draft {
            Draft::Person(draft) => {
                let person = names.person(draft, &mut imported);
                imported.people += 1;
                imported.offices += person.offices.len();
                dossier.person(&person)?;
            }
            Draft::Organisation(draft) => {
                imported.organisations += 1;
                dossier.organisation(&names.organisation(draft, &mut imported))?;
            }
        }
    }
    imported.files = dossier.finish()?;
    Ok(imported)
}

/// The first reading: drafts go to the scratch file, and what they need is known in the end.
fn pick(
    path: &Path,
    scratch: &mut Temporary,
    bodies: &Bodies,
    imported: &mut Imported,
    progress: Progress<'_>,
) -> Result<Names, ReadProblem> {
    let mut names = Names::default();
    let mut jurisdictions = FxHashMap::default();
    let mut entities = 0;
    let mut brackets = Brackets::default();
    let full =
        |error: &io::Error| ReadProblem::new(path, format!("there is no room for what was read of it: {error}; check the disk"));
    each_line(path, 0, progress, |number, line| {
        let read = match line {
            Line::Whole(line) => entity(brackets.entity(line)),
            Line::TooLong => Err(format!(": it is longer than {LONGEST_LINE} bytes; no entity is")),
        };
        let entity = match read {
            Ok(Some(entity)) => entity,
            Ok(None) => return Ok(()),
            Err(cause) => {
                imported.broken(|| format!("line {number}{cause}; it was passed over"));
                return Ok(());
            }
        };
        entities += 1;
        let Some(id) = item(&entity.id) else {
            imported.leave_out(LeftOut::OtherEntity);
            return Ok(());
        };
        match draft::read(id, &entity, bodies, imported) {
            Found::Draft(draft) => {
                names.0.extend(draft.needs().into_iter().map(|id| (id, Name::default())));
                serde_json::to_writer(&mut scratch.file, &draft).map_err(|error| full(&error.into()))?;
                scratch.file.write_all(b"\n").map_err(|error| full(&error))?;
            }
            Found::Jurisdiction(of) => {
                jurisdictions.insert(id, of);
            }
            Found::Nothing => {}
        }
        Ok(())
    })?;
    scratch.file.flush().map_err(|error| full(&error))?;
    if entities == 0 {
        let message = "there is no entity of Wikidata in it; it must hold one JSON object a line, as the dump does";
        return Err(ReadProblem::new(path, message.to_owned()));
    }
    if brackets == Brackets::Open {
        imported.broken(|| "the list has no end (`]`); the file seems to be cut off, and what is there was imported".to_owned());
    }
    names.take_over(&jurisdictions);
    Ok(names)
}

/// The entity of a line, if the line is not empty; or the column and what is wrong there.
fn entity(line: &[u8]) -> Result<Option<Entity<'_>>, String> {
    if line.is_empty() {
        return Ok(None);
    }
    let line = std::str::from_utf8(line).map_err(|_| ": it is not UTF-8".to_owned())?;
    let read = serde_json::from_str(line).map(Some);
    read.map_err(|error| format!(", column {}: no entity of Wikidata: {}", error.column(), cause(&error)))
}

/// The list that a dump is, in square brackets; lines of JSON are none.
#[derive(Debug, Default, PartialEq, Eq)]
enum Brackets {
    #[default]
    None,
    Open,
    Closed,
}

impl Brackets {
    /// The entity of a line, without what belongs to the list.
    fn entity<'l>(&mut self, line: &'l [u8]) -> &'l [u8] {
        let mut line = line.trim_ascii_start();
        if let Some(rest) = line.strip_prefix(b"[") {
            (*self, line) = (Self::Open, rest);
        }
        if let Some(rest) = line.strip_suffix(b"]") {
            (*self, line) = (Self::Closed, rest);
        }
        line.strip_suffix(b",").unwrap_or(line)
    }
}

/// Goes through a file line by line, counted from 1.
fn each_line(
    path: &Path,
    reading: u64,
    progress: Progress<'_>,
    mut each: impl FnMut(u64, &Line<'_>) -> Result<(), ReadProblem>,
) -> Result<(), ReadProblem> {
    let mut source = Source::open(path)?;
    let mut buffer = Vec::new();
    for number in 1.. {
        let line = source.line(&mut buffer).map_err(|error| {
            ReadProblem::new(
                path,
                format!("it cannot be read beyond line {}: {error}; nothing was written. Fetch it anew", number - 1),
            )
        })?;
        let Some(line) = line else { break };
        each(number, &line)?;
        if number % TOLD_EVERY == 0 {
            progress(reading * source.size + source.read(), 2 * source.size);
        }
    }
    Ok(())
}

/// What an entity that others mention is called, and of what it is a position.
#[derive(Debug, Default)]
struct Name {
    label: Option<Box<str>>,
    jurisdiction: Option<Id>,
}

/// The entities that drafts mention.
#[derive(Debug, Default)]
struct Names(FxHashMap<Id, Name>);

impl Names {
    /// Takes over the jurisdictions of the entities in it, whose names are needed then, too.
    fn take_over(&mut self, jurisdictions: &FxHashMap<Id, Id>) {
        let known = jurisdictions.iter().filter(|(position, _)| self.0.contains_key(position));
        for (position, of) in known.map(|(position, of)| (*position, *of)).collect::<Vec<_>>() {
            self.0.entry(position).or_default().jurisdiction = Some(of);
            self.0.entry(of).or_default();
        }
    }

    /// The second reading.
    fn look_up(&mut self, path: &Path, progress: Progress<'_>) -> Result<(), ReadProblem> {
        let mut brackets = Brackets::default();
        each_line(path, 1, progress, |_, line| {
            let Line::Whole(line) = line else { return Ok(()) };
            let line = brackets.entity(line);
            // Most lines need not be read to know that nobody asks for them.
            if quick_item(line).is_some_and(|id| !self.0.contains_key(&id)) {
                return Ok(());
            }
            // What is broken has been told in the first reading.
            let Ok(entity) = serde_json::from_slice::<Labelled<'_>>(line) else { return Ok(()) };
            if let Some(name) = item(&entity.id).and_then(|id| self.0.get_mut(&id)) {
                name.label = entity.labels.english().map(Into::into);
            }
            Ok(())
        })
    }

    fn label(&self, id: Id) -> Option<String> {
        self.0.get(&id)?.label.as_deref().map(str::to_owned)
    }

    /// The name of something that a draft mentions; that it has none is counted.
    fn reference(&self, id: Option<Id>, imported: &mut Imported) -> Option<String> {
        let name = self.label(id?);
        if name.is_none() {
            imported.leave_out(LeftOut::UnclearReference);
        }
        name
    }

    fn person(&self, draft: PersonDraft, imported: &mut Imported) -> Person {
        let mut offices = Vec::new();
        for office in draft.offices {
            let Some(title) = self.label(office.position) else {
                imported.leave_out(LeftOut::OfficeWithoutTitle);
                continue;
            };
            let of = office.of.or_else(|| self.0.get(&office.position)?.jurisdiction);
            let of = of.and_then(|of| self.label(of));
            offices.push(Office { title, of, term: office.term });
        }
        let families = draft.families.iter().filter_map(|id| self.label(*id));
        Person {
            family_name: family::to_state(&draft.name, families),
            name: draft.name,
            which: draft.which,
            aliases: draft.aliases,
            born: draft.born,
            died: draft.died,
            country: self.reference(draft.country, imported),
            offices,
            note: None,
            source: Some(source(draft.id)),
            origin: Origin::default(),
        }
    }

    fn organisation(&self, draft: OrganisationDraft, imported: &mut Imported) -> Organisation {
        Organisation {
            name: draft.name,
            aliases: draft.aliases,
            called: draft.called,
            founded: draft.founded,
            dissolved: draft.dissolved,
            parent: self.reference(draft.parent, imported),
            country: self.reference(draft.country, imported),
            note: None,
            source: Some(source(draft.id)),
            origin: Origin::default(),
        }
    }
}

fn source(id: Id) -> String {
    format!("Wikidata Q{id}")
}
