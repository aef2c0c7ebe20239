//! What is settled for each rule: whether it runs, at which level, with which options.

use std::collections::BTreeMap;

use toml::de::DeValue;

use crate::article::strict_toml::{StrictToml, Table, Value, hint};

/// The word that stands for every rule in `select` and `ignore`.
const ALL: &str = "all";

/// A level as it is written in the configuration.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LevelSetting {
    /// The rule does not run.
    Off,
    /// A note in the margin.
    Hint,
    /// Worth a look.
    Information,
    /// Does not agree with something.
    Warning,
    /// Cannot be right.
    Error,
}

impl LevelSetting {
    const NAMES: [&'static str; 5] = ["off", "hint", "information", "warning", "error"];

    /// The level of a name, as in the configuration.
    #[must_use]
    pub fn of_name(name: &str) -> Option<Self> {
        Some(match name {
            "off" => Self::Off,
            "hint" => Self::Hint,
            "information" => Self::Information,
            "warning" => Self::Warning,
            "error" => Self::Error,
            _ => return None,
        })
    }
}

/// One `[rules]` table with its `[rules.NAME]` tables.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct RuleSettings {
    /// Only these rules, if there is a list; `all` stands for every rule.
    pub select: Option<Vec<String>>,
    /// Not these rules.
    pub ignore: Vec<String>,
    /// What is set for single rules.
    pub single: BTreeMap<String, RuleSetting>,
}

/// One `[rules.NAME]` table.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct RuleSetting {
    /// Its level.
    pub level: Option<LevelSetting>,
    /// Everything else, for the rule to read.
    pub options: toml::Table,
}

/// Whether a rule runs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Switch {
    /// As the rule itself has it.
    #[default]
    AsIs,
    /// It runs.
    On,
    /// It does not.
    Off,
}

/// What is settled for one rule in one article.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct RuleChoice {
    /// Whether it runs.
    pub switch: Switch,
    /// At which level, if not its own; never [`LevelSetting::Off`].
    pub level: Option<LevelSetting>,
    /// Its options.
    pub options: toml::Table,
}

impl RuleChoice {
    /// This choice where it has a word, the `other` where it has none.
    #[must_use]
    pub(super) fn over(self, other: Self) -> Self {
        let mut options = other.options;
        options.extend(self.options);
        let switch = if self.switch == Switch::AsIs { other.switch } else { self.switch };
        Self { switch, level: self.level.or(other.level), options }
    }
}

impl RuleSettings {
    /// What these settings say of a rule. `ignore` wins over `select`, and both over a level.
    #[must_use]
    pub fn choice(&self, rule: &str) -> RuleChoice {
        let names = |list: &[String]| list.iter().any(|name| name == rule || name == ALL);
        let single = self.single.get(rule);
        let level = single.and_then(|single| single.level);
        let switch = if names(&self.ignore) || level == Some(LevelSetting::Off) {
            Switch::Off
        } else if let Some(select) = &self.select {
            if names(select) { Switch::On } else { Switch::Off }
        } else if level.is_some() {
            Switch::On
        } else {
            Switch::AsIs
        };
        RuleChoice {
            switch,
            level: level.filter(|&level| level != LevelSetting::Off),
            options: single.map(|single| single.options.clone()).unwrap_or_default(),
        }
    }

    /// The names of rules that stand here.
    pub(super) fn named(&self) -> impl Iterator<Item = &str> {
        let lists = self.select.iter().flatten().chain(&self.ignore).filter(|name| *name != ALL);
        lists.chain(self.single.keys()).map(String::as_str)
    }
}

/// Reads a `[rules]` table.
pub(super) fn read<'t>(toml: &mut StrictToml<'t>, table: &Table<'t>, known: &[&str]) -> RuleSettings {
    let mut settings = RuleSettings { select: None, ignore: names(toml, table, "ignore", known), single: BTreeMap::new() };
    if table.contains_key("select") {
        settings.select = Some(names(toml, table, "select", known));
    }
    for (key, value) in table {
        let name: &str = key.get_ref();
        if matches!(name, "select" | "ignore") {
            continue;
        }
        if !known.contains(&name) {
            // A value of its own is a mistyped key, a table a mistyped rule.
            let message = if value.get_ref().is_table() {
                format!("unknown rule `{name}`{}", hint(name, known))
            } else {
                format!("unknown key `{name}` in `[rules]`{}", hint(name, &["select", "ignore"]))
            };
            toml.report(key.span(), message);
            continue;
        }
        if let Some(rule) = toml.as_table(name, value) {
            settings.single.insert(name.to_owned(), single(toml, rule));
        }
    }
    settings
}

/// The known rules of a list; the others are problems.
fn names<'t>(toml: &mut StrictToml<'t>, table: &Table<'t>, key: &str, known: &[&str]) -> Vec<String> {
    toml.good_texts(table, key, |name| {
        let is_known = name == ALL || known.contains(&name);
        if is_known { Ok(()) } else { Err(format!("unknown rule `{name}`{}", hint(name, known))) }
    })
}

fn single<'t>(toml: &mut StrictToml<'t>, table: &Table<'t>) -> RuleSetting {
    let mut setting = RuleSetting::default();
    if let Some(name) = toml.text(table, "level") {
        setting.level = LevelSetting::of_name(&name);
        if setting.level.is_none() {
            let place = table.get("level").map_or(0..0, Value::span);
            toml.report(place, format!("unknown level `{name}`{}", hint(&name, &LevelSetting::NAMES)));
        }
    }
    let options = table.iter().filter(|(key, _)| key.get_ref() != "level");
    setting.options = options.map(|(key, value)| (key.get_ref().to_string(), plain(value.get_ref()))).collect();
    setting
}

/// A value without its place.
fn plain(value: &DeValue<'_>) -> toml::Value {
    match value {
        DeValue::String(text) => toml::Value::String(text.to_string()),
        DeValue::Integer(number) => {
            let digits = number.as_str().replace('_', "");
            let parsed = i64::from_str_radix(&digits, number.radix());
            parsed.map_or(toml::Value::String(digits), toml::Value::Integer)
        }
        DeValue::Float(number) => toml::Value::Float(number.as_str().replace('_', "").parse().unwrap_or(f64::NAN)),
        DeValue::Boolean(truth) => toml::Value::Boolean(*truth),
        DeValue::Datetime(date) => toml::Value::Datetime(*date),
        DeValue::Array(list) => toml::Value::Array(list.iter().map(|value| plain(value.get_ref())).collect()),
        DeValue::Table(table) => {
            toml::Value::Table(table.iter().map(|(key, value)| (key.get_ref().to_string(), plain(value.get_ref()))).collect())
        }
    }
}
