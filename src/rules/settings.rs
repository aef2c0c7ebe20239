//! Which rules run on an article, and how much their findings weigh.
//!
//! Three voices, the strongest first: the command line, the article's outlet, the workspace. `select` names the rules that run instead
//! of the usual ones; `ignore` takes rules out; a level of its own switches a rule on or `off`.

use std::collections::{BTreeMap, BTreeSet};

use toml::{Table, Value};

use super::finding::Level;
use super::options::Options;
use super::rule::Rule;

/// What one part of the configuration says of the rules.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Overrides {
    /// If not empty: only these run, whether or not they are on by default.
    pub select: Vec<String>,
    /// These do not run.
    pub ignore: Vec<String>,
    /// `[rules.NAME]`: `level` and the rule's options.
    pub rules: BTreeMap<String, Table>,
}

impl Overrides {
    fn level(&self, rule: &str) -> Option<LevelSetting> {
        level_of(self.rules.get(rule)?.get("level")?.as_str()?)
    }

    fn names(&self) -> BTreeSet<&str> {
        let listed = self.select.iter().chain(&self.ignore).chain(self.rules.keys());
        listed.map(String::as_str).collect()
    }

    /// What cannot be followed in these settings.
    fn problems(&self, problems: &mut Vec<Problem>) {
        for name in self.names() {
            let Some(rule) = super::by_name(name) else {
                problems.push(Problem {
                    key: name.to_owned(),
                    cause: "no rule has this name".to_owned(),
                    nearest: super::nearest(name),
                });
                continue;
            };
            for (key, value) in self.rules.get(name).into_iter().flatten() {
                if let Some(problem) = option_problem(rule, key, value) {
                    problems.push(problem);
                }
            }
        }
    }
}

fn option_problem(rule: &dyn Rule, key: &str, value: &Value) -> Option<Problem> {
    let options = rule.about().options;
    let full = format!("{}.{key}", rule.about().name);
    if key == "level" {
        let known = value.as_str().is_some_and(|word| level_of(word).is_some());
        let cause = "a level is error, warning, information, hint or off".to_owned();
        return (!known).then_some(Problem { key: full, cause, nearest: None });
    }
    let Some(option) = options.iter().find(|option| option.name == key) else {
        let nearest = super::nearest_of(key, options.iter().map(|option| option.name).chain(["level"]));
        return Some(Problem { key: full, cause: "the rule has no such option".to_owned(), nearest });
    };
    (!option.accepts(value)).then(|| Problem {
        key: full,
        cause: format!("expected {}", option.default.expected()),
        nearest: None,
    })
}

/// Something in the settings that no rule understands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The name or key as written: `quotes-variant`, `quote-variant.dayz`.
    pub key: String,
    /// What is wrong with it.
    pub cause: String,
    /// What was probably meant.
    pub nearest: Option<&'static str>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum LevelSetting {
    Off,
    On(Level),
}

fn level_of(word: &str) -> Option<LevelSetting> {
    Some(match word {
        "error" => LevelSetting::On(Level::Error),
        "warning" => LevelSetting::On(Level::Warning),
        "information" => LevelSetting::On(Level::Information),
        "hint" => LevelSetting::On(Level::Hint),
        "off" => LevelSetting::Off,
        _ => return None,
    })
}

/// The settings of a run.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Settings {
    /// The workspace's.
    pub workspace: Overrides,
    /// By the name of an outlet, as written.
    pub outlets: BTreeMap<String, Overrides>,
    /// The command line's: only `select` and `ignore`.
    pub command_line: Overrides,
    /// The check before publication.
    pub publish: bool,
}

impl Settings {
    fn outlet(&self, outlet: Option<&str>) -> Option<&Overrides> {
        let folded = outlet?.to_lowercase();
        self.outlets.iter().find(|(name, _)| name.to_lowercase() == folded).map(|(_, overrides)| overrides)
    }

    /// The level at which a rule runs on articles of an outlet; `None` if it does not.
    #[must_use]
    pub fn level(&self, rule: &dyn Rule, outlet: Option<&str>) -> Option<Level> {
        let about = rule.about();
        let names = |list: &[String]| list.iter().any(|name| name == about.name);
        // Strongest first.
        let voices = [Some(&self.command_line), self.outlet(outlet), Some(&self.workspace)];
        let level = voices.iter().flatten().find_map(|voice| voice.level(about.name));
        let weight = if let Some(LevelSetting::On(level)) = level { level } else { about.level };
        for voice in voices.into_iter().flatten() {
            if names(&voice.ignore) || voice.level(about.name) == Some(LevelSetting::Off) {
                return None;
            }
            if !voice.select.is_empty() {
                return names(&voice.select).then_some(weight);
            }
            if voice.level(about.name).is_some() {
                return Some(weight);
            }
        }
        about.on.then_some(weight)
    }

    /// A rule's options for articles of an outlet.
    #[must_use]
    pub fn options<'s>(&'s self, rule: &dyn Rule, outlet: Option<&str>) -> Options<'s> {
        let about = rule.about();
        let tables = [self.outlet(outlet).and_then(|outlet| outlet.rules.get(about.name)), self.workspace.rules.get(about.name)];
        Options::new(about.options, tables)
    }

    /// What no rule understands, for the one who wrote it: unknown rules and options, values of the wrong kind.
    #[must_use]
    pub fn problems(&self) -> Vec<Problem> {
        let mut problems = Vec::new();
        for overrides in std::iter::once(&self.command_line).chain([&self.workspace]).chain(self.outlets.values()) {
            overrides.problems(&mut problems);
        }
        problems
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn overrides(select: &[&str], ignore: &[&str], rules: &str) -> Overrides {
        let owned = |names: &[&str]| names.iter().map(|&name| name.to_owned()).collect();
        let rules: BTreeMap<String, Table> = toml::from_str(rules).expect("TOML");
        Overrides { select: owned(select), ignore: owned(ignore), rules }
    }

    fn level(settings: &Settings, rule: &str, outlet: Option<&str>) -> Option<Level> {
        settings.level(super::super::by_name(rule).expect("a rule"), outlet)
    }

    #[test]
    fn the_command_line_wins_over_the_outlet_and_the_outlet_over_the_workspace() {
        let mut settings =
            Settings { workspace: overrides(&[], &["quote-variant"], "impossible-date.level = 'hint'"), ..Settings::default() };
        settings
            .outlets
            .insert("The Ledger".to_owned(), overrides(&[], &[], "quote-variant.level = 'error'\nimpossible-date.level = 'off'"));
        assert_eq!(level(&settings, "quote-variant", None), None);
        assert_eq!(level(&settings, "quote-variant", Some("the ledger")), Some(Level::Error));
        assert_eq!(level(&settings, "impossible-date", None), Some(Level::Hint));
        assert_eq!(level(&settings, "impossible-date", Some("The Ledger")), None);
        assert_eq!(level(&settings, "misspelt-word", None), Some(Level::Warning));
        settings.command_line = overrides(&["impossible-date"], &[], "");
        assert_eq!(level(&settings, "impossible-date", None), Some(Level::Hint));
        assert_eq!(level(&settings, "misspelt-word", None), None);
    }

    #[test]
    fn problems_name_the_nearest() {
        let settings = Settings {
            workspace: overrides(
                &["quotes-variant"],
                &[],
                "quote-variant.dais = 3\nquote-variant.days = 'x'\nimpossible-date.level = 'loud'",
            ),
            ..Settings::default()
        };
        let shown: Vec<String> = settings
            .problems()
            .iter()
            .map(|problem| format!("{}: {} ({})", problem.key, problem.cause, problem.nearest.unwrap_or("-")))
            .collect();
        assert_eq!(
            shown,
            [
                "impossible-date.level: a level is error, warning, information, hint or off (-)",
                "quote-variant.dais: the rule has no such option (days)",
                "quote-variant.days: expected a whole number from 0 (-)",
                "quotes-variant: no rule has this name (quote-variant)",
            ]
        );
    }
}
