//! Towns that are given a country by what they are called: `the French city of Lyon`, `France's capital, Paris`.

use crate::language::{Kind, Mention};
use crate::text::Span;

use super::rule::Context;
use super::towns_and_countries::{Manner, Told};

/// What a town is called between a nationality and its name: `the French port of Brest`.
pub(super) const CALLED: [&str; 8] = ["city", "town", "capital", "port", "resort", "suburb", "metropolis", "harbor"];
/// The same of several.
pub(super) const SEVERAL: [&str; 6] = ["cities", "towns", "capitals", "ports", "resorts", "suburbs"];
/// What a part of a country is called, which often bears the name of its chief town.
const DIVISIONS: [&str; 5] = ["county", "province", "prefecture", "governorate", "region"];
/// What a country is said to own: `Kenya's capital`. Ports are owned abroad too.
const OWNED: [&str; 3] = ["capital", "city", "town"];
/// Words between the nationality and what the town is called. A closed list: `the Turkish-held town of` is no Turkish town.
const QUALITIES: [&str; 44] = [
    "beach",
    "beachside",
    "big",
    "biggest",
    "central",
    "coastal",
    "commercial",
    "eastern",
    "economic",
    "farming",
    "financial",
    "fishing",
    "highland",
    "hillside",
    "historic",
    "holiday",
    "holy",
    "industrial",
    "inland",
    "lakeside",
    "largest",
    "main",
    "major",
    "market",
    "mining",
    "mountain",
    "northeastern",
    "northern",
    "northwestern",
    "oil",
    "picturesque",
    "provincial",
    "regional",
    "remote",
    "riverside",
    "sea",
    "seaside",
    "small",
    "southeastern",
    "southern",
    "southwestern",
    "tourist",
    "university",
    "western",
];
/// Words before the nationality that tell of another time, or leave it open whose town it is.
const FORMERLY: [&str; 18] = [
    "ancient",
    "and",
    "classical",
    "colonial",
    "erstwhile",
    "ex",
    "former",
    "formerly",
    "historic",
    "historically",
    "imperial",
    "mainly",
    "medieval",
    "old",
    "once",
    "or",
    "predominantly",
    "then",
];
/// Words after which `the Spanish capital in Madrid` is a place, and no money.
const WHITHER: [&str; 8] = ["in", "to", "from", "at", "near", "outside", "around", "towards"];

/// A sentence as the words of a name's neighbourhood.
struct Words<'a> {
    context: &'a Context<'a>,
    tokens: &'a [crate::language::Token],
}

impl<'a> Words<'a> {
    fn of(context: &'a Context<'a>, sentence: usize) -> Self {
        let reading = context.reading();
        Self { context, tokens: &reading.tokens[reading.sentences[sentence].tokens.clone()] }
    }

    fn at(&self, at: usize) -> &'a str {
        self.tokens.get(at).map_or("", |token| token.span.of(&self.context.article().text))
    }

    fn before(&self, at: usize, back: usize) -> &'a str {
        at.checked_sub(back).map_or("", |at| self.at(at))
    }

    fn is(&self, at: usize, words: &[&str]) -> bool {
        words.contains(&self.at(at).to_lowercase().as_str())
    }

    /// `lakeside`, `north-eastern`, and the `port` of a `port city`.
    fn is_quality(&self, at: usize) -> bool {
        let word = self.at(at).to_lowercase();
        let last = word.rsplit('-').next().unwrap_or_default();
        CALLED.contains(&word.as_str()) || QUALITIES.contains(&last)
    }

    /// The country that the word there names, and the word with which it begins: `French`, `South Korean`, `France's`,
    /// `the New Zealand` (city), whose people have no adjective.
    fn country(&self, at: usize, noun: &str) -> Option<(String, usize)> {
        let lexicons = &self.context.knowledge().lexicons;
        let long = at.checked_sub(1).and_then(|first| lexicons.demonym(&format!("{} {}", self.at(first), self.at(at))));
        if let Some(country) = long {
            return Some((country.to_owned(), at - 1));
        }
        // Persian and Roman towns lie in many countries of today.
        if let Some(country) = lexicons.demonym(self.at(at)).filter(|_| self.at(at) != "Persian") {
            return Some((country.to_owned(), at));
        }
        let owner = matches!(self.at(at), "'s" | "’s");
        let end = if owner { at.checked_sub(1)? } else { at };
        let end = self.tokens.get(end)?.span.end();
        let mut mentions = self.context.reading().mentions.iter();
        let named = mentions.find_map(|mention| mention.name.filter(|name| mention.kind == Kind::Place && name.end() == end))?;
        let name = self.context.words(named);
        let first = self.tokens.iter().position(|token| token.span.start() >= named.start())?;
        let fits =
            if owner { OWNED.contains(&noun) } else { name.contains(' ') && self.before(first, 1).to_lowercase() == "the" };
        (fits && is_country(self.context, &name)).then_some((name, first))
    }
}

/// The first thing of that name is a country.
pub(super) fn is_country(context: &Context<'_>, name: &str) -> bool {
    let gazetteer = &context.knowledge().gazetteer;
    gazetteer.lookup(name).first().is_some_and(|id| gazetteer.entry(id).subkind() == "country")
}

/// `the French city of Lyon`, `the French city Lyon`, `Lyon, the French city`, `the French cities of Lyon and Nice`: the country, and
/// the words that say so.
pub(super) fn nationality(context: &Context<'_>, mentions: &[&Mention], at: usize) -> Option<Told> {
    let town = mentions[at];
    let name = town.name.filter(|_| town.kind != Kind::Person)?;
    if let Some(told) = called(context, town.sentence, name, false) {
        return Some(told);
    }
    let head = list_head(context, mentions, at)?;
    let mut told = called(context, town.sentence, head, true)?;
    if head != name {
        told.words = format!("{} … {}", context.words(told.span), context.words(name));
        (told.town, told.span) = (name, name);
    }
    Some(told)
}

/// The first of a list of names, the last of which may stand behind `and`: what follows that is no part of it for certain.
fn list_head(context: &Context<'_>, mentions: &[&Mention], at: usize) -> Option<Span> {
    let link = |from: usize, to: usize| {
        let (from, to) = (mentions.get(from)?, mentions.get(to)?);
        let (end, start) = (from.name?.end(), to.name?.start());
        (from.sentence == to.sentence && end <= start).then(|| context.words(Span::new(end, start)))
    };
    // `and Karachi, Pakistan`, `and Karachi in Pakistan`: it has a country of its own.
    let country = mentions.get(at + 1).and_then(|next| next.name).is_some_and(|next| is_country(context, &context.words(next)));
    if country && link(at, at + 1).is_some_and(|link| matches!(link.as_str(), "," | "in" | "(" | ", in")) {
        return None;
    }
    let mut head = at;
    while let Some(link) = head.checked_sub(1).and_then(|before| link(before, head)) {
        let goes_on = link == "," || (head == at && matches!(link.as_str(), "and" | ", and"));
        if !goes_on || mentions[head - 1].kind == Kind::Person {
            break;
        }
        head -= 1;
    }
    mentions[head].name
}

fn called(context: &Context<'_>, sentence: usize, name: Span, several: bool) -> Option<Told> {
    let words = Words::of(context, sentence);
    let first = words.tokens.iter().position(|token| token.span.start() >= name.start())?;
    let last = words.tokens.iter().rposition(|token| token.span.end() <= name.end())?;
    let told =
        |country: String, span: Span, manner: Manner| Told { town: name, country, span, words: context.words(span), manner };
    // Before the name: nationality, what it is called in one word or more, perhaps `of` or the comma of `the French capital, Paris,`.
    let closed = matches!(words.at(last + 1), "," | "." | ";");
    let link = words.before(first, 1);
    let capital =
        words.before(first, 2) == "capital" || (words.before(first, 2) == "city" && words.before(first, 3) == "capital");
    let seat = closed && capital && matches!(link, "," | "in");
    let end = if link == "of" || (seat && !several) { first - 1 } else { first };
    let noun = end.saturating_sub(1);
    let kind = words.before(end, 1).to_lowercase();
    let division = end < first && DIVISIONS.contains(&kind.as_str());
    let fits =
        if several { link == "of" && SEVERAL.contains(&kind.as_str()) } else { division || CALLED.contains(&kind.as_str()) };
    if fits {
        let adjective = (0..noun).rev().find(|&at| !words.is_quality(at) || noun - at > 3);
        if let Some((country, from)) = adjective.and_then(|at| words.country(at, &kind)) {
            let before = words.before(from, 1);
            // `the former German city of`, `the North American city of`, `the Indian and Pakistani cities of`
            let open = words.is(from.wrapping_sub(1), &FORMERLY)
                || matches!(before, "-" | "/" | "&" | "Central" | "East" | "Latin" | "North" | "South" | "West")
                || (from > 1 && before.starts_with(char::is_uppercase));
            let reached = || before == "the" && from > 1 && words.is(from - 2, &WHITHER);
            let manner = if division { Manner::Division } else { Manner::Called };
            let certain = !open && (link != "in" || reached());
            return certain.then(|| told(country, words.tokens[from].span.join(name), manner));
        }
    }
    // Behind it: `, the French city`.
    if !several && words.at(last + 1) == "," && words.at(last + 2) == "the" && words.is(last + 4, &CALLED) {
        let (country, _) = words.country(last + 3, "")?;
        return Some(told(country, name.join(words.tokens[last + 4].span), Manner::Called));
    }
    None
}

#[cfg(test)]
mod tests {
    use crate::rules::fixture::check;

    #[test]
    fn a_town_called_by_the_people_of_another_country() {
        check(
            "place-containment-conflict",
            "
They drove to the Peruvian coastal town of Antofagasta. The ship left the New Zealand port of Adelaide.
                  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning: Peruvian coastal town of Antofagasta: the gazetteer knows Antofagasta in Chile, and none in Peru.
                                                                          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning: New Zealand port of Adelaide: the gazetteer knows Adelaide in Australia, and none in New Zealand.
They drove to the Chilean coastal town of Antofagasta. The ship left the Australian port of Adelaide.
",
        );
    }

    #[test]
    fn a_capital_that_a_country_is_said_to_own() {
        check(
            "place-containment-conflict",
            "
The talks moved to Kenya's capital of Lusaka. In Norway’s capital, Helsinki, it snowed. In Finland's capital, Helsinki, it rained.
                   ^^^^^^^^^^^^^^^^^^^^^^^^^ warning: Kenya's capital of Lusaka: the gazetteer knows Lusaka in Zambia, and none in Kenya.
                                                 ^^^^^^^^^^^^^^^^^^^^^^^^^^ warning: Norway’s capital, Helsinki: the gazetteer knows Helsinki in Finland, and none in Norway.
The team went back to the Greek capital in Ankara, where it rested. It had never seen the Turkish capital in Ankara.
                          ^^^^^^^^^^^^^^^^^^^^^^^ warning: Greek capital in Ankara: the gazetteer knows Ankara in Turkey, and none in Greece.
",
        );
    }

    #[test]
    fn each_of_several_towns() {
        check(
            "place-containment-conflict",
            "
The bank has branches in the Italian cities of Marseille, Turin and Toulouse. It left the French cities of Marseille and Toulouse.
                             ^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning: Italian cities of Marseille: the gazetteer knows Marseille in France, and none in Italy.
                                                                    ^^^^^^^^ warning: Italian cities of Marseille … Toulouse: the gazetteer knows Toulouse in France, and none in Italy.
",
        );
    }

    #[test]
    fn other_times_and_other_peoples() {
        check(
            "place-containment-conflict",
            "
The former German city of Bordeaux and the Turkish-held town of Aleppo are far away. So is the North American city of Toronto.
They saw the Indian and Pakistani cities of Mumbai and Karachi, the Latin American city of Lima and the ancient Greek city of Izmir.
The Russian embassy in Kyiv and the Cuban exile community in Miami kept quiet. Kenya's port of Rotterdam was built with a loan.
",
        );
    }

    #[test]
    fn money_is_no_capital_and_a_list_may_end() {
        check(
            "place-containment-conflict",
            "
Most of the Chinese capital in Lagos, they say, is gone. The Russian capital in Nicosia banks was frozen.
The chain is in the Italian cities of Rome and Milan, Lyon and Bordeaux, and in the Italian cities of Bari, Turin and Lyon, France.
",
        );
    }

    #[test]
    fn a_commercial_capital_and_a_capital_city() {
        check(
            "place-containment-conflict",
            "
The Ghanaian commercial capital, Lagos, was calm, and so was Togo's capital city, Cotonou. The Persian city of Herat was not.
    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning: Ghanaian commercial capital, Lagos: the gazetteer knows Lagos in Nigeria, and none in Ghana.
                                                             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning: Togo's capital city, Cotonou: the gazetteer knows Cotonou in Benin, and none in Togo.
The bank is in the Colombian cities of Cartagena, Armenia and Cali.
",
        );
    }
}
