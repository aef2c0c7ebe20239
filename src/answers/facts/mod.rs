//! The fact list: every checkable statement of a draft, in order, with what speaks for it and against it.
//!
//! A checker at a magazine goes through a draft with a pencil and ticks each name, title, date, number, quotation and place off against a
//! source. [`facts`] makes the list that the pencil goes through: [`statements`](list::statements) says what a draft states, each thing
//! once; [`Sources`] looks for other articles, dossiers and the gazetteer that say the same; [`ticks`] finds again what was ticked, though
//! the draft has been edited since. Whether two articles say the same is decided by [`claims::compare`](crate::claims::compare)
//! and [`claims::corroborates`](crate::claims::corroborates), never here.

mod list;
mod offices;
mod related;
mod sources;
#[cfg(test)]
mod tests;
mod ticks;

use std::path::Path;
use std::sync::Arc;

use crate::article::PartialDate;
use crate::article::sidecar::Checked;
use crate::corpus::{Corpus, Place, Record};
use crate::rules::{Finding, Group, Level, Review, by_name};
use crate::text::Span;

use list::{Statement, statements};
use sources::Sources;

/// What sort of statement.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FactKind {
    /// How a person or body is called.
    Name,
    /// The office of a person, or the body somebody belongs to.
    Title,
    /// When something was, is or will be.
    Date,
    /// How many, how much, how long, how old.
    Number,
    /// Words between quotation marks.
    Quotation,
    /// How a place is called.
    Place,
}

impl FactKind {
    /// As an answer names it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Title => "title",
            Self::Date => "date",
            Self::Number => "number",
            Self::Quotation => "quotation",
            Self::Place => "place",
        }
    }
}

/// How a statement stands. Of several, the one that is last in this order counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Status {
    /// Nothing else says it.
    SeenNowhereElse,
    /// Something else says the same.
    Agrees,
    /// A finding about it was let stand.
    Accepted,
    /// An open finding at `warning` or above touches it.
    Conflicts,
    /// Somebody has checked it.
    Ticked,
}

impl Status {
    /// As an answer names it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::SeenNowhereElse => "seen-nowhere-else",
            Self::Agrees => "agrees",
            Self::Accepted => "accepted",
            Self::Conflicts => "conflicts",
            Self::Ticked => "ticked",
        }
    }
}

/// Something that says the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FactSource {
    /// The article or dossier; `None` for the gazetteer, which is no file.
    pub path: Option<Arc<Path>>,
    /// Where it says so; `None` for the gazetteer.
    pub place: Option<Place>,
    /// What it says there.
    pub text: String,
    /// When it was published.
    pub published: Option<PartialDate>,
}

/// An open finding that touches a statement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contradiction {
    /// The rule's name.
    pub rule: &'static str,
    /// How much it weighs.
    pub level: Level,
    /// Both values and the other source.
    pub message: String,
    /// The finding's fingerprint.
    pub fingerprint: String,
}

/// One checkable statement of a draft.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fact {
    /// What it is called in the sidecar; the same as long as its text is.
    pub statement: String,
    /// What sort.
    pub kind: FactKind,
    /// Where it stands.
    pub span: Span,
    /// Its words as a person reads them.
    pub text: String,
    /// How it stands.
    pub status: Status,
    /// What says the same: dossiers and gazetteer first, then articles, nearest in time first; at most [`MOST_SOURCES`].
    pub sources: Vec<FactSource>,
    /// How many say the same, counted up to [`MOST_COUNTED`] articles.
    pub agreeing: usize,
    /// Open findings that touch it.
    pub conflicts: Vec<Contradiction>,
    /// The tick in the sidecar.
    pub checked: Option<Checked>,
}

/// So many sources are given of one statement.
pub const MOST_SOURCES: usize = 8;
/// So many other articles are looked at for one name.
pub const MOST_COUNTED: usize = 20;

/// The fact list of an article, in order of span.
///
/// `review` is what the rules say of it, `checked` the ticks of its sidecar. News in another language than English has no list, since it is
/// not read.
#[must_use]
pub fn facts(corpus: &Corpus, record: &Record, review: &Review, checked: &[Checked]) -> Vec<Fact> {
    if record.reading.is_foreign() {
        return Vec::new();
    }
    let stated = statements(record);
    let names = ticks::names(record, &stated);
    let ticked = ticks::find(&names, checked);
    let sources = Sources::new(corpus, record);
    let related = sources.related();
    let facts = stated.iter().zip(names).zip(ticked).map(|((statement, name), tick)| {
        let (mut found, agreeing) = sources.of(statement, &related);
        found.truncate(MOST_SOURCES);
        let conflicts = review.open.iter().filter(|finding| touches(finding, statement)).map(contradiction).collect();
        let checked = tick.map(|index| checked[index].clone());
        let mut fact = Fact {
            // Whoever has seen it ticked under a name finds it under that name again.
            statement: checked.as_ref().map_or(name.whole, |checked| checked.statement.clone()),
            kind: statement.kind,
            span: statement.span,
            text: statement.text.clone(),
            status: Status::SeenNowhereElse,
            sources: found,
            agreeing,
            conflicts,
            checked,
        };
        let accepted = review.accepted.iter().any(|(finding, _)| touches(finding, statement));
        fact.status = status(&fact, accepted);
        fact
    });
    facts.collect()
}

/// A statement under a cursor, as far as a menu asks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tickable {
    /// What it is called in the sidecar.
    pub statement: String,
    /// Its words as a person reads them.
    pub text: String,
    /// Whether it is ticked.
    pub ticked: bool,
}

/// The innermost statement that touches a span; `None` if there is none. Nobody is asked for sources, so that it can be asked at every
/// move of a cursor.
#[must_use]
pub fn statement_at(record: &Record, checked: &[Checked], at: Span) -> Option<Tickable> {
    if record.reading.is_foreign() {
        return None;
    }
    let stated = statements(record);
    let touching = stated.iter().enumerate().filter(|(_, of)| of.span.start() <= at.end() && at.start() <= of.span.end());
    let (index, statement) = touching.min_by_key(|(_, of)| (!of.span.contains(at.start()), of.span.len()))?;
    let names = ticks::names(record, &stated);
    let tick = ticks::find(&names, checked)[index];
    let name = tick.map_or(&names[index].whole, |tick| &checked[tick].statement);
    Some(Tickable { statement: name.clone(), text: statement.text.clone(), ticked: tick.is_some() })
}

fn status(fact: &Fact, accepted: bool) -> Status {
    let holds = [
        (fact.agreeing > 0, Status::Agrees),
        (accepted, Status::Accepted),
        (fact.conflicts.iter().any(|finding| finding.level <= Level::Warning), Status::Conflicts),
        (fact.checked.is_some(), Status::Ticked),
    ];
    holds.into_iter().filter_map(|(holds, status)| holds.then_some(status)).max().unwrap_or(Status::SeenNowhereElse)
}

fn contradiction(finding: &Finding) -> Contradiction {
    Contradiction {
        rule: finding.rule,
        level: finding.level,
        message: finding.message.clone(),
        fingerprint: finding.fingerprint.clone(),
    }
}

/// Whether a finding is about a statement. Slips of letters and marks are none about facts, and a finding about a name or number inside a
/// quotation is about that, not about what was said.
fn touches(finding: &Finding, statement: &Statement) -> bool {
    let Some(rule) = by_name(finding.rule) else { return false };
    let about = match rule.about().group {
        Group::Text => false,
        Group::Quotations => statement.kind == FactKind::Quotation,
        Group::Dates => matches!(statement.kind, FactKind::Date | FactKind::Number),
        Group::Numbers => statement.kind == FactKind::Number,
        Group::People | Group::Organisations => matches!(statement.kind, FactKind::Name | FactKind::Title),
        Group::Places => statement.kind == FactKind::Place,
    };
    about && statement.core.iter().any(|core| finding.span.overlaps(*core))
}
