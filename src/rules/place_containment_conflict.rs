//! A town with a country behind it, laid against every place of that name in the gazetteer.

use crate::knowledge::Entry;
use crate::language::{Form, Kind, Mention};
use crate::text::Span;

use super::rule::{About, Context, Discrepancy, Rule, declare_rule};

declare_rule! {
    /// ## What it does
    ///
    /// Flags a large town that is given in a country in which no town of that name is known.
    ///
    /// ## Why it matters
    ///
    /// One of the two is wrong, and a reader who knows the place stops believing the rest.
    ///
    /// ## Example
    ///
    /// > The plant in Hamburg, Spain, was closed.
    ///
    /// ## Options
    ///
    /// None but `level`.
    ///
    /// ## When it is silent
    ///
    /// Where any place of that name lies there, as far as the gazetteer knows; at small towns, whose namesakes it may not know; in lists
    /// of places; at countries that are no more, whose towns lie elsewhere today.
    pub struct PlaceContainmentConflict;
    "place-containment-conflict", Places, Warning, on,
    "a town given in the wrong country",
    options: &[],
}

/// Towns of fewer people have namesakes that the gazetteer does not know.
const LARGE_TOWN: u32 = 60_000;
/// Of towns in America there are more namesakes, unless the gazetteer has one town of the name in all the world.
const LARGE_AMERICAN_TOWN: u32 = 300_000;
const LONE_AMERICAN_TOWN: u32 = 150_000;
/// Words after which a town stands as a place where something is, and not as one of a list.
const BEFORE: [&str; 14] =
    ["as", "in", "at", "near", "from", "to", "of", "outside", "around", "for", "through", "between", "over", "downtown"];
/// Words after which `Lyon in Germany` can only mean where the town lies.
const WHERE: [&str; 6] = ["in", "at", "near", "from", "outside", "around"];
/// What a town is called between a nationality and its name: `the French port of Brest`.
const CALLED: [&str; 8] = ["city", "town", "capital", "port", "resort", "suburb", "metropolis", "harbor"];
/// Countries between which towns changed hands, or that both claim some.
const CONTESTED: [[&str; 2]; 14] = [
    ["Israel", "Palestine"],
    ["Russia", "Ukraine"],
    ["Serbia", "Kosovo"],
    ["China", "Taiwan"],
    ["India", "Pakistan"],
    ["Congo Republic", "Democratic Republic of Congo"],
    ["Armenia", "Azerbaijan"],
    ["Cyprus", "Turkey"],
    ["Georgia", "Russia"],
    ["Morocco", "Western Sahara"],
    ["Germany", "Poland"],
    ["Syria", "Israel"],
    ["Ethiopia", "Eritrea"],
    ["Sudan", "South Sudan"],
];

/// Rank of a family name after which many towns are called.
const COMMON_SURNAME: u32 = 5_000;

impl Rule for PlaceContainmentConflict {
    fn about(&self) -> &'static About {
        &Self::ABOUT
    }

    fn check(&self, context: &Context<'_>) -> Vec<Discrepancy> {
        let places = |mention: &&Mention| mention.form == Form::Name && !mention.nested;
        let mentions: Vec<&Mention> = context.reading().mentions.iter().filter(places).collect();
        let pairs = (1..mentions.len()).filter_map(|at| {
            let (town, container) = (mentions[at - 1], mentions[at]);
            let (inner, outer) = contained(context, town, container, mentions.get(at + 1).copied())?;
            conflict(context, inner, &context.words(outer), inner.join(outer))
        });
        let nationalities = mentions.iter().filter(|mention| mention.kind != Kind::Person).filter_map(|town| {
            let (country, span) = nationality(context, town)?;
            conflict(context, town.name?, country, span)
        });
        let mut found: Vec<Discrepancy> = pairs.collect();
        for other in nationalities {
            if !found.iter().any(|known| known.span.overlaps(other.span)) {
                found.push(other);
            }
        }
        found
    }
}

/// `in Hamburg, Spain`, `in Hamburg in northern Spain`, `from Hamburg (Spain)`, and at the head of a sentence `Hamburg, Spain, was`.
fn contained(context: &Context<'_>, town: &Mention, container: &Mention, next: Option<&Mention>) -> Option<(Span, Span)> {
    let (inner, outer) = (town.name?, container.name?);
    let together = town.sentence == container.sentence && town.kind != Kind::Person && container.kind == Kind::Place;
    if !together || inner.end() > outer.start() {
        return None;
    }
    let text = &context.article().text;
    let between = context.words(Span::new(inner.end(), outer.start()));
    let sentence = context.reading().sentences[town.sentence].span;
    let first = context.words(Span::new(sentence.start(), inner.start())).trim().is_empty();
    let before = text[..inner.start()].trim_end().rsplit(|c: char| !c.is_alphabetic()).next().unwrap_or_default().to_lowercase();
    let behind = text[outer.end()..].trim_start();
    let link = between.trim();
    let within = link.strip_prefix("in ").is_some_and(is_part) || link == "in";
    // `Izmir, Greece's third-largest city,`
    let owned = || {
        let rest = behind.strip_prefix("'s ").or_else(|| behind.strip_prefix("’s "))?;
        let mut words = rest.split(|c: char| !(c.is_alphanumeric() || c == '-')).take(4);
        words.find(|word| CALLED.contains(word))
    };
    let fits = match between.as_str() {
        "," if owned().is_some() => true,
        "," if is_of_another_name(behind) => false,
        // `in Aleppo, in Jordan.`
        ", in" => {
            let gazetteer = &context.knowledge().gazetteer;
            let is_country = |id| gazetteer.entry(id).subkind() == "country";
            let country = gazetteer.lookup(&context.words(outer)).iter().next().is_some_and(is_country);
            country && WHERE.contains(&before.as_str()) && !first && behind.starts_with(['.', ',', ';'])
        }
        "," => (BEFORE.contains(&before.as_str()) && !first) || (first && is_inserted(behind)),
        "(" => BEFORE.contains(&before.as_str()) && behind.starts_with(')'),
        _ => within && !first && (WHERE.contains(&before.as_str()) || (before == "to" && is_reached(&text[..inner.start()]))),
    };
    (fits && !is_listed(context, outer, behind, next)).then_some((inner, outer))
}

/// `moved to`, `a flight to`: what lies before a place where somebody arrives, not one that is beaten.
fn is_reached(before: &str) -> bool {
    let verbs = [
        "moved",
        "went",
        "came",
        "flew",
        "travelled",
        "traveled",
        "returned",
        "drove",
        "sent",
        "taken",
        "back",
        "flight",
        "trip",
        "road",
    ];
    before.split_whitespace().rev().nth(1).is_some_and(|word| verbs.contains(&word))
}

/// `northern`, `the north of`, `central`: a part of a country.
fn is_part(words: &str) -> bool {
    let words = words.trim_start_matches("the ").trim_end_matches(" of");
    let sides = ["north", "south", "east", "west", "central", "eastern", "western", "northern", "southern", "center", "centre"];
    sides.iter().any(|side| words.starts_with(side)) && !words.contains(' ')
}

/// `in Lyon, Georgia voters`, `in Lyon, Georgia Republicans`: the second place goes with what follows.
fn is_of_another_name(behind: &str) -> bool {
    let word = behind.split(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
    let several = word.ends_with('s') && !matches!(word, "as" | "does" | "has" | "is" | "its" | "was");
    several || word.starts_with(char::is_uppercase)
}

/// `, was chosen`: an insertion ends here, no list goes on.
fn is_inserted(behind: &str) -> bool {
    let rest = behind.strip_prefix(',').map(str::trim_start).unwrap_or_default();
    rest.starts_with(char::is_lowercase) && !rest.starts_with("and ") && !rest.starts_with("or ")
}

/// More countries follow: `in London, France and Germany`. A town that follows begins a pair of its own.
fn is_listed(context: &Context<'_>, outer: Span, behind: &str, next: Option<&Mention>) -> bool {
    let gazetteer = &context.knowledge().gazetteer;
    let listing = next.filter(|next| {
        let start = next.span.start();
        start >= outer.end()
            && matches!(context.words(Span::new(outer.end(), start)).as_str(), "," | "and" | ", and" | "or" | ", or" | ")")
    });
    let Some(next) = listing else { return behind.starts_with("and ") || behind.starts_with("or ") };
    let entries = gazetteer.lookup(&context.words(next.name.unwrap_or(next.span)));
    let town = |id| matches!(gazetteer.entry(id).subkind(), "city" | "capital");
    !entries.iter().next().is_some_and(town)
}

/// `the French city of Lyon`, `the French city Lyon`, `Lyon, the French city`: the country, and the words that say so.
fn nationality(context: &Context<'_>, town: &Mention) -> Option<(&'static str, Span)> {
    let name = town.name?;
    let reading = context.reading();
    let text = &context.article().text;
    let sentence = &reading.sentences[town.sentence];
    let tokens = &reading.tokens[sentence.tokens.clone()];
    let word = |at: usize| tokens.get(at).map_or("", |token| token.span.of(text));
    let called = |at: usize| CALLED.contains(&word(at).to_lowercase().as_str());
    let country = |at: usize| {
        let long =
            at.checked_sub(1).and_then(|before| context.knowledge().lexicons.demonym(&format!("{} {}", word(before), word(at))));
        long.map(|country| (country, at - 1)).or_else(|| Some((context.knowledge().lexicons.demonym(word(at))?, at)))
    };
    let first = tokens.iter().position(|token| token.span.start() >= name.start())?;
    let last = tokens.iter().rposition(|token| token.span.end() <= name.end())?;
    // Before the name: nationality, what it is called in one word or two, perhaps `of` or the comma of `the French capital, Paris,`.
    let apposed = || word(first - 1) == "," && matches!(word(last + 1), "," | ".") && word(first - 2) == "capital";
    let end = if first > 1 && (word(first - 1) == "of" || apposed()) { first - 1 } else { first };
    if let Some(noun) = end.checked_sub(1).filter(|&at| called(at)) {
        let adjective = if noun > 0 && called(noun - 1) { noun - 1 } else { noun };
        if let Some((country, from)) = adjective.checked_sub(1).and_then(country) {
            return Some((country, tokens[from].span.join(name)));
        }
    }
    // Behind it: `, the French city`.
    if word(last + 1) == "," && word(last + 2) == "the" && called(last + 4) {
        let (country, _) = country(last + 3)?;
        return Some((country, name.join(tokens[last + 4].span)));
    }
    None
}

/// The town lies in no country or state of that name, as far as the gazetteer knows.
fn conflict(context: &Context<'_>, inner: Span, outer_words: &str, span: Span) -> Option<Discrepancy> {
    let gazetteer = &context.knowledge().gazetteer;
    let town_words = context.words(inner);
    let towns: Vec<Entry<'_>> = gazetteer.lookup(&town_words).iter().map(|id| gazetteer.entry(id)).collect();
    let outers: Vec<Entry<'_>> = gazetteer.lookup(outer_words).iter().map(|id| gazetteer.entry(id)).collect();
    let (first, whole) = (towns.first()?, outers.first()?);
    let state = whole.subkind() == "state" && whole.country() == Some("United States");
    let least = match (state, towns.len()) {
        (true, 1) => LONE_AMERICAN_TOWN,
        (true, _) => LARGE_AMERICAN_TOWN,
        (false, _) => LARGE_TOWN,
    };
    let large = first.population() >= least || (!state && first.capital_of().is_some());
    // Many a town bears the name of a statesman or of an older town: only where it could be no surname is one of another state missed.
    let namesake = state && context.knowledge().names.surname(&town_words).is_some_and(|rank| rank <= COMMON_SURNAME);
    let comparable = matches!(first.subkind(), "city" | "capital")
        && large
        && !namesake
        && (whole.subkind() == "country" || (state && first.country() == whole.country()));
    let lies_in = |place: &Entry<'_>| {
        outers.iter().any(|outer| {
            let id = Some(outer.id());
            let names = [place.country(), place.division(), place.within(), place.capital_of()];
            place.id() == outer.id()
                || place.country_entry() == id
                || place.division_entry() == id
                || names.contains(&Some(outer.name()))
        })
    };
    let contested = |place: &Entry<'_>| {
        let country = place.country().unwrap_or_default();
        CONTESTED.iter().any(|pair| pair.contains(&country) && pair.contains(&whole.name()))
    };
    if !comparable || towns.iter().any(|town| lies_in(town) || contested(town)) {
        return None;
    }
    let right = first.division().filter(|_| state).or(first.country())?;
    let whole_name = if whole.name() == right { outer_words } else { whole.name() };
    let message = format!("{}: the gazetteer knows {town_words} in {right}, and none in {whole_name}.", context.words(span));
    let facts = vec![town_words.to_lowercase(), outer_words.to_lowercase()];
    let mut discrepancy = Discrepancy::new(span, message, facts);
    discrepancy.evidence.push(super::Evidence {
        place: None,
        text: format!("{}, {right}", first.name()),
        why: format!("built-in gazetteer ({})", first.source()),
    });
    Some(discrepancy)
}

#[cfg(test)]
mod tests {
    use crate::rules::fixture::check;

    #[test]
    fn a_town_in_the_wrong_country() {
        check(
            "place-containment-conflict",
            "
The plant in Hamburg, Spain, was closed. He was born in Lyon, Germany. The flight to Chicago, Texas, was late.
             ^^^^^^^^^^^^^^ warning: Hamburg, Spain: the gazetteer knows Hamburg in Germany, and none in Spain.
                                                        ^^^^^^^^^^^^^ warning: Lyon, Germany: the gazetteer knows Lyon in France, and none in Germany.
                                                                                     ^^^^^^^^^^^^^^ warning: Chicago, Texas: the gazetteer knows Chicago in Illinois, and none in Texas.
",
        );
    }

    #[test]
    fn other_ways_to_say_where_a_town_lies() {
        check(
            "place-containment-conflict",
            "
They met in the German city of Lyon. Hamburg, Spain, was not chosen. She grew up in Dhaka in northern Spain.
                ^^^^^^^^^^^^^^^^^^^ warning: German city of Lyon: the gazetteer knows Lyon in France, and none in Germany.
                                     ^^^^^^^^^^^^^^ warning: Hamburg, Spain: the gazetteer knows Hamburg in Germany, and none in Spain.
                                                                                    ^^^^^^^^^^^^^^^^^^^^^^^ warning: Dhaka in northern Spain: the gazetteer knows Dhaka in Bangladesh, and none in Spain.
They met in the French city of Lyon. Hamburg, Germany, was chosen. The Israeli city of Jerusalem and the port of Hamburg in Germany were not.
",
        );
    }

    #[test]
    fn a_capital_in_apposition_and_a_second_in() {
        check(
            "place-containment-conflict",
            "
Izmir, Greece's third-largest city, was spared. Lyon, France's third-largest city, was not.
^^^^^^^^^^^^^ warning: Izmir, Greece: the gazetteer knows Izmir in Turkey, and none in Greece.
The Ugandan capital, Nairobi, sent a guest. The Kenyan capital, Nairobi, sent none.
    ^^^^^^^^^^^^^^^^^^^^^^^^ warning: Ugandan capital, Nairobi: the gazetteer knows Nairobi in Kenya, and none in Uganda.
The letter was posted in Lyon, in Jordan. It was read in Lyon, in Italy and in Spain.
                         ^^^^^^^^^^^^^^^ warning: Lyon, in Jordan: the gazetteer knows Lyon in France, and none in Jordan.
",
        );
    }

    #[test]
    fn namesakes_lists_and_right_places_are_left_alone() {
        check(
            "place-containment-conflict",
            "He came from Paris, Texas, and from Birmingham, Alabama, to Lyon, France. Talks in London, France and Germany failed, as did those in Lyon, Spain, Italy and Greece. She lives in Cleveland, Iowa. In Chicago, Georgia voters were asked.",
        );
    }
}
