//! A family name alone joins nobody across articles; so what another article knows is offered, never taken for granted.

use std::collections::BTreeSet;

use crate::corpus::fold_name;
use crate::language::{Form, Kind, Mention};
use crate::text::Span;

use super::finding::Fix;
use super::introductions::{Introduction, Person, is_full_name, people_of};
use super::lone_names;
use super::options::OptionSpec;
use super::rule::{About, Context, Discrepancy, Rule, declare_rule};
use super::words;

declare_rule! {
    /// ## What it does
    ///
    /// Flags a person who is called by the family name alone at the first mention, with no fuller form anywhere before it.
    ///
    /// ## Why it matters
    ///
    /// The paragraph that introduced somebody was cut, and the reader is left to guess who speaks.
    ///
    /// ## Example
    ///
    /// > Roe, who briefed the press afterward, would say no more.
    ///
    /// If other articles of the corpus introduce somebody of that name, the fix puts in the name, and the title if it stood before the
    /// name, as the article nearest in time has them. Where several people bear the name, all are offered.
    ///
    /// ## Options
    ///
    /// - `known`: people whom the house calls by one name, such as `known = ["Pele"]`.
    ///
    /// ## When it is silent
    ///
    /// In headlines, subheads, captions and credits; inside quotations; where the name modifies a noun ("the Roe administration") or stands
    /// in a hyphenated pair; after a title, as in "President Roe"; before "(left)"; after a rank that goes with the given name, as in
    /// "Sir Tom"; for people known by one name, long dead, heads of states and
    /// governments, or named in every twentieth article of the corpus; and where nothing but a capital
    /// letter says that the word is a family name.
    pub struct PersonNotIntroduced;
    "person-not-introduced", People, Warning, on,
    "a family name alone, with no fuller form before it",
    options: &[OptionSpec::words("known")],
}

/// Offices whose holders everybody knows by the family name.
const HEADS: [&str; 8] = ["chancellor", "emperor", "king", "pope", "premier", "president", "prime minister", "queen"];
/// In so many other articles at least somebody well known is introduced.
const WELL_KNOWN: usize = 12;
/// So many articles, or people, are named.
const SHOWN: usize = 3;

impl Rule for PersonNotIntroduced {
    fn about(&self) -> &'static About {
        &Self::ABOUT
    }

    fn check(&self, context: &Context<'_>) -> Vec<Discrepancy> {
        // Every word of a fuller form introduces: "Warren Roe" introduces "Roe", and, with the family name first, "Roe Warren" too.
        let mut introduced: BTreeSet<String> = BTreeSet::new();
        let mut found = Vec::new();
        for mention in &context.reading().mentions {
            let Some(name) = mention.name.filter(|_| mention.kind == Kind::Person && mention.form == Form::Name) else {
                continue;
            };
            let folded = fold_name(&context.words(name));
            let words: Vec<&str> = folded.split(' ').collect();
            if words.len() > 1 {
                introduced.extend(words.iter().map(|&word| word.to_owned()));
            } else if !introduced.contains(&folded) {
                // Whose name an administration bears, or an office stands before, needs no introduction afterwards.
                let stands = mention.attributive || has_title(context, mention) || lone_names::is_broken(context, name);
                if stands || !lone_names::is_usual(context, mention, name) {
                    if !stands {
                        found.extend(not_introduced(context, mention, name));
                    }
                    introduced.insert(folded);
                }
            }
        }
        found
    }
}

/// "President Roe": a title stands right before the name.
fn has_title(context: &Context<'_>, mention: &Mention) -> bool {
    let titles = &context.reading().entity(mention.entity).titles;
    titles.iter().any(|title| title.statement.overlaps(mention.span) && title.span.start() <= mention.span.start())
}

fn not_introduced(context: &Context<'_>, mention: &Mention, name: Span) -> Option<Discrepancy> {
    let surname = context.words(name);
    if context.options.lists("known", &surname) || (mention.honorific.is_none() && lone_names::is_no_person(context, &surname)) {
        return None;
    }
    let mut people = people_of(context, &surname);
    if is_well_known(context, &surname, &people) {
        return None;
    }
    people.retain(|person| person.is_of_these_years(context));
    let own = introduced_later(context, mention);
    let word = context.knowledge().words.contains(&surname.to_lowercase());
    let known = (own.is_some() && !word) || (own.is_some() || !people.is_empty()) && acts(context, mention, &surname);
    if !known && !is_surely_a_surname(context, mention, &surname) {
        return None;
    }
    let mut message = format!("{surname}: not introduced before this.");
    let mut discrepancy = Discrepancy::new(name, "", vec![fold_name(&surname)]);
    if let Some(later) = own {
        let line = context.record.lines.line(later.start()) + 1;
        message += &format!(" The full name, {}, comes only in line {line}.", context.words(later));
        discrepancy.evidence.push(context.evidence(later, "the full name comes only here"));
        discrepancy.fixes.push(insertion(context, mention, name, None, &context.words(later)));
    }
    match &people[..] {
        [] => {}
        [person] => {
            if let Some(best) = person.introductions.first() {
                message += &format!(" {} introduces {}.", words::dated(&best.record), best.words());
                discrepancy.evidence.extend(person.introductions.iter().take(SHOWN).map(Introduction::evidence));
                let fix = insertion(context, mention, name, best.title.as_deref(), &best.name);
                if discrepancy.fixes.iter().all(|other| other.edits != fix.edits) {
                    discrepancy.fixes.push(fix);
                }
            }
        }
        several => {
            let best: Vec<&Introduction> = several.iter().filter_map(|person| person.introductions.first()).take(SHOWN).collect();
            let names: Vec<String> =
                best.iter().map(|best| format!("{} ({})", best.words(), words::file_name(&best.record.path))).collect();
            let more = several.len() - best.len();
            let more = if more > 0 { format!(" and {more} more") } else { String::new() };
            message += &format!(" Other articles know several people of that name: {}{more}.", names.join(", "));
            discrepancy.evidence.extend(best.iter().map(|best| best.evidence()));
            let fixes = best.iter().map(|best| insertion(context, mention, name, best.title.as_deref(), &best.name));
            discrepancy.fixes.extend(fixes);
        }
    }
    discrepancy.message = message;
    Some(discrepancy)
}

/// The first full name behind the mention that has its word as the family name.
fn introduced_later(context: &Context<'_>, mention: &Mention) -> Option<Span> {
    let family = fold_name(&context.words(mention.name?));
    let later = context.reading().mentions.iter().filter(|other| other.span.start() > mention.span.start());
    let full = later.filter(|other| other.kind == Kind::Person && is_full_name(context.record, context.knowledge(), other));
    full.filter_map(|other| other.name).find(|other| {
        let folded = fold_name(&context.words(*other));
        let (first, last) =
            folded.split_once(' ').map_or(("", ""), |(first, rest)| (first, rest.rsplit(' ').next().unwrap_or(rest)));
        let family_first = context.knowledge().lexicons.family_name_first(&context.words(mention.name.unwrap_or(*other)));
        last == family || (family_first && first == family)
    })
}

/// Heads of states, governments and churches need no introduction, nor does somebody whom every twentieth article names, and a dozen at
/// least.
fn is_well_known(context: &Context<'_>, surname: &str, people: &[Person]) -> bool {
    let most = people.iter().map(|person| person.articles).max().unwrap_or_default();
    let offices = context.corpus.offices_of_family(surname);
    (most >= WELL_KNOWN && most * 20 >= context.corpus.len()) || offices.iter().any(|office| HEADS.contains(&office.as_str()))
}

/// Whether the article says more of the person than the name in passing: an honorific, words of theirs, or a second mention.
fn acts(context: &Context<'_>, mention: &Mention, name: &str) -> bool {
    let again = context.reading().mentions.iter().filter(|other| other.entity == mention.entity && !other.quoted).count() > 1;
    let word = context.knowledge().words.contains(&name.to_lowercase());
    mention.honorific.is_some() || speaks(context, mention) || (again && !word)
}

/// The person is quoted, or a verb of saying stands beside the name.
fn speaks(context: &Context<'_>, mention: &Mention) -> bool {
    mention.speaks || context.reading().direct_quotations().any(|quotation| quotation.speaker == Some(mention.entity))
}

/// Whether, without any full name in the corpus, more than a capital letter says that this is somebody's family name.
fn is_surely_a_surname(context: &Context<'_>, mention: &Mention, surname: &str) -> bool {
    if mention.honorific.is_some() {
        return true;
    }
    let names = &context.knowledge().names;
    // Somebody of that name whom everybody knows, or something.
    let known = !context.knowledge().gazetteer.lookup(surname).is_empty();
    !known && names.surname(surname).is_some() && names.first_name(surname).is_none() && speaks(context, mention)
}

/// Puts the full name, and the title if there is no honorific, in the place of the family name.
fn insertion(context: &Context<'_>, mention: &Mention, name: Span, title: Option<&str>, full: &str) -> Fix {
    let opens = context.reading().sentences.get(mention.sentence).is_some_and(|sentence| sentence.span.start() == name.start());
    let text = match title.filter(|_| mention.honorific.is_none()) {
        Some(title) if opens => format!("{} {full}", words::capitalised(title)),
        Some(title) => format!("{title} {full}"),
        None => full.to_owned(),
    };
    // Never safe: a family name alone does not prove who is meant.
    Fix { title: format!("Introduce as {text}"), safe: false, edits: vec![context.edit(name, text)] }
}

#[cfg(test)]
mod tests {
    use crate::rules::fixture::{check, fixes};

    #[test]
    fn a_family_name_alone_with_the_introduction_of_another_article() {
        let fixture = "
//- draft.txt published=1997-01-28
Officials knew of nothing, but Shattuck told reporters that there was no progress.
                               ^^^^^^^^ warning: Shattuck: not introduced before this. older.txt (26 January 1997) introduces Assistant Secretary of State John Shattuck.
//- older.txt published=1997-01-26
The keeper of the list is Assistant Secretary of State John Shattuck, whose bureau wrote it.
";
        check("person-not-introduced", fixture);
        assert_eq!(
            fixes("person-not-introduced", fixture),
            [(
                "Introduce as Assistant Secretary of State John Shattuck".to_owned(),
                "Officials knew of nothing, but Assistant Secretary of State John Shattuck told reporters that there was no progress.\n".to_owned()
            )]
        );
    }

    #[test]
    fn somebody_of_other_years_is_not_meant() {
        let fixture = "
//- draft.txt published=1997-01-28
The new services of which Mr. Lindqvist spoke are used by others as well. Bystrom said no more.
                              ^^^^^^^^^ warning: Lindqvist: not introduced before this.
//- older.txt published=1989-01-26
Harbour director Helga Lindqvist and her deputy, Peter Bystrom, opened the quay.
";
        check("person-not-introduced", fixture);
    }

    #[test]
    fn the_introduction_that_comes_too_late() {
        check(
            "person-not-introduced",
            "
The team that Mrs Kristoff leads had come for a gesture, and none was made.
                  ^^^^^^^^ warning: Kristoff: not introduced before this. The full name, Sandra Kristoff, comes only in line 2.
Sandra Kristoff, of the National Security Council, will report at the weekend.
",
        );
    }

    #[test]
    fn what_is_in_somebodys_view_is_in_no_town() {
        check(
            "person-not-introduced",
            "
The team that Mrs Kristoff leads had come for a gesture. In Kristoff's view, none was made.
                  ^^^^^^^^ warning: Kristoff: not introduced before this. The full name, Sandra Kristoff, comes only in line 2.
Sandra Kristoff, of the National Security Council, said that there was little trust in Kristoff's team.
",
        );
    }

    #[test]
    fn labels_towns_firms_and_broken_names_are_left_alone() {
        let fixture = "
The latest polls say little of the race.

Kristoff: A miracle would be needed, and none is in sight.

Shots were heard in Brandt. Brandt — a town of 21,000 — slept.

The chairman told Forbes that the sale would go on.

They asked JuliÃ¡n Lindqvist, 41, and went home. Mr. Lindqvist was tired.

The firm was Brandt, Kahn, Stirn and Lindholm.

ABSTRACT.

Mr. Stirn is told of here, and more is told below of him and his firm.
//- other.txt
Sandra Kristoff spoke for an hour. Karl Brandt did not. Steve Forbes listened, and so did Anna Lindqvist.
";
        check("person-not-introduced", fixture);
    }

    #[test]
    fn introduced_titled_quoted_and_attributive_names_are_left_alone() {
        check(
            "person-not-introduced",
            "
Foreign Minister Qian Qichen arrived on Monday. Mr Qian left on Tuesday.

President Clinton received him. Clinton was brief.

“Albright will have read it,” one official said, and the Brown plan was shelved.
//- older.txt
Secretary of State Madeleine Albright, Ron Brown and Bill Clinton met.
",
        );
    }

    #[test]
    fn names_in_passing_pieces_of_names_and_places_are_left_alone() {
        check(
            "person-not-introduced",
            "
The firm of Hartley & Collins was paid, and Marine Le Pen was not. The play was about Hartley.

Ernesto \"Che\" Guevara said so, and Washington said nothing; Susan told reporters why.
//- older.txt
The keeper of the list is Assistant Secretary of State John Hartley, whose bureau wrote it. Ann Pen, Ernesto Guevara and Denzel
Washington were there with Mary Susan.
",
        );
    }

    #[test]
    fn ranks_with_given_names_fields_of_office_and_people_in_pictures_are_left_alone() {
        check(
            "person-not-introduced",
            "
Lady Susan told reporters why. Undersecretary for Education Mr. Trebinsky said schools would close.

Kristoff (left) told reporters nothing.

Sandra Kristoff left.
",
        );
    }

    #[test]
    fn several_people_of_one_name_are_all_offered() {
        let fixture = "
//- draft.txt
Officials knew of nothing, but Shattuck told reporters that there was no progress.
//- a.txt
Commerce Secretary Ron Shattuck came to sell airplanes.
//- b.txt
The ambassador, Mary Shattuck, came to listen.
";
        let titles: Vec<String> = fixes("person-not-introduced", fixture).into_iter().map(|(title, _)| title).collect();
        assert_eq!(titles, ["Introduce as Mary Shattuck", "Introduce as Commerce Secretary Ron Shattuck"]);
    }

    #[test]
    fn headlines_with_a_stop_brothers_towns_and_taglines_are_left_alone() {
        for text in [
            "Lindqvist says no to Kolding.\n\nAnna Lindqvist, who leads the council of Kolding, said on Monday that she would not sign the treaty with her neighbours before the end of the year.",
            "Four people were taken to court in Kolding on Monday, and the brothers Amund and Karl Lindqvist were among them, an officer said late in the evening.",
            "Lady Brandt opened the fair in the old town on Monday, and some three hundred people came to see her and her horses in the rain.",
            "The fair was closed early on Monday, and nobody was hurt, as far as anybody in the old town could tell late at night.\n\nLindqvist reported from Kolding.",
        ] {
            check("person-not-introduced", text);
        }
    }
}
