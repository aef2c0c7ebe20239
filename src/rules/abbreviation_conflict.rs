//! One abbreviation, two full forms.

use crate::language::normal_form;

use super::abbreviations::{expansions, is_small};
use super::near;
use super::rule::{About, Context, Discrepancy, Rule, declare_rule};
use super::slips::one_slip;

declare_rule! {
    /// ## What it does
    ///
    /// Flags an abbreviation that one article spells out in two ways, and one whose letters are a slip away from the initials of the
    /// form that it stands behind.
    ///
    /// ## Why it matters
    ///
    /// One of the two forms is wrong, or two bodies have got one name.
    ///
    /// ## Example
    ///
    /// > the General Agreement on Tariffs and Trade (GATT) … the General Accord on Tariffs and Trade (GATT)
    ///
    /// ## Options
    ///
    /// None but `level`.
    ///
    /// ## When it is silent
    ///
    /// At forms that differ by a plural, a small word or a beginning that one of them leaves out; at letters that are the known abbreviation of
    /// the body, or that fit its name in another language (nothing but one slip is told).
    pub struct AbbreviationConflict;
    "abbreviation-conflict", Organisations, Warning, on,
    "one abbreviation with two full forms, or with letters that do not fit",
    options: &[],
}

impl Rule for AbbreviationConflict {
    fn about(&self) -> &'static About {
        &Self::ABOUT
    }

    fn check(&self, context: &Context<'_>) -> Vec<Discrepancy> {
        let all: Vec<_> = expansions(context).collect();
        let mut found = Vec::new();
        for (index, (letters, form, span)) in all.iter().enumerate() {
            let other = all[..index].iter().find(|(others, other, _)| others == letters && !same_form(other, form));
            if let Some((_, other, place)) = other {
                let line = near::line(context, *place);
                let message = format!("{letters} stands for {form} here, for {other} in line {line}.");
                let mut discrepancy =
                    Discrepancy::new(*span, message, vec![(*letters).to_owned(), normal_form(form), normal_form(other)]);
                discrepancy.evidence.push(context.evidence(*place, "spelt out here too"));
                found.push(discrepancy);
            } else if let Some(initials) = slip_of_initials(context, letters, form) {
                let message = format!("{letters}: the initials of {form} are {initials}.");
                let mut discrepancy = Discrepancy::new(*span, message, vec![(*letters).to_owned(), normal_form(form)]);
                discrepancy.evidence.push(context.evidence(*span, format!("initials {initials}")));
                found.push(discrepancy);
            }
        }
        found
    }
}

/// The words of weight in the singular.
fn weighty(form: &str) -> Vec<String> {
    let form = normal_form(form);
    let words = form.split(' ').filter(|word| !is_small(word));
    words.map(|word| word.trim_end_matches("'s").trim_end_matches(['s', '\'', '’']).to_owned()).collect()
}

fn same_form(one: &str, other: &str) -> bool {
    let (one, other) = (weighty(one), weighty(other));
    one.ends_with(&other) || other.ends_with(&one) || one.starts_with(&other) || other.starts_with(&one)
}

/// The initials of a form in capitals if these letters are one slip away from them and nothing else explains the letters.
fn slip_of_initials(context: &Context<'_>, letters: &str, form: &str) -> Option<String> {
    let words: Vec<&str> = form.split([' ', '-']).filter(|word| !word.is_empty()).collect();
    let names: Vec<&str> = words.iter().copied().filter(|word| !is_small(&word.to_lowercase())).collect();
    let capitals = names.iter().all(|word| word.starts_with(|c: char| c.is_ascii_uppercase()));
    let initials: String = names.iter().filter_map(|word| word.chars().next()).collect();
    let all: String = words.iter().filter_map(|word| word.chars().next()).flat_map(char::to_uppercase).collect();
    let known = context.knowledge().gazetteer.lookup(letters).iter().any(|id| {
        let entry = context.knowledge().gazetteer.entry(id);
        std::iter::once(entry.name()).chain(entry.aliases()).any(|name| normal_form(name) == normal_form(form))
    });
    let english = names.iter().all(|word| context.knowledge().words.contains(&word.to_lowercase()));
    (capitals
        && !known
        && english
        && letters.len() > 2
        && letters.len() == initials.len()
        && letters != all
        && one_slip(letters, &initials))
    .then_some(initials)
}

#[cfg(test)]
mod tests {
    use crate::rules::fixture::check;

    #[test]
    fn two_forms_and_letters_that_do_not_fit() {
        check(
            "abbreviation-conflict",
            "
The Northern Fisheries Board (NFB) met on Monday in the old town.

The National Fisheries Board (NFB) did not say why.
    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning: NFB stands for National Fisheries Board here, for Northern Fisheries Board in line 1.
The Northern Timber Council (NTB) agreed.
    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning: NTB: the initials of Northern Timber Council are NTC.
",
        );
    }

    #[test]
    fn one_form_and_foreign_initials_are_left_alone() {
        check(
            "abbreviation-conflict",
            "The Northern Fisheries Board (NFB) met. The Northern Fisheries Boards (NFB) agreed. The Kurdistan Workers' Party (PKK) did not.",
        );
    }
}
