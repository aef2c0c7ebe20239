//! From what rules see to findings: one place where settings, marks and acceptance are applied, for all rules alike.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use sha2::{Digest, Sha256};

use crate::corpus::{Corpus, Record};

use super::finding::{Finding, Fix};
use super::marks::Marks;
use super::rule::{Context, Discrepancy, Shared};
use super::settings::Settings;

/// A finding that the desk has looked at and let stand, as a sidecar keeps it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Accepted {
    /// The rule's name.
    pub rule: String,
    /// The finding's fingerprint.
    pub fingerprint: String,
    /// The text that was underlined when it was accepted.
    pub text: String,
}

/// What the rules say of an article, parted by what the desk said to it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Review {
    /// Findings that nobody has answered, ordered by span and rule.
    pub open: Vec<Finding>,
    /// Findings that were let stand and that the rules still see, with the index of their acceptance; ordered by span and rule.
    pub accepted: Vec<(Finding, usize)>,
}

/// The findings in one article, ordered by span and rule.
///
/// `accepted` is what the article's sidecar holds: such a finding stays away for as long as the words under it stay as they were.
#[must_use]
pub fn check(record: &Record, corpus: &Corpus, settings: &Settings, accepted: &[Accepted]) -> Vec<Finding> {
    review(record, corpus, settings, accepted).open
}

/// As [`check`], with the findings that were accepted.
#[must_use]
pub fn review(record: &Record, corpus: &Corpus, settings: &Settings, accepted: &[Accepted]) -> Review {
    review_while(record, corpus, settings, accepted, &|| true).unwrap_or_default()
}

/// As [`review`], for as long as somebody wants to know, which is asked before every rule; `None` when nobody does.
pub(super) fn review_while(
    record: &Record,
    corpus: &Corpus,
    settings: &Settings,
    accepted: &[Accepted],
    is_wanted: &dyn Fn() -> bool,
) -> Option<Review> {
    // News in another language would be nothing but unknown words.
    if record.reading.is_foreign() {
        return Some(Review::default());
    }
    let outlet = record.article.outlet.as_ref().map(|outlet| outlet.text.as_str());
    let marks = Marks::read(record);
    let shared = Shared::default();
    let mut review = Review::default();
    for rule in super::all() {
        if !is_wanted() {
            return None;
        }
        let about = rule.about();
        let Some(level) = settings.level(*rule, outlet) else { continue };
        let options = settings.options(*rule, outlet);
        let context = Context { record, corpus, options, publish: settings.publish, shared: &shared };
        let mut seen = rule.check(&context);
        seen.sort_by(|a, b| (a.span, &a.facts).cmp(&(b.span, &b.facts)));
        let mut times: BTreeMap<String, usize> = BTreeMap::new();
        for discrepancy in seen {
            // Counted before anything is silenced: a mark on the first of two leaves the second's fingerprint alone.
            let fingerprint = fingerprint(about.name, &discrepancy.facts, &mut times);
            if marks.silence(record, about.name, &discrepancy) {
                continue;
            }
            let words = discrepancy.span.of(&record.article.source);
            let stands = |accepted: &Accepted| {
                accepted.rule == about.name && accepted.fingerprint == fingerprint && accepted.text == words
            };
            let acceptance = accepted.iter().position(stands);
            let fixes = outside_quotations(&context, discrepancy.fixes);
            let Discrepancy { span, message, at_most, at_least, evidence, .. } = discrepancy;
            let level = if level == about.level { level.min(at_least) } else { level }.max(at_most);
            let finding = Finding { rule: about.name, level, span, message, evidence, fixes, fingerprint };
            match acceptance {
                Some(index) => review.accepted.push((finding, index)),
                None => review.open.push(finding),
            }
        }
    }
    let order = |a: &Finding, b: &Finding| (a.span, a.rule, &a.fingerprint).cmp(&(b.span, b.rule, &b.fingerprint));
    review.open.sort_by(order);
    review.accepted.sort_by(|(a, _), (b, _)| order(a, b));
    Some(review)
}

/// Sixteen hexadecimal digits of what the finding is about; the second of the same kind in one file is told apart by its number.
fn fingerprint(rule: &str, facts: &[String], times: &mut BTreeMap<String, usize>) -> String {
    let mut hasher = Sha256::new();
    for part in std::iter::once(rule).chain(facts.iter().map(String::as_str)) {
        hasher.update(part.as_bytes());
        hasher.update([0]);
    }
    let mut print = String::with_capacity(18);
    for byte in hasher.finalize().iter().take(8) {
        // Writing to a string cannot fail.
        let _ = write!(print, "{byte:02x}");
    }
    let count = times.entry(print.clone()).or_default();
    *count += 1;
    if *count > 1 {
        let _ = write!(print, "-{count}");
    }
    print
}

/// A quotation is a fact: no fix edits one.
fn outside_quotations(context: &Context<'_>, fixes: Vec<Fix>) -> Vec<Fix> {
    let allowed = |fix: &Fix| {
        let own = fix.edits.iter().filter(|edit| edit.path == context.record.path);
        own.into_iter().all(|edit| context.quotation_around(edit.span).is_none())
    };
    fixes.into_iter().filter(allowed).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::fixture::{findings, findings_with};

    const TWICE: &str = "It failed.The end came soon. It failed.The end came late.";

    fn prints(text: &str) -> Vec<String> {
        findings("missing-space-after-full-stop", text).into_iter().map(|finding| finding.fingerprint).collect()
    }

    #[test]
    fn fingerprints_survive_edits_elsewhere_and_tell_repetitions_apart() {
        let [first, second] = prints(TWICE).try_into().expect("two findings");
        assert_eq!(second, format!("{first}-2"));
        assert_eq!(prints("Another line.\n\nIt failed.The end."), [first.as_str()]);
        assert_eq!(prints("It failed.The (cq) end came soon. It failed.The end came late."), [second]);
        assert_ne!(prints("It failed.An end."), [first]);
    }

    #[test]
    fn an_accepted_finding_stays_away_while_its_text_stands() {
        let accepted = |text: &str| {
            let rule = "missing-space-after-full-stop".to_owned();
            Accepted { rule, fingerprint: prints("It failed.The end.").remove(0), text: text.to_owned() }
        };
        let left = |accepted: Accepted| findings_with(&Settings::default(), &[accepted], TWICE).len();
        assert_eq!((left(accepted("failed.The")), left(accepted("Failed.The"))), (1, 2));
    }

    #[test]
    fn comments_of_the_editor_silence_a_block_or_the_file() {
        let left = |text: &str| findings("missing-space-after-full-stop", &format!("//- draft.md\n{text}")).len();
        assert_eq!(left("<!-- stet: missing-space-after-full-stop -->\nIt failed.The end.\n\nIt failed.The end.\n"), 1);
        assert_eq!(left("<!-- stet: misspelt-word -->\nIt failed.The end.\n\nIt failed.The end.\n"), 2);
        assert_eq!(left("<!-- stet-file: missing-space-after-full-stop -->\n\nIt failed.The end.\n\nIt failed.The end.\n"), 0);
    }

    #[test]
    fn a_note_of_correction_repeats_errors_on_purpose() {
        assert_eq!(prints("Correction: an earlier version of this page read “It failed.The end.” We are sorry.").len(), 0);
    }

    #[test]
    fn another_language_is_left_alone() {
        let german = "Die Minister trafen sich am Montag in der Hauptstadt und sprachen über den Handel.Die Gespräche werden am Dienstag \
                      fortgesetzt, sagte ein Sprecher der Regierung, der nicht genannt werden wollte. Über den Inhalt wurde nichts bekannt.";
        assert_eq!(prints(german).len(), 0);
    }
}
