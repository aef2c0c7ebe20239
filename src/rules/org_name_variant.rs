//! Two forms of one body's name, in the draft or between the draft and the corpus, and forms that the house writes otherwise.

use std::collections::BTreeMap;

use crate::corpus::fold_name;
use crate::knowledge::dossier::Preference;
use crate::language::{Form, Kind, Mention};
use crate::text::Span;

use super::finding::{Evidence, Fix, Site};
use super::rule::{About, Context, Discrepancy, Rule, declare_rule};

declare_rule! {
    /// ## What it does
    ///
    /// Flags a body whose name is put together in two ways: with and without a small word or mark between the same words. Flags a name for
    /// which `[style] prefer` of `dateline.toml` has another form.
    ///
    /// ## Why it matters
    ///
    /// A body has one name. Two forms look like two bodies, to a reader and to a search.
    ///
    /// ## Example
    ///
    /// > According to Human Rights Watch in Asia … Human Rights Watch/Asia said …
    ///
    /// ## Options
    ///
    /// None but `level`.
    ///
    /// ## When it is silent
    ///
    /// Where the dossiers or the gazetteer know both forms; at names of fewer than three words, unless the house has another form for them;
    /// inside quotations and longer names.
    pub struct OrgNameVariant;
    "org-name-variant", Organisations, Information, on,
    "two forms of one body's name",
    options: &[],
}

/// Words by which two forms of one name differ.
const SMALL: [&str; 7] = ["and", "for", "in", "of", "on", "the", "to"];
/// Names of fewer words of weight are put together from too little.
const FEWEST: usize = 3;
/// Articles that are looked at for the other form, the newest.
const ROWS: usize = 4;

impl Rule for OrgNameVariant {
    fn about(&self) -> &'static About {
        &Self::ABOUT
    }

    fn check(&self, context: &Context<'_>) -> Vec<Discrepancy> {
        let mut forms: BTreeMap<String, Vec<(String, Span)>> = BTreeMap::new();
        for mention in context.reading().mentions.iter().filter(|mention| is_plain(mention)) {
            for span in [mention.name, with_place(context, mention)].into_iter().flatten() {
                let folded = fold_name(&context.words(span));
                let weighty = bare(&folded);
                if weighty.split(' ').count() >= FEWEST {
                    forms.entry(weighty).or_default().push((folded, span));
                }
            }
        }
        let not_preferred = not_preferred(context);
        let is_told = |found: &Discrepancy| not_preferred.iter().any(|told| told.span == found.span);
        let variants = forms
            .iter()
            .filter_map(|(bare, uses)| variant_here(context, uses).or_else(|| variant_elsewhere(context, bare, uses)))
            .filter(|found| !is_told(found));
        let variants: Vec<Discrepancy> = variants.collect();
        not_preferred.into_iter().chain(variants).collect()
    }
}

/// Names for which the house has another form: one finding for each, at the first place.
fn not_preferred(context: &Context<'_>) -> Vec<Discrepancy> {
    let (record, article) = (context.record, context.article());
    let outlet = article.outlet.as_ref().map(|outlet| outlet.text.as_str());
    let mut uses: Vec<(&Preference, Vec<Span>)> = Vec::new();
    for (span, preference) in context.corpus.dossiers().preferences_in(&article.text, &record.path, outlet) {
        let is_name = context.reading().mentions.iter().any(|mention| is_plain(mention) && mention.name == Some(span));
        match uses.iter_mut().find(|(known, _)| *known == preference) {
            _ if !is_name => {}
            Some((_, spans)) => spans.push(span),
            None => uses.push((preference, vec![span])),
        }
    }
    uses.into_iter().map(|(preference, spans)| instead(context, preference, &spans)).collect()
}

fn instead(context: &Context<'_>, preference: &Preference, spans: &[Span]) -> Discrepancy {
    let Preference { form, preferred, .. } = preference;
    let message = format!("The house writes “{preferred}”, not “{form}”.");
    let mut discrepancy = Discrepancy::new(spans[0], message, vec![fold_name(form), fold_name(preferred)]);
    let why = "the form in [style] prefer of dateline.toml".to_owned();
    discrepancy.evidence.push(Evidence { place: None, text: preferred.clone(), why });
    let edits = spans.iter().map(|span| context.edit(*span, preferred.clone())).collect();
    discrepancy.fixes.push(Fix { title: format!("Write “{preferred}”"), safe: false, edits });
    discrepancy
}

fn is_plain(mention: &Mention) -> bool {
    mention.kind == Kind::Organisation && mention.form == Form::Name && !mention.nested && !mention.quoted
}

/// `Human Rights Watch in Asia`: the name with a place that a small word joins to it.
fn with_place(context: &Context<'_>, mention: &Mention) -> Option<Span> {
    let name = mention.name?;
    let mentions = &context.reading().mentions;
    let place = mentions.iter().find(|other| other.span.start() > name.end() && other.kind == Kind::Place && !other.nested)?;
    let link = context.article().text.get(name.end()..place.span.start())?.trim();
    matches!(link, "in" | "of").then(|| name.join(place.span))
}

/// Without small words.
fn bare(folded: &str) -> String {
    folded.split(' ').filter(|word| SMALL.binary_search(word).is_err()).collect::<Vec<_>>().join(" ")
}

fn variant_here(context: &Context<'_>, uses: &[(String, Span)]) -> Option<Discrepancy> {
    let (first, place) = uses.first()?;
    let (other, span) =
        uses.iter().find(|(other, _)| other != first && !other.starts_with("the ") && !first.starts_with("the "))?;
    // With the place joined by a small word it may be where the body is, unless the other form is one name.
    if is_known(context, first) && is_known(context, other) {
        return None;
    }
    let line = context.record.lines.line(place.start()) + 1;
    let (here, there) = (context.words(*span), context.words(*place));
    let message = format!("“{here}” here, “{there}” in line {line}.");
    let mut discrepancy = Discrepancy::new(*span, message, vec![first.clone(), other.clone()]);
    discrepancy.evidence.push(context.evidence(*place, "the other form"));
    Some(discrepancy)
}

/// Other articles join the same words without the small word.
fn variant_elsewhere(context: &Context<'_>, bare: &str, uses: &[(String, Span)]) -> Option<Discrepancy> {
    let (form, span) = uses.iter().find(|(form, _)| form != bare)?;
    let path = &context.record.path;
    if is_known(context, form) || context.corpus.uses_name(form, path) || !context.corpus.uses_name(bare, path) {
        return None;
    }
    let bodies = context.corpus.find(bare).into_iter().filter(|identity| identity.kind == Kind::Organisation);
    let rows = bodies.flat_map(|identity| context.corpus.rows(&identity.key, ROWS));
    let newest = rows.map(|(row, _)| row.path).find(|other| other != path).and_then(|other| context.corpus.get(&other));
    let place = newest.and_then(|record| {
        let mut names = record.reading.mentions.iter().filter_map(|mention| mention.name);
        let name = names.find(|name| fold_name(&record.article.words(*name)) == bare)?;
        Some((record.path.clone(), name, super::words::dated(&record), record.article.words(name)))
    });
    let there = place.as_ref().map_or_else(|| bare.to_owned(), |(.., written)| written.clone());
    let source = place.as_ref().map_or_else(|| "other articles".to_owned(), |(_, _, dated, _)| dated.clone());
    let message = format!("“{}” here, “{there}” in {source}.", context.words(*span));
    let mut discrepancy = Discrepancy::new(*span, message, vec![form.clone(), bare.to_owned()]);
    let place = place.map(|(path, span, ..)| Site::Article(path, span));
    discrepancy.evidence.push(Evidence { place, text: there, why: "the form in other articles".to_owned() });
    Some(discrepancy)
}

fn is_known(context: &Context<'_>, folded: &str) -> bool {
    context.corpus.dossiers().knows(folded) || context.knowledge().gazetteer.lookup(folded).iter().next().is_some()
}

#[cfg(test)]
mod tests {
    use crate::rules::fixture::{check, findings};

    #[test]
    fn two_forms_in_one_draft_and_in_two_articles() {
        check(
            "org-name-variant",
            "
//- draft.txt published=1997-01-29
According to Human Rights Watch in Asia, the year was hard.
             ^^^^^^^^^^^^^^^^^^^^^^^^^^ information: “Human Rights Watch in Asia” here, “Human Rights Watch/Asia” in older.txt (28 January 1997).
//- older.txt published=1997-01-28
Human Rights Watch/Asia said on Monday that it was not heard.
",
        );
    }

    #[test]
    fn one_form_is_left_alone() {
        check(
            "org-name-variant",
            "
//- draft.txt
Human Rights Watch/Asia said so. Human Rights Watch sent a letter to the Harbour Trade Union of Leeds, and the Harbour Trade Union of York.
//- older.txt
Human Rights Watch/Asia said on Monday that it was not heard.
",
        );
    }

    #[test]
    fn the_house_has_its_own_form_of_a_name() {
        check(
            "org-name-variant",
            "
//- draft.txt
The Harbour Board of Leeds said so. The Harbour Board of Leeds met on Monday. \"The Harbour Board of Leeds is late,\" Jo Marsh said.
    ^^^^^^^^^^^^^^^^^^^^^^ information: The house writes “Leeds Harbour Board”, not “Harbour Board of Leeds”.
//- other.txt
The Leeds Harbour Board said so.
//- house.prefer
Harbour Board of Leeds = Leeds Harbour Board
Peking = Beijing
",
        );
    }

    #[test]
    fn an_outlet_s_form_is_no_other_outlet_s() {
        let fixture = |outlet: &str| {
            format!(
                "//- draft.txt outlet={outlet}\nThe Harbour Board of Leeds met.\n//- house.prefer outlet=Ledger\nHarbour Board of Leeds = Leeds Harbour Board\n"
            )
        };
        let count = |outlet| findings("org-name-variant", &fixture(outlet)).len();
        assert_eq!(["Ledger", "Meridian"].map(count), [1, 0]);
    }
}
