//! A desk's configuration becomes the settings of its rules.

use std::collections::BTreeMap;

use toml::{Table, Value};

use crate::desk::{Config, LevelSetting, RuleSettings};

use super::settings::{Overrides, Settings};

/// The names of all rules: what a configuration may name.
#[must_use]
pub fn names() -> Vec<&'static str> {
    super::all().iter().map(|rule| rule.about().name).collect()
}

impl From<&Config> for Settings {
    fn from(config: &Config) -> Self {
        let outlets = config.outlets.iter().map(|(name, outlet)| (name.clone(), Overrides::from(&outlet.rules)));
        Self { workspace: Overrides::from(&config.rules), outlets: outlets.collect(), ..Self::default() }
    }
}

impl From<&RuleSettings> for Overrides {
    fn from(settings: &RuleSettings) -> Self {
        let mut rules: BTreeMap<String, Table> = BTreeMap::new();
        for (name, setting) in &settings.single {
            let mut table = setting.options.clone();
            if let Some(level) = setting.level {
                table.insert("level".to_owned(), Value::String(word(level).to_owned()));
            }
            rules.insert(name.clone(), table);
        }
        Self { select: expanded(settings.select.as_deref().unwrap_or_default()), ignore: expanded(&settings.ignore), rules }
    }
}

/// `all` stands for every rule.
fn expanded(list: &[String]) -> Vec<String> {
    let every = list.iter().any(|name| name == "all");
    if every { names().into_iter().map(str::to_owned).collect() } else { list.to_vec() }
}

fn word(level: LevelSetting) -> &'static str {
    match level {
        LevelSetting::Off => "off",
        LevelSetting::Hint => "hint",
        LevelSetting::Information => "information",
        LevelSetting::Warning => "warning",
        LevelSetting::Error => "error",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::{Level, by_name};

    #[test]
    fn what_a_configuration_says_holds() {
        let text = "[rules]\nselect = [\"all\"]\nignore = [\"second-dateline\"]\n[rules.quote-variant]\nlevel = \"hint\"\n\
                    [outlet.\"The Ledger\".rules.impossible-date]\nlevel = \"off\"\n";
        let (config, problems) = Config::parse(text, &names());
        assert_eq!(problems, []);
        let settings = Settings::from(&config);
        let level = |name: &str, outlet: Option<&str>| settings.level(by_name(name).expect("a rule"), outlet);
        assert_eq!(level("second-dateline", None), None);
        assert_eq!(level("quote-variant", None), Some(Level::Hint));
        assert_eq!(level("impossible-date", None), Some(Level::Error));
        assert_eq!(level("impossible-date", Some("The Ledger")), None);
    }
}
