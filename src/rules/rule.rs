//! What a rule is: what it says of itself, what it is shown, and what it gives back.

use std::cell::OnceCell;
use std::sync::Arc;

use crate::article::Article;
use crate::corpus::{Corpus, Record};
use crate::knowledge::Knowledge;
use crate::language::{Quotation, Reading};
use crate::text::Span;

use super::finding::{Edit, Evidence, Fix, Level};
use super::options::{OptionSpec, Options};
use super::spellings::Slip;

/// Which part of the catalogue a rule belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Group {
    /// Dates and times.
    Dates,
    /// Letters and marks.
    Text,
    /// Numbers.
    Numbers,
    /// People and their names.
    People,
    /// What people said.
    Quotations,
    /// Bodies, companies, papers.
    Organisations,
    /// Places and datelines.
    Places,
}

impl Group {
    /// The heading of the catalogue.
    #[must_use]
    pub fn title(self) -> &'static str {
        match self {
            Self::Dates => "Dates",
            Self::Text => "Text",
            Self::Numbers => "Numbers",
            Self::People => "People",
            Self::Quotations => "Quotations",
            Self::Organisations => "Organisations",
            Self::Places => "Places",
        }
    }
}

/// What a rule says of itself.
#[derive(Clone, Copy, Debug)]
pub struct About {
    /// In kebab-case: diagnostic code, key in `dateline.toml`, suppression word.
    pub name: &'static str,
    /// Part of the catalogue.
    pub group: Group,
    /// What its findings weigh where nothing else is configured.
    pub level: Level,
    /// Whether it runs without being asked for.
    pub on: bool,
    /// One line for the catalogue.
    pub summary: &'static str,
    /// The keys of `[rules.NAME]` besides `level`.
    pub options: &'static [OptionSpec],
    /// The doc comment as the compiler hands it over: each line after one space.
    pub doc_comment: &'static str,
}

/// A rule: looks at one article, with the corpus behind it, and says what does not agree.
///
/// Pure: the same context gives the same discrepancies. Their order does not matter.
pub trait Rule: Sync {
    /// What the rule says of itself.
    fn about(&self) -> &'static About;

    /// What does not agree in the context's article.
    fn check(&self, context: &Context<'_>) -> Vec<Discrepancy>;

    /// The documentation in Markdown: what `dateline explain` prints.
    fn documentation(&self) -> String {
        let lines = self.about().doc_comment.lines().map(|line| line.strip_prefix(' ').unwrap_or(line));
        lines.fold(String::new(), |text, line| text + line + "\n").trim().to_owned()
    }
}

/// Declares a rule's unit struct. Its doc comment becomes its documentation; there is no second copy that could differ.
macro_rules! declare_rule {
    (
        $(#[doc = $line:literal])+
        pub struct $rule:ident;
        $name:literal, $group:ident, $level:ident, $on:ident,
        $summary:literal,
        options: $options:expr $(,)?
    ) => {
        $(#[doc = $line])+
        #[derive(Clone, Copy, Debug)]
        pub(super) struct $rule;

        impl $rule {
            const ABOUT: $crate::rules::About = $crate::rules::About {
                name: $name,
                group: $crate::rules::Group::$group,
                level: $crate::rules::Level::$level,
                on: declare_rule!(@on $on),
                summary: $summary,
                options: $options,
                doc_comment: concat!($($line, "\n"),+),
            };
        }
    };
    (@on on) => { true };
    (@on off) => { false };
}

pub(super) use declare_rule;

/// What a rule is shown.
#[derive(Clone, Copy, Debug)]
pub struct Context<'a> {
    /// The article under the lamp.
    pub record: &'a Record,
    /// All articles; the one under the lamp may or may not be among them.
    pub corpus: &'a Corpus,
    /// The rule's own options.
    pub options: Options<'a>,
    /// The check before publication (`check --publish`).
    pub publish: bool,
    pub(super) shared: &'a Shared,
}

/// What several rules ask of an article, found when the first of them asks.
#[derive(Debug, Default)]
pub(super) struct Shared {
    /// The articles that tell the same story.
    pub(super) stories: OnceCell<Vec<Arc<Record>>>,
    /// The words of names that are spelt in two ways.
    pub(super) slips: OnceCell<Vec<Slip>>,
}

impl<'a> Context<'a> {
    /// The article.
    #[must_use]
    pub fn article(&self) -> &'a Article {
        &self.record.article
    }

    /// What was read in it.
    #[must_use]
    pub fn reading(&self) -> &'a Reading {
        &self.record.reading
    }

    /// What is known of the world.
    #[must_use]
    pub fn knowledge(&self) -> &'static Knowledge {
        self.corpus.knowledge()
    }

    /// The words at a span as a person reads them.
    #[must_use]
    pub fn words(&self, span: Span) -> String {
        self.article().words(span)
    }

    /// The direct quotation that a span touches.
    #[must_use]
    pub fn quotation_around(&self, span: Span) -> Option<&'a Quotation> {
        self.reading().direct_quotations().find(|quotation| quotation.span.overlaps(span))
    }

    /// A replacement in this article.
    #[must_use]
    pub fn edit(&self, span: Span, text: impl Into<String>) -> Edit {
        Edit { path: self.record.path.clone(), span, text: text.into() }
    }

    /// "Change to 240": a fix that somebody has to look at.
    pub(super) fn change_to(&self, span: Span, text: String) -> Fix {
        Fix { title: format!("Change to {text}"), safe: false, edits: vec![self.edit(span, text)] }
    }

    /// "Replace by “Beijing”": other words, which somebody has to look at.
    pub(super) fn replace_by(&self, span: Span, text: String) -> Fix {
        Fix { title: format!("Replace by “{text}”"), safe: false, edits: vec![self.edit(span, text)] }
    }

    /// A place of this article as evidence.
    #[must_use]
    pub fn evidence(&self, span: Span, why: impl Into<String>) -> Evidence {
        Evidence::of(self.record, span, why)
    }
}

/// What a rule saw: a finding before settings, marks and acceptance are applied.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Discrepancy {
    /// What to underline.
    pub span: Span,
    /// The words at issue, if fewer than those underlined: a `(cq)` after them silences.
    pub words: Option<Span>,
    /// Both values and the other source, in plain words.
    pub message: String,
    /// Never weighs more than this, whatever is configured.
    pub at_most: Level,
    /// Weighs this much at least, where the desk has not set the rule's level.
    pub at_least: Level,
    /// What the finding is about, for its fingerprint: folded names, normalised values. No offsets, no paths, no counts.
    pub facts: Vec<String>,
    /// The other places.
    pub evidence: Vec<Evidence>,
    /// Best first.
    pub fixes: Vec<Fix>,
}

impl Discrepancy {
    /// A discrepancy without evidence and fixes, which follow.
    #[must_use]
    pub fn new(span: Span, message: impl Into<String>, facts: Vec<String>) -> Self {
        let message = message.into();
        Self {
            span,
            words: None,
            message,
            at_most: Level::Error,
            at_least: Level::Hint,
            facts,
            evidence: Vec::new(),
            fixes: Vec::new(),
        }
    }
}
