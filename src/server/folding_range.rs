//! `textDocument/foldingRange`.

use std::sync::Arc;

use tower_lsp::jsonrpc::Result;
use tower_lsp::ls_types::{FoldingRange, FoldingRangeKind, FoldingRangeParams};

use crate::answers::{self, FoldKind};

use super::pointing::Open;
use super::state::Shared;
use super::to_proto;

impl Shared {
    pub(super) async fn folding_ranges(self: &Arc<Self>, params: FoldingRangeParams) -> Result<Option<Vec<FoldingRange>>> {
        self.about(&params.text_document.uri, move |shared, Open { record, .. }| {
            let abilities = shared.abilities();
            let fold = |fold: answers::Fold| {
                let range = to_proto::range(record, fold.span, abilities.encoding);
                let column = |column: u32| (!abilities.line_folds_only).then_some(column);
                FoldingRange {
                    start_line: range.start.line,
                    start_character: column(range.start.character),
                    end_line: range.end.line,
                    end_character: column(range.end.character),
                    kind: match fold.kind {
                        FoldKind::Boilerplate => Some(FoldingRangeKind::Comment),
                        FoldKind::Item | FoldKind::FrontMatter => Some(FoldingRangeKind::Region),
                        FoldKind::Quotation => None,
                    },
                    collapsed_text: Some(fold.text).filter(|text| abilities.fold_texts && !text.is_empty()),
                }
            };
            Ok(Some(answers::folds(record).into_iter().take(abilities.most_folds).map(fold).collect()))
        })
        .await
    }
}
