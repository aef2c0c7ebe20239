//! The options of a rule: what may stand in `[rules.NAME]` besides `level`.

use toml::{Table, Value};

/// The value of an option where none is configured; also tells its type.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OptionDefault {
    /// A number that is not negative.
    Count(u32),
    /// A list of words.
    Words(&'static [&'static str]),
}

impl OptionDefault {
    /// What may be written, for a message.
    #[must_use]
    pub fn expected(self) -> &'static str {
        match self {
            Self::Count(_) => "a whole number from 0",
            Self::Words(_) => "a list of strings",
        }
    }

    fn accepts(self, value: &Value) -> bool {
        match self {
            Self::Count(_) => value.as_integer().is_some_and(|number| u32::try_from(number).is_ok()),
            Self::Words(_) => value.as_array().is_some_and(|list| list.iter().all(Value::is_str)),
        }
    }
}

/// An option that a rule understands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OptionSpec {
    /// The key.
    pub name: &'static str,
    /// Its value where none is configured.
    pub default: OptionDefault,
}

impl OptionSpec {
    /// An option that counts.
    #[must_use]
    pub const fn count(name: &'static str, default: u32) -> Self {
        Self { name, default: OptionDefault::Count(default) }
    }

    /// An option that lists words.
    #[must_use]
    pub const fn words(name: &'static str) -> Self {
        Self { name, default: OptionDefault::Words(&[]) }
    }

    /// Whether a configured value fits.
    #[must_use]
    pub fn accepts(&self, value: &Value) -> bool {
        self.default.accepts(value)
    }
}

/// The configured options of one rule, over its defaults. A value of the wrong type, which the settings have told of, counts as none.
#[derive(Clone, Copy, Debug)]
pub struct Options<'a> {
    specs: &'static [OptionSpec],
    /// Strongest first: the outlet's, then the workspace's.
    tables: [Option<&'a Table>; 2],
}

impl<'a> Options<'a> {
    /// The options of a rule.
    #[must_use]
    pub fn new(specs: &'static [OptionSpec], tables: [Option<&'a Table>; 2]) -> Self {
        Self { specs, tables }
    }

    fn find(&self, name: &str) -> (Option<&'a Value>, Option<OptionDefault>) {
        let spec = self.specs.iter().find(|spec| spec.name == name);
        let value = self.tables.iter().flatten().find_map(|table| table.get(name));
        (value.filter(|value| spec.is_some_and(|spec| spec.accepts(value))), spec.map(|spec| spec.default))
    }

    /// A counting option; 0 if the rule has none of that name.
    #[must_use]
    pub fn count(&self, name: &str) -> usize {
        match self.find(name) {
            (Some(value), _) => value.as_integer().and_then(|number| usize::try_from(number).ok()).unwrap_or_default(),
            (None, Some(OptionDefault::Count(count))) => count as usize,
            _ => 0,
        }
    }

    /// Whether a list of words holds this one, whatever the case.
    #[must_use]
    pub fn lists(&self, name: &str, word: &str) -> bool {
        let folded = word.to_lowercase();
        let listed = self.find(name).0.and_then(Value::as_array).into_iter().flatten();
        listed.filter_map(Value::as_str).any(|listed| listed.to_lowercase() == folded)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_outlet_is_asked_before_the_workspace_and_the_default_last() {
        const SPECS: &[OptionSpec] = &[OptionSpec::count("days", 2), OptionSpec::words("words")];
        let table = |text: &str| text.parse::<Table>().expect("TOML");
        let (outlet, workspace) = (table("days = 5"), table("days = 9\nwords = ['Entrepot']"));
        let options = Options::new(SPECS, [Some(&outlet), Some(&workspace)]);
        assert_eq!(
            (options.count("days"), options.lists("words", "entrepot"), options.lists("words", "depot")),
            (5, true, false)
        );
        assert_eq!(Options::new(SPECS, [None, Some(&table("days = 'two'"))]).count("days"), 2);
    }
}
