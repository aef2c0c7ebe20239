//! `textDocument/documentLink`: addresses of the web, and files of the workspace that are there.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use tower_lsp::jsonrpc::Result;
use tower_lsp::ls_types::{DocumentLink, DocumentLinkParams, Uri};

use crate::answers::{self, LinkTarget};

use super::pointing::Open;
use super::state::Shared;
use super::to_proto;

impl Shared {
    pub(super) async fn document_links(self: &Arc<Self>, params: DocumentLinkParams) -> Result<Option<Vec<DocumentLink>>> {
        self.about(&params.text_document.uri, move |shared, Open { record, .. }| {
            let abilities = shared.abilities();
            let roots = Roots::of(shared.workspace().folders().iter().map(|folder| folder.root.clone()));
            let links = answers::links(record).into_iter().filter_map(|link| {
                let (target, tooltip) = match &link.target {
                    LinkTarget::Address(address) => (address.parse().ok()?, address.clone()),
                    LinkTarget::File(name) => {
                        let file = roots.find(name, &record.path)?;
                        let uri = Uri::from_file_path(&file)?;
                        (uri, file.display().to_string())
                    }
                };
                Some(DocumentLink {
                    range: to_proto::range(record, link.span, abilities.encoding),
                    target: Some(target),
                    tooltip: abilities.link_tooltips.then(|| answers::visible(&tooltip)),
                    data: None,
                })
            });
            Ok(Some(links.collect()))
        })
        .await
    }
}

/// The folders of the workspace, by their own names and by those that the system gives them.
struct Roots {
    named: Vec<PathBuf>,
    real: Vec<PathBuf>,
}

impl Roots {
    fn of(named: impl Iterator<Item = PathBuf>) -> Self {
        let named: Vec<PathBuf> = named.collect();
        let real = named.iter().filter_map(|root| root.canonicalize().ok()).collect();
        Self { named, real }
    }

    /// The file that a name means, from the article's folder or from a folder of the workspace. It must be there, and inside the workspace,
    /// whatever links lie in between: an article of somebody else's must not open files of the reader's.
    fn find(&self, name: &str, article: &Path) -> Option<PathBuf> {
        let name = Path::new(name);
        let beside = article.parent().filter(|folder| folder.is_absolute()).map(|folder| folder.join(name));
        let below = self.named.iter().map(|root| root.join(name));
        beside.into_iter().chain(below).find_map(|file| {
            let real = file.canonicalize().ok()?;
            (real.is_file() && self.real.iter().any(|root| real.starts_with(root))).then_some(real)
        })
    }
}
