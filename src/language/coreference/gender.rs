//! Gender as far as the article tells it: by an honorific, or by the first pronoun after the only person of a sentence.
//!
//! It keeps two people of one surname apart and is shown nowhere. It is never guessed from a given name.

use crate::knowledge::{Gender, Knowledge};
use crate::language::{Kind, Sentence, Token, TokenKind};

use super::Draft;

/// What a pronoun says of whom it stands for.
pub(super) fn pronoun(word: &str) -> Option<Gender> {
    match word {
        "he" | "He" | "him" | "his" | "His" | "himself" => Some(Gender::Male),
        "she" | "She" | "her" | "Her" | "hers" | "herself" => Some(Gender::Female),
        _ => None,
    }
}

/// What the honorific before a name says.
pub(super) fn of_honorific(words: &str, knowledge: &Knowledge) -> Option<Gender> {
    knowledge.lexicons.honorific(words).and_then(|honorific| honorific.gender)
}

/// For each name what the pronoun says that can only mean its bearer: in a sentence that names one person, the first pronoun after the
/// name; and a pronoun that opens the sentence after one.
pub(super) fn of_pronouns(text: &str, tokens: &[Token], sentences: &[Sentence], drafts: &[Draft<'_>]) -> Vec<Option<Gender>> {
    let mut genders = vec![None; drafts.len()];
    let mut next = 0;
    while next < drafts.len() {
        let sentence = drafts[next].name.sentence;
        let end = next + drafts[next..].iter().take_while(|draft| draft.name.sentence == sentence).count();
        if let Some(only) = only_person(&drafts[next..end]).map(|index| next + index) {
            let here = sentences[sentence].tokens.clone();
            let inside = first_pronoun(text, tokens, drafts[only].name.name.end..here.end);
            genders[only] = inside.or_else(|| {
                let following = sentences.get(sentence + 1).filter(|next| next.block == sentences[sentence].block)?;
                let opening = following.tokens.clone().next().map(|at| tokens[at].span.of(text))?;
                pronoun(opening).filter(|_| opening.starts_with(['H', 'S']))
            });
        }
        next = end;
    }
    genders
}

/// The first mention of a sentence's only person, if there is exactly one.
fn only_person(drafts: &[Draft<'_>]) -> Option<usize> {
    let last_word = |draft: &Draft<'_>| draft.words.rsplit(' ').next().map(str::to_owned);
    let mut people = drafts.iter().enumerate().filter(|(_, draft)| draft.kind == Kind::Person && !draft.name.attributive);
    let (first, person) = people.next()?;
    people.all(|(_, other)| last_word(other) == last_word(person)).then_some(first)
}

/// What the first pronoun says, if no quotation mark stands before it: what is quoted is said of somebody else.
fn first_pronoun(text: &str, tokens: &[Token], range: std::ops::Range<usize>) -> Option<Gender> {
    for token in &tokens[range] {
        let word = token.span.of(text);
        match token.kind {
            TokenKind::Mark if matches!(word, "\"" | "“" | "”" | "``" | "''" | "‘" | "'") => return None,
            TokenKind::Word => {
                if let Some(gender) = pronoun(word) {
                    return Some(gender);
                }
            }
            _ => {}
        }
    }
    None
}
