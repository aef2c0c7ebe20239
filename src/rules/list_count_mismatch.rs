//! Lists that say how long they are, counted.

use crate::language::{Kind, Quantity};
use crate::text::Span;

use super::rule::{About, Context, Discrepancy, Rule, declare_rule};

declare_rule! {
    /// ## What it does
    ///
    /// Flags a number before a list that is longer or shorter.
    ///
    /// ## Why it matters
    ///
    /// Something was cut and the number stayed, or the number was wrong from the start.
    ///
    /// ## Example
    ///
    /// > She named four priorities: trade, arms and schools.
    ///
    /// ## Options
    ///
    /// None but `level`.
    ///
    /// ## When it is silent
    ///
    /// At open lists (`including`, `such as`, `among them`), at lists that go on in other sentences, and wherever items can be counted in
    /// more than one way: a second `and`, ages and towns behind commas, items that explain others.
    pub struct ListCountMismatch;
    "list-count-mismatch", Numbers, Warning, on,
    "a number that is not that of the items listed",
    options: &[],
}

/// Longer lists are not given in one sentence.
const LONGEST: f64 = 12.0;
/// An item of more words is a clause.
const WORDS_OF_ITEM: usize = 7;
/// Words at the beginning of an item that explains the one before it, or of a clause.
const EXPLAINS: [&str; 22] = [
    "a",
    "an",
    "all",
    "at",
    "but",
    "each",
    "for",
    "formerly",
    "he",
    "his",
    "her",
    "including",
    "its",
    "it",
    "near",
    "one",
    "she",
    "the",
    "their",
    "which",
    "who",
    "whose",
];

impl Rule for ListCountMismatch {
    fn about(&self) -> &'static About {
        &Self::ABOUT
    }

    fn check(&self, context: &Context<'_>) -> Vec<Discrepancy> {
        context.reading().quantities.iter().filter_map(|quantity| miscounted(context, quantity)).collect()
    }
}

fn miscounted(context: &Context<'_>, quantity: &Quantity) -> Option<Discrepancy> {
    let counts = super::figures::counts(quantity) && quantity.high.is_none() && quantity.modifier.is_none() && !quantity.others;
    let head = quantity.head.filter(|_| counts && quantity.value.fract() == 0.0 && (2.0..=LONGEST).contains(&quantity.value))?;
    let sentence = context.reading().sentences.iter().find(|sentence| sentence.span.covers(quantity.span))?;
    let text = &context.article().text;
    let behind = text[head.end()..sentence.span.end()].strip_prefix(':')?;
    let start = sentence.span.end() - behind.len();
    let items = Items::read(context, Span::new(start, sentence.span.end()))?;
    let count = quantity.value as usize;
    if items.possible(count) {
        return None;
    }
    let (number, found) = (context.words(quantity.number), items.fewest);
    let message = format!("{number} {}, but {found} are listed.", context.words(head));
    let span = quantity.span.join(items.span);
    let facts = vec![context.words(head).to_lowercase(), count.to_string(), found.to_string()];
    let mut discrepancy = Discrepancy::new(quantity.span, message, facts);
    discrepancy.words = Some(span);
    discrepancy.evidence.push(context.evidence(items.span, "the list"));
    if context.quotation_around(span).is_some() {
        return None;
    }
    Some(discrepancy)
}

/// A list in one sentence, and between which numbers its items can be counted.
struct Items {
    span: Span,
    fewest: usize,
    most: usize,
}

impl Items {
    /// `None` if this is no closed list of like items.
    fn read(context: &Context<'_>, span: Span) -> Option<Self> {
        let text = &context.article().text;
        let list = span.of(text).trim_end().trim_end_matches(['.', '!', '?']);
        let separator = if list.contains(';') { ';' } else { ',' };
        let mut items: Vec<&str> = list.split(separator).map(str::trim).collect();
        let last = items.pop()?;
        // `trade, arms, and schools`; `trade, arms and schools`; `trade and arms`.
        let bare = last.strip_prefix("and ");
        let joined = last.split(" and ").count();
        items.extend(bare.is_none().then_some(()).into_iter().flat_map(|()| last.split(" and ")).chain(bare));
        let fewest = if bare.is_some() { items.len() } else { items.len() + 2 - joined.max(2) };
        let inner = list.matches(" and ").count() + list.matches(" & ").count();
        let closing = usize::from(bare.is_some() || joined > 1);
        let most = items.len() + inner.saturating_sub(closing) + list.matches('/').count();
        let first_word = |item: &str| item.split_whitespace().next().unwrap_or_default().to_lowercase();
        let plain = items.iter().all(|item| {
            let words = item.split_whitespace().count();
            let figures = item.chars().next().is_some_and(|c| c.is_ascii_digit());
            (1..=WORDS_OF_ITEM).contains(&words) && !figures && !EXPLAINS.contains(&first_word(item).as_str())
        });
        let capital = |item: &&str| item.starts_with(char::is_uppercase);
        let alike = items.iter().all(|item| capital(item)) || !items.iter().any(|item| capital(item));
        let open = ["such as", "among", "like ", "etc", "...", "…", ":", "–", "—", " - ", "(", "\"", "“"]
            .iter()
            .any(|mark| list.contains(mark));
        let closed = joined > 1 || bare.is_some();
        let nested = closed && places_within_places(context, span);
        (items.len() > 1 && plain && alike && !open && closed && !nested).then_some(Self { span, fewest, most })
    }

    fn possible(&self, count: usize) -> bool {
        (self.fewest..=self.most.max(self.fewest)).contains(&count)
    }
}

/// `Lyon, France, and Hamburg, Germany`: every second item says where the one before lies.
fn places_within_places(context: &Context<'_>, span: Span) -> bool {
    let reading = context.reading();
    let places: Vec<_> =
        reading.mentions.iter().filter(|mention| span.covers(mention.span) && mention.kind == Kind::Place).collect();
    let gazetteer = &context.knowledge().gazetteer;
    let entry = |at: usize| reading.entity(places[at].entity).entry.map(|id| gazetteer.entry(id));
    (1..places.len()).any(|at| {
        let (Some(inner), Some(outer)) = (entry(at - 1), entry(at)) else { return false };
        [inner.country(), inner.division(), inner.within()].contains(&Some(outer.name()))
    })
}

#[cfg(test)]
mod tests {
    use crate::rules::fixture::check;

    #[test]
    fn lists_that_are_longer_or_shorter_than_said() {
        check(
            "list-count-mismatch",
            "
She named four priorities: trade, arms and schools. He gave three reasons: cost and time.
          ^^^^^^^^^^^^^^^ warning: four priorities, but 3 are listed.
                                                            ^^^^^^^^^^^^^ warning: three reasons, but 2 are listed.
They visited two countries: France, Germany, and Italy.
             ^^^^^^^^^^^^^ warning: two countries, but 3 are listed.
",
        );
    }

    #[test]
    fn lists_that_fit_and_lists_that_can_be_counted_in_two_ways() {
        check(
            "list-count-mismatch",
            "
She named three priorities: trade, arms and schools. He gave two reasons: cost and time. It has three parts: bed and board, tea and rest.

They saw two towns: Lyon, France, and Hamburg, Germany. She met two men: John Roe, 34, and Peter Poe, the mayor. Five things: fire.

He sold four kinds: such as tea, milk and rum. Four people died: they had no chance, and nobody came. It had five rooms: a hall, a bath and two others.
",
        );
    }
}
