//! `dateline who NAME`: the card of somebody or something.

use std::io::Write;

use crate::answers::{Card, card_of, references_of};
use crate::report::{Named, Point, visible, write_card};

use super::args::{AnswerFormat, Global, Who};
use super::names::{look_up, unknown};
use super::output::{Failure, Output, Status};
use super::workspace::around;

/// So many people of one name are shown in full.
const MOST_CARDS: usize = 3;

pub(super) fn run(command: &Who, global: &Global, output: &mut Output) -> Result<Status, Failure> {
    let query = &command.query;
    let (workspace, shown) = around(&query.corpus, global, output)?;
    let corpus = workspace.corpus();
    let meant = look_up(corpus, query);
    let show = |path: &std::path::Path| shown.show(path);
    let Some(first) = meant.identities.first() else {
        output.note(&unknown(corpus, &meant));
        if query.format == AnswerFormat::Json {
            write_card(None, &meant.alike, None, &show, output)?;
        }
        return Ok(Status::Found);
    };
    if query.format == AnswerFormat::Json {
        let card = card_of(corpus, first.clone(), &show);
        let named = Named { name: first.name.clone(), kind: first.kind };
        let references = query.why.then(|| references_of(corpus, first));
        write_card(Some((&named, &card)), &meant.alike, references.as_deref(), &show, output)?;
        return Ok(Status::Clean);
    }
    let cards: Vec<Card> =
        meant.identities.iter().take(MOST_CARDS).map(|identity| card_of(corpus, identity.clone(), &show)).collect();
    for (index, (card, identity)) in cards.iter().zip(&meant.identities).enumerate() {
        if index > 0 {
            writeln!(output)?;
        }
        writeln!(output, "{}", card.plain_within(Output::terminal_width().unwrap_or(usize::MAX)))?;
        if query.why {
            for reference in references_of(corpus, identity) {
                let at = Point::of(reference.mention.place.start);
                let words = reference.mention.text().split_whitespace().collect::<Vec<_>>().join(" ");
                writeln!(
                    output,
                    "  {}:{}:{}: {}: {}",
                    show(&reference.path),
                    at.line,
                    at.column,
                    visible(&words),
                    reference.why
                )?;
            }
        }
    }
    if meant.identities.len() > MOST_CARDS {
        let more = meant.identities.len() - MOST_CARDS;
        output.note(&format!("{}: {more} more of that name; give the full name", meant.name));
    }
    Ok(Status::Clean)
}
