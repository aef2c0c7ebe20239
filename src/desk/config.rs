//! `dateline.toml`: what a desk has settled for its workspace.
//!
//! Read strictly (a mistyped key is an error with its place and the nearest key there is), but a mistake never switches off the rest:
//! what could be read applies, and every mistake is told at once. This layer does not know the rules; their names are handed in, and
//! their options are kept as they stand for the rule to read.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use ignore::overrides::OverrideBuilder;

use super::rule_settings::{self, RuleChoice, RuleSettings};
use crate::article::TomlProblem;
use crate::article::strict_toml::{StrictToml, Table};
use crate::knowledge::dossier::Preference;

/// The configuration's file name.
pub const FILE_NAME: &str = "dateline.toml";

/// How many files a corpus may have unless `[corpus] max_files` says otherwise.
pub const DEFAULT_MAX_FILES: usize = 50_000;

/// A workspace's settings. The default is what applies where there is no `dateline.toml`.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Config {
    /// `[corpus]`
    pub corpus: CorpusSettings,
    /// `[rules]` and `[rules.NAME]`
    pub rules: RuleSettings,
    /// `[knowledge]`
    pub knowledge: KnowledgeSettings,
    /// `[outlet."NAME"]`, by the outlet's name.
    pub outlets: BTreeMap<String, OutletSettings>,
    /// `[style]`
    pub style: StyleSettings,
    /// `[store] path`: where the index lies, instead of the user's cache folder.
    pub store: Option<PathBuf>,
}

/// Which files are articles of the corpus.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CorpusSettings {
    /// Globs of the files to read; empty: every file of a known format.
    pub include: Vec<String>,
    /// Globs of the files to leave out.
    pub exclude: Vec<String>,
    /// Past this number of files the corpus is not read any further.
    pub max_files: usize,
}

impl Default for CorpusSettings {
    fn default() -> Self {
        Self { include: Vec::new(), exclude: Vec::new(), max_files: DEFAULT_MAX_FILES }
    }
}

/// Where the desk's own knowledge lies.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct KnowledgeSettings {
    /// Globs of dossier files.
    pub dossiers: Vec<String>,
    /// Files of published corrections.
    pub corrections: Vec<String>,
}

/// The house's style.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct StyleSettings {
    /// The form to use, by the form not to use: `"Peking" = "Beijing"`.
    pub prefer: BTreeMap<String, String>,
}

/// What differs for the articles of one outlet.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct OutletSettings {
    /// Its rules.
    pub rules: RuleSettings,
    /// Its style; a form named here wins over the workspace's.
    pub style: StyleSettings,
}

/// What is wrong with a configuration.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ConfigProblem {
    /// A mistake in the file.
    #[error("{}:{}:{}: {}", .path.display(), .problem.line, .problem.column, .problem.message)]
    Mistake {
        /// The configuration file.
        path: PathBuf,
        /// Place, cause and remedy.
        problem: TomlProblem,
    },
    /// The file cannot be read at all; the default settings apply.
    #[error("{}: cannot read the configuration: {cause}; the default settings apply", .path.display())]
    Unreadable {
        /// The configuration file.
        path: PathBuf,
        /// What the system says.
        cause: String,
    },
}

impl Config {
    /// The nearest `dateline.toml` from a file or folder upwards.
    #[must_use]
    pub fn discover(start: &Path) -> Option<PathBuf> {
        let start = std::path::absolute(start).ok()?;
        start.ancestors().map(|folder| folder.join(FILE_NAME)).find(|file| file.is_file())
    }

    /// Reads a configuration file. Whatever is wrong with it, the settings that could be read apply.
    #[must_use]
    pub fn load(path: &Path, known_rules: &[&str]) -> (Self, Vec<ConfigProblem>) {
        let unreadable = |cause: String| (Self::default(), vec![ConfigProblem::Unreadable { path: path.to_owned(), cause }]);
        match std::fs::read(path) {
            Ok(bytes) => match String::from_utf8(bytes) {
                Ok(text) => {
                    let (config, problems) = Self::parse(&text, known_rules);
                    let mistake = |problem| ConfigProblem::Mistake { path: path.to_owned(), problem };
                    (config, problems.into_iter().map(mistake).collect())
                }
                Err(error) => {
                    let at = error.utf8_error().valid_up_to();
                    unreadable(format!("it is not UTF-8 (byte {at}); save it as UTF-8"))
                }
            },
            Err(error) => unreadable(error.to_string()),
        }
    }

    /// Reads the text of a configuration; the problems are in order of place.
    #[must_use]
    pub fn parse(text: &str, known_rules: &[&str]) -> (Self, Vec<TomlProblem>) {
        let (mut toml, table) = StrictToml::parse(text);
        toml.only(&table, &["corpus", "rules", "knowledge", "outlet", "style", "store"], FILE_NAME);
        let mut config = Self::default();
        if let Some(corpus) = toml.table(&table, "corpus") {
            config.corpus = corpus_settings(&mut toml, corpus);
        }
        if let Some(rules) = toml.table(&table, "rules") {
            config.rules = rule_settings::read(&mut toml, rules, known_rules);
        }
        if let Some(knowledge) = toml.table(&table, "knowledge") {
            toml.only(knowledge, &["dossiers", "corrections"], "`[knowledge]`");
            config.knowledge.dossiers = globs(&mut toml, knowledge, "dossiers");
            config.knowledge.corrections = one_or_many(&mut toml, knowledge, "corrections");
        }
        if let Some(outlets) = toml.table(&table, "outlet") {
            for (name, value) in outlets {
                if let Some(outlet) = toml.as_table(name.get_ref(), value) {
                    let settings = outlet_settings(&mut toml, outlet, known_rules);
                    config.outlets.insert(name.get_ref().to_string(), settings);
                }
            }
        }
        if let Some(style) = toml.table(&table, "style") {
            config.style = style_settings(&mut toml, style);
        }
        if let Some(store) = toml.table(&table, "store") {
            toml.only(store, &["path"], "`[store]`");
            config.store = toml.text(store, "path").map(PathBuf::from);
        }
        let mut problems = toml.problems;
        problems.sort_by_key(|problem| problem.span);
        (config, problems)
    }

    /// What is settled for a rule in an article of some outlet. Where the outlet has a word of its own, it wins.
    #[must_use]
    pub fn rule(&self, rule: &str, outlet: Option<&str>) -> RuleChoice {
        let own = outlet.and_then(|outlet| self.outlets.get(outlet));
        let choice = self.rules.choice(rule);
        match own {
            Some(own) => own.rules.choice(rule).over(choice),
            None => choice,
        }
    }

    /// The preferred form of a name in an article of some outlet, if the house has one.
    #[must_use]
    pub fn preferred(&self, form: &str, outlet: Option<&str>) -> Option<&str> {
        let own = outlet.and_then(|outlet| self.outlets.get(outlet)?.style.prefer.get(form));
        own.or_else(|| self.style.prefer.get(form)).map(String::as_str)
    }

    /// What the house prefers to write in the articles below a folder.
    #[must_use]
    pub fn preferences(&self, below: &Path) -> Vec<Preference> {
        let below: Arc<Path> = Arc::from(below);
        let own = self.outlets.iter().map(|(name, outlet)| (Some(name), &outlet.style));
        let styles = std::iter::once((None, &self.style)).chain(own);
        let preferences =
            styles.flat_map(|(outlet, style)| style.prefer.iter().map(move |(form, preferred)| (outlet, form, preferred)));
        let preference = |(outlet, form, preferred): (Option<&String>, &String, &String)| Preference {
            form: form.clone(),
            preferred: preferred.clone(),
            outlet: outlet.cloned(),
            below: below.clone(),
        };
        preferences.map(preference).collect()
    }

    /// Every rule whose name stands in the configuration, for telling which are set.
    #[must_use]
    pub fn named_rules(&self) -> BTreeSet<&str> {
        let all = std::iter::once(&self.rules).chain(self.outlets.values().map(|outlet| &outlet.rules));
        all.flat_map(|rules| rules.named()).collect()
    }

    /// A `dateline.toml` with every key, commented out, for `dateline init`.
    #[must_use]
    pub fn commented_default() -> String {
        include_str!("default.toml").to_owned()
    }
}

fn corpus_settings<'t>(toml: &mut StrictToml<'t>, table: &Table<'t>) -> CorpusSettings {
    toml.only(table, &["include", "exclude", "max_files"], "`[corpus]`");
    CorpusSettings {
        include: globs(toml, table, "include"),
        exclude: globs(toml, table, "exclude"),
        max_files: toml.count(table, "max_files").unwrap_or(DEFAULT_MAX_FILES),
    }
}

/// The globs of a key; one that is none is a problem and is left out.
fn globs<'t>(toml: &mut StrictToml<'t>, table: &Table<'t>, key: &str) -> Vec<String> {
    toml.good_texts(table, key, |glob| match OverrideBuilder::new("").add(glob) {
        Ok(_) => Ok(()),
        Err(error) => Err(format!("`{glob}` is no glob: {error}; write it as in .gitignore")),
    })
}

/// A text, or a list of them.
fn one_or_many<'t>(toml: &mut StrictToml<'t>, table: &Table<'t>, key: &str) -> Vec<String> {
    match table.get(key).map(|value| value.get_ref().is_array()) {
        Some(true) => toml.texts(table, key).unwrap_or_default(),
        _ => toml.text(table, key).into_iter().collect(),
    }
}

fn style_settings<'t>(toml: &mut StrictToml<'t>, table: &Table<'t>) -> StyleSettings {
    toml.only(table, &["prefer"], "`[style]`");
    let mut style = StyleSettings::default();
    if let Some(prefer) = toml.table(table, "prefer") {
        for name in prefer.keys() {
            let form: &str = name.get_ref();
            if let Some(preferred) = toml.text(prefer, form) {
                style.prefer.insert(form.to_owned(), preferred);
            }
        }
    }
    style
}

fn outlet_settings<'t>(toml: &mut StrictToml<'t>, table: &Table<'t>, known_rules: &[&str]) -> OutletSettings {
    toml.only(table, &["rules", "style"], "`[outlet]`");
    let mut outlet = OutletSettings::default();
    if let Some(rules) = toml.table(table, "rules") {
        outlet.rules = rule_settings::read(toml, rules, known_rules);
    }
    if let Some(style) = toml.table(table, "style") {
        outlet.style = style_settings(toml, style);
    }
    outlet
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;
    use crate::desk::{LevelSetting, Switch};

    const RULES: &[&str] = &["doubled-word", "quote-variant", "misspelt-word"];

    fn parsed(text: &str) -> (Config, Vec<String>) {
        let (config, problems) = Config::parse(text, RULES);
        (config, problems.iter().map(ToString::to_string).collect())
    }

    #[test]
    fn everything_that_can_be_settled() {
        let (config, problems) = parsed(
            r#"
            [corpus]
            include = ["copy/**/*.txt"]
            exclude = ["copy/old/"]
            max_files = 1_000
            [rules]
            ignore = ["misspelt-word"]
            [rules.quote-variant]
            level = "error"
            words = 8
            [knowledge]
            dossiers = ["dossiers/*.toml"]
            corrections = "corrections.toml"
            [outlet."The Meridian".rules.misspelt-word]
            level = "hint"
            [outlet."The Meridian".style]
            prefer = { Peking = "Beijing" }
            [style]
            prefer = { Bombay = "Mumbai" }
            [store]
            path = "index/articles.db"
            "#,
        );
        assert_eq!(problems, Vec::<String>::new());
        assert_eq!(
            config.corpus,
            CorpusSettings { include: vec!["copy/**/*.txt".into()], exclude: vec!["copy/old/".into()], max_files: 1000 }
        );
        assert_eq!(
            config.knowledge,
            KnowledgeSettings { dossiers: vec!["dossiers/*.toml".into()], corrections: vec!["corrections.toml".into()] }
        );
        assert_eq!(config.store, Some(PathBuf::from("index/articles.db")));
        let meridian = Some("The Meridian");
        assert_eq!(
            [config.preferred("Peking", None), config.preferred("Peking", meridian), config.preferred("Bombay", meridian)],
            [None, Some("Beijing"), Some("Mumbai")]
        );
        let misspelt = |outlet| (config.rule("misspelt-word", outlet).switch, config.rule("misspelt-word", outlet).level);
        assert_eq!(misspelt(None), (Switch::Off, None));
        assert_eq!(misspelt(meridian), (Switch::On, Some(LevelSetting::Hint)));
        let variant = config.rule("quote-variant", meridian);
        assert_eq!((variant.level, variant.options.get("words")), (Some(LevelSetting::Error), Some(&toml::Value::Integer(8))));
        assert_eq!(config.named_rules().into_iter().collect::<Vec<_>>(), ["misspelt-word", "quote-variant"]);
    }

    #[test]
    fn every_mistake_is_told_with_place_and_nearest_key_and_the_rest_applies() {
        let (config, problems) = parsed(
            "[corpus]\nexlude = [\"old/\"]\nmax_files = 10\ninclude = [\"a[\"]\n[rules]\nignore = [\"quote-varient\"]\n[rules.doubled-wrd]\n[rules.doubled-word]\nlevel = \"warn\"\n[colour]\n",
        );
        assert_eq!(config.corpus.max_files, 10);
        assert_eq!(
            problems[..2],
            ["line 2, column 1: unknown key `exlude` in `[corpus]`; did you mean `exclude`?".to_owned(), problems[1].clone()]
        );
        assert!(problems[1].starts_with("line 4, column 12: `a[` is no glob: "), "{problems:?}");
        assert_eq!(
            problems[2..],
            [
                "line 6, column 11: unknown rule `quote-varient`; did you mean `quote-variant`?",
                "line 7, column 8: unknown rule `doubled-wrd`; did you mean `doubled-word`?",
                "line 9, column 9: unknown level `warn`; did you mean `warning`?",
                "line 10, column 2: unknown key `colour` in dateline.toml; known are `corpus`, `rules`, `knowledge`, `outlet`, `style`, `store`",
            ]
        );
    }

    #[test]
    fn the_default_file_settles_nothing_and_is_right_when_uncommented() {
        let text = Config::commented_default();
        assert_eq!(Config::parse(&text, RULES), (Config::default(), Vec::new()));
        let uncommented: String =
            text.lines().map(|line| line.strip_prefix("#: ").unwrap_or(line)).flat_map(|line| [line, "\n"]).collect();
        assert_ne!(text, uncommented);
        assert_eq!(Config::parse(&uncommented, RULES).1, Vec::new());
    }

    #[test]
    fn the_nearest_file_upwards_is_found_and_an_unreadable_one_told() {
        let folder = std::env::temp_dir().join(format!("dateline-config-{}", std::process::id()));
        std::fs::create_dir_all(folder.join("a/b")).unwrap();
        let file = folder.join(FILE_NAME);
        std::fs::write(&file, b"[store]\npath = \"\xff\"\n").unwrap();
        assert_eq!(Config::discover(&folder.join("a/b/story.txt")), Some(file.clone()));
        let told: Vec<String> = Config::load(&file, RULES).1.iter().map(ToString::to_string).collect();
        let path = file.display();
        assert_eq!(
            told,
            [format!(
                "{path}: cannot read the configuration: it is not UTF-8 (byte 16); save it as UTF-8; the default settings apply"
            )]
        );
        std::fs::write(&file, "[stroe]\n").unwrap();
        let told: Vec<String> = Config::load(&file, RULES).1.iter().map(ToString::to_string).collect();
        assert_eq!(told, [format!("{path}:1:2: unknown key `stroe` in dateline.toml; did you mean `store`?")]);
        std::fs::remove_dir_all(folder).unwrap();
    }
}
