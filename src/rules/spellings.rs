//! Words of names that an article spells in two ways, one slip of the pen apart.
//!
//! The words are compared, not the mentions: a misspelt name is often read as another kind of name or as none. A word in question must be
//! known nowhere, and the other one be known or stand more often; only where the article itself shows that both are the family name of one
//! person may both be known.

use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use crate::corpus::fold_name;
use crate::knowledge::TitleStep;
use crate::language::{Kind, TokenKind, unified_all};
use crate::text::Span;

use super::rule::Context;
use super::slips::{one_slip, sounds_alike};

/// Shorter words lie too close together.
const SHORTEST: usize = 4;
/// Two words of which neither is known or stands more often must be as long as this.
const LONG: usize = 6;
/// Two ways to write one sound differ by so many letters in length at most: `steven`, `stephen`.
const LETTERS_OF_ONE_SOUND: usize = 2;
/// Rank of a family name that everybody knows.
const COMMON: u32 = 5000;
/// Rank of a word that may begin a sentence before a name.
const ORDINARY: u32 = 3000;

/// A word that is probably misspelt, and what it was probably meant to be.
#[derive(Debug)]
pub(super) struct Slip {
    /// Every place of the misspelt word, in order.
    pub(super) wrong: Vec<Span>,
    /// Where the other spelling stands.
    pub(super) right: Span,
    /// The other spelling is part of a person's name.
    pub(super) person: bool,
}

/// A capitalised word with all its places. What must be looked up is looked up when it is asked for: few words have another beside them
/// that is alike.
struct Word {
    folded: String,
    places: Vec<Place>,
    person: bool,
    /// It stands in the name of a street.
    street: bool,
    unknown: OnceCell<bool>,
}

impl Word {
    /// As it is written first.
    fn written<'a>(&self, context: &Context<'a>) -> &'a str {
        self.places[0].span.of(&context.article().text)
    }

    /// Of nothing that is called so, as far as anybody knows.
    fn is_unknown(&self, context: &Context<'_>) -> bool {
        *self.unknown.get_or_init(|| is_unknown(context, self.written(context)) && !self.is_of_known_name(context))
    }

    /// Part of a name of several words that is known as a whole.
    fn is_of_known_name(&self, context: &Context<'_>) -> bool {
        self.places.iter().any(|place| is_part_of_known(context, place))
    }

    /// A word of the language and no name.
    fn is_ordinary(&self, context: &Context<'_>) -> bool {
        is_ordinary(context, self.written(context))
    }

    /// A word that is a family name, or none of the language, follows it.
    fn is_before_surname(&self, context: &Context<'_>) -> bool {
        let knowledge = context.knowledge();
        let surname = |next: &str| knowledge.names.surname(next).is_some() || !knowledge.words.contains_any_case(next);
        self.places.iter().filter_map(|place| place.next).any(|next| surname(next.of(&context.article().text)))
    }
}

/// One place of a word.
struct Place {
    span: Span,
    sentence: usize,
    /// Its run of capitalised words, folded, and which of them it is.
    run: Rc<[String]>,
    at: usize,
    /// The whole run.
    name: Span,
    /// The words before and after it in the run.
    before: Option<Span>,
    next: Option<Span>,
}

impl Place {
    fn is_last(&self) -> bool {
        self.at + 1 == self.run.len()
    }

    fn alone(&self) -> bool {
        self.run.len() == 1
    }

    /// Both are the same part of a name of several words that is otherwise the same.
    fn has_same_rest(&self, other: &Self) -> bool {
        // `Anthony Paul Roe` and `Antony Roe`
        let ends = |place: &Self| (place.run.len() > 1).then(|| (place.at == 0, place.is_last(), place.run.len()));
        if let (Some((true, false, own)), Some((true, false, others))) = (ends(self), ends(other))
            && own != others
        {
            return own.max(others) <= 3 && self.run.last() == other.run.last();
        }
        let same = |(at, (ours, theirs)): (usize, (&String, &String))| at == self.at || ours == theirs;
        let length = self.run.len();
        length > 1 && other.run.len() == length && other.at == self.at && self.run.iter().zip(&*other.run).enumerate().all(same)
    }
}

/// The slips of an article, in order of the misspelt words.
pub(super) fn slips<'a>(context: &Context<'a>) -> &'a [Slip] {
    context.shared.slips.get_or_init(|| find(context))
}

fn find(context: &Context<'_>) -> Vec<Slip> {
    let words = words(context);
    let mut by_initial: BTreeMap<char, Vec<&Word>> = BTreeMap::new();
    for word in &words {
        by_initial.entry(word.folded.chars().next().unwrap_or_default()).or_default().push(word);
    }
    let mut found = Vec::new();
    for word in &words {
        let alike = by_initial.get(&word.folded.chars().next().unwrap_or_default()).into_iter().flatten();
        let close = |other: &&&Word| is_close(&word.folded, &other.folded) || is_close_in_name(word, other);
        let meant = alike.filter(close).filter_map(|other| {
            let wrong = misspelt(context, word, other);
            (!wrong.is_empty()).then_some((*other, wrong))
        });
        if let Some((other, wrong)) = meant.max_by_key(|(other, _)| (other.places.len(), std::cmp::Reverse(other.places[0].span)))
        {
            let full = other.places.iter().find(|place| !place.alone()).unwrap_or(&other.places[0]);
            found.push(Slip { wrong, right: full.span, person: word.person || other.person });
        }
    }
    found.sort_by_key(|slip| slip.wrong[0]);
    found
}

/// Two spellings of one name, as far as the words alone tell.
fn is_close(a: &str, b: &str) -> bool {
    let (longer, shorter) = if a.len() >= b.len() { (a, b) } else { (b, a) };
    if shorter.chars().count() < SHORTEST || !one_slip(a, b) {
        return false;
    }
    let last = |word: &str| word.chars().next_back().unwrap_or_default();
    let stem = |word: &str| word.len() - last(word).len_utf8();
    // The last letter makes plurals, nationalities, the names of women and other transliterations: `Kuwaiti`, `Kowalska`, `Basrah`.
    if let Some(ending) = longer.strip_prefix(shorter) {
        return ending.starts_with(last(shorter)) || !ending.starts_with(['s', 'n', 'i', 'a', 'h']);
    }
    let endings = [last(a), last(b)];
    let of_women = endings.contains(&'a') && endings.iter().all(|letter| "aeioy".contains(*letter));
    a[..stem(a)] != b[..stem(b)] || !(of_women || endings.contains(&'s'))
}

/// Two spellings of a word in a name that is otherwise the same: then neither a last letter nor two ways to write one sound make another
/// person.
fn is_close_in_name(word: &Word, other: &Word) -> bool {
    // `the Bennetts` are several.
    let several = word.folded.strip_suffix('s') == Some(&other.folded);
    let alike = || one_slip(&word.folded, &other.folded) || sounds_alike(&word.folded, &other.folded);
    let same_rest = || word.places.iter().any(|place| other.places.iter().any(|other| place.has_same_rest(other)));
    word.person
        && other.person
        && !several
        && word.folded.len().abs_diff(other.folded.len()) <= LETTERS_OF_ONE_SOUND
        && alike()
        && same_rest()
}

/// Two full names, folded, of which one word differs by a slip and that are not both names that many people bear.
pub(super) fn is_close_name(context: &Context<'_>, a: &str, b: &str) -> bool {
    let (ours, theirs): (Vec<&str>, Vec<&str>) = (a.split(' ').collect(), b.split(' ').collect());
    let mut differing = ours.iter().zip(&theirs).enumerate().filter(|(_, (a, b))| a != b);
    let (Some((at, (a, b))), None) = (differing.next(), differing.next()) else { return false };
    let names = &context.knowledge().names;
    let known = |word: &str| match at {
        0 => names.first_name(word).is_some(),
        _ => names.surname(word).is_some_and(|rank| rank <= COMMON),
    };
    let alike = sounds_alike(a, b);
    // Not `W.` for `H.W.`
    let family = at + 1 == ours.len() && a.len().min(b.len()) > SHORTEST;
    let close = is_close(a, b) || alike || family && one_slip(a, b);
    let nicknames = names.are_nicknames(a, b) && !alike;
    ours.len() == theirs.len() && close && !nicknames && (alike || !(known(a) && known(b)))
}

/// The places at which the first word is a slip for the second.
fn misspelt(context: &Context<'_>, word: &Word, other: &Word) -> Vec<Span> {
    let (count, others) = (word.places.len(), other.places.len());
    let all = || word.places.iter().map(|place| place.span).collect::<Vec<_>>();
    let together = || word.places.iter().any(|place| other.places.iter().any(|other| other.sentence == place.sentence));
    if word.is_unknown(context) && in_one_role(context, word, other) && !own_people(context, word, other) {
        let known = count <= others && !other.is_unknown(context);
        let rarer = count < others;
        let as_rare = count == others && word.folded.chars().count() >= LONG && !together();
        let second = word.places[0].span > other.places[0].span;
        if known || rarer || (as_rare && second) {
            return all();
        }
    }
    // British or American: `Labour` is no slip for `Labor`, and `Pete` none for `Peter`.
    let sounds = sounds_alike(&word.folded, &other.folded) && is_close_in_name(word, other);
    let nicknames = context.knowledge().names.are_nicknames(&word.folded, &other.folded);
    if !sounds && (nicknames || unified_all(&word.folded) == unified_all(&other.folded)) {
        return Vec::new();
    }
    if let Some(places) = of_one_person(context, word, other) {
        // The rarer of the two, else the one that is not known, else the later.
        let rank = |word: &Word| (word.places.len(), !word.is_unknown(context), std::cmp::Reverse(word.places[0].span));
        if rank(word) < rank(other) && !together() && !means_another(context, word) && !word.is_of_known_name(context) {
            return places;
        }
    }
    Vec::new()
}

/// What only ever stands as a given name is no slip for what never does.
fn in_one_role(context: &Context<'_>, word: &Word, other: &Word) -> bool {
    // Part of somebody's full name, and no part of anybody's.
    if word.person && !other.person && word.places.iter().any(|place| !place.alone()) {
        return false;
    }
    // `Toure Drive` is a street, and an ordinary word is only meant where the rest of the name is the same.
    let same_rest = || word.places.iter().any(|place| other.places.iter().any(|other| place.has_same_rest(other)));
    if (word.street || other.places.len() < 2 && other.is_ordinary(context)) && !same_rest() {
        return false;
    }
    let given = |place: &Place| place.at == 0 && !place.alone();
    // `Drea Byars` is no slip for `Drew Ivers`, nor `Dave Caris` for `Chris Roe`.
    if word.person && word.places.iter().all(given) && other.places.iter().all(|other| !other.alone()) && !same_rest() {
        return false;
    }
    let family = |place: &Place| place.at > 0 && place.is_last();
    if word.person && word.places.iter().all(family) && other.places.iter().all(given) {
        return false;
    }
    // The given name of somebody known by a family name.
    let before_surname = |place: &Place| place.at + 1 < place.run.len();
    if !other.places.iter().any(before_surname) && word.is_before_surname(context) {
        return false;
    }
    !word.person || !word.places.iter().all(given) || other.places.iter().any(|place| given(place) || place.alone())
}

/// Each of the two is the family name of somebody with a given name of their own. One that nobody bears, made of a common one by a letter
/// doubled, lost or swapped, is none.
fn own_people(context: &Context<'_>, word: &Word, other: &Word) -> bool {
    let common = context.knowledge().names.surname(&other.folded).is_some_and(|rank| rank <= COMMON);
    let mut letters = [word.folded.clone().into_bytes(), other.folded.clone().into_bytes()];
    letters.iter_mut().for_each(|letters| letters.sort_unstable());
    let same_letters = letters[0] == letters[1] || letters[0].len() != letters[1].len();
    if common && same_letters && word.is_unknown(context) {
        return false;
    }
    let givens = |word: &Word| -> BTreeSet<String> {
        word.places.iter().filter(|place| place.is_last() && place.at > 0).map(|place| place.run[place.at - 1].clone()).collect()
    };
    let (ours, theirs) = (givens(word), givens(other));
    !ours.is_empty() && !theirs.is_empty() && ours.is_disjoint(&theirs)
}

/// Where the rest of the name shows that both words are of one person: the same words before the family name, the same family name behind
/// the given one, or a family name that is never introduced beside one that is.
fn of_one_person(context: &Context<'_>, word: &Word, other: &Word) -> Option<Vec<Span>> {
    let same_rest = |place: &&Place| other.places.iter().any(|other| place.has_same_rest(other));
    let places: Vec<Span> = word.places.iter().filter(same_rest).map(|place| place.span).collect();
    // `East Germany` beside `East German`, `Gulf State` beside `Gulf States`: words of bodies and places that are known are meant.
    let may_be_slip = (word.person && other.person) || word.is_unknown(context);
    if !places.is_empty() && may_be_slip && !own_people(context, word, other) {
        return Some(places);
    }
    let introduced = |word: &Word| word.places.iter().any(|place| place.is_last() && place.at > 0);
    let bare = |word: &Word| word.places.iter().all(Place::alone);
    let long = word.folded.chars().count().min(other.folded.chars().count()) > SHORTEST;
    let one_is_bare = (bare(word) && introduced(other)) || (introduced(word) && bare(other));
    (long && one_is_bare && word.person && other.person).then(|| word.places.iter().map(|place| place.span).collect())
}

/// A place, a body, a word: called so for another reason.
fn means_another(context: &Context<'_>, word: &Word) -> bool {
    let knowledge = context.knowledge();
    let written = context.words(word.places[0].span);
    word.places[0].alone()
        && (knowledge.gazetteer.lookup(&written).iter().next().is_some()
            || knowledge.words.contains_any_case(&written)
            || knowledge.lexicons.demonym(&written).is_some())
}

/// The capitalised words of an article, but for what the language has as ordinary words at the head of a sentence.
fn words(context: &Context<'_>) -> Vec<Word> {
    let reading = context.reading();
    let text = &context.article().text;
    let mut found: BTreeMap<String, Word> = BTreeMap::new();
    for (number, sentence) in reading.sentences.iter().enumerate() {
        let tokens = &reading.tokens[sentence.tokens.clone()];
        let mut at = 0;
        while at < tokens.len() {
            let is_name = |index: usize| {
                tokens.get(index).is_some_and(|token| token.kind == TokenKind::Word && is_capitalised(token.span.of(text)))
            };
            // `Roe bin Laden` is one name.
            let is_particle = |index: usize| {
                let particle = tokens.get(index).is_some_and(|token| PARTICLES.contains(&token.span.of(text)));
                particle && is_name(index + 1)
            };
            let mut end = at;
            while (is_name(end) || end > at && is_particle(end)) && (end == at || tokens[end].spaced) {
                end += 1;
            }
            // What a hyphen joins is part of the word before it.
            let joined = at.checked_sub(1).is_some_and(|before| tokens[before].span.end() == tokens[at].span.start());
            if end == at || joined && matches!(tokens[at - 1].span.of(text), "-" | "‐" | "‑") {
                at = (at + 1).max(end);
                continue;
            }
            let lead = usize::from(is_lead(context, tokens[at].span.of(text), at == 0 && end > at + 1));
            let names = &tokens[at + lead..end];
            let run: Rc<[String]> = names.iter().map(|token| fold_name(token.span.of(text))).collect();
            for (index, token) in names.iter().enumerate().filter(|(_, token)| !PARTICLES.contains(&token.span.of(text))) {
                let word = found.entry(run[index].clone()).or_insert_with(|| Word {
                    folded: run[index].clone(),
                    places: Vec::new(),
                    person: false,
                    street: false,
                    unknown: OnceCell::new(),
                });
                let beside = |index: Option<usize>| index.and_then(|index| names.get(index)).map(|token| token.span);
                let (before, next) = (beside(index.checked_sub(1)), beside(Some(index + 1)));
                let name = names[0].span.join(names[names.len() - 1].span);
                word.street |= next.is_some() && STREETS.contains(&run[run.len() - 1].as_str());
                word.places.push(Place { span: token.span, sentence: number, run: run.clone(), at: index, name, before, next });
            }
            at = end;
        }
    }
    for mention in reading.mentions.iter().filter(|mention| mention.kind == Kind::Person) {
        let Some(name) = mention.name else { continue };
        for part in name.of(text).split(|c: char| c.is_whitespace() || c == '\0') {
            if let Some(word) = found.get_mut(&fold_name(part)) {
                word.person = true;
            }
        }
    }
    // The given name of somebody who is read as a person elsewhere: `Asil Nadir`, and later `Mr. Nadir`.
    let people: BTreeSet<String> = found.values().filter(|word| word.person).map(|word| word.folded.clone()).collect();
    for word in found.values_mut() {
        word.person |= word.places.iter().all(|place| place.at == 0 && place.run.len() == 2 && people.contains(&place.run[1]));
    }
    found.into_values().filter(|word| word.folded.chars().count() >= SHORTEST).collect()
}

/// `Mr`, `President`, `However`: what stands before a name in capitals and is no part of it.
fn is_lead(context: &Context<'_>, word: &str, first: bool) -> bool {
    let knowledge = context.knowledge();
    let lexicons = &knowledge.lexicons;
    let ordinary = first
        && knowledge.words.rank(&word.to_lowercase()).is_some_and(|rank| rank <= ORDINARY)
        && knowledge.names.first_name(word).is_none();
    // `Professor`, but not `Dean`.
    let title = || lexicons.title().push(word) == TitleStep::Match && knowledge.names.first_name(word).is_none();
    lexicons.honorific(word).is_some() || lexicons.common_capitalised(word) || ordinary || title()
}

/// Not `They've`.
fn is_capitalised(word: &str) -> bool {
    let contracted = word.split_once(['\'', '’']).is_some_and(|(_, end)| matches!(end, "ve" | "re" | "ll" | "d" | "m" | "t"));
    if contracted {
        return false;
    }
    let plain = word.chars().all(|c| c.is_alphabetic() || matches!(c, '-' | '\'' | '’' | '.'));
    plain && word.chars().next().is_some_and(char::is_uppercase) && word.chars().any(char::is_lowercase)
}

fn is_unknown(context: &Context<'_>, word: &str) -> bool {
    let knowledge = context.knowledge();
    let names = &knowledge.names;
    !word.ends_with('.')
        && names.first_name(word).is_none()
        && names.surname(word).is_none()
        && !knowledge.words.contains_any_case(word)
        && knowledge.lexicons.demonym(word).is_none()
        && !knowledge.lexicons.common_capitalised(word)
        && [word, word.strip_suffix('s').unwrap_or(word)]
            .iter()
            .all(|word| knowledge.gazetteer.lookup(word).iter().next().is_none())
        && !context.corpus.dossiers().knows(word)
        && !context.corpus.uses_name(word, &context.record.path)
}

fn is_ordinary(context: &Context<'_>, word: &str) -> bool {
    let knowledge = context.knowledge();
    knowledge.words.contains_any_case(word)
        && knowledge.names.surname(word).is_none()
        && knowledge.names.first_name(word).is_none()
        && [word, word.strip_suffix('s').unwrap_or(word)]
            .iter()
            .all(|word| knowledge.gazetteer.lookup(word).iter().next().is_none())
}

/// Small words inside names.
const PARTICLES: [&str; 12] = ["al", "bin", "da", "de", "del", "den", "der", "di", "el", "ibn", "van", "von"];

const STREETS: [&str; 8] = ["avenue", "boulevard", "drive", "lane", "place", "road", "square", "street"];

/// `Angeles` in `Los Angeles`, by itself or in a longer name.
fn is_part_of_known(context: &Context<'_>, place: &Place) -> bool {
    let pairs = [place.before.map(|before| before.join(place.span)), place.next.map(|next| place.span.join(next))];
    let known = |name: Span| context.knowledge().gazetteer.lookup(&context.words(name)).iter().next().is_some();
    known(place.name) || pairs.into_iter().flatten().any(known)
}

#[cfg(test)]
mod tests {
    use crate::rules::fixture::findings;

    /// What either rule says of a text: the words it underlines, with the rule's initial.
    fn flagged(text: &str) -> Vec<String> {
        let rules = ["name-misspelt", "person-name-variant"];
        let of =
            |rule: &&str| findings(rule, text).into_iter().map(|finding| finding.span.of(text).to_owned()).collect::<Vec<_>>();
        rules.iter().flat_map(of).collect()
    }

    #[test]
    fn one_slip_in_any_part_of_a_name_is_seen() {
        for (text, wrong) in [
            ("Ronald Staubre spoke first. Later they asked whether Stauber had been there.", "Staubre"),
            ("The Health Department was asked. A statement of the Heilth Department came late.", "Heilth"),
            ("Janet Renno was asked on Monday. Reno said no. Then Reno left.", "Renno"),
            ("Brian Connell was asked. Some time later Bran Connell said no.", "Bran"),
            ("The Los Angles Times reported it. The Los Angeles Times was quoted.", "Los Angles Times"),
            ("They went to Buffalo. The mills of Buffalo are old. The town of Buffal grew.", "Buffal"),
        ] {
            assert_eq!(flagged(text), [wrong], "{text}");
        }
    }

    #[test]
    fn other_words_and_other_people_are_left_alone() {
        for text in [
            "John Andersen met Mary Anderson. Mr Andersen said little. Ms Anderson said that Mr Hansen was away.",
            "Jan Kowalski came with Ewa Kowalska. Kowalska said little.",
            "Osama Bin Laden was named. Lamen Khalifa was charged on Tuesday.",
            "The Los Angeles Times reported it. The Angles and the Saxons came by sea.",
            "Kuwait replied. A Kuwaiti minister left. Kuwaitis were told.",
            "“We’ve closed it,” she said. We’re told that they’ve left and They’re here.",
            "Obed Roe spoke first. Obad bin Sayed was not there, and Roe left.",
            "Drea Byars, Dave Caris and Mikal Stone came. Drew Ivers, Chris Roe and Mikael Lund did not.",
            "Peter Lindqvist left on Monday. Pete Lindqvist was tired.",
            "East Germany was told by East German guards. The Gulf States met; a Gulf State ally did not.",
        ] {
            assert_eq!(flagged(text), [""; 0], "{text}");
        }
    }
}
