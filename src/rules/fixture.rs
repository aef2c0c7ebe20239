//! How the rules are tested: small articles in one string, findings underlined where they are expected.
//!
//! ```text
//! //- draft.txt published=1997-01-28
//! The text of the article that is checked.
//!     ^^^^ error: the message
//! //- older.txt outlet=Meridian
//! The text of another article.
//! //- people.dossier.toml
//! Entries of the desk's dossiers.
//! //- house.prefer outlet=Meridian
//! Form not to use = Form to use
//! ```
//!
//! A line of carets belongs to the line above it and says level and message of one finding; the article is read without it. A string
//! without `//-` lines is `draft.txt`. Whatever is checked, every fix is tried too: it must remove its finding and bring no other.

use std::path::Path;
use std::sync::Arc;

use crate::article::{Format, PartialDate, PublishedSource, Stated};
use crate::corpus::{Corpus, Record};
use crate::knowledge::Knowledge;
use crate::knowledge::dossier::{self, Dossiers, Preference};

use super::{Accepted, Finding, Fix, Overrides, Settings};

struct File {
    path: Arc<Path>,
    text: String,
    stated: Stated,
    /// Underlined text as line, start and end column in bytes, and what is expected to be said of it.
    expected: Vec<(usize, usize, usize, String)>,
}

fn files(fixture: &str) -> Vec<File> {
    let fixture = fixture.strip_prefix('\n').unwrap_or(fixture);
    let mut files: Vec<File> = Vec::new();
    if !fixture.starts_with("//- ") {
        files.push(file("draft.txt"));
    }
    let mut rest = fixture;
    while !rest.is_empty() {
        let (line, behind) = rest.split_once('\n').map_or((rest, ""), |(line, behind)| (line, behind));
        let ended = line.len() < rest.len();
        rest = behind;
        if let Some(header) = line.strip_prefix("//- ") {
            files.push(file(header));
            continue;
        }
        let file = files.last_mut().expect("a header or none at all");
        let carets = line.trim_start();
        if carets.starts_with('^') {
            let above = file.text.trim_end_matches('\n').rsplit('\n').next().unwrap_or_default();
            // Columns are those of characters.
            let byte = |column: usize| above.char_indices().nth(column).map_or(above.len(), |(byte, _)| byte);
            let column = line.len() - carets.len();
            let width = carets.chars().take_while(|&c| c == '^').count();
            let number = file.text.trim_end_matches('\n').matches('\n').count();
            file.expected.push((number, byte(column), byte(column + width), carets[width..].trim().to_owned()));
        } else {
            file.text += line;
            file.text += if ended { "\n" } else { "" };
        }
    }
    files
}

fn file(header: &str) -> File {
    let mut words = header.split(' ');
    let path = format!("/{}", words.next().unwrap_or_default());
    let mut stated = Stated::default();
    for word in words {
        match word.split_once('=') {
            Some(("published", date)) => {
                let date = date.parse().expect("a date such as 1997-01-28");
                stated.published = Some((PartialDate::Day(date), PublishedSource::Sidecar));
            }
            Some(("outlet", name)) => stated.outlet = Some(name.to_owned()),
            _ => panic!("{word} is not published=… or outlet=…"),
        }
    }
    File { path: Arc::from(Path::new(&path)), text: String::new(), stated, expected: Vec::new() }
}

impl File {
    fn is_dossier(&self) -> bool {
        self.path.to_string_lossy().ends_with(".dossier.toml")
    }

    /// `[style] prefer` of the house, or of an outlet.
    fn is_style(&self) -> bool {
        self.path.extension().is_some_and(|extension| extension == "prefer")
    }

    fn is_article(&self) -> bool {
        !self.is_dossier() && !self.is_style()
    }

    fn preferences(&self) -> impl Iterator<Item = Preference> {
        let lines = self.text.lines().filter_map(|line| line.split_once(" = "));
        lines.map(|(form, preferred)| Preference {
            form: form.to_owned(),
            preferred: preferred.to_owned(),
            outlet: self.stated.outlet.clone(),
            below: Arc::from(Path::new("/")),
        })
    }

    fn read(&self, text: &str) -> Arc<Record> {
        let format = Format::of_path(&self.path).unwrap_or(Format::Text);
        Arc::new(Record::read(self.path.clone(), Arc::from(text), format, &self.stated, true, Knowledge::builtin()))
    }
}

fn corpus(files: &[File]) -> Corpus {
    let mut corpus = Corpus::new(Knowledge::builtin());
    let entries = files.iter().filter(|file| file.is_dossier()).map(|file| {
        let (entries, problems) = dossier::read(&file.text, &file.path);
        assert_eq!(problems.iter().map(ToString::to_string).collect::<Vec<_>>(), Vec::<String>::new());
        entries
    });
    let preferences = files.iter().filter(|file| file.is_style()).flat_map(File::preferences);
    corpus.set_dossiers(Arc::new(Dossiers::new(entries).with_preferences(preferences.collect())));
    for file in files.iter().filter(|file| file.is_article()) {
        corpus.put(file.read(&file.text));
    }
    corpus
}

fn only(rule: &str) -> Settings {
    Settings { command_line: Overrides { select: vec![rule.to_owned()], ..Overrides::default() }, ..Settings::default() }
}

/// A fixture of an article, by its header and text, beside a dossier with its header.
pub(super) fn beside(header: &str, text: &str, dossier: &str) -> String {
    format!("//- {header}\n{text}\n{}", dossier.trim_start())
}

/// What a rule says of the first of two articles of one day, each by its text.
pub(super) fn against_another(rule: &str, text: &str, other: &str) -> Vec<String> {
    let fixture = format!("//- draft.txt published=1997-01-28\n{text}//- other.txt published=1997-01-28\n{other}");
    findings(rule, &fixture).into_iter().map(|finding| finding.message).collect()
}

/// Checks that a rule finds exactly what is underlined, in every file, and that its fixes work.
pub(super) fn check(rule: &str, fixture: &str) {
    let files = files(fixture);
    let corpus = corpus(&files);
    for file in files.iter().filter(|file| file.is_article()) {
        let record = corpus.get(&file.path).expect("the corpus has it");
        let findings = super::check(&record, &corpus, &only(rule), &[]);
        let found: Vec<(usize, usize, usize, String)> = findings
            .iter()
            .map(|finding| {
                let line = record.lines.line(finding.span.start());
                let start: usize = file.text.split_inclusive('\n').take(line).map(str::len).sum();
                let level = format!("{:?}", finding.level).to_lowercase();
                (line, finding.span.start() - start, finding.span.end() - start, format!("{level}: {}", finding.message))
            })
            .collect();
        assert_eq!(found, file.expected, "{rule} in {}:\n{}", file.path.display(), file.text);
        for finding in &findings {
            for fix in &finding.fixes {
                fix_works(&files, file, finding, fix);
            }
        }
    }
}

/// The findings of a rule in the first file.
pub(super) fn findings(rule: &str, fixture: &str) -> Vec<Finding> {
    findings_with(&only(rule), &[], fixture)
}

/// The findings in the first file, with settings and accepted findings.
pub(super) fn findings_with(settings: &Settings, accepted: &[Accepted], fixture: &str) -> Vec<Finding> {
    let files = files(fixture);
    let corpus = corpus(&files);
    let record = corpus.get(&files[0].path).expect("the corpus has it");
    super::check(&record, &corpus, settings, accepted)
}

/// The fixes of a rule's findings in the first file that edit it: title, and the text after it.
pub(super) fn fixes(rule: &str, fixture: &str) -> Vec<(String, String)> {
    let files = files(fixture);
    let findings = findings(rule, fixture);
    let own = |fix: &&Fix| fix.edits.iter().any(|edit| edit.path == files[0].path);
    findings
        .iter()
        .flat_map(|finding| &finding.fixes)
        .filter(own)
        .map(|fix| (fix.title.clone(), applied(&files[0], fix)))
        .collect()
}

fn applied(file: &File, fix: &Fix) -> String {
    let mut text = file.text.clone();
    for edit in fix.edits.iter().rev().filter(|edit| edit.path == file.path) {
        text.replace_range(edit.span.range(), &edit.text);
    }
    text
}

/// The finding goes and, of any rule, none comes.
fn fix_works(files: &[File], file: &File, finding: &Finding, fix: &Fix) {
    if fix.edits.iter().any(|edit| edit.path != file.path) {
        return;
    }
    let settings = Settings::default();
    let all = |corpus: &Corpus| -> Vec<(&'static str, String)> {
        let record = corpus.get(&file.path).expect("the corpus has it");
        super::check(&record, corpus, &settings, &[]).into_iter().map(|finding| (finding.rule, finding.message)).collect()
    };
    let mut corpus = corpus(files);
    let before = all(&corpus);
    corpus.put(file.read(&applied(file, fix)));
    let after = all(&corpus);
    let count = |list: &[(&'static str, String)]| {
        list.iter().filter(|(rule, message)| *rule == finding.rule && *message == finding.message).count()
    };
    assert!(count(&after) < count(&before), "“{}” leaves its finding: {}", fix.title, finding.message);
    for (rule, message) in &after {
        // The same message may tell of another line now.
        assert!(before.iter().any(|(old, _)| old == rule), "“{}” brings {rule}: {message}", fix.title);
    }
    assert!(after.len() < before.len(), "“{}” brings a finding: {after:?}", fix.title);
}
