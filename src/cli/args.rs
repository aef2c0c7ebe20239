//! The commands and their flags: one definition feeds parsing, help and completions.

use std::path::PathBuf;

use clap::{ArgAction, Parser, Subcommand, ValueEnum};

use crate::article::PartialDate;

/// A language server for news copy
///
/// Dateline knows every person, place, organisation, date, number and quotation in a draft and in the corpus around it. It shows who and
/// where, finds every mention, and reports facts that do not agree. It works offline; nothing leaves the machine.
#[derive(Debug, Parser)]
#[command(name = "dateline", version, propagate_version = true, disable_help_subcommand = true, max_term_width = 100)]
#[command(after_help = "Examples:
  dateline check                       what does not agree in the articles of this folder
  dateline who Qian                    who that is, by all that the articles say
  dateline refs \"Qian Qichen\"          every mention of him
  dateline facts draft.md              every fact of a draft, to be ticked off
  dateline explain quote-variant       what a rule is for, and when it is silent

Exit codes: 0, nothing to report; 1, findings, or nobody of that name; 2, something could not be read or run.")]
pub(super) struct Args {
    #[command(subcommand)]
    pub(super) command: Command,
    #[command(flatten)]
    pub(super) global: Global,
}

/// Flags of every command.
#[derive(Debug, clap::Args)]
#[command(next_help_heading = "Everywhere")]
pub(super) struct Global {
    /// Read the configuration from this file instead of the nearest `dateline.toml`
    #[arg(long, global = true, value_name = "FILE")]
    pub(super) config: Option<PathBuf>,
    /// Tell on standard error what is being done
    #[arg(long, global = true, value_name = "LEVEL", value_enum)]
    pub(super) log: Option<LogLevel>,
    /// When to print in colour
    #[arg(long, global = true, value_name = "WHEN", value_enum, default_value_t)]
    pub(super) color: Color,
    /// Print findings and answers only: no counts, no notes
    #[arg(short, long, global = true, conflicts_with = "verbose")]
    pub(super) quiet: bool,
    /// Tell more; twice, still more
    #[arg(short, long, global = true, action = ArgAction::Count)]
    pub(super) verbose: u8,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(super) enum Color {
    /// On a terminal, unless NO_COLOR is set
    #[default]
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum LogLevel {
    Error,
    Warn,
    Info,
    Debug,
    Trace,
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Speak the Language Server Protocol on standard input and output
    Lsp(Lsp),
    /// Report facts that do not agree
    Check(Check),
    /// Make or refresh the index of an archive
    Index(Index),
    /// Write everything that was read in articles, one JSON object a line
    Extract(Extract),
    /// List every checkable statement of a draft, with what agrees and what does not
    Facts(Facts),
    /// Show who or what a name is
    Who(Who),
    /// List every mention of somebody or something
    Refs(Refs),
    /// List the rules
    Rules(Rules),
    /// Print the documentation of a rule
    Explain(Explain),
    /// Write a commented `dateline.toml`
    Init(Init),
    /// Make dossiers of published data: people in office, organisations, terms
    Import(Import),
    /// Print completions for a shell
    Completions(Completions),
}

#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  dateline lsp                         as editors start it
  dateline lsp --log-file log.txt      with a log, for editors that hide standard error")]
pub(super) struct Lsp {
    /// Accepted for editors that pass it; standard input and output are used anyway
    #[arg(long)]
    pub(super) stdio: bool,
    /// Add what is being done to the end of this file; --log says how much, else what matters
    #[arg(long, value_name = "FILE")]
    pub(super) log_file: Option<PathBuf>,
}

#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  dateline check                               the articles of this folder
  dateline check draft.md --corpus archive     one draft against an archive
  dateline check --select quote-variant        one rule only
  dateline check --format json > found.json    for a program
  dateline check --format github               as annotations of a pull request
  dateline check --fix                         apply the fixes that need no second look
  dateline check a.txt --accept 0cb7db9c8d08702f   checked, keep: by the fingerprint in the JSON
  dateline check --accepted                    what was let stand, by whom and when")]
pub(super) struct Check {
    /// Articles or folders
    #[arg(value_name = "PATH", default_value = ".")]
    pub(super) paths: Vec<PathBuf>,
    /// More articles to compare with, which are not checked themselves
    #[arg(long, value_name = "DIR")]
    pub(super) corpus: Vec<PathBuf>,
    /// How findings are written
    #[arg(long, value_enum, default_value_t)]
    pub(super) format: CheckFormat,
    /// Run these rules only
    #[arg(long, value_name = "RULE,…", value_delimiter = ',')]
    pub(super) select: Vec<String>,
    /// Leave these rules out
    #[arg(long, value_name = "RULE,…", value_delimiter = ',')]
    pub(super) ignore: Vec<String>,
    /// Check as before publication: marks like `(cq)` are reported too
    #[arg(long)]
    pub(super) publish: bool,
    /// Apply the fixes that are safe without a person looking, then check again
    #[arg(long)]
    pub(super) fix: bool,
    /// Let the findings of these fingerprints stand: written to the sidecar of their article
    #[arg(long, value_name = "FINGERPRINT,…", value_delimiter = ',', conflicts_with_all = ["fix", "accepted"])]
    pub(super) accept: Vec<String>,
    /// Who lets them stand; else the name under which you commit
    #[arg(long, value_name = "NAME", requires = "accept")]
    pub(super) by: Option<String>,
    /// List what was let stand instead of what is open
    #[arg(long, conflicts_with = "fix")]
    pub(super) accepted: bool,
    /// Exit with 0 even if there are findings
    #[arg(long)]
    pub(super) exit_zero: bool,
}

#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  dateline index                     the workspace around this folder
  dateline index archive             an archive, however large; once more, and only what changed is read
  dateline index --status            whether the index is up to date, how large it is and where it lies")]
pub(super) struct Index {
    /// Folders
    #[arg(value_name = "PATH", default_value = ".")]
    pub(super) paths: Vec<PathBuf>,
    /// Tell how the index is, and change nothing
    #[arg(long)]
    pub(super) status: bool,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(super) enum CheckFormat {
    /// For people, with source lines
    #[default]
    Text,
    /// For programs
    Json,
    /// GitHub's workflow commands
    Github,
}

#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  dateline extract a.txt b.md
  dateline extract - --stdin-format markdown --published 1994-01-25 < draft.md
  dateline extract --jsonl < shard.jsonl > read.jsonl")]
pub(super) struct Extract {
    /// Articles; `-`, or none, reads from standard input
    #[arg(value_name = "FILE")]
    pub(super) files: Vec<PathBuf>,
    /// How the article on standard input, or the texts of JSON lines, are written
    #[arg(long, value_name = "FORMAT", value_enum, default_value_t)]
    pub(super) stdin_format: TextFormat,
    /// The date of publication: a day, a month or a year; wins over all that files say
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub(super) published: Option<PartialDate>,
    /// Read lines of JSON, `{"id": …, "text": "…", "published": "…"}`, and write one line for each
    #[arg(long)]
    pub(super) jsonl: bool,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(super) enum TextFormat {
    #[default]
    Text,
    Markdown,
    Html,
}

fn date(text: &str) -> Result<PartialDate, String> {
    text.parse::<PartialDate>().map_err(|error| error.to_string())
}

#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  dateline facts draft.md                              each name, title, date, number, quotation and place
  dateline facts draft.md --corpus archive             against an archive
  dateline facts draft.md --format markdown            as a checklist
  dateline facts draft.md --format csv > facts.csv     for a spreadsheet
  dateline facts draft.md --tick 500334e9c7e8f333-6849-bdfa --note \"asked her\" --by ap

Exit codes: 0, no fact is in conflict; 1, some are; 2, something could not be read.")]
pub(super) struct Facts {
    /// The draft
    #[arg(value_name = "FILE")]
    pub(super) file: PathBuf,
    /// More articles to compare with
    #[arg(long, value_name = "DIR")]
    pub(super) corpus: Vec<PathBuf>,
    /// How the list is written
    #[arg(long, value_enum, default_value_t)]
    pub(super) format: FactsFormat,
    /// Tick these statements, by what the JSON calls them: written to the sidecar
    #[arg(long, value_name = "STATEMENT,…", value_delimiter = ',')]
    pub(super) tick: Vec<String>,
    /// Take the ticks of these statements back
    #[arg(long, value_name = "STATEMENT,…", value_delimiter = ',')]
    pub(super) untick: Vec<String>,
    /// A note to go with the ticks
    #[arg(long, value_name = "TEXT", requires = "tick")]
    pub(super) note: Option<String>,
    /// What the statements were checked against
    #[arg(long, value_name = "TEXT", requires = "tick")]
    pub(super) source: Option<String>,
    /// Who ticks; else the name under which you commit
    #[arg(long, value_name = "NAME", requires = "tick")]
    pub(super) by: Option<String>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(super) enum FactsFormat {
    /// For people, a line for each fact
    #[default]
    Text,
    /// For programs
    Json,
    /// A checklist
    Markdown,
    /// For spreadsheets
    Csv,
}

#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  dateline who Qian
  dateline who Warren Christopher --corpus archive
  dateline who Peking --format json")]
pub(super) struct Who {
    #[command(flatten)]
    pub(super) query: Query,
}

#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  dateline refs Qian
  dateline refs Qian Qichen --why
  dateline refs Peking --corpus archive --format json")]
pub(super) struct Refs {
    #[command(flatten)]
    pub(super) query: Query,
}

/// What `who` and `refs` have in common.
#[derive(Debug, clap::Args)]
pub(super) struct Query {
    /// A name, in full or in short; quotation marks are not needed
    #[arg(value_name = "NAME", required = true, num_args = 1..)]
    pub(super) name: Vec<String>,
    /// Look in this folder instead of the workspace around the current one
    #[arg(long, value_name = "DIR")]
    pub(super) corpus: Vec<PathBuf>,
    /// How the answer is written
    #[arg(long, value_enum, default_value_t)]
    pub(super) format: AnswerFormat,
    /// Say of every mention why it means this one
    #[arg(long)]
    pub(super) why: bool,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(super) enum AnswerFormat {
    /// For people
    #[default]
    Text,
    /// For programs
    Json,
}

#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  dateline rules
  dateline rules --format json")]
pub(super) struct Rules {
    /// How the list is written
    #[arg(long, value_enum, default_value_t)]
    pub(super) format: AnswerFormat,
}

#[derive(Debug, clap::Args)]
#[command(after_help = "Example:
  dateline explain weekday-date-mismatch")]
pub(super) struct Explain {
    /// The rule's name
    #[arg(value_name = "RULE")]
    pub(super) rule: String,
}

#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  dateline init              here
  dateline init archive      in another folder")]
pub(super) struct Init {
    /// The folder that is to be a workspace
    #[arg(value_name = "DIR", default_value = ".")]
    pub(super) folder: PathBuf,
}

#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  dateline import wikidata latest-all.json.bz2           to dossiers/wikidata.toml
  dateline import wikidata dump.json.gz --class Q3400    instances of an item are organisations too
  dateline import popolo parliament.json --out people    to people/popolo.toml

A file may be plain, gzip or bzip2. Another import to the same place replaces what the last one wrote.")]
pub(super) struct Import {
    /// How the file is written
    #[arg(value_name = "FORMAT", value_enum)]
    pub(super) format: ImportFormat,
    /// What to import
    #[arg(value_name = "FILE")]
    pub(super) file: PathBuf,
    /// The dossier to write, or its folder; else `dossiers/FORMAT.toml` in the workspace
    #[arg(long, value_name = "FILE|DIR")]
    pub(super) out: Option<PathBuf>,
    /// Wikidata only: instances of this item are organisations too
    #[arg(long = "class", value_name = "QID,…", value_delimiter = ',', value_parser = item)]
    pub(super) classes: Vec<u64>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum ImportFormat {
    /// The JSON dump of Wikidata, an entity a line
    Wikidata,
    /// People, organizations, memberships and posts as JSON
    Popolo,
}

fn item(text: &str) -> Result<u64, String> {
    text.strip_prefix('Q').and_then(|number| number.parse().ok()).ok_or_else(|| "expected an item such as Q43229".to_owned())
}

#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  dateline completions bash > ~/.local/share/bash-completion/completions/dateline
  dateline completions fish > ~/.config/fish/completions/dateline.fish")]
pub(super) struct Completions {
    /// Which shell
    #[arg(value_name = "SHELL", value_enum)]
    pub(super) shell: clap_complete::Shell,
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    #[test]
    fn the_definition_is_consistent() {
        Args::command().debug_assert();
    }

    #[test]
    fn every_command_has_help_with_an_example() {
        for command in Args::command().get_subcommands() {
            let help = command.get_after_help().map(ToString::to_string).unwrap_or_default();
            assert!(help.contains(&format!("dateline {}", command.get_name())), "{}", command.get_name());
        }
    }
}
