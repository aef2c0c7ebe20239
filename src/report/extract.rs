//! Everything that was read in one article, as one JSON object: what `dateline extract` writes on a line.

use std::borrow::Cow;

use serde::{Serialize, Serializer};

use crate::article::{BlockKind, Format, Grain, PartialDate, Piece, PublishedSource};
use crate::claims::{Attribute, Claim, Hedge, Office, Relative, Subject, Tenure, Thing, Value, Voice};
use crate::corpus::Record;
use crate::knowledge::Knowledge;
use crate::language::{ChangeRole, Direction, EntityId, Form, Kind, Modifier, SourceKind, TimeKind, TimeModifier};
use crate::text::Span;

use super::places::words;

pub use crate::language::EXTRACTOR;

/// One article, for serialisation; made by [`extract`].
#[derive(Debug, Serialize)]
pub struct Extract<'a> {
    path: Option<&'a str>,
    sha256: &'a str,
    language: Option<&'static str>,
    extractor: &'static str,
    article: ArticlePart<'a>,
    mentions: Vec<MentionPart<'a>>,
    entities: Vec<EntityPart<'a>>,
    times: Vec<TimePart<'a>>,
    quantities: Vec<QuantityPart<'a>>,
    quotations: Vec<QuotationPart<'a>>,
    claims: Vec<ClaimPart<'a>>,
}

#[derive(Debug, Serialize)]
struct ArticlePart<'a> {
    format: Format,
    items: Vec<Span>,
    headline: Option<PiecePart<'a>>,
    byline: Option<PiecePart<'a>>,
    outlet: Option<PiecePart<'a>>,
    datelines: Vec<DatelinePart<'a>>,
    published: Option<PublishedPart>,
    blocks: Vec<BlockPart>,
}

#[derive(Debug, Serialize)]
struct PiecePart<'a> {
    span: Option<Span>,
    text: Cow<'a, str>,
}

#[derive(Debug, Serialize)]
struct DatelinePart<'a> {
    span: Span,
    text: Cow<'a, str>,
    place: &'a str,
}

#[derive(Debug, Serialize)]
struct PublishedPart {
    value: PartialDate,
    grain: Grain,
    source: PublishedSource,
    span: Option<Span>,
}

#[derive(Debug, Serialize)]
struct BlockPart {
    kind: BlockKind,
    span: Span,
}

#[derive(Debug, Serialize)]
struct MentionPart<'a> {
    span: Span,
    name: Option<Span>,
    text: Cow<'a, str>,
    kind: Kind,
    form: Form,
    nested: bool,
    metonym: bool,
    #[serde(serialize_with = "shown")]
    entity: EntityId,
}

#[derive(Debug, Serialize)]
struct EntityPart<'a> {
    #[serde(serialize_with = "shown")]
    id: EntityId,
    kind: Kind,
    name: &'a str,
    aliases: Vec<&'a str>,
    titles: Vec<TitlePart<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    affiliations: Vec<AffiliationPart<'a>>,
}

#[derive(Debug, Serialize)]
struct AffiliationPart<'a> {
    text: &'a str,
    span: Span,
}

#[derive(Debug, Serialize)]
struct TitlePart<'a> {
    text: &'a str,
    span: Span,
    modifier: Option<&'a str>,
}

#[derive(Debug, Serialize)]
struct TimePart<'a> {
    span: Span,
    text: Cow<'a, str>,
    #[serde(rename = "type")]
    kind: TimeKind,
    value: Option<&'a str>,
    #[serde(rename = "mod")]
    modifier: Option<TimeModifier>,
}

#[derive(Debug, Serialize)]
struct QuantityPart<'a> {
    span: Span,
    text: Cow<'a, str>,
    number: Span,
    #[serde(serialize_with = "number")]
    value: f64,
    #[serde(serialize_with = "number_or_null")]
    high: Option<f64>,
    unit: Option<&'a str>,
    head: Option<Cow<'a, str>>,
    modifier: Option<Modifier>,
    /// This and what follows is left out where there is nothing to say.
    #[serde(skip_serializing_if = "Option::is_none")]
    per: Option<Cow<'a, str>>,
    #[serde(skip_serializing_if = "Option::is_none", serialize_with = "number_or_null")]
    against: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    change: Option<ChangePart>,
    #[serde(skip_serializing_if = "Option::is_none")]
    whole: Option<Cow<'a, str>>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    others: bool,
    /// The place of the quotation that it stands in.
    #[serde(skip_serializing_if = "Option::is_none")]
    quotation: Option<Span>,
}

#[derive(Debug, Serialize)]
struct ChangePart {
    direction: Direction,
    role: ChangeRole,
    cue: Span,
}

#[derive(Debug, Serialize)]
struct QuotationPart<'a> {
    span: Span,
    text: Cow<'a, str>,
    direct: bool,
    fragment: bool,
    cue: Option<Cow<'a, str>>,
    source: Option<SourcePart<'a>>,
    #[serde(serialize_with = "shown_or_null")]
    speaker: Option<EntityId>,
}

#[derive(Debug, Serialize)]
struct SourcePart<'a> {
    span: Span,
    head: Cow<'a, str>,
    kind: SourceKind,
}

#[derive(Debug, Serialize)]
struct ClaimPart<'a> {
    #[serde(serialize_with = "shown_or_null")]
    subject: Option<EntityId>,
    attribute: Attribute,
    value: ValuePart<'a>,
    when: Option<PartialDate>,
    /// `writer`, the entity that is quoted, or null for somebody quoted who is not known.
    source: Option<Cow<'a, str>>,
    span: Span,
    /// This and what follows is left out where there is nothing to say. What is counted, in the singular.
    #[serde(skip_serializing_if = "Option::is_none")]
    thing: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none", serialize_with = "number_or_null")]
    high: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    unit: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    modifier: Option<ClaimModifier>,
    #[serde(skip_serializing_if = "Option::is_none")]
    change: Option<(Direction, ChangeRole)>,
    #[serde(skip_serializing_if = "Option::is_none")]
    hedge: Option<Hedge>,
    /// The office that somebody holds.
    #[serde(skip_serializing_if = "Option::is_none")]
    office: Option<Office>,
    /// Of which country or town that office is; or the entity whose relative somebody is.
    #[serde(skip_serializing_if = "Option::is_none")]
    of: Option<Cow<'a, str>>,
    /// The head word of a source without a name: `police`.
    #[serde(skip_serializing_if = "Option::is_none")]
    unnamed: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    event: Option<EventPart<'a>>,
}

#[derive(Debug, Serialize)]
#[serde(untagged)]
enum ValuePart<'a> {
    Text(&'a str),
    Number(#[serde(serialize_with = "number")] f64),
    Date(PartialDate),
    Relative(Relative),
}

#[derive(Debug, Serialize)]
#[serde(untagged)]
enum ClaimModifier {
    Limit(Modifier),
    Tenure(Tenure),
}

#[derive(Debug, Serialize)]
struct EventPart<'a> {
    predicate: Option<&'a str>,
    participants: Vec<String>,
    places: Vec<String>,
    date: Option<PartialDate>,
}

/// An article as an object. `path` is as given, null for text that came from no file; `sha256` is that of the bytes that were read.
#[must_use]
pub fn extract<'a>(record: &'a Record, path: Option<&'a str>, sha256: &'a str, knowledge: &'a Knowledge) -> Extract<'a> {
    let reading = &record.reading;
    let text = |span: Span| words(record, span);
    let entities = reading.entities.iter().enumerate().map(|(index, _)| entity(record, EntityId(index as u32), knowledge));
    Extract {
        path,
        sha256,
        language: reading.language,
        extractor: EXTRACTOR,
        article: article(record),
        mentions: reading
            .mentions
            .iter()
            .map(|mention| MentionPart {
                span: mention.span,
                name: mention.name,
                text: text(mention.span),
                kind: mention.kind,
                form: mention.form,
                nested: mention.nested,
                metonym: mention.metonym,
                entity: mention.entity,
            })
            .collect(),
        entities: entities.collect(),
        times: reading
            .times
            .iter()
            .map(|time| TimePart {
                span: time.span,
                text: text(time.span),
                kind: time.kind,
                value: time.value.as_deref(),
                modifier: time.modifier,
            })
            .collect(),
        quantities: reading
            .quantities
            .iter()
            .map(|quantity| QuantityPart {
                span: quantity.span,
                text: text(quantity.span),
                number: quantity.number,
                value: quantity.value,
                high: quantity.high,
                unit: quantity.unit.as_deref(),
                head: quantity.head.map(text),
                modifier: quantity.modifier,
                per: quantity.per.map(text),
                against: quantity.against,
                change: quantity.change.map(|change| ChangePart {
                    direction: change.direction,
                    role: change.role,
                    cue: change.cue,
                }),
                whole: quantity.whole.map(text),
                others: quantity.others,
                quotation: quantity.quotation.map(|at| reading.quotations[at].span),
            })
            .collect(),
        quotations: reading
            .quotations
            .iter()
            .map(|quotation| QuotationPart {
                span: quotation.span,
                text: text(quotation.span),
                direct: quotation.direct,
                fragment: quotation.fragment,
                cue: quotation.cue.map(|cue| text(cue.span)),
                source: quotation.source.map(|source| SourcePart {
                    span: source.span,
                    head: text(source.head),
                    kind: source.kind,
                }),
                speaker: quotation.speaker,
            })
            .collect(),
        claims: record.claims.iter().map(|found| claim(record, found)).collect(),
    }
}

fn claim<'a>(record: &'a Record, claim: &'a Claim) -> ClaimPart<'a> {
    let mut part = ClaimPart {
        subject: claim.entity(),
        attribute: claim.attribute,
        value: match &claim.value {
            Value::Text(text) | Value::Office { text, .. } => ValuePart::Text(text),
            Value::Number(number) => ValuePart::Number(number.value),
            Value::Date(date) => ValuePart::Date(*date),
            Value::Entity(entity) | Value::Holder { person: entity, .. } | Value::Site { place: entity, .. } => {
                ValuePart::Text(&record.reading.entity(*entity).name)
            }
            Value::Place { name, .. } => ValuePart::Text(name),
            Value::Kin { relative, .. } => ValuePart::Relative(*relative),
        },
        when: claim.when,
        source: match claim.voice {
            Voice::Writer => Some(Cow::Borrowed("writer")),
            Voice::Named(speaker) => Some(Cow::Owned(speaker.to_string())),
            Voice::Unnamed(_) => None,
        },
        span: claim.span,
        thing: match &claim.subject {
            Subject::Thing(Thing { head, modifiers, .. }) => {
                let mut words = String::with_capacity(32);
                for word in modifiers {
                    words.push_str(word);
                    words.push(' ');
                }
                words.push_str(head);
                Some(words)
            }
            _ => None,
        },
        high: None,
        unit: None,
        modifier: None,
        change: None,
        hedge: claim.hedge,
        office: None,
        of: None,
        unnamed: if let Voice::Unnamed(head) = &claim.voice { head.as_deref() } else { None },
        event: claim.event.as_deref().map(|event| EventPart {
            predicate: event.predicate.as_deref(),
            participants: event.participants.iter().map(EntityId::to_string).collect(),
            places: event.places.iter().map(EntityId::to_string).collect(),
            date: event.window,
        }),
    };
    match &claim.value {
        Value::Number(number) => {
            (part.high, part.unit, part.change) = (number.high, number.unit.as_deref(), number.change);
            part.modifier = number.bound.map(ClaimModifier::Limit);
        }
        Value::Office { tenure, .. } => part.modifier = tenure.map(ClaimModifier::Tenure),
        Value::Kin { of, .. } => part.of = of.map(|of| Cow::Owned(of.to_string())),
        Value::Text(_) | Value::Date(_) | Value::Entity(_) | Value::Place { .. } | Value::Holder { .. } | Value::Site { .. } => {}
    }
    if let Subject::Post { office, of } = &claim.subject {
        (part.office, part.of) = (Some(*office), Some(Cow::Borrowed(of.as_str())));
    }
    part
}

fn article(record: &Record) -> ArticlePart<'_> {
    let article = &record.article;
    ArticlePart {
        format: article.format,
        items: article.items.iter().map(|item| item.span).collect(),
        headline: article.headline.as_ref().map(|found| piece(record, found)),
        byline: article.byline.as_ref().map(|found| piece(record, found)),
        outlet: article.outlet.as_ref().map(|found| piece(record, found)),
        datelines: article
            .datelines
            .iter()
            .map(|dateline| DatelinePart { span: dateline.span, text: words(record, dateline.span), place: &dateline.place })
            .collect(),
        published: article.published.map(|published| PublishedPart {
            value: published.date,
            grain: published.date.grain(),
            source: published.source,
            span: published.span,
        }),
        blocks: article.blocks.iter().map(|block| BlockPart { kind: block.kind, span: block.span }).collect(),
    }
}

fn piece<'a>(record: &'a Record, piece: &'a Piece) -> PiecePart<'a> {
    let text = piece.span.map_or(Cow::Borrowed(piece.text.as_str()), |span| words(record, span));
    PiecePart { span: piece.span, text }
}

/// An entity by its canonical name: the gazetteer's for a place or body, so that shards of a corpus can be joined by it.
fn entity<'a>(record: &'a Record, id: EntityId, knowledge: &'a Knowledge) -> EntityPart<'a> {
    let entity = record.reading.entity(id);
    let entry = entity.entry.filter(|_| entity.kind != Kind::Person);
    let name = entry.map_or(entity.name.as_str(), |entry| knowledge.gazetteer.entry(entry).name());
    let mut aliases: Vec<&str> = Vec::new();
    for alias in std::iter::once(&entity.name).chain(&entity.aliases) {
        if alias != name && !aliases.contains(&alias.as_str()) {
            aliases.push(alias);
        }
    }
    let titles = entity.titles.iter();
    let titles = titles.map(|title| TitlePart { text: &title.text, span: title.span, modifier: title.modifier.as_deref() });
    let affiliations = entity.affiliations.iter();
    let affiliations = affiliations.map(|affiliation| AffiliationPart { text: &affiliation.text, span: affiliation.span });
    EntityPart { id, kind: entity.kind, name, aliases, titles: titles.collect(), affiliations: affiliations.collect() }
}

fn shown<S: Serializer>(id: &EntityId, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_str(id)
}

fn shown_or_null<S: Serializer>(id: &Option<EntityId>, serializer: S) -> Result<S::Ok, S::Error> {
    match id {
        Some(id) => serializer.collect_str(id),
        None => serializer.serialize_none(),
    }
}

/// Whole numbers are written without a decimal point.
fn number<S: Serializer>(value: &f64, serializer: S) -> Result<S::Ok, S::Error> {
    /// Up to here every whole number is exact.
    const EXACT: f64 = 9_007_199_254_740_992.0;
    if value.fract() == 0.0 && value.abs() <= EXACT {
        serializer.serialize_i64(*value as i64)
    } else {
        serializer.serialize_f64(*value)
    }
}

fn number_or_null<S: Serializer>(value: &Option<f64>, serializer: S) -> Result<S::Ok, S::Error> {
    match value {
        Some(value) => number(value, serializer),
        None => serializer.serialize_none(),
    }
}
