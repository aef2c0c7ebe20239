//! `four priorities:` and a list: the number against what is listed.

use crate::article::BlockKind;
use crate::language::{Kind, Quantity, Token};
use crate::text::Span;

use super::near;
use super::rule::{About, Context, Discrepancy, Rule, declare_rule};

declare_rule! {
    /// ## What it does
    ///
    /// Counts a list that is announced with a number, after a colon or a dash or as entries of a list, and flags a number that is another.
    ///
    /// ## Why it matters
    ///
    /// An entry was cut, or the number was not changed when one was. Readers count.
    ///
    /// ## Example
    ///
    /// > The minister named four priorities: schools, roads and clean water.
    ///
    /// ## Options
    ///
    /// None but `level`.
    ///
    /// ## When it is silent
    ///
    /// At lists that are open (`including`, `such as`, `among them`), at lists whose entries have commas, clauses or an `and` of their own, and
    /// where one entry counts several.
    pub struct ListCountMismatch;
    "list-count-mismatch", Numbers, Warning, on,
    "a number that announces more or fewer than are listed",
    options: &[],
}

/// Words of an entry, at most: longer ones are clauses.
const LONGEST: usize = 9;

/// Words after which a list is open, or its entries are clauses.
const LOOSE: [&str; 31] = [
    "including",
    "such",
    "among",
    "etc",
    "other",
    "others",
    "namely",
    "who",
    "which",
    "that",
    "whose",
    "where",
    "is",
    "are",
    "was",
    "were",
    "has",
    "have",
    "had",
    "will",
    "would",
    "said",
    "says",
    "or",
    "both",
    "plus",
    "with",
    "but",
    "as",
    "if",
    "when",
];

impl Rule for ListCountMismatch {
    fn about(&self) -> &'static About {
        &Self::ABOUT
    }

    fn check(&self, context: &Context<'_>) -> Vec<Discrepancy> {
        let quantities = context.reading().quantities.iter().filter(|quantity| announces(quantity));
        quantities.filter_map(|quantity| entries(context, quantity).or_else(|| in_sentence(context, quantity))).collect()
    }
}

fn announces(quantity: &Quantity) -> bool {
    let plain = quantity.modifier.is_none() && quantity.high.is_none() && quantity.unit.is_none() && quantity.against.is_none();
    plain
        && !quantity.others
        && quantity.head.is_some()
        && (2.0..=12.0).contains(&quantity.value)
        && quantity.value.fract() == 0.0
}

fn mismatch(context: &Context<'_>, quantity: &Quantity, count: usize, list: Span) -> Option<Discrepancy> {
    if quantity.value as usize == count {
        return None;
    }
    let message = format!("{} announced, {count} listed.", context.words(quantity.span));
    let facts = vec![quantity.value.to_string(), count.to_string(), context.words(quantity.head?).to_lowercase()];
    let mut discrepancy = Discrepancy::new(quantity.number, message, facts);
    discrepancy.evidence.push(context.evidence(list, "the list"));
    let text = in_words(count, &context.words(quantity.number));
    discrepancy.fixes.push(context.change_to(quantity.number, text));
    Some(discrepancy)
}

/// A small number in words, or in figures where figures stood.
fn in_words(count: usize, model: &str) -> String {
    const WORDS: [&str; 13] =
        ["none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];
    match WORDS.get(count).filter(|_| !model.starts_with(|c: char| c.is_ascii_digit())) {
        Some(word) => super::words::in_case_of(model, word),
        None => count.to_string(),
    }
}

/// A paragraph that ends with a colon, and entries of a list below it.
fn entries(context: &Context<'_>, quantity: &Quantity) -> Option<Discrepancy> {
    let article = context.article();
    let block = article.block_at(quantity.span.start())?;
    let end = near::token_before(context, article.blocks[block].span.end())?;
    let sentence = near::sentence(context, quantity.span.start())?;
    if end.span.of(&article.text) != ":" || !sentence.span.covers(end.span) || later_number(context, quantity, end.span.start()) {
        return None;
    }
    let list = article.blocks[block + 1..].iter().take_while(|block| block.kind == BlockKind::ListItem);
    let spans: Vec<Span> = list.map(|block| block.span).collect();
    let whole = spans.first()?.join(*spans.last()?);
    if spans.len() < 2 || loose(&near::lower(context, near::tokens(context, sentence.span))) {
        return None;
    }
    mismatch(context, quantity, spans.len(), whole)
}

fn later_number(context: &Context<'_>, quantity: &Quantity, end: usize) -> bool {
    near::quantities(context, Span::new(quantity.span.end(), end)).iter().any(announces)
}

fn loose(words: &[String]) -> bool {
    words.iter().any(|word| matches!(word.as_str(), "including" | "such" | "among" | "include"))
}

/// `four priorities: schools, roads and clean water.`
fn in_sentence(context: &Context<'_>, quantity: &Quantity) -> Option<Discrepancy> {
    let text = &context.article().text;
    let sentence = near::sentence(context, quantity.span.start())?;
    let mark = near::token_from(context, quantity.span.end())?;
    let opening = mark.span.of(text);
    if !matches!(opening, ":" | "--" | "—" | "–") || !sentence.span.covers(mark.span) {
        return None;
    }
    let behind = near::tokens(context, Span::new(mark.span.end(), sentence.span.end()));
    // A dash closes what a dash opened; a colon's list goes on to the full stop.
    let closes = |token: &Token| matches!(token.span.of(text), "." | "--" | "—" | "–" | ";" | "!" | "?" | ":");
    let end = behind.iter().position(closes)?;
    let closing = behind[end].span.of(text);
    if closing != "." && closing != opening {
        return None;
    }
    let list = &behind[..end];
    let whole = list.first()?.span.join(list.last()?.span);
    if list.iter().any(|token| matches!(token.span.of(text), "“" | "”" | "\"" | "(" | "‘" | "…")) {
        return None;
    }
    let words = near::lower(context, list);
    if words.iter().any(|word| LOOSE.contains(&word.as_str())) || !near::quantities(context, whole).is_empty() {
        return None;
    }
    let count = count(&words)?;
    // `Jane Roe, of Leeds, and John Doe`: what stands between commas is of different kinds.
    if !alike(context, whole, count) {
        return None;
    }
    mismatch(context, quantity, count, whole)
}

/// The entries of a list of short phrases; `None` if an `and` or a comma may belong to an entry.
fn count(words: &[String]) -> Option<usize> {
    let parts: Vec<&[String]> = words.split(|word| word == ",").collect();
    let (last, others) = parts.split_last()?;
    let joined = |part: &[String]| part.iter().filter(|word| matches!(word.as_str(), "and" | "&")).count();
    if others.is_empty() || others.iter().any(|part| joined(part) > 0 || part.is_empty()) {
        return None;
    }
    let count = match (last.first().map(String::as_str), joined(last)) {
        // `a, b, and c`
        (Some("and"), 1) => parts.len(),
        // `a, b and c`
        (Some(_), 1) => parts.len() + 1,
        _ => return None,
    };
    parts.iter().all(|part| part.len() <= LONGEST).then_some(count)
}

/// People and places in a list stand one in each entry, or in none: an entry and its explanation look like two.
fn alike(context: &Context<'_>, list: Span, count: usize) -> bool {
    let mentions = context.reading().mentions.iter().filter(|mention| list.covers(mention.span) && !mention.nested);
    let mut kinds: Vec<Kind> = mentions.map(|mention| mention.kind).collect();
    let named = kinds.len();
    kinds.dedup();
    named == 0 || (named == count && kinds.len() == 1)
}

#[cfg(test)]
mod tests {
    use crate::rules::fixture::{check, fixes};

    #[test]
    fn lists_in_the_sentence_and_below_it() {
        check(
            "list-count-mismatch",
            "
The minister named four priorities: schools, roads and clean water.
                   ^^^^ warning: four priorities announced, 3 listed.
There were three delegations -- France, Spain, Italy, and Greece -- at the table.
           ^^^^^ warning: three delegations announced, 4 listed.
",
        );
        check(
            "list-count-mismatch",
            "
//- draft.md
The council set three conditions:
                ^^^^^ warning: three conditions announced, 2 listed.

- a new road
- a new school

Nobody objected to them.
",
        );
    }

    #[test]
    fn a_right_number_and_lists_that_cannot_be_counted_are_left_alone() {
        check(
            "list-count-mismatch",
            "
The minister named three priorities: schools, roads and clean water.

She named two fields: research and development, law and order.

He gave four reasons: it was late, it was dark and nobody had come.

They visited three cities: Anna Lindqvist, the mayor, and Olaf Stirn went along.

Two cities -- Rome and Paris -- said no.
",
        );
    }

    #[test]
    fn the_number_is_changed_in_its_own_manner() {
        let fixed = fixes("list-count-mismatch", "The minister named four aims: schools, roads and clean water.");
        assert_eq!(
            fixed,
            [("Change to three".to_owned(), "The minister named three aims: schools, roads and clean water.".to_owned())]
        );
    }
}
