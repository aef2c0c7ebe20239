//! Whether two articles give somebody the same office.

use crate::claims::{Attribute, Claim, Relation, Statement, Subject, Tenure, Value, compare};
use crate::corpus::Corpus;
use crate::language::EntityId;

/// Words that say in which way an office is held, as titles have them in front.
const MODIFIERS: [(&str, Tenure); 13] = [
    ("former", Tenure::Former),
    ("ex", Tenure::Former),
    ("then", Tenure::Then),
    ("acting", Tenure::Acting),
    ("interim", Tenure::Acting),
    ("new", Tenure::New),
    ("newly", Tenure::New),
    ("elect", Tenure::Next),
    ("designate", Tenure::Next),
    ("incoming", Tenure::Next),
    ("outgoing", Tenure::Outgoing),
    ("late", Tenure::Late),
    ("ex-", Tenure::Former),
];

/// An office as an archive's row has it, "former foreign minister", in words and way.
pub(super) fn parted(title: &str) -> (&str, Option<Tenure>) {
    let found = MODIFIERS.iter().find_map(|(word, tenure)| {
        let rest = title.get(word.len()..).filter(|_| title[..word.len()].eq_ignore_ascii_case(word))?;
        let rest = if word.ends_with('-') { rest } else { rest.strip_prefix(' ')? };
        (!rest.is_empty()).then_some((rest, Some(*tenure)))
    });
    found.unwrap_or((title, None))
}

/// Whether another article's office of the same person is this one. Two offices that can both be held do not agree for that.
pub(super) fn agree(corpus: &Corpus, own: Statement<'_>, other: Statement<'_>) -> bool {
    let (Value::Office { text, tenure }, Value::Office { text: other_text, tenure: other_tenure }) =
        (&own.claim.value, &other.claim.value)
    else {
        return false;
    };
    let way = |tenure: Option<Tenure>| tenure.filter(|tenure| !matches!(tenure, Tenure::New | Tenure::Outgoing));
    // Who is said to be a minister in a quotation is one by another voice; whoever has left office is compared by words alone.
    let comparable = way(*tenure).is_none() && own.claim.voice == other.claim.voice;
    let excluded = comparable && compare(own, other, &|_, _| true).relation != Relation::Compatible;
    way(*tenure) == way(*other_tenure) && !excluded && same_office(corpus, text, other_text)
}

/// In the same words, or one with a country or body before it that the other leaves out.
fn same_office(corpus: &Corpus, one: &str, other: &str) -> bool {
    let (one, other) = (one.to_lowercase(), other.to_lowercase());
    let ends = |long: &str, short: &str| long.strip_suffix(short).is_some_and(|rest| rest.is_empty() || rest.ends_with(' '));
    let (bare, other_bare) = (corpus.office(&one), corpus.office(&other));
    let states_owner = |office: &str, bare: &str| office.len() > bare.len();
    ends(&one, &other) && other.contains(' ')
        || ends(&other, &one) && one.contains(' ')
        || one == other
        || bare == other_bare && !(states_owner(&one, &bare) && states_owner(&other, &other_bare))
}

/// A claim that a row makes.
pub(super) fn claim(entity: EntityId, title: &str, like: &Claim) -> Claim {
    let (text, tenure) = parted(title);
    Claim {
        subject: Subject::Entity(entity),
        attribute: Attribute::Title,
        value: Value::Office { text: text.to_owned(), tenure },
        when: None,
        voice: like.voice.clone(),
        hedge: None,
        event: None,
        span: like.span,
    }
}
