//! A tokenizer for the tests of this layer's lower half, after the rules of [`super::TokenKind`]; no part of the program.

use super::{Sentence, Token, TokenKind};
use crate::text::Span;

/// Tokens of a text, and its sentences: one a line, and one after each full stop that closes a word before a capital.
pub(super) fn read(text: &str) -> (Vec<Token>, Vec<Sentence>) {
    let mut tokens = Vec::new();
    let mut at = 0;
    let mut spaced = true;
    while let Some(first) = text[at..].chars().next() {
        if first.is_whitespace() || first == '\0' {
            at += first.len_utf8();
            spaced = true;
            continue;
        }
        let (length, kind) = token(&text[at..], &tokens, spaced);
        tokens.push(Token { span: Span::new(at, at + length), kind, spaced: std::mem::take(&mut spaced) });
        at += length;
    }
    let sentences = sentences(text, &tokens);
    (tokens, sentences)
}

fn token(rest: &str, before: &[Token], spaced: bool) -> (usize, TokenKind) {
    let bytes = rest.as_bytes();
    let letters = |from: usize| rest[from..].chars().take_while(|c| c.is_alphanumeric()).map(char::len_utf8).sum::<usize>();
    if bytes[0].is_ascii_digit() {
        let mut end = 1;
        while end < bytes.len() {
            let inner = matches!(bytes[end], b',' | b'.' | b':') && bytes.get(end + 1).is_some_and(u8::is_ascii_digit);
            if !bytes[end].is_ascii_alphanumeric() && !inner {
                break;
            }
            end += 1;
        }
        return (end, TokenKind::Number);
    }
    if rest.starts_with(|c: char| c.is_alphabetic()) {
        let mut end = letters(0);
        while let Some(mark) = rest[end..].chars().next().filter(|&c| matches!(c, '\'' | '’' | '.')) {
            let after = end + mark.len_utf8();
            let more = letters(after);
            let possessive = mark != '.' && more == 1 && rest[after..].starts_with('s');
            let initials = mark != '.' || rest[..end].rsplit('.').next().is_some_and(|part| part.len() == 1);
            if more == 0 || possessive || !initials {
                break;
            }
            end = after + more;
        }
        if rest[end..].starts_with('.') {
            const SHORT: &str = " Jan Feb Mar Apr Aug Sept Sep Oct Nov Dec Mon Tue Tues Wed Thu Thurs Fri Sat Sun Mr Mrs Ms Dr No St Gen Sen Rep Gov Corp Inc Co ";
            let word = &rest[..end];
            if word.contains('.') || SHORT.contains(&format!(" {word} ")) || (word.len() == 1 && word != "I") {
                end += 1;
            }
        }
        return (end, TokenKind::Word);
    }
    let mark = rest.chars().next().map_or(1, char::len_utf8);
    if matches!(&rest[..mark], "'" | "’") && !spaced && before.last().is_some_and(|token| token.kind != TokenKind::Mark) {
        let after = &rest[mark..];
        if after.starts_with('s') && !after[1..].starts_with(char::is_alphanumeric) {
            return (mark + 1, TokenKind::Possessive);
        }
    }
    for long in ["--", "..."] {
        if rest.starts_with(long) {
            return (long.len(), TokenKind::Mark);
        }
    }
    (mark, TokenKind::Mark)
}

fn sentences(text: &str, tokens: &[Token]) -> Vec<Sentence> {
    let mut sentences = Vec::new();
    let mut from = 0;
    for (index, token) in tokens.iter().enumerate() {
        let next = tokens.get(index + 1);
        let stop = matches!(token.span.of(text), "." | "?" | "!" | "...");
        let capital = next.is_some_and(|next| next.spaced && !text[next.span.start()..].starts_with(char::is_lowercase));
        let line = next.is_some_and(|next| text[token.span.end()..next.span.start()].contains('\n'));
        if next.is_none() || (stop && capital) || line {
            let span = tokens[from].span.join(token.span);
            sentences.push(Sentence { tokens: from..index + 1, span, block: 0 });
            from = index + 1;
        }
    }
    sentences
}
