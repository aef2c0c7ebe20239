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
const LARGE_TOWN: u32 = 100_000;
/// Of towns in America there are more namesakes.
const LARGE_AMERICAN_TOWN: u32 = 300_000;
/// Words after which a town stands as a place where something is, and not as one of a list.
const BEFORE: [&str; 13] =
    ["in", "at", "near", "from", "to", "of", "outside", "around", "for", "through", "between", "over", "downtown"];

impl Rule for PlaceContainmentConflict {
    fn about(&self) -> &'static About {
        &Self::ABOUT
    }

    fn check(&self, context: &Context<'_>) -> Vec<Discrepancy> {
        let places = |mention: &&Mention| mention.form == Form::Name && !mention.nested;
        let mentions: Vec<&Mention> = context.reading().mentions.iter().filter(places).collect();
        (1..mentions.len())
            .filter_map(|at| conflict(context, mentions[at - 1], mentions[at], mentions.get(at + 1).copied()))
            .collect()
    }
}

fn conflict(context: &Context<'_>, town: &Mention, container: &Mention, next: Option<&Mention>) -> Option<Discrepancy> {
    let between = |a: Span, b: Span| context.words(Span::new(a.end(), b.start()));
    let (inner, outer) = (town.name?, container.name?);
    let together = town.sentence == container.sentence && town.kind == Kind::Place && container.kind == Kind::Place;
    if !together || inner.end() > outer.start() || between(inner, outer) != "," {
        return None;
    }
    let text = &context.article().text;
    let before = text[..inner.start()].trim_end().rsplit(|c: char| !c.is_alphabetic()).next().unwrap_or_default().to_lowercase();
    let behind = text[outer.end()..].trim_start();
    let listed = next.is_some_and(|next| {
        next.span.start() >= outer.end() && matches!(between(outer, next.span).as_str(), "," | "and" | ", and" | "or")
    });
    if !BEFORE.contains(&before.as_str()) || listed || behind.starts_with("and ") || behind.starts_with("or ") {
        return None;
    }
    let gazetteer = &context.knowledge().gazetteer;
    let (town_words, outer_words) = (context.words(inner), context.words(outer));
    let towns: Vec<Entry<'_>> = gazetteer.lookup(&town_words).iter().map(|id| gazetteer.entry(id)).collect();
    let outers: Vec<Entry<'_>> = gazetteer.lookup(&outer_words).iter().map(|id| gazetteer.entry(id)).collect();
    let (first, whole) = (towns.first()?, outers.first()?);
    let state = whole.subkind() == "state" && whole.country() == Some("United States");
    let least = if state { LARGE_AMERICAN_TOWN } else { LARGE_TOWN };
    let comparable = matches!(first.subkind(), "city" | "capital")
        && first.population() >= least
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
    if !comparable || towns.iter().any(lies_in) {
        return None;
    }
    let right = first.division().filter(|_| state).or(first.country())?;
    let message = format!("{town_words}, {outer_words}: the gazetteer knows {town_words} in {right}, and none in {outer_words}.");
    let facts = vec![town_words.to_lowercase(), outer_words.to_lowercase()];
    let mut discrepancy = Discrepancy::new(inner.join(outer), message, facts);
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
    fn namesakes_lists_and_right_places_are_left_alone() {
        check(
            "place-containment-conflict",
            "He came from Paris, Texas, and from Birmingham, Alabama, to Lyon, France. Talks in London, France and Germany failed, as did those in Lyon, Spain, Italy and Greece.",
        );
    }
}
