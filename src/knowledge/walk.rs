//! Reading a name word by word through the automaton of names, in the casing it has or in any.

use fst::raw::{CompiledAddr, Node, Output};
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

use super::gazetteer::{Entries, Gazetteer, Names};

/// What one more word says.
#[derive(Clone, Copy, Debug)]
pub enum Step<'a> {
    /// No name begins so.
    Dead,
    /// Some names begin so; none ends here.
    Alive,
    /// A name ends here; a longer one may follow.
    Match(Entries<'a>),
}

/// How many readings of the words so far are kept. Capitals are read in up to four ways a word, of which names leave one or two.
const READINGS: usize = 8;

/// A place in the automaton with what was collected on the way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct State {
    node: CompiledAddr,
    output: Output,
}

impl State {
    pub(super) fn start(keys: &Names) -> Self {
        Self { node: keys.root().addr(), output: Output::zero() }
    }

    pub(super) fn node(self, keys: &Names) -> Node<'_> {
        keys.node(self.node)
    }

    pub(super) fn along(self, node: &Node<'_>, transition: usize) -> Self {
        let transition = node.transition(transition);
        Self { node: transition.addr, output: self.output.cat(transition.out) }
    }

    pub(super) fn byte(self, keys: &Names, byte: u8) -> Option<Self> {
        let node = keys.node(self.node);
        node.find_input(byte).map(|transition| self.along(&node, transition))
    }

    pub(super) fn char(self, keys: &Names, c: char) -> Option<Self> {
        let mut bytes = [0; 4];
        c.encode_utf8(&mut bytes).bytes().try_fold(self, |state, byte| state.byte(keys, byte))
    }

    /// The value of the key that ends here.
    pub(super) fn value(self, keys: &Names) -> Option<u64> {
        let node = keys.node(self.node);
        node.is_final().then(|| self.output.cat(node.final_output()).value())
    }
}

/// Reads a text word by word, as it is written, for as long as names begin so. Copy it to go on from the same place in two ways.
#[derive(Clone, Copy, Debug)]
pub struct Walk<'a> {
    gazetteer: &'a Gazetteer,
    state: Option<State>,
}

impl<'a> Walk<'a> {
    pub(super) fn new(gazetteer: &'a Gazetteer) -> Self {
        Self { gazetteer, state: Some(State::start(&gazetteer.keys)) }
    }

    /// Reads one more word or mark. `spaced` if white space stands before it in the text; at the first word it is not looked at by
    /// callers who pass `false`.
    pub fn push(&mut self, spaced: bool, word: &str) -> Step<'a> {
        let keys = &self.gazetteer.keys;
        let before = self.state.and_then(|state| if spaced { state.byte(keys, b' ') } else { Some(state) });
        self.state = before.and_then(|state| read(keys, state, word, Casing::AsWritten));
        let Some(state) = self.state else { return Step::Dead };
        state.value(keys).map_or(Step::Alive, |value| Step::Match(self.gazetteer.entries(value)))
    }
}

/// The same for text in capitals: a word of one case is read as it is, with a capital initial and in lower case.
#[derive(Clone, Copy, Debug)]
pub struct AnyCaseWalk<'a> {
    gazetteer: &'a Gazetteer,
    states: [Option<State>; READINGS],
}

impl<'a> AnyCaseWalk<'a> {
    pub(super) fn new(gazetteer: &'a Gazetteer) -> Self {
        let mut states = [None; READINGS];
        states[0] = Some(State::start(&gazetteer.keys));
        Self { gazetteer, states }
    }

    /// Reads one more word or mark, as [`Walk::push`] does.
    pub fn push(&mut self, spaced: bool, word: &str) -> Step<'a> {
        let keys = &self.gazetteer.keys;
        let before = std::mem::take(&mut self.states);
        let casings: &[Casing] = if one_case(word) { &Casing::ALL } else { &[Casing::AsWritten] };
        let mut count = 0;
        for state in before.into_iter().flatten() {
            let Some(state) = (if spaced { state.byte(keys, b' ') } else { Some(state) }) else { continue };
            for &casing in casings {
                let Some(next) = read(keys, state, word, casing) else { continue };
                if count < READINGS && !self.states[..count].contains(&Some(next)) {
                    self.states[count] = Some(next);
                    count += 1;
                }
            }
        }
        if count == 0 {
            return Step::Dead;
        }
        let value = self.states.iter().flatten().find_map(|state| state.value(keys));
        value.map_or(Step::Alive, |value| Step::Match(self.gazetteer.entries(value)))
    }
}

/// Goes on by one word.
fn read(keys: &Names, state: State, word: &str, casing: Casing) -> Option<State> {
    if let (Casing::AsWritten, true) = (casing, word.is_ascii()) {
        return word.bytes().try_fold(state, |state, byte| state.byte(keys, byte));
    }
    let mut previous = None;
    let mut step = |state: State, c: char| {
        let cased = casing.apply(previous.replace(c), c);
        state.char(keys, as_key(cased))
    };
    if word.is_ascii() || is_nfc_quick(word.chars()) == IsNormalized::Yes {
        word.chars().try_fold(state, &mut step)
    } else {
        word.nfc().try_fold(state, &mut step)
    }
}

/// A character as keys have it: apostrophes and hyphens of all kinds are the plain ones.
pub(super) fn as_key(c: char) -> char {
    match c {
        '\u{2018}' | '\u{2019}' | '\u{2bc}' => '\'',
        '\u{2010}' | '\u{2011}' => '-',
        _ => c,
    }
}

/// Two letters or more, all capitals or all small.
fn one_case(word: &str) -> bool {
    let letters = word.chars().filter(|c| c.is_alphabetic());
    letters.clone().all(char::is_uppercase) || letters.clone().all(char::is_lowercase)
}

/// How a word in capitals may be meant.
#[derive(Clone, Copy)]
enum Casing {
    /// `UN`.
    AsWritten,
    /// `Winston-Salem`, `Xi'an`.
    Title,
    /// `O'Brien`.
    TitleAfterApostrophe,
    /// `of`.
    Lower,
}

impl Casing {
    const ALL: [Self; 4] = [Self::AsWritten, Self::Title, Self::TitleAfterApostrophe, Self::Lower];

    /// One character in this casing; a character whose other case has several letters stays as it is.
    fn apply(self, previous: Option<char>, c: char) -> char {
        let initial = match (self, previous) {
            (Self::AsWritten, _) => return c,
            (Self::Lower, _) => false,
            (_, None) => true,
            (Self::TitleAfterApostrophe, Some('\'' | '\u{2019}')) => true,
            (Self::Title, Some('\'' | '\u{2019}')) => false,
            (_, Some(previous)) => !previous.is_alphanumeric(),
        };
        let cased = if initial { only(c.to_uppercase()) } else { only(c.to_lowercase()) };
        cased.unwrap_or(c)
    }
}

/// The letter, if it is one.
fn only(mut letters: impl Iterator<Item = char>) -> Option<char> {
    letters.next().filter(|_| letters.next().is_none())
}
