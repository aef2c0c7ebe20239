//! `textDocument/semanticTokens`: `full`, `full/delta` and `range`.
//!
//! The kinds are those that every colour scheme knows. The protocol wants tokens of one line each, every one told by its distance from the one
//! before. Of each open document the last answer is kept, for the next to be told as a difference.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tower_lsp::jsonrpc::Result;
use tower_lsp::ls_types::{
    SemanticToken, SemanticTokenType, SemanticTokens, SemanticTokensDelta, SemanticTokensDeltaParams, SemanticTokensEdit,
    SemanticTokensFullDeltaResult, SemanticTokensLegend, SemanticTokensParams, SemanticTokensRangeParams,
    SemanticTokensRangeResult, SemanticTokensResult,
};

use crate::answers::{self, TextClass};
use crate::corpus::Record;
use crate::text::{PositionEncoding, Span};

use super::pointing::Open;
use super::state::Shared;
use super::to_proto;

/// Numbers in a token of the protocol.
const NUMBERS: usize = 5;

/// The last answer for each open document: its name, and the tokens.
type Sent = BTreeMap<Arc<Path>, (String, Vec<SemanticToken>)>;

/// The last answer for each open document.
#[derive(Debug, Default)]
pub(super) struct SentTokens {
    by_path: Mutex<Sent>,
}

impl SentTokens {
    fn lock(&self) -> MutexGuard<'_, Sent> {
        self.by_path.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Forgets a document that was closed.
    pub(super) fn forget(&self, path: &Path) {
        self.lock().remove(path);
    }
}

/// The kinds, in the order of [`index`].
pub(super) fn legend() -> SemanticTokensLegend {
    SemanticTokensLegend {
        token_types: vec![
            SemanticTokenType::CLASS,
            SemanticTokenType::NAMESPACE,
            SemanticTokenType::INTERFACE,
            SemanticTokenType::EVENT,
            SemanticTokenType::NUMBER,
            SemanticTokenType::STRING,
        ],
        token_modifiers: Vec::new(),
    }
}

fn index(class: TextClass) -> u32 {
    match class {
        TextClass::Person => 0,
        TextClass::Place => 1,
        TextClass::Organisation => 2,
        TextClass::Time => 3,
        TextClass::Quantity => 4,
        TextClass::Quotation => 5,
    }
}

impl Shared {
    pub(super) async fn semantic_tokens(self: &Arc<Self>, params: SemanticTokensParams) -> Result<Option<SemanticTokensResult>> {
        self.about(&params.text_document.uri, |shared, open| {
            let (result_id, data) = shared.all_tokens(open);
            Ok(Some(SemanticTokens { result_id: Some(result_id), data }.into()))
        })
        .await
    }

    pub(super) async fn semantic_tokens_delta(
        self: &Arc<Self>,
        params: SemanticTokensDeltaParams,
    ) -> Result<Option<SemanticTokensFullDeltaResult>> {
        self.about(&params.text_document.uri, move |shared, open| {
            let known = shared.sent_tokens.lock().get(&open.snapshot.path).cloned();
            let before = known.filter(|(id, _)| *id == params.previous_result_id);
            let (result_id, data) = shared.all_tokens(open);
            let result_id = Some(result_id);
            Ok(Some(match before {
                Some((_, before)) => {
                    SemanticTokensDelta { result_id, edits: difference(&before, &data).into_iter().collect() }.into()
                }
                None => SemanticTokens { result_id, data }.into(),
            }))
        })
        .await
    }

    pub(super) async fn semantic_tokens_range(
        self: &Arc<Self>,
        params: SemanticTokensRangeParams,
    ) -> Result<Option<SemanticTokensRangeResult>> {
        self.about(&params.text_document.uri, move |shared, Open { record, .. }| {
            let within = shared.span_in(record, params.range)?;
            let data = tokens(record, within, shared.abilities().encoding);
            Ok(Some(SemanticTokens { result_id: None, data }.into()))
        })
        .await
    }

    /// All tokens of a document under a name of their own, kept for the next question.
    fn all_tokens(&self, Open { snapshot, record }: &Open) -> (String, Vec<SemanticToken>) {
        let data = tokens(record, Span::new(0, record.article.source.len()), self.abilities().encoding);
        let sent = (snapshot.edition.to_string(), data);
        if self.documents().is_open(&snapshot.path) {
            self.sent_tokens.lock().insert(snapshot.path.clone(), sent.clone());
        }
        sent
    }
}

/// The tokens of a stretch of an article, as the protocol tells them.
fn tokens(record: &Record, within: Span, encoding: PositionEncoding) -> Vec<SemanticToken> {
    let source = &record.article.source;
    let mut tokens = Vec::new();
    let mut before = (0, 0);
    for (span, class) in answers::classes(record, within) {
        for line in record.lines.line(span.start())..=record.lines.line(span.end()) {
            let start = record.lines.start_of(line);
            let end = start + record.lines.line_text(source, line).len();
            if start.max(span.start()) >= end.min(span.end()) {
                continue;
            }
            let range = to_proto::range(record, Span::new(start.max(span.start()), end.min(span.end())), encoding);
            let (line, column) = (range.start.line, range.start.character);
            let delta_start = if line == before.0 { column - before.1 } else { column };
            tokens.push(SemanticToken {
                delta_line: line - before.0,
                delta_start,
                length: range.end.character - column,
                token_type: index(class),
                token_modifiers_bitset: 0,
            });
            before = (line, column);
        }
    }
    tokens
}

/// One edit that makes the tokens of before into those of now; `None` if they are the same.
fn difference(before: &[SemanticToken], now: &[SemanticToken]) -> Option<SemanticTokensEdit> {
    let head = before.iter().zip(now).take_while(|(before, now)| before == now).count();
    let tail = before[head..].iter().rev().zip(now[head..].iter().rev()).take_while(|(before, now)| before == now).count();
    let (gone, come) = (before.len() - head - tail, &now[head..now.len() - tail]);
    (gone > 0 || !come.is_empty()).then(|| SemanticTokensEdit {
        start: (head * NUMBERS) as u32,
        delete_count: (gone * NUMBERS) as u32,
        data: Some(come.to_vec()),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn token(delta_start: u32) -> SemanticToken {
        SemanticToken { delta_line: 0, delta_start, length: 1, token_type: 0, token_modifiers_bitset: 0 }
    }

    #[test]
    fn a_difference_makes_the_new_tokens_of_the_old() {
        let lists: [&[u32]; 6] = [&[], &[1], &[1, 2, 3], &[1, 9, 3], &[1, 3], &[1, 2, 2, 3]];
        for before in lists {
            for now in lists {
                let [before, now] = [before, now].map(|list| list.iter().map(|&start| token(start)).collect::<Vec<_>>());
                let mut made = before.clone();
                if let Some(edit) = difference(&before, &now) {
                    let (start, gone) = (edit.start as usize / NUMBERS, edit.delete_count as usize / NUMBERS);
                    made.splice(start..start + gone, edit.data.unwrap_or_default());
                } else {
                    assert_eq!(before, now);
                }
                assert_eq!(made, now);
            }
        }
    }
}
