//! `dateline init`: a commented `dateline.toml` to begin with.

use std::fmt::Write as _;
use std::io::{ErrorKind, Write};

use crate::desk::{Config, FILE_NAME};
use crate::report::level_name;
use crate::rules::{OptionDefault, all};

use super::args::Init;
use super::output::{Failure, Output, Status};
use super::workspace::told_io;

pub(super) fn run(command: &Init, output: &mut Output) -> Result<Status, Failure> {
    let path = command.folder.join(FILE_NAME);
    let shown = if command.folder.as_os_str() == "." { FILE_NAME.to_owned() } else { path.display().to_string() };
    let file = std::fs::OpenOptions::new().write(true).create_new(true).open(&path);
    let mut file = file.map_err(|error| {
        Failure::Message(match error.kind() {
            ErrorKind::AlreadyExists => format!("{shown}: it exists already and is left as it is; edit it, or remove it first"),
            ErrorKind::NotFound => format!("{shown}: there is no such folder; make it first"),
            ErrorKind::PermissionDenied => format!("{shown}: you have no permission to write here; choose another folder"),
            _ => told_io(&shown, &error),
        })
    })?;
    let written = file.write_all(template().as_bytes());
    written.map_err(|error| Failure::Message(format!("{shown}: it could not be written: {error}; check the disk")))?;
    writeln!(output, "{shown} written; every line in it that counts is commented out")?;
    Ok(Status::Clean)
}

/// The commented configuration, with every rule at its level and with its options.
fn template() -> String {
    let mut text = Config::commented_default();
    text.push_str("\n# The rules, each at its own level and with its own options.\n");
    for about in all().iter().map(|rule| rule.about()) {
        let off = if about.on { "" } else { " (off unless a level is given)" };
        let level = level_name(about.level);
        // Writing to a string cannot fail.
        let _ = write!(text, "\n# {}{off}\n#: [rules.{}]\n#: level = \"{level}\"\n", about.summary, about.name);
        for option in about.options {
            let default = match option.default {
                OptionDefault::Count(count) => count.to_string(),
                OptionDefault::Words(words) => format!("{words:?}"),
            };
            let _ = writeln!(text, "#: {} = {default}", option.name);
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::names;

    #[test]
    fn the_configuration_is_right_as_it_is_and_with_every_line_in_force() {
        let template = template();
        assert_eq!(Config::parse(&template, &names()), (Config::default(), Vec::new()));
        let in_force: Vec<&str> = template.lines().map(|line| line.strip_prefix("#: ").unwrap_or(line)).collect();
        let (config, problems) = Config::parse(&in_force.join("\n"), &names());
        assert_eq!(problems, []);
        for name in names() {
            assert!(config.named_rules().contains(name), "{name}");
        }
    }
}
