//! A [`Reading`] becomes claims: who is said to be what, by whom, as of when. Rules and hover cards compare claims, never prose.
//!
//! So far: the offices and roles of people.

use serde::Serialize;

use crate::article::{Article, PartialDate};
use crate::language::{EntityId, Reading};
use crate::text::Span;

/// What a claim says of its subject.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Attribute {
    /// Holds an office or has a role.
    Title,
}

/// Who says it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Voice {
    /// The paper itself.
    Writer,
    /// The speaker of the quotation in which it stands, if known.
    Quoted(Option<EntityId>),
}

/// One statement of fact.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Claim {
    /// Of whom or what.
    pub subject: EntityId,
    /// What is stated.
    pub attribute: Attribute,
    /// The value, as written.
    pub value: String,
    /// `former`, `acting` …
    pub modifier: Option<String>,
    /// When it holds, if the text says so.
    pub when: Option<PartialDate>,
    /// Who says it.
    pub voice: Voice,
    /// Where it is stated.
    pub span: Span,
}

/// All claims of an article, in order of span.
#[must_use]
pub fn claims(_article: &Article, reading: &Reading) -> Vec<Claim> {
    let mut claims: Vec<Claim> = Vec::new();
    for (index, entity) in reading.entities.iter().enumerate() {
        for title in &entity.titles {
            let quotation = reading.direct_quotations().find(|quotation| quotation.span.covers(title.statement));
            claims.push(Claim {
                subject: EntityId(index as u32),
                attribute: Attribute::Title,
                value: title.text.clone(),
                modifier: title.modifier.clone(),
                when: None,
                voice: quotation.map_or(Voice::Writer, |quotation| Voice::Quoted(quotation.speaker)),
                span: title.statement,
            });
        }
    }
    claims.sort_by_key(|claim| (claim.span, claim.subject));
    claims
}
