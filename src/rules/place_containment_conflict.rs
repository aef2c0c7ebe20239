//! A town with a country behind it, laid against every place of that name in the gazetteer.

use crate::language::{Form, Kind, Mention};
use crate::text::Span;

use super::nationalities::{CALLED, SEVERAL, is_country, nationality};
use super::rule::{About, Context, Discrepancy, Rule, declare_rule};
use super::towns_and_countries::{Manner, Told, conflict};

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
    /// of places; at countries that are no more, whose towns lie elsewhere today; at towns that two countries claim or that changed hands.
    pub struct PlaceContainmentConflict;
    "place-containment-conflict", Places, Warning, on,
    "a town given in the wrong country",
    options: &[],
}

/// Words after which a town stands as a place where something is, and not as one of a list.
const BEFORE: [&str; 14] =
    ["as", "in", "at", "near", "from", "to", "of", "outside", "around", "for", "through", "between", "over", "downtown"];
/// Words after which `Lyon in Germany` can only mean where the town lies.
const WHERE: [&str; 6] = ["in", "at", "near", "from", "outside", "around"];
/// What stands between the names of a list.
const LISTING: [&str; 6] = [",", "and", ", and", "or", ", or", ")"];
/// Countries of one town.
const CITY_STATES: [&str; 3] = ["Monaco", "Singapore", "Vatican City"];
/// First words of a sentence that tell of a time before they tell who does what.
const OPENING: [&str; 16] = [
    "after",
    "before",
    "during",
    "earlier",
    "following",
    "in",
    "last",
    "later",
    "meeting",
    "on",
    "since",
    "speaking",
    "today",
    "when",
    "while",
    "yesterday",
];
/// Bodies that lie where their town lies: `the University of Lyon`.
const BODIES: [&str; 4] = ["University", "Municipality", "Diocese", "Archdiocese"];
/// Countries in which universities of other countries teach.
const CAMPUSES: [&str; 14] = [
    "China",
    "Cyprus",
    "Egypt",
    "Ghana",
    "India",
    "Indonesia",
    "Kazakhstan",
    "Malaysia",
    "Mauritius",
    "Qatar",
    "South Africa",
    "United Arab Emirates",
    "Uzbekistan",
    "Vietnam",
];

impl Rule for PlaceContainmentConflict {
    fn about(&self) -> &'static About {
        &Self::ABOUT
    }

    fn check(&self, context: &Context<'_>) -> Vec<Discrepancy> {
        let places = |mention: &&Mention| mention.form == Form::Name && !mention.nested;
        let mentions: Vec<&Mention> = context.reading().mentions.iter().filter(places).collect();
        let pairs = (1..mentions.len()).filter_map(|at| {
            let found = seat(context, mentions[at - 1], mentions[at]).or_else(|| contained(context, &mentions, at));
            let (town, outer) = found.or_else(|| body(context, &mentions, at))?;
            let span = mentions[at - 1].name?.join(mentions[at].name?);
            let (country, words) = (context.words(outer), context.words(span));
            conflict(context, &Told { town, country, span, words, manner: Manner::Behind })
        });
        let mut found: Vec<Discrepancy> = pairs.collect();
        let nationalities = (0..mentions.len()).filter_map(|at| conflict(context, &nationality(context, &mentions, at)?));
        for other in nationalities {
            if !found.iter().any(|known| known.span.overlaps(other.span)) {
                found.push(other);
            }
        }
        found
    }
}

/// Two names of a sentence, the first of which is no person's, with what stands around them.
struct Pair<'a> {
    inner: Span,
    outer: Span,
    /// The words between them.
    link: String,
    /// The word before them.
    before: String,
    /// The text behind them.
    behind: &'a str,
}

impl<'a> Pair<'a> {
    fn of(context: &Context<'a>, town: &Mention, container: &Mention) -> Option<Self> {
        let (inner, outer) = (town.name?, container.name?);
        let together = town.sentence == container.sentence && town.kind != Kind::Person && container.kind == Kind::Place;
        if !together || inner.end() > outer.start() {
            return None;
        }
        let text = &context.article().text;
        let link = context.words(Span::new(inner.end(), outer.start())).trim().to_owned();
        let before = text[..inner.start()].trim_end().rsplit(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
        Some(Self { inner, outer, link, before: before.to_lowercase(), behind: text[outer.end()..].trim_start() })
    }

    /// `in`, `in northern`, `city in northern`.
    fn within(&self) -> bool {
        let link =
            self.link.split_once(' ').filter(|(noun, _)| CALLED.contains(noun)).map_or(self.link.as_str(), |(_, rest)| rest);
        link == "in" || link.strip_prefix("in ").is_some_and(is_part)
    }
}

/// `in Hamburg, Spain`, `in Hamburg in northern Spain`, `from Hamburg (Spain)`, and at the head of a sentence `Hamburg, Spain, was`:
/// the town, and what it is said to lie in.
fn contained(context: &Context<'_>, mentions: &[&Mention], at: usize) -> Option<(Span, Span)> {
    let town = mentions[at - 1];
    let pair = Pair::of(context, town, mentions[at])?;
    let Pair { inner, outer, before, behind, .. } = &pair;
    let text = &context.article().text;
    let sentence = context.reading().sentences[town.sentence].span;
    let opening = context.words(Span::new(sentence.start(), inner.start()));
    let first = opening.trim().is_empty();
    let country = || is_country(context, &context.words(*outer));
    let at_rest = || !first && WHERE.contains(&before.as_str());
    let placed = || !first && BEFORE.contains(&before.as_str());
    let owner = behind.strip_prefix("'s ").or_else(|| behind.strip_prefix("’s "));
    let fits = match (pair.link.as_str(), owner) {
        // `Izmir, Greece's third-largest city,`, but not `In Izmir, Greece's prime minister said`
        (link, Some(rest)) => {
            let mut words = rest.split(|c: char| !(c.is_alphanumeric() || c == '-')).take(4);
            link == "," && words.any(|word| CALLED.contains(&word))
        }
        (",", _) if is_of_another_name(behind) => false,
        // `the Colombian cities of Cartagena, Armenia and Cali`
        (",", _) if before == "of" && is_of_several(&opening) => false,
        (",", _) if is_town_too(context, *outer) || behind.starts_with(", who ") => false,
        // `in Hong Kong, Vietnam, London and Paris`: a list of places to do business in.
        (",", _) if is_territory(context, *inner) => placed() && (is_at_rest(behind) || !is_closed(behind)),
        // `In Izmir, Greece beat Italy`, `On Friday in Izmir, Greece beat Italy`: the second place is the one who does it.
        (",", _) if is_opening(&opening) && placed() => is_closed(behind),
        (",", _) => placed() || (first && is_inserted(behind)) || (is_closed(behind) && follows_a_pair(context, mentions, at)),
        // `in Aleppo, in Jordan.`, `in Aleppo, in northern Jordan,`
        (link, _) if link.strip_prefix(", in").is_some_and(|part| part.is_empty() || is_part(part.trim_start())) => {
            at_rest() && country() && behind.starts_with(['.', ',', ';'])
        }
        // `in Dresden, eastern Germany.`
        (link, _) if link.strip_prefix(", ").is_some_and(is_part) => {
            placed() && country() && (is_at_rest(behind) || is_inserted(behind))
        }
        // `near Santiago, the Dominican Republic.`, but not `in Santiago, the Dominican Republic said`
        (", the", _) => placed() && country() && is_at_rest(behind),
        (link, _) if is_seat(link) => {
            country() && !is_of_another_name(behind) && !behind.starts_with("and ") && !behind.starts_with("or ")
        }
        ("(", _) => BEFORE.contains(&before.as_str()) && behind.starts_with(')'),
        _ => pair.within() && (at_rest() || (!first && before == "to" && is_reached(&text[..inner.start()]))),
    };
    (fits && !is_listed(context, *outer, behind, mentions.get(at + 1).copied())).then_some((*inner, *outer))
}

/// `the University of Lyon in Spain`: the town in the name of a body, and what it is said to lie in.
fn body(context: &Context<'_>, mentions: &[&Mention], at: usize) -> Option<(Span, Span)> {
    let mention = mentions[at - 1];
    let pair = Pair::of(context, mention, mentions[at]).filter(|pair| mention.kind == Kind::Organisation && pair.within())?;
    let name = pair.inner.of(&context.article().text);
    let (kind, town) = name.split_once(" of ")?;
    let called = BODIES.iter().find(|body| kind.ends_with(**body))?;
    let country = context.words(pair.outer);
    let gazetteer = &context.knowledge().gazetteer;
    let lies_in = gazetteer.lookup(town).first().and_then(|id| gazetteer.entry(id).country());
    // A university teaches abroad, and those of America play there.
    let abroad = *called == "University" && (CAMPUSES.contains(&country.as_str()) || lies_in == Some("United States"));
    let owned = pair.behind.starts_with(['\'', '’']);
    let listed = is_listed(context, pair.outer, pair.behind, mentions.get(at + 1).copied());
    let town = Span::new(pair.inner.end() - town.len(), pair.inner.end());
    (!abroad && !owned && !listed && is_country(context, &country)).then_some((town, pair.outer))
}

/// `the capital of Mali, Bamako,`: the town, and the country before it.
fn seat(context: &Context<'_>, country: &Mention, town: &Mention) -> Option<(Span, Span)> {
    let pair = Pair::of(context, country, town).filter(|pair| pair.link == "," && pair.before == "of")?;
    let sentence = context.reading().sentences[country.sentence].span;
    let opening = context.words(Span::new(sentence.start(), pair.inner.start())).to_lowercase();
    // Not `Kyiv, the capital of Ukraine, Tirana, the capital of Albania`.
    let apart = opening.trim().strip_suffix("the capital of").is_some_and(|before| !before.trim_end().ends_with(','));
    let fits = apart && pair.behind.starts_with([',', '.']);
    (fits && is_country(context, &context.words(pair.inner))).then_some((pair.outer, pair.inner))
}

/// `, the capital of`: what a town is to its country.
fn is_seat(link: &str) -> bool {
    let words = link.strip_prefix(',').unwrap_or_default().trim();
    let words = words.strip_prefix("the ").unwrap_or(words);
    matches!(words.trim_end_matches(" the"), "capital of" | "capital city of")
}

/// `in Lyon, France, and Hamburg, Spain,`: the places before are a town and its country, so these are too.
fn follows_a_pair(context: &Context<'_>, mentions: &[&Mention], at: usize) -> bool {
    let Some(earlier) = at.checked_sub(2).filter(|earlier| *earlier > 0) else { return false };
    let Some(pair) = Pair::of(context, mentions[earlier - 1], mentions[earlier]).filter(|pair| pair.link == ",") else {
        return false;
    };
    let (Some(start), true) = (mentions[at - 1].name.map(Span::start), mentions[earlier].sentence == mentions[at - 1].sentence)
    else {
        return false;
    };
    if start < pair.outer.end() || !matches!(context.words(Span::new(pair.outer.end(), start)).as_str(), "and" | ", and") {
        return false;
    }
    let gazetteer = &context.knowledge().gazetteer;
    let outer = gazetteer.lookup(&context.words(pair.outer)).first();
    outer.is_some() && gazetteer.lookup(&context.words(pair.inner)).iter().any(|id| gazetteer.entry(id).country_entry() == outer)
}

/// Singapore, Luxembourg: a country that stands among towns in a list.
fn is_town_too(context: &Context<'_>, outer: Span) -> bool {
    let gazetteer = &context.knowledge().gazetteer;
    let name = context.words(outer);
    CITY_STATES.contains(&name.as_str()) || gazetteer.lookup(&name).iter().any(|id| gazetteer.entry(id).subkind() == "capital")
}

fn is_territory(context: &Context<'_>, inner: Span) -> bool {
    let gazetteer = &context.knowledge().gazetteer;
    gazetteer.lookup(&context.words(inner)).first().is_some_and(|id| gazetteer.entry(id).subkind() == "territory")
}

/// What stands before a name is one word, or says when the rest of the sentence happened.
fn is_opening(words: &str) -> bool {
    let words = words.trim();
    let Some((first, _)) = words.split_once(' ') else { return !words.is_empty() };
    OPENING.contains(&first.to_lowercase().as_str()) && !words.contains(',')
}

/// `the cities of`
fn is_of_several(before: &str) -> bool {
    before.split_whitespace().rev().nth(1).is_some_and(|word| SEVERAL.contains(&word))
}

/// A mark closes what stands before, or nothing follows.
fn is_closed(behind: &str) -> bool {
    behind.is_empty() || behind.starts_with([',', '.', ';', ')'])
}

/// The sentence ends here, or goes on to tell of the place.
fn is_at_rest(behind: &str) -> bool {
    let clause = |rest: &str| ["where ", "which ", "when "].iter().any(|word| rest.trim_start().starts_with(word));
    behind.is_empty() || behind.starts_with(['.', ';', ')']) || behind.strip_prefix(',').is_some_and(clause)
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
        start >= outer.end() && LISTING.contains(&context.words(Span::new(outer.end(), start)).trim_end_matches(" the"))
    });
    let Some(next) = listing else { return behind.starts_with("and ") || behind.starts_with("or ") };
    let entry = gazetteer.lookup(&context.words(next.name.unwrap_or(next.span))).first().map(|id| gazetteer.entry(id));
    // `Founded in Lyon, France, CHEMX makes`: who does it goes on no list of places.
    let apart = behind.starts_with(',') && !behind[1..].trim_start().starts_with(['a', 'o']);
    let place = next.kind == Kind::Place || entry.is_some_and(|entry| entry.kind() == Kind::Place);
    (place || !apart) && !entry.is_some_and(|entry| matches!(entry.subkind(), "city" | "capital"))
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

    #[test]
    fn the_capital_of_another_country() {
        check(
            "place-containment-conflict",
            "
She lives in Windhoek, the capital of Botswana, with two sons. Quito, capital of the Dominican Republic, was calm.
             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning: Windhoek, the capital of Botswana: the gazetteer knows Windhoek in Namibia, and none in Botswana.
                                                               ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning: Quito, capital of the Dominican Republic: the gazetteer knows Quito in Ecuador, and none in Dominican Republic.
She lives in Windhoek, the capital of Namibia, with two sons. Edinburgh, the capital of Scotland, was calm, as was Atlanta, the capital of Georgia.
They met in Barcelona, the capital of Spain's Catalonia, and flew to Windhoek, the capital of Botswana and Lusaka.
",
        );
    }

    #[test]
    fn a_part_of_another_country() {
        check(
            "place-containment-conflict",
            "
The firm was founded in Gdansk, in western Hungary, in 1990. He works in Graz city in southern Norway. He was born near Quito, the Netherlands.
                        ^^^^^^^^^^^^^^^^^^^^^^^^^^ warning: Gdansk, in western Hungary: the gazetteer knows Gdansk in Poland, and none in Hungary.
                                                                         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning: Graz city in southern Norway: the gazetteer knows Graz in Austria, and none in Norway.
                                                                                                                        ^^^^^^^^^^^^^^^^^^^^^^ warning: Quito, the Netherlands: the gazetteer knows Quito in Ecuador, and none in Netherlands.
The firm was founded in Gdansk, in northern Poland, in 1990. He works in Graz city in southern Austria. In Quito, the Netherlands said no.
",
        );
    }

    #[test]
    fn a_body_in_another_country() {
        check(
            "place-containment-conflict",
            "
She studied law at the University of Grenoble in Norway. He spoke for the Municipality of Bologna in northern Sweden.
                       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning: University of Grenoble in Norway: the gazetteer knows Grenoble in France, and none in Norway.
                                                                          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning: Municipality of Bologna in northern Sweden: the gazetteer knows Bologna in Italy, and none in Sweden.
She studied law at the University of Nottingham in China. The team met the University of Miami in Ireland. He wrote to the Municipality of Bologna in Italy.
",
        );
    }

    #[test]
    fn a_pair_after_a_pair_and_a_company_behind_it() {
        check(
            "place-containment-conflict",
            "
A bomb was found in Kharkiv, Ukraine, and Lublin, Austria, on Friday. Founded in 1990 in Calgary, Portugal, CHEMX makes glue.
                                          ^^^^^^^^^^^^^^^ warning: Lublin, Austria: the gazetteer knows Lublin in Poland, and none in Austria.
                                                                                         ^^^^^^^^^^^^^^^^^ warning: Calgary, Portugal: the gazetteer knows Calgary in Canada, and none in Portugal.
A bomb was found in Kharkiv, Ukraine, and Lublin, Austria and Hungary said so. He was in Lyon, France, Geneva and Turin.
",
        );
    }

    #[test]
    fn a_country_that_does_something() {
        check(
            "place-containment-conflict",
            "
In Berlin, Italy's prime minister said no. In Berlin, Italy beat France. On Friday in Berlin, Italy agreed. In Berlin, Italy, who led, lost.
They took flights from Madrid, Spain and France. He lives in London, Ontario, and Paris in Texas. They left Prague, Czechoslovakia, for Leningrad, Soviet Union.
",
        );
    }

    #[test]
    fn towns_that_are_countries_too() {
        check(
            "place-containment-conflict",
            "
The bank has desks in London, Singapore, New York and Tokyo, in Frankfurt, Luxembourg and London, and in Hong Kong, Vietnam, Seoul and Paris.
",
        );
    }

    #[test]
    fn a_capital_behind_its_country_and_a_part_of_one() {
        check(
            "place-containment-conflict",
            "
Lome, the Nigerian capital, was calm. The capital of Togo, Cotonou, was calm too. He works in Dresden, northern Austria.
^^^^^^^^^^^^^^^^^^^^^^^^^^ warning: Lome, the Nigerian capital: the gazetteer knows Lome in Togo, and none in Nigeria.
                                                     ^^^^^^^^^^^^^ warning: Togo, Cotonou: the gazetteer knows Cotonou in Benin, and none in Togo.
                                                                                              ^^^^^^^^^^^^^^^^^^^^^^^^^ warning: Dresden, northern Austria: the gazetteer knows Dresden in Germany, and none in Austria.
Lome, the Togolese capital, was calm. The capital of Benin, Cotonou, was calm. He saw Lome, the capital of Togo, Tirana, the capital of Albania, and Oslo.
",
        );
    }
}
