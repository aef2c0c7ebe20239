//! Who is quoted without a name.

use crate::language::SourceKind;

use super::options::OptionSpec;
use super::rule::{About, Context, Discrepancy, Rule, declare_rule};

declare_rule! {
    /// ## What it does
    ///
    /// Flags sources that have no name: `sources said`, `experts said`.
    ///
    /// ## Why it matters
    ///
    /// Many houses want an editor to know who is behind such words before they are printed.
    ///
    /// ## Example
    ///
    /// > Sources said that the minister would resign.
    ///
    /// ## Options
    ///
    /// - `sources`: more nouns that stand for somebody without a name. Default: none besides the built-in list (`sources`, `experts`, `analysts`, `insiders` and the like).
    ///
    /// ## When it is silent
    ///
    /// At sources with a name, at pronouns, and at nouns of no list, such as `police` and `the ministry`.
    pub struct AnonymousSource;
    "anonymous-source", Quotations, Hint, off,
    "words of somebody without a name",
    options: &[OptionSpec::words("sources")],
}

const NOUNS: [&str; 16] = [
    "source",
    "sources",
    "expert",
    "experts",
    "analyst",
    "analysts",
    "insider",
    "insiders",
    "observer",
    "observers",
    "diplomat",
    "diplomats",
    "critic",
    "critics",
    "official",
    "officials",
];

impl Rule for AnonymousSource {
    fn about(&self) -> &'static About {
        &Self::ABOUT
    }

    fn check(&self, context: &Context<'_>) -> Vec<Discrepancy> {
        let mut told: Vec<crate::text::Span> = Vec::new();
        let mut found = Vec::new();
        for source in context.reading().quotations.iter().filter_map(|quotation| quotation.source) {
            let head = context.words(source.head).to_lowercase();
            let listed = NOUNS.contains(&head.as_str()) || context.options.lists("sources", &head);
            if source.kind != SourceKind::Unnamed || !listed || told.contains(&source.span) {
                continue;
            }
            told.push(source.span);
            let written = context.words(source.span);
            let mut discrepancy =
                Discrepancy::new(source.span, format!("{written}: a source without a name."), vec![written.to_lowercase()]);
            discrepancy.evidence.push(context.evidence(source.span, "named so here"));
            found.push(discrepancy);
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::fixture::check;

    #[test]
    fn sources_without_a_name() {
        check(
            "anonymous-source",
            "
“The bridge will be closed for a year,” experts said.
                                        ^^^^^^^ hint: experts: a source without a name.
",
        );
    }

    #[test]
    fn names_are_left_alone() {
        check("anonymous-source", "“The bridge will be closed for a year,” Anna Lindqvist said. “It is late,” she said.");
    }
}
