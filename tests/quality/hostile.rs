//! Text as it comes from the web and from word processors: whatever white space, marks and letters stand in it, every rule gives places on
//! character boundaries of the article that it names.

use std::path::Path;
use std::sync::Arc;

use dateline::article::{Format, Stated};
use dateline::corpus::{Corpus, Record};
use dateline::knowledge::Knowledge;
use dateline::rules::{self, Settings, Site};
use dateline::text::Span;

use super::random::Random;

/// Texts that are made of each article of the sample corpus.
const TIMES: usize = 12;

/// What a space becomes, and what is strewn between words.
const SPACES: &[&str] = &["\u{a0}", "\u{2003}", "\u{202f}", "\u{3000}", "\u{2009}", "\t", "  ", "\u{a0} "];
const STREWN: &[&str] = &["😀", "e\u{301}", "“", "”", "‘", "’", "—", "…", "\u{ad}", "\u{200b}", "\u{feff}", "½", "\r\n", "\0"];

fn spoilt(text: &str, random: &mut Random) -> String {
    let mut spoilt = String::new();
    for c in text.chars() {
        match (c, random.below(12)) {
            (' ', 0..=3) => spoilt += random.one_of::<&str>(SPACES),
            (' ', 4) => {
                spoilt.push(' ');
                spoilt += random.one_of::<&str>(STREWN);
            }
            ('a' | 'e' | 'o' | 'u', 0) => spoilt.push(*random.one_of(&['á', 'ë', 'ö', 'ü', 'ø'])),
            ('.' | ',', 0) => spoilt += random.one_of::<&str>(STREWN),
            (_, _) => spoilt.push(c),
        }
    }
    spoilt
}

#[test]
fn places_of_all_rules_lie_on_character_boundaries() {
    let mut random = Random::named("hostile");
    let mut settings = Settings::default();
    settings.command_line.select = rules::all().iter().map(|rule| rule.about().name.to_owned()).collect();
    let seeds = Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds");
    let listing = std::fs::read_dir(seeds).expect("the sample corpus").map(|entry| entry.expect("an entry").path());
    let mut paths: Vec<_> = listing.filter(|path| Format::of_path(path).is_some()).collect();
    paths.sort();
    let mut findings = 0;
    for round in 0..TIMES {
        let mut corpus = Corpus::new(Knowledge::builtin());
        for path in &paths {
            let text = dateline::article::decode(&std::fs::read(path).expect("readable")).expect("decodable").text;
            let text: Arc<str> = spoilt(&text, &mut random).into();
            let format = if round % 4 == 3 { Format::Markdown } else { Format::Text };
            let stated = Stated::default();
            corpus.put(Arc::new(Record::read(Arc::from(path.as_path()), text, format, &stated, false, Knowledge::builtin())));
        }
        let records: Vec<Arc<Record>> = corpus.records().cloned().collect();
        for record in &records {
            for finding in rules::check(record, &corpus, &settings, &[]) {
                let holds = |path: &Path, span: Span| {
                    let source = corpus.get(path).expect("an article of the corpus").article.source.clone();
                    assert!(source.get(span.start()..span.end()).is_some(), "{}: {span:?} of {finding:?}", path.display());
                };
                holds(&record.path, finding.span);
                for site in finding.evidence.iter().filter_map(|evidence| evidence.place.as_ref()) {
                    if let Site::Article(path, span) = site {
                        holds(path, *span);
                    }
                }
                let edits = finding.fixes.iter().flat_map(|fix| &fix.edits);
                edits.filter(|edit| corpus.has(&edit.path)).for_each(|edit| holds(&edit.path, edit.span));
                findings += 1;
            }
        }
    }
    assert!(findings > 500, "the texts are too tame: {findings} findings");
}
