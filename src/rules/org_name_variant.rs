//! Bodies whose name is written in two ways.

use std::collections::BTreeMap;

use crate::corpus::Record;
use crate::language::{Form, Kind, Mention, normal_form};
use crate::text::Span;

use super::abbreviations::is_small;
use super::near;
use super::rule::{About, Context, Discrepancy, Rule, declare_rule};
use super::words;

declare_rule! {
    /// ## What it does
    ///
    /// Flags two forms of one body's name that differ in small words, a plural or a stroke only, in one article or between articles.
    ///
    /// ## Why it matters
    ///
    /// One of them is not the name. Whoever searches the archive for the one does not find the other.
    ///
    /// ## Example
    ///
    /// > Weavers' Watch in Asia … *(another article)* … Weavers' Watch/Asia
    ///
    /// ## Options
    ///
    /// None but `level`.
    ///
    /// ## When it is silent
    ///
    /// At names that differ in any other word, at short forms, at names that are both known of the body, at capitals, hyphens and `&`, and
    /// inside quotations.
    pub struct OrgNameVariant;
    "org-name-variant", Organisations, Information, on,
    "one body's name in two forms",
    options: &[],
}

/// Fewer words of weight are alike by chance.
const LEAST_WORDS: usize = 3;

/// A form of a name and where it stands.
struct Named {
    key: String,
    written: String,
    span: Span,
}

impl Rule for OrgNameVariant {
    fn about(&self) -> &'static About {
        &Self::ABOUT
    }

    fn check(&self, context: &Context<'_>) -> Vec<Discrepancy> {
        let own = names(context.record, true);
        let mut found = Vec::new();
        let mut told: BTreeMap<String, ()> = BTreeMap::new();
        for (index, name) in own.iter().enumerate() {
            let plain = simple(&name.written);
            if context.quotation_around(name.span).is_some() || told.contains_key(&plain) {
                continue;
            }
            let here = own[..index].iter().find(|other| differs(context, name, other));
            let discrepancy = here.map(|other| in_article(context, name, other)).or_else(|| elsewhere(context, name));
            if let Some(discrepancy) = discrepancy {
                told.insert(plain, ());
                found.push(discrepancy);
            }
        }
        found
    }
}

/// The bodies of an article by names of three words of weight or more; with `in Asia` behind the name as part of it where asked.
fn names(record: &Record, extended: bool) -> Vec<Named> {
    let bodies = |mention: &&Mention| mention.kind == Kind::Organisation && mention.form == Form::Name && !mention.nested;
    let mut all = Vec::new();
    for mention in record.reading.mentions.iter().filter(bodies) {
        let Some(name) = mention.name else { continue };
        let mut spans = vec![name];
        let place = |other: &&Mention| {
            other.kind == Kind::Place && other.span.start() > name.end() && other.span.start() < name.end() + 12
        };
        if let Some(place) = record.reading.mentions.iter().find(place).filter(|_| extended)
            && matches!(Span::new(name.end(), place.span.start()).of(&record.article.text).trim(), "in" | "/" | "-")
        {
            spans.push(name.join(place.span));
        }
        for span in spans {
            let written = record.article.words(span);
            let key = key(&written);
            if key.split(' ').count() >= LEAST_WORDS && written.chars().any(char::is_lowercase) {
                all.push(Named { key, written, span });
            }
        }
    }
    all
}

/// The words of weight, each without a plural's `s`.
fn key(written: &str) -> String {
    let spaced = normal_form(&written.replace('/', " "));
    let words = spaced.split(' ').filter(|word| !is_small(word) && !word.is_empty());
    words.map(|word| word.trim_end_matches("'s").trim_end_matches(['s', '\'', '’'])).collect::<Vec<_>>().join(" ")
}

/// Without what is a matter of house style: case, hyphens, `the`, `&`.
fn simple(written: &str) -> String {
    let lower = written.to_lowercase().replace('&', "and").replace(['-', '’', '\'', '.', ','], " ");
    lower.split_whitespace().filter(|word| *word != "the" && *word != "and" && *word != "s").collect::<Vec<_>>().join(" ")
}

fn differs(context: &Context<'_>, one: &Named, other: &Named) -> bool {
    one.key == other.key && simple(&one.written) != simple(&other.written) && !both_known(context, &one.written, &other.written)
}

fn both_known(context: &Context<'_>, one: &str, other: &str) -> bool {
    let known = |name: &str| !context.knowledge().gazetteer.lookup(name).is_empty() || context.corpus.dossiers().knows(name);
    known(one) && known(other)
}

fn in_article(context: &Context<'_>, name: &Named, other: &Named) -> Discrepancy {
    let message = format!("{} here, {} in line {}.", name.written, other.written, near::line(context, other.span));
    let mut discrepancy = Discrepancy::new(name.span, message, vec![simple(&name.written), simple(&other.written)]);
    discrepancy.evidence.push(context.evidence(other.span, "written so here"));
    discrepancy
}

/// The form of another article; the newest that has one.
fn elsewhere(context: &Context<'_>, name: &Named) -> Option<Discrepancy> {
    let path = &context.record.path;
    let near = context
        .corpus
        .names_near(&name.written, path, |folded| key(folded) == name.key && simple(folded) != simple(&name.written));
    let written = near.into_iter().filter(|other| !both_known(context, &name.written, &other.written));
    let by_name = written.filter_map(|other| Some((other.newest?, other.written))).next();
    let (other_path, written) = by_name.or_else(|| by_place(context, name))?;
    let record = context.corpus.get(&other_path)?;
    let span = names(&record, true).into_iter().find(|other| other.written == written)?.span;
    let message = format!("{} here, {written} in {}.", name.written, words::source(&record));
    let mut discrepancy = Discrepancy::new(name.span, message, vec![simple(&name.written), simple(&written)]);
    let why = format!("written so in {}", words::source(&record));
    discrepancy.evidence.push(super::Evidence { place: Some((record.path.clone(), span)), text: written, why });
    Some(discrepancy)
}

/// `Weavers' Watch in Asia` is no name by itself; only where a body is called `…/Asia` is it looked for.
fn by_place(context: &Context<'_>, name: &Named) -> Option<(std::sync::Arc<std::path::Path>, String)> {
    name.written.contains('/').then_some(())?;
    context.corpus.records().filter(|record| record.path != context.record.path).find_map(|record| {
        let other = names(record, true).into_iter().find(|other| differs(context, name, other))?;
        Some((record.path.clone(), other.written))
    })
}

#[cfg(test)]
mod tests {
    use crate::rules::fixture::check;

    #[test]
    fn two_forms_in_one_article() {
        check(
            "org-name-variant",
            "
The Ministry of Foreign Trade Relations said on Monday that it would go on with the talks.

Nobody at the Ministry for Foreign Trade Relations would say more.
              ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ information: Ministry for Foreign Trade Relations here, Ministry of Foreign Trade Relations in line 1.
",
        );
    }

    #[test]
    fn a_stroke_here_and_a_small_word_there() {
        check(
            "org-name-variant",
            "
//- one.txt published=1997-01-29
According to Human Rights Watch in Asia, the year was a quiet one for the censors of the capital.
             ^^^^^^^^^^^^^^^^^^^^^^^^^^ information: Human Rights Watch in Asia here, Human Rights Watch/Asia in two.txt, 28 January 1997.
//- two.txt published=1997-01-28
Anna Lindqvist of Human Rights Watch/Asia said that the year had been a quiet one.
                  ^^^^^^^^^^^^^^^^^^^^^^^ information: Human Rights Watch/Asia here, Human Rights Watch in Asia in one.txt, 29 January 1997.
",
        );
    }

    #[test]
    fn other_bodies_and_house_style_are_left_alone() {
        check(
            "org-name-variant",
            "The Ministry of Foreign Trade Relations met the Ministry of Foreign Affairs. The Northern Iron and Steel Company met the Northern Iron & Steel Company. Human Rights Watch in Asia was quiet.",
        );
    }
}
