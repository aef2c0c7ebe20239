//! What a rule has to say.

use std::path::Path;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::corpus::Record;
use crate::knowledge::dossier::Origin;
use crate::text::Span;

/// How much a finding weighs. `Off` is a setting only.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Level {
    /// Cannot be right.
    Error,
    /// Does not agree with something; exit code 1.
    Warning,
    /// Worth a look.
    Information,
    /// A note in the margin.
    Hint,
}

/// Where evidence stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Site {
    /// Bytes of an article.
    Article(Arc<Path>, Span),
    /// An entry of a dossier.
    Dossier(Origin),
}

impl Site {
    /// The file.
    #[must_use]
    pub fn path(&self) -> &Arc<Path> {
        match self {
            Self::Article(path, _) => path,
            Self::Dossier(origin) => &origin.path,
        }
    }

    /// The bytes, if it is an article.
    #[must_use]
    pub fn span(&self) -> Option<Span> {
        match self {
            Self::Article(_, span) => Some(*span),
            Self::Dossier(_) => None,
        }
    }
}

/// The other side of a disagreement, or what a finding rests on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Evidence {
    /// Where it stands; `None` for the gazetteer and other knowledge that is no file of the desk.
    pub place: Option<Site>,
    /// The words or the entry.
    pub text: String,
    /// What it shows: "said here on 25 January 1994".
    pub why: String,
}

impl Evidence {
    /// A place of an article.
    #[must_use]
    pub fn of(record: &Record, span: Span, why: impl Into<String>) -> Self {
        let place = Some(Site::Article(Arc::clone(&record.path), span));
        Self { place, text: record.article.words(span), why: why.into() }
    }
}

/// A replacement of some bytes of a file. A sidecar that does not exist yet is an empty file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// Which file.
    pub path: Arc<Path>,
    /// Bytes of it.
    pub span: Span,
    /// What stands there afterwards.
    pub text: String,
}

/// A way to make a finding go away.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fix {
    /// What it does, as a menu entry.
    pub title: String,
    /// Fit to be applied without a person looking (`check --fix`).
    pub safe: bool,
    /// Without overlap, in order.
    pub edits: Vec<Edit>,
}

/// A fact that does not agree, where it stands and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The rule's name.
    pub rule: &'static str,
    /// After configuration.
    pub level: Level,
    /// What to underline.
    pub span: Span,
    /// Both values and the other source, in plain words.
    pub message: String,
    /// The other places.
    pub evidence: Vec<Evidence>,
    /// Best first.
    pub fixes: Vec<Fix>,
    /// Stable across edits elsewhere: a hash of rule, names and normalised values.
    pub fingerprint: String,
}
