//! Bodies at the article's date, laid against the years in the desk's dossiers.

use crate::article::PartialDate;
use crate::corpus::fold_name;
use crate::knowledge::dossier::{Held, Organisation};
use crate::language::{Form, Kind, Mention, TokenKind};

use super::dossier::{evidence, place, published, tells_of_another_time};
use super::rule::{About, Context, Discrepancy, Rule, declare_rule};
use super::words::date;

declare_rule! {
    /// ## What it does
    ///
    /// Flags a body that had not been founded, was dissolved, or bore another name on the article's date, as the dossiers have it.
    ///
    /// ## Why it matters
    ///
    /// In an archive piece it is a later hand; in a draft it is a name that its bearer has given up.
    ///
    /// ## Example
    ///
    /// > The Dyers' Guild will meet on Monday.
    ///
    /// in an article of 1994, with a dossier that has the guild under another name since 1950.
    ///
    /// ## Options
    ///
    /// None but `level`.
    ///
    /// ## When it is silent
    ///
    /// Where the article's date is not known, or the dossier's dates are not exact enough to say; in sentences that tell of another time or
    /// of a body to come or gone (`former`, `plans`, `successor`, `will be founded`); inside quotations.
    pub struct OrgAnachronism;
    "org-anachronism", Organisations, Information, on,
    "a body that was not there, or not by that name, on the article's date",
    options: &[],
}

/// Beginnings of words that tell of a body to come or gone.
const COMING_AND_GOING: [&str; 33] = [
    "abolish",
    "became",
    "become",
    "call",
    "creat",
    "defunct",
    "demise",
    "dissol",
    "establish",
    "ex",
    "form",
    "found",
    "future",
    "histor",
    "known",
    "launch",
    "later",
    "merge",
    "name",
    "old",
    "once",
    "plan",
    "predecess",
    "previous",
    "propos",
    "renam",
    "replac",
    "set",
    "split",
    "succe",
    "then",
    "turn",
    "wound",
];

/// What is wrong with a name at a date.
enum Wrong {
    /// It was not there yet.
    Founded(PartialDate),
    /// It was no more.
    Dissolved(PartialDate),
    /// It has another name, by then.
    Called(String),
}

impl Rule for OrgAnachronism {
    fn about(&self) -> &'static About {
        &Self::ABOUT
    }

    fn check(&self, context: &Context<'_>) -> Vec<Discrepancy> {
        let Some(published) = published(context).filter(|_| !context.corpus.dossiers().entries().organisations.is_empty()) else {
            return Vec::new();
        };
        let mut seen: Vec<String> = Vec::new();
        let mut found = Vec::new();
        for mention in context.reading().mentions.iter().filter(|mention| is_plain(mention)) {
            let name = mention.name.map(|name| fold_name(&context.words(name))).unwrap_or_default();
            // The first of a name is enough: the second is the same mistake.
            if !seen.contains(&name)
                && let Some(discrepancy) = anachronism(context, mention, published)
            {
                seen.push(name);
                found.push(discrepancy);
            }
        }
        found
    }
}

fn is_plain(mention: &Mention) -> bool {
    mention.kind == Kind::Organisation && mention.form == Form::Name && !mention.nested && !mention.quoted
}

fn anachronism(context: &Context<'_>, mention: &Mention, published: PartialDate) -> Option<Discrepancy> {
    let span = mention.name?;
    let name = context.words(span);
    let mut bodies = context.corpus.dossiers().organisations_named(name.trim_start_matches("The ").trim_start_matches("the "));
    let body = bodies.next().filter(|_| bodies.next().is_none())?;
    let wrong = wrong(body, &name, published)?;
    if comes_or_goes(context, mention) || tells_of_another_time(context, mention.sentence, published) {
        return None;
    }
    let when = date(published);
    let place = place(&body.origin);
    let (message, known) = match &wrong {
        Wrong::Founded(founded) => (
            format!("{name} was founded {} ({place}); this article is of {when}.", at(*founded)),
            format!("founded {}", at(*founded)),
        ),
        Wrong::Dissolved(end) => (
            format!("{name} was dissolved {} ({place}); this article is of {when}.", at(*end)),
            format!("dissolved {}", at(*end)),
        ),
        Wrong::Called(right) => (format!("{name} was called {right} on this article's date, {when} ({place})."), right.clone()),
    };
    let mut discrepancy = Discrepancy::new(span, message, vec![fold_name(&body.name), fold_name(&name), known.clone()]);
    discrepancy.evidence.push(evidence(&body.origin, format!("{}: {known}", body.name)));
    if let Wrong::Called(right) = wrong {
        discrepancy.fixes.push(context.replace_by(span, right));
    }
    Some(discrepancy)
}

fn wrong(body: &Organisation, name: &str, published: PartialDate) -> Option<Wrong> {
    if let Some(founded) = body.founded.filter(|founded| published.is_before(*founded)) {
        return Some(Wrong::Founded(founded));
    }
    if let Some(dissolved) = body.dissolved.filter(|dissolved| dissolved.is_before(published)) {
        return Some(Wrong::Dissolved(dissolved));
    }
    let folded = fold_name(name.trim_start_matches("The ").trim_start_matches("the "));
    let then = body.called.iter().find(|called| called.term.covers(published) == Held::Yes || only_until(called.term, published));
    let own = body.called.iter().filter(|called| fold_name(&called.name) == folded);
    let mut own = own.peekable();
    let right = match (own.peek().is_some(), then) {
        // A former name, which the body no longer bears or does not bear yet.
        (true, then) if own.all(|called| called.term.covers(published) == Held::No) => then.map_or(&body.name, |then| &then.name),
        (false, Some(then)) if fold_name(&body.name) == folded => &then.name,
        _ => return None,
    };
    (fold_name(right) != folded).then(|| Wrong::Called(right.clone()))
}

/// A name that has an end and no beginning was borne all the time before.
fn only_until(term: crate::knowledge::dossier::Term, published: PartialDate) -> bool {
    term.from.is_none() && term.until.is_some_and(|until| published.is_before(until))
}

/// `in 1995`, `on 1 January 1995`.
fn at(when: PartialDate) -> String {
    let link = if when.to_day().is_some() { "on" } else { "in" };
    format!("{link} {}", date(when))
}

fn comes_or_goes(context: &Context<'_>, mention: &Mention) -> bool {
    let reading = context.reading();
    let text = &context.article().text;
    let Some(sentence) = reading.sentences.get(mention.sentence) else { return true };
    let words = reading.tokens[sentence.tokens.clone()].iter().filter(|token| token.kind == TokenKind::Word);
    let outside = words.filter(|token| !mention.span.covers(token.span));
    outside.into_iter().any(|token| {
        let word = token.span.of(text).to_lowercase();
        COMING_AND_GOING.iter().any(|beginning| word.starts_with(beginning))
    })
}

#[cfg(test)]
mod tests {
    use crate::rules::fixture::{beside, check, fixes};

    const DOSSIER: &str = r#"
//- desk.dossier.toml
[[organisation]]
name = "Weavers' Guild"
[[organisation.called]]
name = "Dyers' Guild"
until = 1950
[[organisation]]
name = "Harbour Trade Organisation"
founded = 1995-01-01
[[organisation]]
name = "Quay Council"
dissolved = 1980
"#;

    fn draft(published: &str, text: &str) -> String {
        beside(&format!("draft.txt published={published}"), text, DOSSIER)
    }

    #[test]
    fn bodies_that_are_not_there_yet_or_no_more() {
        check(
            "org-anachronism",
            &draft(
                "1994-08-02",
                "The Harbour Trade Organisation met on Monday. It wrote to the Quay Council.
    ^^^^^^^^^^^^^^^^^^^^^^^^^^ information: Harbour Trade Organisation was founded on 1 January 1995 (desk.dossier.toml, line 6); this article is of 2 August 1994.
                                                              ^^^^^^^^^^^^ information: Quay Council was dissolved in 1980 (desk.dossier.toml, line 9); this article is of 2 August 1994.",
            ),
        );
    }

    #[test]
    fn a_name_of_another_time() {
        check(
            "org-anachronism",
            &draft(
                "1948-08-02",
                "The Weavers' Guild met on Monday.
    ^^^^^^^^^^^^^^ information: Weavers' Guild was called Dyers' Guild on this article's date, 2 August 1948 (desk.dossier.toml, line 1).",
            ),
        );
    }

    #[test]
    fn bodies_to_come_and_the_right_time_are_left_alone() {
        check(
            "org-anachronism",
            &draft("1994-08-02", "Members will create the Harbour Trade Organisation next year. The Weavers' Guild met."),
        );
        check(
            "org-anachronism",
            &draft("1996-08-02", "The Harbour Trade Organisation met. In 1970 the Quay Council was open to all."),
        );
    }

    #[test]
    fn the_fix_puts_the_name_of_the_time() {
        let fixed = "A letter reached the Weavers' Guild on Monday.\n".to_owned();
        assert_eq!(
            fixes("org-anachronism", &draft("1994-08-02", "A letter reached the Dyers' Guild on Monday.")),
            [("Replace by “Weavers' Guild”".to_owned(), fixed)]
        );
    }
}
