//! English words in lower case, with their inflections, and how common they are in edited text.
//!
//! This is no spelling checker: it answers whether a word exists at all, and which common word a stranger may be a slip for.

use fst::raw::{CompiledAddr, Output};
use fst::{Map, Set};

use super::format::{FormatError, Sections, WORDS_MAGIC, WORDS_SECTIONS};

/// A common word that is one slip away from a given one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Near {
    /// The word.
    pub word: String,
    /// Its frequency rank, from 1 for the commonest.
    pub rank: u32,
}

/// The word list.
#[derive(Debug)]
pub struct Words {
    all: Set<&'static [u8]>,
    common: Map<&'static [u8]>,
}

impl Words {
    pub(super) fn open(bytes: &'static [u8]) -> Result<Self, FormatError> {
        let sections = Sections::<WORDS_SECTIONS>::open(bytes, WORDS_MAGIC)?;
        Ok(Self { all: Set::new(sections.part(0))?, common: Map::new(sections.part(1))? })
    }

    /// Whether a word, given in lower case, exists in British or American spelling.
    #[must_use]
    pub fn contains(&self, word: &str) -> bool {
        self.all.contains(word)
    }

    /// Whether a word exists, in whatever case it is written.
    #[must_use]
    pub fn contains_any_case(&self, word: &str) -> bool {
        if !word.is_ascii() {
            return self.contains(&word.to_lowercase());
        }
        let automaton = self.all.as_fst();
        let mut node = automaton.root();
        for byte in word.bytes() {
            let Some(transition) = node.find_input(byte.to_ascii_lowercase()) else { return false };
            node = automaton.node(node.transition_addr(transition));
        }
        node.is_final()
    }

    /// The frequency rank of a word in lower case, from 1 for the commonest; `None` if it is not among the common ones.
    #[must_use]
    pub fn rank(&self, word: &str) -> Option<u32> {
        self.common.get(word).map(|rank| rank as u32)
    }

    /// The common words that differ from this one by a letter too many, too few or wrong, or by two neighbours swapped; the
    /// commonest first. The word itself is not among them.
    #[must_use]
    pub fn near(&self, word: &str) -> Vec<Near> {
        let target = word.as_bytes();
        let mut found = Vec::new();
        let mut path = Vec::with_capacity(target.len() + 1);
        let automaton = self.common.as_fst();
        let mut addr = automaton.root().addr();
        let mut output = Output::zero();
        for at in 0..=target.len() {
            let rest = &target[at..];
            let node = automaton.node(addr);
            if let [_, tail @ ..] = rest {
                self.exact(addr, output, tail, &path, &mut found);
            }
            if let [first, second, tail @ ..] = rest
                && first != second
            {
                self.exact(addr, output, &[&[*second, *first], tail].concat(), &path, &mut found);
            }
            for index in 0..node.len() {
                let transition = node.transition(index);
                path.push(transition.inp);
                let output = output.cat(transition.out);
                self.exact(transition.addr, output, rest, &path, &mut found);
                if let [first, tail @ ..] = rest
                    && *first != transition.inp
                {
                    self.exact(transition.addr, output, tail, &path, &mut found);
                }
                path.pop();
            }
            let Some(index) = rest.first().and_then(|&byte| node.find_input(byte)) else { break };
            let transition = node.transition(index);
            path.push(transition.inp);
            output = output.cat(transition.out);
            addr = transition.addr;
        }
        found.retain(|near| near.word != word);
        found.sort_by(|a, b| (a.rank, &a.word).cmp(&(b.rank, &b.word)));
        found.dedup();
        found
    }

    /// Adds the word `path` + `rest`, if it is one.
    fn exact(&self, mut addr: CompiledAddr, mut output: Output, rest: &[u8], path: &[u8], found: &mut Vec<Near>) {
        let automaton = self.common.as_fst();
        for &byte in rest {
            let node = automaton.node(addr);
            let Some(index) = node.find_input(byte) else { return };
            let transition = node.transition(index);
            output = output.cat(transition.out);
            addr = transition.addr;
        }
        let node = automaton.node(addr);
        if node.is_final()
            && let Ok(word) = String::from_utf8([path, rest].concat())
        {
            found.push(Near { word, rank: output.cat(node.final_output()).value() as u32 });
        }
    }
}
