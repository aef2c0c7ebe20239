//! What a draft states, each thing once and in order.
//!
//! A name counts where it is given in full for the first time, and again only where another form has a word of its own. An office counts
//! once for each person. A number counts once for each thing that it counts; a date once for each thing that happens then. Who wrote the
//! article, which agency sent it and when it was published is no statement of it, and furniture of the page is not read at all.

use std::collections::{BTreeMap, BTreeSet};

use crate::article::BlockKind;
use crate::claims::{Attribute, Claim, Tenure, Value};
use crate::corpus::{Record, introducing, titled};
use crate::language::{
    EntityId, JoinReason, Kind, Mention, MentionId, Quantity, Quotation, Time, TimeKind, Title, normal_form, unified,
};
use crate::text::Span;

use super::FactKind;

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

    /// The full name, and other forms that have a word of their own.
    fn names(&self, id: EntityId) -> Vec<Statement> {
        let entity = self.record.reading.entity(id);
        let kind = if entity.kind == Kind::Place { FactKind::Place } else { FactKind::Name };
        let reason = |mention: MentionId| entity.joins.iter().find(|join| join.mention == mention).map(|join| join.reason);
        let mut mentions: Vec<(MentionId, &Mention)> = self.record.mentions_of(id).collect();
        mentions.retain(|(_, mention)| !mention.nested && mention.name.is_some_and(|name| self.is_stated(name)));
        // The introduction comes first: it says which words are known.
        let first = introducing(self.record, id).map(|mention| mention.span);
        mentions.sort_by_key(|(_, mention)| (Some(mention.span) != first, mention.span));
        let mut known: BTreeSet<String> = BTreeSet::new();
        let mut found = Vec::new();
        for (mention_id, mention) in mentions {
            let Some(name) = mention.name else { continue };
            let form = self.words(name);
            let parts: Vec<String> = form.split([' ', '-', '/']).map(folded).filter(|part| !part.is_empty()).collect();
            let short = reason(mention_id) == Some(JoinReason::Abbreviation) || form.chars().all(|c| !c.is_alphabetic());
            let new = parts.iter().any(|part| !known.contains(part));
            if new && (found.is_empty() || !short) {
                let what = What::Named { entity: id, form: form.clone() };
                found.push(Statement { kind, span: name, core: vec![name], text: form, what });
            }
            known.extend(parts);
        }
        found
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
            Some(Statement {
                kind: FactKind::Title,
                span: title.statement,
                core: vec![title.span],
                text: self.words(title.statement),
                what,
            })
        });
        kept.collect()
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
        let mut known: BTreeSet<String> = BTreeSet::new();
        let mut found = Vec::new();
        for quantity in &self.record.reading.quantities {
            if !self.is_stated(quantity.span) || self.is_no_number(quantity) {
                continue;
            }
            let claim = self.claim(|claim| {
                let number = matches!(&claim.value, Value::Number(number) if number.value.total_cmp(&quantity.value).is_eq());
                number && claim.span.covers(quantity.span)
            });
            let age = claim.filter(|claim| self.record.claims[*claim].attribute == Attribute::Age);
            let span = age.map_or(quantity.span, |claim| self.record.claims[claim].span);
            if known.insert(self.counted(quantity, claim)) {
                found.push(self.claimed(FactKind::Number, span, quantity.number, claim));
            }
        }
        found
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
        let vague = ["several", "few", "couple", "many", "some", "dozens", "scores", "hundreds", "thousands", "millions", "half"];
        if lower.split(|c: char| !c.is_alphabetic()).any(|word| vague.contains(&word)) && quantity.unit.is_none() {
            return true;
        }
        if ["several", "few", "couple", "many"].iter().any(|word| lower.contains(word)) {
            return true;
        }
        let before = text[..quantity.number.start()].trim_end().rsplit(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
        let definite = ["the", "these", "those", "both", "his", "her", "their", "other"]
            .iter()
            .any(|word| before.eq_ignore_ascii_case(word));
        quantity.unit.is_none() && quantity.modifier.is_none() && (quantity.value <= 1.0 || quantity.value <= 3.0 && definite)
    }

    fn dates(&self) -> Vec<Statement> {
        let mut known: BTreeSet<String> = BTreeSet::new();
        let mut found = Vec::new();
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
            if known.insert(format!("{value} {event:?} {subject:?}")) {
                found.push(self.claimed(FactKind::Date, span, time.span, claim));
            }
        }
        found
    }

    /// What somebody is quoted with, each saying once. Single words between marks that nobody is said to have said are the writer's.
    fn quotations(&self) -> Vec<Statement> {
        let mut known: BTreeMap<String, ()> = BTreeMap::new();
        let quotations = self.record.reading.quotations.iter().enumerate();
        let quotations = quotations.filter(|(_, quotation)| quotation.direct && self.is_stated(quotation.span));
        let quotations = quotations.filter(|(_, quotation)| {
            let normal = normal_form(&self.words(quotation.span));
            is_said(quotation, &normal) && known.insert(normal, ()).is_none()
        });
        let said = quotations.map(|(index, quotation)| Statement {
            kind: FactKind::Quotation,
            span: quotation.span,
            core: vec![quotation.span],
            text: self.words(quotation.span),
            what: What::Said(index),
        });
        said.collect()
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

fn folded_words(words: &str) -> Vec<String> {
    words.split_whitespace().map(|word| unified(&folded(word))).collect()
}

/// Whether all words of the second are among those of the first, in order and side by side.
fn contains(words: &[String], part: &[String]) -> bool {
    !part.is_empty() && words.windows(part.len()).any(|window| window == part)
}

/// In what way an office is held matters as much as the office.
pub(super) fn office_of(claim: &Claim) -> Option<(&str, Option<Tenure>)> {
    if let Value::Office { text, tenure } = &claim.value { Some((text, *tenure)) } else { None }
}
