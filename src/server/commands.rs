//! `workspace/executeCommand`: what the server does itself, so that it works in every client.

use std::path::PathBuf;
use std::sync::Arc;

use serde::Deserialize;
use serde_json::{Value, json};
use tower_lsp::jsonrpc::{Error, Result};
use tower_lsp::ls_types::{ExecuteCommandParams, MessageType, Uri};

use crate::article::PartialDate;
use crate::article::sidecar::Accepted;
use crate::desk::sidecar::{self, Change};
use crate::desk::{today, user_name};
use crate::rules::{by_name, nearest};

use super::code_action::WhichFix;
use super::from_proto;
use super::state::{Notice, Shared};
use super::to_proto::RULE_PAGES;

/// Lets a finding stand: writes it to the sidecar.
pub(super) const ACCEPT: &str = "dateline.accept";
/// Says when an article was published: writes it to the sidecar.
pub(super) const SET_PUBLISHED: &str = "dateline.setPublished";
/// Writes down what an article states of a name: an entry of a dossier.
pub(super) const ADD_TO_DOSSIER: &str = "dateline.addToDossier";
/// Writes down that a name is spelt right.
pub(super) const ACCEPT_SPELLING: &str = "dateline.acceptSpelling";
/// Writes down that two people bear one name.
pub(super) const TWO_PEOPLE: &str = "dateline.twoPeople";
/// Reads the folders anew.
pub(super) const REINDEX: &str = "dateline.reindex";
/// Reads a folder that the server has asked about: it is large, or a home directory.
pub(super) const INDEX_ANYWAY: &str = "dateline.indexAnyway";
/// Gives the documentation of a rule.
pub(super) const EXPLAIN: &str = "dateline.explain";
/// Has the client make the edit of a fix.
pub(super) const FIX: &str = "dateline.fix";

/// Lists every checkable statement of an article.
pub(super) const FACTS: &str = "dateline.facts";
/// Ticks a statement: writes it to the sidecar.
pub(super) const TICK: &str = "dateline.tick";
/// Takes a tick back.
pub(super) const UNTICK: &str = "dateline.untick";

/// Every command.
pub(super) const ALL: &[&str] = &[
    ACCEPT,
    SET_PUBLISHED,
    ADD_TO_DOSSIER,
    ACCEPT_SPELLING,
    TWO_PEOPLE,
    REINDEX,
    INDEX_ANYWAY,
    EXPLAIN,
    FIX,
    FACTS,
    TICK,
    UNTICK,
];

#[derive(Debug, Deserialize)]
struct Accept {
    uri: Uri,
    rule: String,
    fingerprint: String,
    text: Option<String>,
    by: Option<String>,
}

#[derive(Debug, Deserialize)]
struct SetPublished {
    uri: Uri,
    published: String,
}

#[derive(Debug, Deserialize)]
struct Explain {
    rule: String,
    /// Show it to a person too, for clients that do nothing with an answer.
    #[serde(default)]
    show: bool,
}

impl Shared {
    pub(super) async fn execute_command(self: &Arc<Self>, params: ExecuteCommandParams) -> Result<Option<Value>> {
        let ExecuteCommandParams { command, arguments, .. } = params;
        match command.as_str() {
            ACCEPT => self.accept(only(ACCEPT, arguments)?).await,
            SET_PUBLISHED => {
                let SetPublished { uri, published } = only(SET_PUBLISHED, arguments)?;
                let date: PartialDate =
                    published.trim().parse().map_err(|error| Error::invalid_params(format!("{SET_PUBLISHED}: {error}")))?;
                self.write_sidecar(&uri, Change::Published(date)).await
            }
            ADD_TO_DOSSIER => self.add_to_dossier(arguments).await,
            ACCEPT_SPELLING => self.accept_spelling(arguments).await,
            TWO_PEOPLE => self.tell_two_people(arguments).await,
            INDEX_ANYWAY => self.index_anyway(arguments).await,
            FACTS => self.facts(only(FACTS, arguments)?).await,
            TICK => self.tick(only(TICK, arguments)?).await,
            UNTICK => self.untick(only(UNTICK, arguments)?).await,
            REINDEX => {
                self.reopen();
                Ok(None)
            }
            EXPLAIN => self.explain(&only(EXPLAIN, arguments)?).map(Some),
            FIX => self.fix(only(FIX, arguments)?).await,
            other => Err(Error::invalid_params(format!("there is no command {other:?}; known are {}", ALL.join(", ")))),
        }
    }

    /// The documentation of a rule: its name, what it says in a line, and all of it as Markdown.
    fn explain(&self, wanted: &Explain) -> Result<Value> {
        let rule = by_name(&wanted.rule).ok_or_else(|| no_rule(EXPLAIN, &wanted.rule))?;
        let (name, summary) = (rule.about().name, rule.about().summary);
        if wanted.show {
            self.send(Notice::Show(MessageType::INFO, format!("{name}: {summary}\n{RULE_PAGES}{name}.md")));
        }
        Ok(json!({"rule": name, "summary": summary, "text": rule.documentation()}))
    }

    /// Has the client make the edit of a fix. Its answer is waited for elsewhere.
    async fn fix(self: &Arc<Self>, which: WhichFix) -> Result<Option<Value>> {
        if !self.abilities().applies_edits {
            return Err(Error::invalid_params(format!("{FIX}: the client does not apply edits (`workspace/applyEdit`)")));
        }
        let edit = self.edit_of(which).await?;
        let shared = self.clone();
        tokio::spawn(async move {
            match shared.client.apply_edit(edit).await {
                Ok(answer) if answer.applied => {}
                Ok(answer) => shared
                    .complain(format_args!("the client did not make an edit: {}", answer.failure_reason.unwrap_or_default())),
                Err(error) => shared.complain(format_args!("the client did not make an edit ({error})")),
            }
        });
        Ok(None)
    }

    /// Lets a finding stand, in the name of whoever commits here if nobody is named.
    async fn accept(self: &Arc<Self>, accept: Accept) -> Result<Option<Value>> {
        let Accept { uri, rule, fingerprint, text, by } = accept;
        if by_name(&rule).is_none() {
            return Err(no_rule(ACCEPT, &rule));
        }
        let path = from_proto::path(&uri);
        let by = match given(by) {
            Some(by) => Some(by),
            None => self.job(move |_, _| Ok(user_name(&path))).await?,
        };
        let accepted = Accepted { rule, fingerprint, text, by, at: Some(today()) };
        self.write_sidecar(&uri, Change::Accept(accepted)).await
    }

    /// Writes to an article's sidecar, and looks at everything again that it changes.
    pub(super) async fn write_sidecar(self: &Arc<Self>, uri: &Uri, change: Change) -> Result<Option<Value>> {
        let Some(article): Option<PathBuf> = from_proto::file(uri) else {
            return Err(Error::invalid_params(format!(
                "{} has no file beside which a sidecar could lie; save it first",
                uri.as_str()
            )));
        };
        self.job(move |shared, _| {
            sidecar::write(&article, &change).map_err(failed)?;
            shared.sidecar_changed(&article);
            Ok(())
        })
        .await?;
        self.refresh_all(None);
        Ok(None)
    }
}

fn no_rule(command: &str, name: &str) -> Error {
    Error::invalid_params(format!("{command}: there is no rule `{name}`{}", did_you_mean(name)))
}

/// "; did you mean `quote-variant`?", of a name that no rule has.
pub(super) fn did_you_mean(rule: &str) -> String {
    nearest(rule).map(|nearest| format!("; did you mean `{nearest}`?")).unwrap_or_default()
}

/// What somebody has typed in, if it is anything.
pub(super) fn given(text: Option<String>) -> Option<String> {
    text.map(|text| text.trim().to_owned()).filter(|text| !text.is_empty())
}

/// The error of a command that was right and could not be done.
pub(super) fn failed(problem: impl std::fmt::Display) -> Error {
    Error { message: problem.to_string().into(), ..Error::internal_error() }
}

/// The one argument that a command takes.
pub(super) fn only<T: serde::de::DeserializeOwned>(command: &str, arguments: Vec<Value>) -> Result<T> {
    let [argument] = <[Value; 1]>::try_from(arguments)
        .map_err(|arguments| Error::invalid_params(format!("{command} takes one object, not {} arguments", arguments.len())))?;
    serde_json::from_value(argument).map_err(|error| Error::invalid_params(format!("{command}: {error}")))
}
