//! The language layer pairs the marks and knows when a quotation goes on in the next paragraph; this rule only tells the desk.

use super::finding::Fix;
use super::rule::{About, Context, Discrepancy, Rule, declare_rule};
use crate::text::Span;

declare_rule! {
    /// ## What it does
    ///
    /// Flags a quotation whose opening mark is never closed.
    ///
    /// ## Why it matters
    ///
    /// Nobody can tell any more which words were said and which are the paper's.
    ///
    /// ## Example
    ///
    /// > "We shall be back next week, the minister said.
    ///
    /// ## Options
    ///
    /// None but `level`.
    ///
    /// ## When it is silent
    ///
    /// Where the next paragraph opens with a mark again, as long quotations do; after the first of a paragraph; at single marks, which may be apostrophes; outside
    /// running text.
    pub struct UnbalancedQuotation;
    "unbalanced-quotation", Quotations, Warning, on,
    "a quotation that is never closed",
    options: &[],
}

impl Rule for UnbalancedQuotation {
    fn about(&self) -> &'static About {
        &Self::ABOUT
    }

    fn check(&self, context: &Context<'_>) -> Vec<Discrepancy> {
        let unclosed = context.reading().quotations.iter().filter(|quotation| quotation.unclosed);
        let mut found: Vec<Discrepancy> = unclosed.filter_map(|quotation| discrepancy(context, quotation.span)).collect();
        // One mark too few in a paragraph is one mistake, though it leaves two quotations open.
        let block = |discrepancy: &Discrepancy| context.article().block_at(discrepancy.span.start());
        found.dedup_by_key(|discrepancy| block(discrepancy));
        found
    }
}

/// What is underlined is the mark and the first words behind it.
fn discrepancy(context: &Context<'_>, quotation: Span) -> Option<Discrepancy> {
    let text = &context.article().text;
    let mark = text[..quotation.start()].chars().next_back().filter(|mark| matches!(mark, '"' | '“' | '«'))?;
    let closing = match mark {
        '“' => "”",
        '«' => "»",
        _ => "\"",
    };
    if goes_on(context, quotation, mark) {
        return None;
    }
    let start = quotation.start() - mark.len_utf8();
    let words: Vec<&str> = quotation.of(text).split_whitespace().take(4).collect();
    let last = words.last()?;
    let end = last.as_ptr() as usize - text.as_ptr() as usize + last.len();
    let span = Span::new(start, end);
    let opening = context.words(span);
    let mut discrepancy = Discrepancy::new(span, format!("{opening} …: this quotation is never closed."), vec![opening]);
    let title = "Close it at the end of the paragraph".to_owned();
    let at = Span::new(quotation.end(), quotation.end());
    discrepancy.fixes.push(Fix { title, safe: false, edits: vec![context.edit(at, closing)] });
    Some(discrepancy)
}

/// The quotation ends in the next paragraph, or goes on after a mark that once began a paragraph of its own: a lost line break is no lost mark.
fn goes_on(context: &Context<'_>, quotation: Span, mark: char) -> bool {
    let article = context.article();
    let text = &article.text;
    let closing = if mark == '“' { '”' } else { mark };
    let Some(block) = article.block_at(quotation.start()) else { return false };
    let rest = &text[quotation.start()..article.blocks[block].span.end()];
    let again = rest.match_indices(mark).any(|(at, _)| {
        let ended = rest[..at].trim_end().ends_with(['.', '?', '!']) && rest[..at].ends_with(char::is_whitespace);
        ended && rest[at + mark.len_utf8()..].starts_with(char::is_uppercase)
    });
    let next = article.blocks.get(block + 1).map_or("", |next| next.span.of(text));
    let closed = match mark {
        // The first mark of the next paragraph closes: it stands behind a full stop or comma.
        '"' => next.find('"').is_some_and(|at| next[..at].ends_with(['.', ',', '?', '!'])),
        _ => next.find(closing).is_some_and(|at| !next[..at].contains(mark)),
    };
    again || closed
}

#[cfg(test)]
mod tests {
    use crate::rules::fixture::check;

    #[test]
    fn a_quotation_that_goes_on_in_the_next_paragraph_is_left_alone() {
        check(
            "unbalanced-quotation",
            r#"
Carla Brundt said, "It was late when we came to the harbour that night.

Nobody was there." Then she left.

Stirn said, "We waited. "Nobody came until it was dark," he said.
"#,
        );
    }

    #[test]
    fn an_opening_mark_without_a_partner() {
        check(
            "unbalanced-quotation",
            "
The minister spoke at noon. \"We shall be back next week, the minister said.
                            ^^^^^^^^^^^^^^^^^ warning: \"We shall be back …: this quotation is never closed.

He left at once.
",
        );
    }

    #[test]
    fn a_quotation_of_several_paragraphs_is_open_until_its_last() {
        check("unbalanced-quotation", "“We shall be back next week.\n\n“Nobody will miss us,” the minister said.\n");
    }
}
