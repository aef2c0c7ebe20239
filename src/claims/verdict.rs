//! How a comparison came out, and why, in words.

use std::fmt;

use crate::article::PartialDate;
use crate::language::EntityId;

/// How two claims stand to each other, and by which signs they speak of the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verdict {
    /// The outcome.
    pub relation: Relation,
    /// Why they are thought to speak of the same.
    pub matched: Vec<Anchor>,
    /// The values that cannot both hold, as a message quotes them: of the first claim, of the second.
    pub clash: Option<(String, String)>,
}

/// The outcome of a comparison.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Relation {
    /// They do not, or not certainly, speak of the same.
    Unrelated(Difference),
    /// They can both hold.
    Compatible,
    /// They cannot both hold at one time; the later article may know more.
    Supersedes {
        /// Whether the second of the two is the later.
        second_is_later: bool,
    },
    /// They cannot both hold.
    Conflict,
}

/// What keeps two claims apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Difference {
    /// Other attributes, units, or ends of a change.
    Attribute,
    /// Other subjects.
    Subject,
    /// Other speakers.
    Voice,
    /// One of them is no plain statement.
    Hedge,
    /// Other things happen.
    Predicate,
    /// Other places.
    Place,
    /// Others take part.
    Participants,
    /// Another time.
    Date,
    /// They stand in one sentence, which has a reason to tell them apart.
    OneSentence,
    /// The time of one of them is not known.
    Undated,
    /// Nothing else speaks against it, but too little for it.
    TooFewSigns,
}

/// A sign that two claims speak of the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Anchor {
    /// The subject.
    Subject,
    /// What happens.
    Predicate(String),
    /// Where.
    Place(EntityId),
    /// Who takes part.
    Participant(EntityId),
    /// A word that tells what it is about.
    Word(String),
    /// When.
    Date(PartialDate),
}

impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Attribute => "they state different things",
            Self::Subject => "they are about different subjects",
            Self::Voice => "they are said by different people",
            Self::Hedge => "one of them is no plain statement",
            Self::Predicate => "different things happen",
            Self::Place => "the places differ",
            Self::Participants => "others take part",
            Self::Date => "the times differ",
            Self::OneSentence => "they stand in one sentence",
            Self::Undated => "the time of one of them is not known",
            Self::TooFewSigns => "too little says that they speak of the same",
        })
    }
}

impl fmt::Display for Anchor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Subject => f.write_str("the same subject"),
            Self::Predicate(verb) => write!(f, "the same happens ({verb})"),
            Self::Place(_) => f.write_str("the same place"),
            Self::Participant(_) => f.write_str("the same participant"),
            Self::Word(word) => write!(f, "the word “{word}”"),
            Self::Date(date) => write!(f, "the same date ({})", date.in_words()),
        }
    }
}

impl fmt::Display for Verdict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.relation {
            Relation::Unrelated(difference) => write!(f, "not compared: {difference}")?,
            Relation::Compatible => f.write_str("both can hold")?,
            Relation::Supersedes { second_is_later } => {
                write!(f, "the {} is later and may know more", if second_is_later { "second" } else { "first" })?;
            }
            Relation::Conflict => f.write_str("both cannot hold")?,
        }
        if let Some((one, other)) = &self.clash {
            write!(f, " ({one} and {other})")?;
        }
        for (index, anchor) in self.matched.iter().enumerate() {
            write!(f, "{} {anchor}", if index == 0 { ":" } else { "," })?;
        }
        Ok(())
    }
}
