//! Names are compared with names only, never with a word list, and never where the name as written is known.

use std::collections::BTreeMap;

use crate::corpus::fold_name;
use crate::knowledge::Entry;
use crate::language::{Form, Kind, Mention};
use crate::text::Span;

use super::finding::{Evidence, Fix};
use super::options::OptionSpec;
use super::rule::{About, Context, Discrepancy, Rule, declare_rule};
use super::slips::one_slip;
use super::spellings;
use crate::language::unified_all;

declare_rule! {
    /// ## What it does
    ///
    /// Flags a name that is known nowhere and is one slip of the pen away from a name that is: a known place or body, a name in this
    /// article that is used more often, or one that several articles of the corpus use.
    ///
    /// ## Why it matters
    ///
    /// Wrong names lead every list of corrections, and they are the error that people resent most.
    ///
    /// ## Example
    ///
    /// > The Xinhua New Agency reported the visit.
    ///
    /// ## Options
    ///
    /// - `known`: names that are right as they are, such as `known = ["Beijng Colour House"]`.
    ///
    /// ## When it is silent
    ///
    /// Where the name as written is itself known: to the gazetteer, to another article, or as a name that people bear (`Hunan` and `Henan`,
    /// `Mary` and `Marty`). Names of people that the gazetteer has from the World Factbook, whose spelling is one of several. Short
    /// single names, abbreviations, names with figures or initials that differ, British and American
    /// spelling, plurals. One word that stands in the article more than once, where nobody uses the known name, and a town with its own
    /// country or neighbourhood behind it. A lone unknown name is no error. `(cq)` after the name lets it stand.
    pub struct NameMisspelt;
    "name-misspelt", People, Warning, on,
    "an unknown name one slip away from a known one",
    options: &[OptionSpec::words("known")],
}

/// A single word as a name must be as long as this, in letters.
const SHORTEST: usize = 6;
/// A town is compared with if so many people live there; of smaller ones there are too many.
const LARGE_TOWN: u32 = 300_000;
/// A name of the corpus must stand in so many other articles.
const OTHER_ARTICLES: usize = 2;

impl Rule for NameMisspelt {
    fn about(&self) -> &'static About {
        &Self::ABOUT
    }

    fn check(&self, context: &Context<'_>) -> Vec<Discrepancy> {
        let mut names: BTreeMap<(Kind, String), Vec<Span>> = BTreeMap::new();
        for mention in &context.reading().mentions {
            if let Some(place) = mention.name.filter(|_| mention.form == Form::Name && !mention.nested) {
                let place = without_article(context, place);
                names.entry((mention.kind, context.words(place))).or_default().push(place);
            }
        }
        let mut found = Vec::new();
        for ((kind, name), places) in &names {
            if is_comparable(name) && !is_known(context, *kind, name, places) {
                let name = Name { kind: *kind, written: name };
                if let Some(right) = right_name(context, &name, &names) {
                    found.extend(discrepancies(context, name.written, places, &right));
                }
            }
        }
        // What the article itself shows need not be told again; of people that is `person-name-variant`'s.
        let shown: Vec<Span> = spellings::slips(context).iter().flat_map(|slip| &slip.wrong).copied().collect();
        found.retain(|discrepancy: &Discrepancy| !shown.iter().any(|wrong| discrepancy.span.covers(*wrong)));
        found.extend(from_article(context));
        found
    }
}

/// A name in question.
struct Name<'a> {
    kind: Kind,
    written: &'a str,
}

/// What was probably meant.
struct Right {
    written: String,
    /// As the end of a sentence: who has it.
    holder: String,
    evidence: Evidence,
}

/// `The Xinhua News Agency` is compared without its article.
fn without_article(context: &Context<'_>, place: Span) -> Span {
    let written = place.of(&context.article().text);
    let article = ["The ", "the "].iter().find(|article| written.starts_with(**article));
    Span::new(place.start() + article.map_or(0, |article| article.len()), place.end())
}

fn is_comparable(name: &str) -> bool {
    let letters = name.chars().filter(|c| c.is_alphabetic()).count();
    let abbreviation = !name.chars().any(char::is_lowercase);
    let figures = name.chars().any(|c| c.is_ascii_digit());
    let abbreviated = name.split(' ').any(|word| word.ends_with('.') && word.len() > 3);
    letters >= SHORTEST && !abbreviation && !abbreviated && !figures
}

fn is_known(context: &Context<'_>, kind: Kind, name: &str, places: &[Span]) -> bool {
    let knowledge = context.knowledge();
    let borne = |word: &str| knowledge.names.first_name(word).is_some() || knowledge.names.surname(word).is_some();
    let words: Vec<&str> = name.split_whitespace().collect();
    let single = words.len() == 1;
    let of_people = (single || kind == Kind::Person) && words.iter().all(|word| borne(word));
    let word = single && knowledge.words.contains(&name.to_lowercase());
    let nationality = knowledge.lexicons.demonym(name).is_some();
    of_people
        || word
        || nationality
        || context.options.lists("known", name)
        || knowledge.gazetteer.lookup(name).iter().next().is_some()
        || context.corpus.uses_name(name, &context.record.path)
        || context.corpus.dossiers().knows(name)
        || places.is_empty()
}

fn right_name(context: &Context<'_>, name: &Name<'_>, own: &BTreeMap<(Kind, String), Vec<Span>>) -> Option<Right> {
    // British or American, with or without accents: another way to write a known name is no slip.
    from_gazetteer(context, name, own).or_else(|| from_corpus(context, name))
}

/// Whether one name can be a slip for another, as far as the two alone tell.
fn is_slip(name: &str, right: &str) -> bool {
    let (folded, right_folded) = (fold_name(name), fold_name(right));
    if unified_all(&folded) == unified_all(&right_folded) {
        return false;
    }
    // The last letter makes plurals and nationalities: `Kuwaiti`, `Arabic`.
    let but_last = |name: &str| name.char_indices().next_back().map_or(0, |(last, _)| last);
    let (stem, right_stem) = (&folded[..but_last(&folded)], &right_folded[..but_last(&right_folded)]);
    let ending = stem == right_stem || stem == right_folded || folded == right_stem;
    if !right_folded.contains(' ') && (right_folded.chars().count() < SHORTEST || ending) {
        return false;
    }
    let (words, right_words): (Vec<&str>, Vec<&str>) = (folded.split(' ').collect(), right_folded.split(' ').collect());
    if words.len() != right_words.len() {
        return false;
    }
    let mut differing = words.iter().zip(&right_words).filter(|(a, b)| a != b);
    let one = differing.next().filter(|_| differing.next().is_none());
    // Initials, `North` for `South` and the like are other names, and so is `Neo` for `New`; `Departments` are several, a `Gulf State`
    // is one, and `East African` is no part of the map.
    one.is_some_and(|(word, right)| {
        let (letters, right_letters) = (word.chars().count(), right.chars().count());
        let one_of_several = right.strip_suffix('s') == Some(word) && words.last() == Some(word);
        letters.min(right_letters) > 2
            && letters.max(right_letters) > 3
            && word.strip_suffix(['s', 'n']) != Some(right)
            && !one_of_several
    })
}

fn from_gazetteer(context: &Context<'_>, name: &Name<'_>, own: &BTreeMap<(Kind, String), Vec<Span>>) -> Option<Right> {
    let gazetteer = &context.knowledge().gazetteer;
    let single = !name.written.contains(' ');
    for similar in gazetteer.similar(name.written) {
        let entries: Vec<Entry<'_>> = similar.entries.iter().map(|id| gazetteer.entry(id)).collect();
        let fits = |entry: &&Entry<'_>| {
            let kind = entry.kind() == name.kind || (!single && entry.kind() != Kind::Person && name.kind != Kind::Person);
            kind && !entry.spelt_in_several_ways()
        };
        let Some(entry) = entries.iter().find(fits) else { continue };
        let used = || {
            own.keys().any(|(_, other)| *other == similar.name) || context.corpus.uses_name(&similar.name, &context.record.path)
        };
        let town = entry.kind() == Kind::Place && single;
        // One word that stands here more than once is what it is, as long as nobody uses the other.
        let again = single && context.article().text.matches(name.written).count() > 1;
        let prominent = (!town || is_great_place(entry)) && !again;
        // WordNet has one spelling of names that have several: `Ahmad Shah Masoud`.
        let unsure = entry.kind() == Kind::Person && (single || entry.source() == "WordNet");
        if !is_slip(name.written, &similar.name)
            || unsure
            || !(prominent || used())
            || lies_elsewhere(context, name, entry)
            || names_another_thing(context, name.written, &similar.name)
        {
            continue;
        }
        let why = format!("in the built-in gazetteer ({})", entry.source());
        let evidence = Evidence { place: None, text: similar.name.clone(), why };
        return Some(Right { holder: "which the built-in gazetteer has".to_owned(), written: similar.name, evidence });
    }
    None
}

/// A country, a capital, or a large town.
pub(super) fn is_great_place(entry: &Entry<'_>) -> bool {
    let great = entry.capital_of().is_some() || entry.country().is_none() || entry.population() >= LARGE_TOWN;
    entry.kind() == Kind::Place && great
}

/// `Carancas, near Lake Titicaca`: the place after the comma says where it lies, and the known one lies in another country, of which
/// this article does not speak.
fn lies_elsewhere(context: &Context<'_>, name: &Name<'_>, known: &Entry<'_>) -> bool {
    let Some(country) = known.country().filter(|_| name.kind == Kind::Place) else { return false };
    let reading = context.reading();
    let places = || reading.mentions.iter().filter(|mention| mention.kind == Kind::Place && mention.form == Form::Name);
    let of_country = |entry: Entry<'_>| entry.name() == country || entry.country() == Some(country);
    let gazetteer = &context.knowledge().gazetteer;
    let spoken_of = places().any(|place| {
        let id = reading.entity(place.entity).entry;
        id.is_some_and(|id| of_country(gazetteer.entry(id)))
    });
    let located = places().filter(|place| context.words(place.span) == name.written).any(|place| {
        let text = &context.article().text[place.span.end()..];
        let behind = text.strip_prefix(", ").map(|text| text.split(' ').next().unwrap_or_default());
        behind.is_some_and(|word| matches!(word, "near" | "in") || word.starts_with(char::is_uppercase))
    });
    located && !spoken_of
}

/// `University of York` is no slip for `University of Cork`, nor `New York Senate` for `New York State`: the word that differs is a place of
/// its own, or says what body it is.
fn names_another_thing(context: &Context<'_>, name: &str, right: &str) -> bool {
    let gazetteer = &context.knowledge().gazetteer;
    let words = name.split_whitespace().zip(right.split_whitespace());
    let mut differing = words.filter(|(a, b)| a != b);
    let is_place = |word: &str| gazetteer.lookup(word).iter().any(|id| gazetteer.entry(id).kind() == Kind::Place);
    let is_body = |word: &str| context.knowledge().lexicons.organisation_head(word);
    name.contains(' ') && differing.any(|(word, _)| is_place(word) || is_body(word))
}

/// A name that this article has, too, in a spelling that is known or more frequent.
fn from_article(context: &Context<'_>) -> Vec<Discrepancy> {
    let mut found = Vec::new();
    for slip in spellings::slips(context).iter().filter(|slip| !slip.person) {
        let (written, meant) = (context.words(slip.wrong[0]), context.words(slip.right));
        let line = context.record.lines.line(slip.right.start()) + 1;
        let evidence = context.evidence(slip.right, "the name as it is spelt elsewhere in this article");
        let right = Right { written: meant, holder: format!("which stands in line {line}"), evidence };
        found.extend(discrepancies(context, &written, &slip.wrong, &right));
    }
    found
}

/// `Pete Roe` for `Peter Roe`: people go by both.
fn is_nickname(context: &Context<'_>, name: &Name<'_>, other: &str) -> bool {
    let first = |name: &str| name.split(' ').next().unwrap_or_default().to_owned();
    let (first, other) = (first(name.written), first(other));
    name.kind == Kind::Person && context.knowledge().names.are_nicknames(&first, &other)
}

/// A name that several other articles have.
fn from_corpus(context: &Context<'_>, name: &Name<'_>) -> Option<Right> {
    let folded = fold_name(name.written);
    let near = context.corpus.names_near(name.written, &context.record.path, |other| one_slip(&folded, other));
    let near = near.into_iter().filter(|near| {
        let bare_person = name.kind == Kind::Person && !folded.contains(' ');
        near.key.kind() == name.kind
            && !bare_person
            && !is_nickname(context, name, &near.written)
            && near.articles >= OTHER_ARTICLES
            && is_slip(name.written, &near.written)
    });
    let best = near.max_by_key(|near| near.articles)?;
    let record = context.corpus.get(best.newest.as_ref()?)?;
    let mentions: Vec<&Mention> = record.reading.mentions.iter().filter(|mention| mention.name.is_some()).collect();
    let place = mentions.iter().filter_map(|mention| mention.name).find(|place| record.article.words(*place) == best.written)?;
    let evidence = Evidence::of(&record, place, format!("the name in {} other articles", best.articles));
    Some(Right { holder: format!("which {} other articles have", best.articles), written: best.written, evidence })
}

fn discrepancies(context: &Context<'_>, name: &str, places: &[Span], right: &Right) -> Vec<Discrepancy> {
    let Right { written, holder, evidence } = right;
    let message = format!("{}: known nowhere; one slip away from “{written}”, {holder}.", name);
    let outside: Vec<Span> = places.iter().copied().filter(|place| context.quotation_around(*place).is_none()).collect();
    let finding = |place: &Span| {
        let facts = vec![fold_name(name), fold_name(written)];
        let mut discrepancy = Discrepancy::new(*place, message.clone(), facts);
        discrepancy.evidence.push(evidence.clone());
        discrepancy.fixes.push(context.replace_by(*place, written.clone()));
        if outside.len() > 1 {
            let edits = outside.iter().map(|place| context.edit(*place, written.clone())).collect();
            discrepancy
                .fixes
                .push(Fix { title: format!("Replace all {} by “{written}”", outside.len()), safe: false, edits });
        }
        discrepancy
    };
    places.iter().map(finding).collect()
}

#[cfg(test)]
mod tests {
    use crate::rules::fixture::{check, fixes};

    #[test]
    fn a_known_body_with_a_letter_lost() {
        check(
            "name-misspelt",
            "
The Xinhua New Agency reported the visit of the delegation on Wednesday.
    ^^^^^^^^^^^^^^^^^ warning: Xinhua New Agency: known nowhere; one slip away from “Xinhua News Agency”, which the built-in gazetteer has.
",
        );
    }

    #[test]
    fn a_name_that_the_article_has_more_often() {
        check(
            "name-misspelt",
            "
The Montekristo Company bought the mill. The Montekristo Company will close it. The Montekirsto Company would not say why.
                                                                                    ^^^^^^^^^^^ warning: Montekirsto: known nowhere; one slip away from “Montekristo”, which stands in line 1.
",
        );
    }

    #[test]
    fn real_names_one_letter_apart_are_left_alone() {
        check("name-misspelt", "The mills of Hunan and Henan, of Shanxi and Shaanxi, belong to Mary Smith and Marty Smith.");
        check("name-misspelt", "The World Health Organisation and the Labor Party sent nobody; Reuters was told why.");
    }

    #[test]
    fn several_of_a_kind_another_word_and_a_place_with_its_own_country_are_left_alone() {
        check("name-misspelt", "The Departments of Agriculture and Health replied; Gary Roe of the Neo Democrats did not.");
        check("name-misspelt", "The stone fell near Carancas, near Lake Titicaca in Peru.");
        check("name-misspelt", "Nobody was surprised that she wanted the New York Senate seat.");
    }

    #[test]
    fn somebodys_given_name_is_no_part_of_the_map() {
        let text =
            "Polly Peck's chairman, Asil Nadir, echoed the view of the ministry on Friday. The myths are gone, Mr. Nadir said.

Analysts of Asia Advisory Services spoke of a special case.";
        check("name-misspelt", text);
    }

    #[test]
    fn a_name_that_is_checked_stands() {
        check("name-misspelt", "The Xinhua New Agency (cq) reported the visit of the delegation on Wednesday.");
    }

    #[test]
    fn the_name_is_replaced() {
        let fixed = fixes("name-misspelt", "The Xinhua New Agency reported the visit of the delegation on Wednesday.");
        let expected = "The Xinhua News Agency reported the visit of the delegation on Wednesday.";
        assert_eq!(fixed, [("Replace by “Xinhua News Agency”".to_owned(), expected.to_owned())]);
    }
}
