//! Numbers of one article that count the same thing. Two values for one thing are as a rule two things; a slip of the pen shows in the figures.

use std::collections::BTreeMap;

use crate::language::Quantity;

use super::rule::{About, Context, Discrepancy, Rule, declare_rule};

declare_rule! {
    /// ## What it does
    ///
    /// Flags two numbers in one article that count the same thing and differ as slips of the pen do: two figures swapped, or one wrong.
    ///
    /// ## Why it matters
    ///
    /// One of the two is wrong, and it is the one that will be quoted.
    ///
    /// ## Example
    ///
    /// > China will discuss the cases of 235 political prisoners. … The 253 political prisoners are held in the west.
    ///
    /// ## Options
    ///
    /// None but `level`.
    ///
    /// ## When it is silent
    ///
    /// At numbers under 100, round numbers and years, at values that differ in other ways, at things named by one word or that are counted
    /// more than twice over, and where `about`, `more`, `other` or `another` limits one of the two.
    pub struct NumberConflict;
    "number-conflict", Numbers, Warning, on,
    "two numbers for one thing, a slip of the pen apart",
    options: &[],
}

/// Smaller numbers are alike by chance.
const LEAST: f64 = 100.0;

impl Rule for NumberConflict {
    fn about(&self) -> &'static About {
        &Self::ABOUT
    }

    fn check(&self, context: &Context<'_>) -> Vec<Discrepancy> {
        let mut things: BTreeMap<String, Vec<&Quantity>> = BTreeMap::new();
        for quantity in &context.reading().quantities {
            let exact = quantity.modifier.is_none() && quantity.high.is_none() && quantity.unit.is_none();
            let alone = !quantity.others && quantity.against.is_none() && quantity.change.is_none() && quantity.per.is_none();
            if let Some(head) = quantity.head.filter(|_| exact && alone) {
                let words = context.words(head).to_lowercase();
                let subset =
                    words.split(' ').any(|word| matches!(word, "other" | "others" | "more" | "additional" | "another" | "new"));
                if words.contains(' ') && !subset {
                    things.entry(words).or_default().push(quantity);
                }
            }
        }
        things.iter().filter_map(|(thing, counts)| conflict(context, thing, counts)).collect()
    }
}

fn conflict(context: &Context<'_>, thing: &str, counts: &[&Quantity]) -> Option<Discrepancy> {
    let mut values: Vec<f64> = counts.iter().map(|quantity| quantity.value).collect();
    values.sort_by(f64::total_cmp);
    values.dedup();
    let [low, high] = values[..] else { return None };
    if low < LEAST || low % 100.0 == 0.0 || high % 100.0 == 0.0 || !slip_of_figures(low, high) {
        return None;
    }
    // The rarer of the two is the one in question, else the later.
    let of = |value: f64| counts.iter().filter(move |quantity| quantity.value.total_cmp(&value).is_eq());
    let first = counts[0].value;
    let other = if first.total_cmp(&low).is_eq() { high } else { low };
    let (right, wrong) = if of(other).count() > of(first).count() { (other, first) } else { (first, other) };
    let (stands, asked) = (of(right).next()?, of(wrong).next()?);
    let line = context.record.lines.line(stands.span.start()) + 1;
    let (here, there) = (context.words(asked.number), context.words(stands.number));
    let message = format!("{here} {thing} here, {there} in line {line}.");
    let mut discrepancy = Discrepancy::new(asked.number, message, vec![thing.to_owned(), wrong.to_string(), right.to_string()]);
    discrepancy.evidence.push(context.evidence(stands.span, "counted here too"));
    let title = format!("Change to {there}");
    discrepancy.fixes.push(super::Fix { title, safe: false, edits: vec![context.edit(asked.number, there)] });
    Some(discrepancy)
}

/// Equally long, and one figure wrong or two neighbours swapped.
fn slip_of_figures(a: f64, b: f64) -> bool {
    let (a, b) = (a.to_string(), b.to_string());
    a.len() == b.len() && super::slips::one_slip(&a, &b)
}

#[cfg(test)]
mod tests {
    use crate::rules::fixture::{check, fixes};

    #[test]
    fn figures_swapped() {
        let fixture = "
The ministers discussed 235 political prisoners on Monday.
None of the 253 political prisoners was named.
            ^^^ warning: 253 political prisoners here, 235 in line 1.
";
        check("number-conflict", fixture);
        assert_eq!(fixes("number-conflict", fixture)[0].0, "Change to 235");
    }

    #[test]
    fn other_things_and_other_values_are_left_alone() {
        check(
            "number-conflict",
            "They discussed 235 political prisoners, 253 other political prisoners and 234 church members. Some 236 political prisoners are ill. It has 120 church members.",
        );
    }
}
