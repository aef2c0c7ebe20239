//! Bodies to which a person is said to belong: `Jane Roe of the Weavers' Guild`, `the guild's Jane Roe`, `Jane Roe (Labour)`.

use crate::language::{Kind, TokenKind};

use super::Draft;
use super::offices::{Page, body_ending, body_starting};

/// The body stated beside a person's name: which of the drafts.
pub(super) fn of(page: &Page<'_>, drafts: &[Draft<'_>], person: &Draft<'_>) -> Option<usize> {
    let is_body = |body: &usize| drafts[*body].kind == Kind::Organisation && drafts[*body].name.sentence == person.name.sentence;
    let end = person.name.name.end;
    if page.word(end) == "(" {
        let inside = body_starting(drafts, end + 1).filter(is_body);
        return inside.filter(|&body| page.word(drafts[body].name.name.end) == ")");
    }
    let comma = usize::from(page.word(end) == ",");
    let at = end + comma;
    if matches!(page.word(at), "of" | "from") || comma == 1 && page.word(at) == "with" {
        let article = usize::from(page.word(at + 1) == "the");
        return body_starting(drafts, at + 1 + article).filter(is_body);
    }
    let mark = person.name.start().checked_sub(1)?;
    let possessive = page.tokens.get(mark).is_some_and(|token| token.kind == TokenKind::Possessive);
    if possessive { body_ending(drafts, mark).filter(is_body) } else { None }
}
