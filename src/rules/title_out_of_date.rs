//! Offices stated of people, laid against the terms in the desk's dossiers.

use crate::article::PartialDate;
use crate::knowledge::dossier::{Held, Office, Person};
use crate::language::{Entity, Kind, Title};

use crate::text::Span;

use super::dossier::{evidence, office, person, person_of_family, place, published, tells_of_another_time};
use super::finding::Fix;
use super::rule::{About, Context, Discrepancy, Rule, declare_rule};
use super::words::date;

declare_rule! {
    /// ## What it does
    ///
    /// Flags an office that a person of the dossiers does not hold on the article's date.
    ///
    /// ## Why it matters
    ///
    /// Offices change hands and memory does not. A minister who left last year is the commonest wrong title in print.
    ///
    /// ## Example
    ///
    /// > Secretary of State Carla Brundt will speak in Geneva on Monday.
    ///
    /// in an article of March 1998, with a dossier that has her in office until January 1997.
    ///
    /// ## Options
    ///
    /// None but `level`.
    ///
    /// ## When it is silent
    ///
    /// Where the article's date is not known; at `former`, `then`, `acting`, `new` and the like; in sentences that tell of another time
    /// (`was`, `served as`, a date long past); inside quotations; where the dossier's dates are not exact enough to say; and at people
    /// with a namesake in the dossiers.
    pub struct TitleOutOfDate;
    "title-out-of-date", People, Warning, on,
    "an office not held on the article's date",
    options: &[],
}

/// Words between title and name, or before both, after which a title is one of the past or the future.
const OTHER_TIMES: [&str; 18] = [
    "was",
    "were",
    "been",
    "be",
    "served",
    "serving",
    "as",
    "when",
    "while",
    "become",
    "became",
    "becoming",
    "named",
    "appointed",
    "elected",
    "succeed",
    "succeeded",
    "replaced",
];

impl Rule for TitleOutOfDate {
    fn about(&self) -> &'static About {
        &Self::ABOUT
    }

    fn check(&self, context: &Context<'_>) -> Vec<Discrepancy> {
        let Some(published) = published(context).filter(|_| !context.corpus.dossiers().entries().people.is_empty()) else {
            return Vec::new();
        };
        let people = context.reading().entities.iter().filter(|entity| entity.kind == Kind::Person);
        let stated = people.flat_map(|entity| entity.titles.iter().map(move |title| (entity, title)));
        stated.filter_map(|(entity, title)| out_of_date(context, entity, title, published)).collect()
    }
}

fn out_of_date(context: &Context<'_>, entity: &Entity, title: &Title, published: PartialDate) -> Option<Discrepancy> {
    let claimed = office(context, &title.text);
    let same = |held: &Office| office(context, &held.title) == claimed;
    let holds = |person: &Person| person.offices.iter().any(same);
    let person = person(context, entity).or_else(|| person_of_family(context, entity, holds))?;
    let terms: Vec<&Office> = person.offices.iter().filter(|office| same(office)).collect();
    let nearest = *terms.iter().min_by_key(|office| days_away(office, published))?;
    if terms.iter().any(|office| office.term.covers(published) != Held::No) || speaks_of_another_time(context, title, published) {
        return None;
    }
    let over = nearest.term.until.filter(|until| until.is_before(published));
    let term = match (over, nearest.term.from) {
        (Some(until), _) => format!("until {}", date(until)),
        (None, Some(from)) => format!("only from {} on", date(from)),
        (None, None) => return None,
    };
    let words = context.words(title.span);
    let place = place(&person.origin);
    let message = format!("{}: {words} {term} ({place}); this article is of {}.", person.name, date(published));
    let mut discrepancy = Discrepancy::new(title.span, message, vec![crate::corpus::fold_name(&person.name), claimed]);
    discrepancy.evidence.push(evidence(&person.origin, format!("{}, {} {term}", person.name, nearest.title)));
    if over.is_some() {
        let former = if starts_sentence(context, title) { "Former " } else { "former " };
        let edits = vec![context.edit(Span::new(title.span.start(), title.span.start()), former)];
        discrepancy.fixes.push(Fix { title: format!("Insert “{}”", former.trim()), safe: false, edits });
    }
    Some(discrepancy)
}

/// How far the nearer end of a term lies from a date.
fn days_away(office: &Office, published: PartialDate) -> u32 {
    let ends = office.term.from.into_iter().chain(office.term.until);
    ends.map(|end| end.days_apart(published)).min().unwrap_or(u32::MAX)
}

fn speaks_of_another_time(context: &Context<'_>, title: &Title, published: PartialDate) -> bool {
    let reading = context.reading();
    let Some(sentence) = reading.sentences.iter().position(|sentence| sentence.span.covers(title.span)) else { return true };
    let text = &context.article().text;
    let tokens = &reading.tokens[reading.sentences[sentence].tokens.clone()];
    let before = tokens.iter().filter(|token| token.span.end() <= title.statement.start()).rev().take(2);
    let inside = tokens.iter().filter(|token| title.statement.covers(token.span) && !title.span.covers(token.span));
    let mut around = before.chain(inside).map(|token| token.span.of(text).to_lowercase());
    title.modifier.is_some()
        || context.quotation_around(title.span).is_some()
        || around.any(|word| OTHER_TIMES.contains(&word.as_str()))
        || tells_of_another_time(context, sentence, published)
}

fn starts_sentence(context: &Context<'_>, title: &Title) -> bool {
    context.reading().sentences.iter().any(|sentence| sentence.span.start() == title.span.start())
}

#[cfg(test)]
mod tests {
    use crate::rules::fixture::{beside, check, fixes};

    const DOSSIER: &str = r#"
//- people.dossier.toml
[[person]]
name = "Carla Brundt"
[[person.office]]
title = "Secretary of State"
of = "Arcadia"
from = 1993-01-20
until = 1997-01-17
[[person.office]]
title = "Mayor"
of = "Port Hope"
from = 1999
"#;

    fn draft(published: &str, text: &str) -> String {
        beside(&format!("draft.txt published={published}"), text, DOSSIER)
    }

    #[test]
    fn an_office_that_has_ended() {
        let text = "
Secretary of State Carla Brundt will speak in Geneva on Monday.
^^^^^^^^^^^^^^^^^^ warning: Carla Brundt: Secretary of State until 17 January 1997 (people.dossier.toml, line 1); this article is of 3 March 1998.
";
        check("title-out-of-date", &draft("1998-03-03", text.trim_start()));
    }

    #[test]
    fn a_family_name_with_the_office_is_enough() {
        let text = "The talks began on Monday. They went well, Secretary of State Brundt said.
                                           ^^^^^^^^^^^^^^^^^^ warning: Carla Brundt: Secretary of State until 17 January 1997 (people.dossier.toml, line 1); this article is of 3 March 1998.";
        check("title-out-of-date", &draft("1998-03-03", text));
    }

    #[test]
    fn an_office_that_has_not_begun() {
        let text = "Mayor Carla Brundt opened the bridge.
^^^^^ warning: Carla Brundt: Mayor only from 1999 on (people.dossier.toml, line 1); this article is of 3 March 1998.";
        check("title-out-of-date", &draft("1998-03-03", text));
    }

    #[test]
    fn other_times_former_holders_and_the_term_itself_are_left_alone() {
        let held = "Secretary of State Carla Brundt will speak in Geneva on Monday.";
        check("title-out-of-date", &draft("1996-03-03", held));
        let past = "Former Secretary of State Carla Brundt spoke. In 1995 Secretary of State Carla Brundt opened the talks. \
                    Carla Brundt served as Secretary of State. Mr Roe met Deputy Secretary of State Carla Brundt.";
        check("title-out-of-date", &draft("1998-03-03", past));
        check("title-out-of-date", &format!("{held}\n").replace("Monday", "May 3"));
    }

    #[test]
    fn the_fix_makes_a_former_holder() {
        let text = draft("1998-03-03", "The host was greeted by Secretary of State Carla Brundt in Geneva.");
        assert_eq!(
            fixes("title-out-of-date", &text),
            [(
                "Insert “former”".to_owned(),
                "The host was greeted by former Secretary of State Carla Brundt in Geneva.\n".to_owned()
            )]
        );
    }
}
