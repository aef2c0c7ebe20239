//! An article's reading, the corpus and the desk's settings become [`Finding`]s: facts that do not agree, each with its evidence.
//!
//! One rule per file. A rule's doc comment is its documentation (`dateline explain`), its name is the diagnostic code, the key in
//! `dateline.toml` and the word that suppresses it. A rule only says what it sees ([`Discrepancy`]); whether that becomes a finding,
//! and of which weight, is decided once for all rules in [`check()`]: settings, marks such as `(cq)`, and what the desk has accepted.

mod abbreviations;
mod calendar;
mod check;
mod configured;
mod counted_alike;
mod counted_elsewhere;
mod dossier;
mod figures;
mod finding;
mod marks;
mod nationalities;
mod near;
mod options;
mod rule;
mod same_story;
mod scopes;
mod settings;
mod slips;
mod spellings;
mod wording;
mod words;

mod abbreviation_conflict;
mod abbreviation_not_expanded;
mod age_birthdate_mismatch;
mod ages_then;
mod ages_told;
mod ambiguous_surname;
mod anonymous_source;
mod arithmetic_mismatch;
mod date_against_knowledge;
mod date_conflict;
mod date_order_conflict;
mod date_range_reversed;
mod dated_alike;
mod dated_words;
mod deeds;
mod doubled_word;
mod headline_name_mismatch;
mod headline_number_mismatch;
mod honorific_mixed;
mod impossible_date;
mod introductions;
mod known_correction;
mod leads;
mod list_count_mismatch;
mod lone_names;
mod magnitude_slip;
mod metadata_date_implausible;
mod missing_space_after_full_stop;
mod misspelt_word;
mod name_misspelt;
mod name_order;
mod number_conflict;
mod org_anachronism;
mod org_name_variant;
mod parts;
mod percent_sum;
mod person_name_variant;
mod person_not_introduced;
mod place_alias_mixed;
mod place_containment_conflict;
mod placeholder_left;
mod proportions;
mod quotation_without_attribution;
mod quote_fragment_not_in_quote;
mod quote_variant;
mod rises;
mod second_dateline;
mod superlative_claim;
mod tallies;
mod time_zone_mismatch;
mod title_conflict;
mod title_out_of_date;
mod towns_and_countries;
mod unbalanced_quotation;
mod undated_relative_date;
mod unit_conversion_mismatch;
mod unverified_name;
mod weekday_date_mismatch;

#[cfg(test)]
mod fixture;

pub use check::{Accepted, Review, check, review};
pub use configured::names;
pub use finding::{Edit, Evidence, Finding, Fix, Level, Site};
pub use options::{OptionDefault, OptionSpec, Options};
pub use rule::{About, Context, Discrepancy, Group, Rule};
pub use scopes::{Scopes, root_of};
pub use settings::{Overrides, Problem, Settings};

/// Every rule, in the order of the catalogue.
static ALL: [&dyn Rule; 45] = [
    &weekday_date_mismatch::WeekdayDateMismatch,
    &age_birthdate_mismatch::AgeBirthdateMismatch,
    &date_range_reversed::DateRangeReversed,
    &impossible_date::ImpossibleDate,
    &undated_relative_date::UndatedRelativeDate,
    &metadata_date_implausible::MetadataDateImplausible,
    &date_against_knowledge::DateAgainstKnowledge,
    &date_order_conflict::DateOrderConflict,
    &time_zone_mismatch::TimeZoneMismatch,
    &date_conflict::DateConflict,
    &headline_name_mismatch::HeadlineNameMismatch,
    &placeholder_left::PlaceholderLeft,
    &misspelt_word::MisspeltWord,
    &doubled_word::DoubledWord,
    &missing_space_after_full_stop::MissingSpaceAfterFullStop,
    &headline_number_mismatch::HeadlineNumberMismatch,
    &unit_conversion_mismatch::UnitConversionMismatch,
    &list_count_mismatch::ListCountMismatch,
    &magnitude_slip::MagnitudeSlip,
    &percent_sum::PercentSum,
    &arithmetic_mismatch::ArithmeticMismatch,
    &number_conflict::NumberConflict,
    &known_correction::KnownCorrection,
    &name_misspelt::NameMisspelt,
    &person_name_variant::PersonNameVariant,
    &person_not_introduced::PersonNotIntroduced,
    &title_out_of_date::TitleOutOfDate,
    &ambiguous_surname::AmbiguousSurname,
    &name_order::NameOrder,
    &title_conflict::TitleConflict,
    &honorific_mixed::HonorificMixed,
    &unverified_name::UnverifiedName,
    &quote_variant::QuoteVariant,
    &unbalanced_quotation::UnbalancedQuotation,
    &superlative_claim::SuperlativeClaim,
    &quote_fragment_not_in_quote::QuoteFragmentNotInQuote,
    &quotation_without_attribution::QuotationWithoutAttribution,
    &anonymous_source::AnonymousSource,
    &abbreviation_conflict::AbbreviationConflict,
    &abbreviation_not_expanded::AbbreviationNotExpanded,
    &org_name_variant::OrgNameVariant,
    &org_anachronism::OrgAnachronism,
    &second_dateline::SecondDateline,
    &place_alias_mixed::PlaceAliasMixed,
    &place_containment_conflict::PlaceContainmentConflict,
];

/// Every rule, in the order of the catalogue.
#[must_use]
pub fn all() -> &'static [&'static dyn Rule] {
    &ALL
}

/// The rule of a name.
#[must_use]
pub fn by_name(name: &str) -> Option<&'static dyn Rule> {
    all().iter().copied().find(|rule| rule.about().name == name)
}

/// The rule whose name is nearest to a name that is none; `None` if nothing is near.
#[must_use]
pub fn nearest(name: &str) -> Option<&'static str> {
    nearest_of(name, all().iter().map(|rule| rule.about().name))
}

/// The known word that a mistyped one was probably meant to be: at most a third of its letters wrong.
fn nearest_of<'n>(typed: &str, known: impl Iterator<Item = &'n str>) -> Option<&'n str> {
    let typed = typed.to_lowercase().replace('_', "-");
    let near = known.map(|name| (strsim::osa_distance(&typed, name), name));
    near.filter(|(distance, name)| *distance <= name.len() / 3).min().map(|(_, name)| name)
}

#[cfg(test)]
mod tests {
    use super::*;

    const SECTIONS: [&str; 5] = ["What it does", "Why it matters", "Example", "Options", "When it is silent"];

    #[test]
    fn every_rule_is_documented_in_all_sections() {
        for rule in all() {
            let documentation = rule.documentation();
            let headings: Vec<&str> = documentation.lines().filter_map(|line| line.strip_prefix("## ")).collect();
            assert_eq!(headings, SECTIONS, "{}", rule.about().name);
            let sections = documentation.split("## ").skip(1);
            for section in sections {
                let body = section.split_once('\n').map_or("", |(_, body)| body.trim());
                assert!(!body.is_empty(), "{}: an empty section in:\n{documentation}", rule.about().name);
            }
        }
    }

    #[test]
    fn every_option_is_documented_and_every_documented_option_exists() {
        for rule in all() {
            let documentation = rule.documentation();
            let (_, options) = documentation.split_once("## Options").unwrap_or_default();
            let (options, _) = options.split_once("## ").unwrap_or_default();
            let documented: Vec<&str> = options.lines().filter_map(|line| line.strip_prefix("- `")?.split('`').next()).collect();
            let declared: Vec<&str> = rule.about().options.iter().map(|option| option.name).collect();
            assert_eq!(documented, declared, "{}", rule.about().name);
        }
    }

    #[test]
    fn names_are_in_kebab_case_and_unique() {
        let names: Vec<&str> = all().iter().map(|rule| rule.about().name).collect();
        for name in &names {
            assert!(name.split('-').all(|word| !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_lowercase())), "{name}");
            assert!(!rule_of(name).about().summary.is_empty());
        }
        let mut unique = names.clone();
        unique.sort_unstable();
        unique.dedup();
        assert_eq!(unique.len(), names.len());
    }

    fn rule_of(name: &str) -> &'static dyn Rule {
        by_name(name).expect("a rule of the catalogue")
    }

    #[test]
    fn a_mistyped_name_finds_its_rule() {
        for (typed, meant) in [
            ("weekday-mismatch", Some("weekday-date-mismatch")),
            ("weekday_date_mismatch", Some("weekday-date-mismatch")),
            ("quotes-variant", Some("quote-variant")),
            ("mispelt-word", Some("misspelt-word")),
            ("colour", None),
        ] {
            assert_eq!(nearest(typed), meant, "{typed}");
        }
    }
}
