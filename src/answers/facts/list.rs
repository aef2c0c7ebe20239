//! What a draft states, each thing once and in order.
//!
//! A name counts where it is given in full for the first time, and again only where another form has a word of its own. An office counts
//! once for each person. A number counts once for each thing that it counts; a date once for each thing that happens then. Who wrote the
//! article, which agency sent it and when it was published is no statement of it, and furniture of the page is not read at all.

use std::collections::{BTreeMap, BTreeSet};

use crate::article::BlockKind;
use crate::claims::{Attribute, Claim, Tenure, Value};
use crate::corpus::{Record, titled};
use crate::language::{EntityId, Kind, Quantity, Quotation, Time, TimeKind, Title, normal_form, unified};
use crate::text::Span;

use super::super::phrase::contains;
use super::FactKind;

/// The whole of which a part is counted stands so many bytes behind the number at most: `three of the 40 hostages`.
const WHOLE: usize = 12;

/// One statement, with what is asked about it.
#[derive(Clone, Debug)]
pub(super) struct Statement {
    pub(super) kind: FactKind,
    pub(super) span: Span,
    /// What a finding must touch to be about it; the first is the heart of the matter.
    pub(super) core: Vec<Span>,
    /// As a person reads it.
    pub(super) text: String,
    pub(super) what: What,
}

/// By what another article is found to say the same.
#[derive(Clone, Debug)]
pub(super) enum What {
    /// A form of the name of somebody or something.
    Named {
        /// Who or what.
        entity: EntityId,
        /// The name alone.
        form: String,
    },
    /// An office: its words, and in which way it is held.
    Office {
        /// Whose.
        entity: EntityId,
        /// Index into the record's claims.
        claim: usize,
    },
    /// A claim, as an index into the record's, that other articles may make as well.
    Claimed(Option<usize>),
    /// A quotation, as an index into the reading's.
    Said(usize),
}

/// The statements of an article in order of span.
pub(super) fn statements(record: &Record) -> Vec<Statement> {
    let list = List { record };
    let mut found = Vec::new();
    for (index, entity) in record.reading.entities.iter().enumerate() {
        let id = EntityId(index as u32);
        found.extend(list.names(id));
        if entity.kind == Kind::Person {
            found.extend(list.titles(id));
        }
    }
    found.extend(list.affiliations());
    found.extend(list.expansions());
    found.extend(list.numbers());
    found.extend(list.dates());
    found.extend(list.quotations());
    found.sort_by(|a, b| (a.span, a.kind, &a.text).cmp(&(b.span, b.kind, &b.text)));
    // Two readings of one name, as of somebody whom two items name, are one thing to check.
    let mut names: BTreeSet<(FactKind, String)> = BTreeSet::new();
    found.retain(|statement| {
        !matches!(statement.what, What::Named { .. }) || names.insert((statement.kind, statement.text.to_lowercase()))
    });
    found
}

struct List<'a> {
    record: &'a Record,
}

impl List<'_> {
    fn words(&self, span: Span) -> String {
        self.record.article.words(span)
    }

    /// Whether what stands there is stated by the article rather than about it.
    fn is_stated(&self, span: Span) -> bool {
        let article = &self.record.article;
        let block = article.block_at(span.start()).map(|block| article.blocks[block].kind);
        let about =
            matches!(block, None | Some(BlockKind::Boilerplate | BlockKind::Byline | BlockKind::Credit | BlockKind::Date));
        let published = article.published.and_then(|published| published.span).is_some_and(|date| date.overlaps(span));
        let agency = article.datelines.iter().any(|dateline| dateline.whole.covers(span) && !dateline.span.overlaps(span));
        !about && !published && !agency
    }

    fn claim(&self, fits: impl Fn(&Claim) -> bool) -> Option<usize> {
        let fitting = self.record.claims.iter().enumerate().filter(|(_, claim)| fits(claim));
        fitting.min_by_key(|(_, claim)| claim.span.len()).map(|(index, _)| index)
    }

    /// Each form of the name where it comes first, if it has a word of its own; a family name or a short form only where the article has
    /// nothing fuller.
    fn names(&self, id: EntityId) -> Vec<Statement> {
        let entity = self.record.reading.entity(id);
        let kind = if entity.kind == Kind::Place { FactKind::Place } else { FactKind::Name };
        let forms: Vec<(Span, Vec<String>)> = self
            .record
            .mentions_of(id)
            .filter(|(_, mention)| !mention.nested)
            .filter_map(|(_, mention)| mention.name.filter(|name| self.is_stated(*name)))
            .map(|name| (name, name_words(&self.words(name))))
            .filter(|(_, words)| !words.is_empty())
            .collect();
        let is_short = |words: &[String]| {
            let fuller = |other: &[String]| other.len() > words.len() && words.iter().all(|word| other.contains(word));
            let may_be_short = entity.kind != Kind::Person || words.len() == 1;
            may_be_short && forms.iter().any(|(_, other)| fuller(other))
        };
        let mut known: BTreeSet<&String> = BTreeSet::new();
        let mut found: Vec<(&[String], Statement)> = Vec::new();
        for (name, words) in forms.iter().filter(|(_, words)| !is_short(words)) {
            // Findings about any mention in this form are about the form.
            if let Some((_, same)) = found.iter_mut().find(|(listed, _)| listed == words) {
                same.core.push(*name);
            } else if words.iter().any(|word| !known.contains(word)) {
                let form = self.words(*name);
                let what = What::Named { entity: id, form: form.clone() };
                found.push((words, Statement { kind, span: *name, core: vec![*name], text: form, what }));
            }
            known.extend(words);
        }
        found.into_iter().map(|(_, statement)| statement).collect()
    }

    /// Each office once; of two of which one says more, that one.
    fn titles(&self, id: EntityId) -> Vec<Statement> {
        let entity = self.record.reading.entity(id);
        let titles: Vec<&Title> = entity.titles.iter().filter(|title| self.is_stated(title.span)).collect();
        let said = |title: &Title| folded_words(&titled(title));
        let less = |title: &Title, at: usize| {
            titles.iter().enumerate().any(|(index, other)| {
                let (words, others) = (said(title), said(other));
                index != at && contains(&others, &words) && (others.len() > words.len() || index < at)
            })
        };
        let kept = titles.iter().enumerate().filter(|(at, title)| !less(title, *at));
        let kept = kept.filter_map(|(_, title)| {
            let of_title = |claim: &Claim| {
                claim.attribute == Attribute::Title
                    && claim.entity() == Some(id)
                    && claim.span == title.statement
                    && matches!(&claim.value, Value::Office { text, .. } if *text == title.text)
            };
            let claim = self.claim(of_title)?;
            let what = What::Office { entity: id, claim };
            let span = self.with_modifier(title);
            // Findings about a shorter form of the office are about the office.
            let others = titles.iter().filter(|other| contains(&said(title), &said(other))).map(|other| other.span);
            Some(Statement { kind: FactKind::Title, span, core: others.collect(), text: self.words(span), what })
        });
        kept.collect()
    }

    /// `former` before a title is part of what is stated.
    fn with_modifier(&self, title: &Title) -> Span {
        let before = self.record.article.text[..title.span.start()].trim_end();
        let modifier = title.modifier.as_deref().filter(|modifier| {
            before
                .len()
                .checked_sub(modifier.len())
                .and_then(|at| before.get(at..))
                .is_some_and(|word| word.eq_ignore_ascii_case(modifier))
        });
        match modifier {
            Some(modifier) => title.statement.join(Span::new(before.len() - modifier.len(), before.len())),
            None => title.statement,
        }
    }

    /// The bodies to which people belong, each once.
    fn affiliations(&self) -> Vec<Statement> {
        let mut known: BTreeSet<(Option<EntityId>, String)> = BTreeSet::new();
        let claims = self.record.claims.iter().enumerate().filter(|(_, claim)| claim.attribute == Attribute::Affiliation);
        let claims = claims.filter(|(_, claim)| self.is_stated(claim.span));
        let claims = claims.filter(|(_, claim)| known.insert((claim.entity(), format!("{:?}", claim.value))));
        claims.map(|(index, claim)| self.claimed(FactKind::Title, claim.span, claim.span, Some(index))).collect()
    }

    /// What an abbreviation stands for, unless it is the name of something that is listed already.
    fn expansions(&self) -> Vec<Statement> {
        let claims = self.record.claims.iter().enumerate().filter(|(_, claim)| {
            claim.attribute == Attribute::Expansion && claim.entity().is_none() && self.is_stated(claim.span)
        });
        claims.map(|(index, claim)| self.claimed(FactKind::Name, claim.span, claim.span, Some(index))).collect()
    }

    fn claimed(&self, kind: FactKind, span: Span, core: Span, claim: Option<usize>) -> Statement {
        Statement { kind, span, core: vec![core], text: self.words(span), what: What::Claimed(claim) }
    }

    fn numbers(&self) -> Vec<Statement> {
        let mut found = Distinct::default();
        for quantity in &self.record.reading.quantities {
            // `Six months ago` is a date.
            let dated = self.record.reading.times.iter().any(|time| is_date(time) && time.span.covers(quantity.span));
            if dated || !self.is_stated(quantity.span) || self.is_no_number(quantity) {
                continue;
            }
            let claim = self.claim(|claim| {
                let number = matches!(&claim.value, Value::Number(number) if number.value.total_cmp(&quantity.value).is_eq());
                number && claim.span.covers(quantity.span)
            });
            let age = claim.filter(|claim| self.record.claims[*claim].attribute == Attribute::Age);
            let whole = quantity.whole.filter(|whole| quantity.head.is_none() && whole.start() >= quantity.span.end());
            let near = whole.filter(|whole| whole.start() - quantity.span.end() <= WHOLE);
            let counted = near.map_or(quantity.span, |whole| quantity.span.join(whole));
            let span = age.map_or(counted, |claim| self.record.claims[claim].span);
            found.add(self.counted(quantity, claim), self.claimed(FactKind::Number, span, quantity.number, claim));
        }
        found.statements
    }

    /// What makes two numbers one statement: the same value of the same thing; where no thing is named, in the same event.
    fn counted(&self, quantity: &Quantity, claim: Option<usize>) -> String {
        let claim = claim.map(|claim| &self.record.claims[claim]);
        let value = (quantity.value.to_bits(), quantity.high.map(f64::to_bits), quantity.against.map(f64::to_bits));
        let limits = (&quantity.unit, quantity.modifier, quantity.change.map(|change| (change.direction, change.role)));
        let of = match (claim, quantity.head) {
            (Some(claim), _) if claim.attribute == Attribute::Age => format!("{:?}", claim.subject),
            (_, Some(head)) => self.words(head).to_lowercase(),
            (Some(claim), None) => {
                let event = claim.event.as_ref().map(|event| (&event.predicate, &event.participants));
                format!("{:?} {event:?}", claim.subject)
            }
            (None, None) => quantity.span.start().to_string(),
        };
        format!("{value:?} {limits:?} {of}")
    }

    /// `one banker`, `both sides`, `the two governments`, `several days`: words that count nothing that could be checked.
    fn is_no_number(&self, quantity: &Quantity) -> bool {
        let text = &*self.record.article.text;
        let number = quantity.number.of(text);
        if number.contains(|c: char| c.is_ascii_digit()) {
            return false;
        }
        let lower = number.to_ascii_lowercase();
        // `Several dozen` and `a few hundred` can be checked.
        let any = |words: &[&str]| words.iter().any(|word| lower.contains(word));
        if any(&["several", "few", "couple", "many", "some"]) && !any(&["dozen", "score", "hundred", "thousand", "illion"]) {
            return true;
        }
        // `Three of them` counts something; a number that counts nothing says nothing.
        if quantity.head.is_none() && quantity.whole.is_none() && quantity.unit.is_none() && quantity.against.is_none() {
            return quantity.change.is_none() && quantity.high.is_none();
        }
        let before = text[..quantity.number.start()].trim_end().rsplit(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
        let definite = ["the", "these", "those", "both", "his", "her", "their", "other"]
            .iter()
            .any(|word| before.eq_ignore_ascii_case(word));
        quantity.unit.is_none() && quantity.modifier.is_none() && (quantity.value <= 1.0 || quantity.value <= 3.0 && definite)
    }

    fn dates(&self) -> Vec<Statement> {
        let mut found = Distinct::default();
        for time in &self.record.reading.times {
            if !self.is_stated(time.span) || !is_date(time) {
                continue;
            }
            let life = |claim: &Claim| matches!(claim.attribute, Attribute::Birth | Attribute::Death);
            let claim = self.claim(|claim| {
                claim.attribute == Attribute::EventDate && claim.span == time.span || life(claim) && claim.span.covers(time.span)
            });
            let of_life = claim.filter(|claim| life(&self.record.claims[*claim]));
            let span = of_life.map_or(time.span, |claim| self.record.claims[claim].span);
            let event = claim.and_then(|claim| self.record.claims[claim].event.as_ref());
            let event = event.map(|event| (&event.predicate, &event.participants));
            let value = time.value.clone().unwrap_or_else(|| self.words(time.span).to_lowercase());
            let subject = of_life.map(|claim| &self.record.claims[claim].subject);
            let what = format!("{value} {event:?} {subject:?}");
            found.add(what, self.claimed(FactKind::Date, span, time.span, claim));
        }
        found.statements
    }

    /// What somebody is quoted with, each saying once. Single words between marks that nobody is said to have said are the writer's.
    fn quotations(&self) -> Vec<Statement> {
        let quotations = self.record.reading.quotations.iter().enumerate();
        let mut found = Distinct::default();
        for (index, quotation) in quotations.filter(|(_, quotation)| quotation.direct && self.is_stated(quotation.span)) {
            let text = self.words(quotation.span);
            let normal = normal_form(&text);
            if is_said(quotation, &normal) {
                let (kind, span) = (FactKind::Quotation, quotation.span);
                found.add(normal, Statement { kind, span, core: vec![span], text, what: What::Said(index) });
            }
        }
        found.statements
    }
}

/// Statements of which each is kept where it comes first; findings about the others are about it.
#[derive(Default)]
struct Distinct {
    known: BTreeMap<String, usize>,
    statements: Vec<Statement>,
}

impl Distinct {
    fn add(&mut self, key: String, statement: Statement) {
        match self.known.get(&key) {
            Some(index) => self.statements[*index].core.extend(statement.core),
            None => {
                self.known.insert(key, self.statements.len());
                self.statements.push(statement);
            }
        }
    }
}

fn is_said(quotation: &Quotation, normal: &str) -> bool {
    let words = normal.split(' ').filter(|word| !word.is_empty()).count();
    let attributed = quotation.cue.is_some() || quotation.source.is_some() || quotation.speaker.is_some();
    words > 0 && (!quotation.fragment || attributed || words > 3)
}

/// A day, month, year or hour that a calendar or clock could contradict; not `now`, `recently` or `for three years`.
fn is_date(time: &Time) -> bool {
    let parts = &time.parts;
    let stated = parts.weekday.is_some() || parts.month.is_some() || parts.year.is_some() || parts.clock.is_some();
    let vague = time.value.as_deref().is_some_and(|value| value.ends_with("_REF"));
    match time.kind {
        TimeKind::Date => !vague && (stated || time.deictic || time.date.is_some() || time.value.is_some()),
        TimeKind::Time => stated || time.deictic && !vague,
        TimeKind::Duration => false,
        TimeKind::Set => stated,
    }
}

/// A word of a name for comparison.
fn folded(word: &str) -> String {
    let word = word.strip_suffix("'s").or_else(|| word.strip_suffix("’s")).unwrap_or(word);
    word.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// The words of a name for comparison.
fn name_words(form: &str) -> Vec<String> {
    form.split([' ', '-', '/']).map(folded).filter(|part| part.contains(char::is_alphabetic)).collect()
}

fn folded_words(words: &str) -> Vec<String> {
    words.split_whitespace().map(|word| unified(&folded(word)).into_owned()).collect()
}

/// In what way an office is held matters as much as the office.
pub(super) fn office_of(claim: &Claim) -> Option<(&str, Option<Tenure>)> {
    if let Value::Office { text, tenure } = &claim.value { Some((text, *tenure)) } else { None }
}
