//! Whether two articles give somebody the same office.

use crate::claims::{Claim, Relation, Statement, Subject, Tenure, Value, compare};
use crate::corpus::Corpus;
use crate::language::{EntityId, Kind};

/// Longest name of a place before an office, in words.
const PLACE: usize = 3;
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
    let ((bare, owner), (other_bare, other_owner)) = (owned(corpus, one), owned(corpus, other));
    let owners = match (&owner, &other_owner) {
        (Some(owner), Some(other)) => owner == other,
        _ => true,
    };
    let ends = |long: &str, short: &str| long.strip_suffix(short).is_some_and(|rest| rest.ends_with(' ')) && short.contains(' ');
    owners && (bare == other_bare || ends(&bare, &other_bare) || ends(&other_bare, &bare))
}

/// An office in lower case and the place whose office it is: `foreign minister` and China, of `Chinese Foreign Minister` and `foreign
/// minister of China`.
fn owned(corpus: &Corpus, title: &str) -> (String, Option<String>) {
    let knowledge = corpus.knowledge();
    let place = |words: &[&str]| {
        let name = words.join(" ");
        let name = name.strip_suffix("'s").or_else(|| name.strip_suffix("’s")).unwrap_or(&name);
        if let Some(country) = knowledge.lexicons.demonym(name) {
            return Some(country.to_owned());
        }
        let entry = knowledge.gazetteer.lookup(name).first().map(|entry| knowledge.gazetteer.entry(entry))?;
        (entry.kind() == Kind::Place).then(|| entry.name().to_owned())
    };
    let words: Vec<&str> = title.split_whitespace().map(|word| word.trim_end_matches(',')).collect();
    for count in (1..=PLACE.min(words.len().saturating_sub(1))).rev() {
        if let Some(owner) = place(&words[..count]) {
            return (words[count..].join(" ").to_lowercase(), Some(owner));
        }
    }
    let of = words.iter().rposition(|word| *word == "of").filter(|of| *of > 0);
    let behind = of.map(|of| words[of + 1..].strip_prefix(&["the"][..]).unwrap_or(&words[of + 1..]));
    match of.zip(behind.filter(|behind| !behind.is_empty()).and_then(place)) {
        Some((of, owner)) => (words[..of].join(" ").to_lowercase(), Some(owner)),
        None => (words.join(" ").to_lowercase(), None),
    }
}

/// The claim that somebody has an office in the same way as another claim says.
pub(super) fn claim(entity: EntityId, title: &str, like: &Claim) -> Claim {
    let tenure = match &like.value {
        Value::Office { tenure, .. } => *tenure,
        _ => None,
    };
    let value = Value::Office { text: title.to_owned(), tenure };
    Claim { subject: Subject::Entity(entity), when: None, hedge: None, event: None, verb: None, value, ..like.clone() }
}
