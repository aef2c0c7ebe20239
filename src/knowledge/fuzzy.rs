//! Names that a given name may be a slip of the pen for.
//!
//! The automaton of names is walked along the given name; at each letter one slip is allowed, after which the rest must follow
//! exactly. That visits a few hundred nodes, where a Levenshtein automaton would have to be built first, and it knows the swap of
//! two neighbours (Damerau 1964: four kinds of single slip make up four fifths of all misspellings).

use super::gazetteer::{Entries, Gazetteer, Names};
use super::walk::{State, as_key};

/// A name shorter than this (in letters and marks) has no similar names.
const SHORTEST_NAME: usize = 6;
/// A name of fewer words is looked for within one slip only.
const FEWEST_WORDS: usize = 3;
/// A word of a long name may hold two slips if it has this many letters.
const SHORTEST_WORD: usize = 5;

/// A known name that is close to a given one.
#[derive(Clone, Debug)]
pub struct Similar<'a> {
    /// The known name.
    pub name: String,
    /// What bears it.
    pub entries: Entries<'a>,
    /// How many slips lie between.
    pub distance: u8,
}

/// See [`Gazetteer::similar`].
pub(super) fn similar<'a>(gazetteer: &'a Gazetteer, name: &str) -> Vec<Similar<'a>> {
    let target: Vec<char> = name.chars().map(as_key).collect();
    if target.len() < SHORTEST_NAME {
        return Vec::new();
    }
    let keys = &gazetteer.keys;
    let mut search = Search {
        keys,
        target: &target,
        slips: Slips { allowed: 1, from: 0, end: target.len() },
        path: Vec::new(),
        found: Vec::new(),
    };
    search.step(State::start(keys), 0, 0);
    for (from, end) in words_for_two_slips(&target) {
        search.slips = Slips { allowed: 2, from, end };
        search.step(State::start(keys), 0, 0);
    }
    let mut found = search.found;
    found.sort();
    found.dedup_by(|again, first| again.0 == first.0);
    found.sort_by_key(|&(_, distance, _)| distance);
    let given: String = target.iter().collect();
    let others = found.into_iter().filter(|(name, ..)| *name != given);
    others.map(|(name, distance, value)| Similar { name, entries: gazetteer.entries(value), distance }).collect()
}

/// In a long name, each word may hold two slips after its first letter: where such words begin (past that letter) and end.
fn words_for_two_slips(target: &[char]) -> Vec<(usize, usize)> {
    let spaces = target.iter().enumerate().filter(|&(_, &c)| c == ' ').map(|(index, _)| index);
    let mut start = 0;
    let words = spaces.chain([target.len()]).map(|end| (std::mem::replace(&mut start, end + 1) + 1, end));
    let words: Vec<(usize, usize)> = words.collect();
    if words.len() < FEWEST_WORDS {
        return Vec::new();
    }
    words.into_iter().filter(|(from, end)| end + 1 >= from + SHORTEST_WORD).collect()
}

/// How many slips may be made, and between which letters of the given name.
#[derive(Clone, Copy)]
struct Slips {
    allowed: u8,
    from: usize,
    end: usize,
}

struct Search<'k> {
    keys: &'k Names,
    target: &'k [char],
    slips: Slips,
    path: Vec<char>,
    found: Vec<(String, u8, u64)>,
}

impl Search<'_> {
    /// From `state`, which was reached with the letters before `at` and `used` slips: goes on exactly, and with each further slip.
    fn step(&mut self, state: State, at: usize, used: u8) {
        match self.target.get(at) {
            None => self.finish(state, used),
            Some(&c) => {
                if let Some(state) = state.char(self.keys, c) {
                    self.along(c, |search| search.step(state, at + 1, used));
                }
            }
        }
        let Slips { allowed, from, end } = self.slips;
        if used == allowed || at < from || at > end {
            return;
        }
        if at < end {
            // The given name has a letter too many.
            self.step(state, at + 1, used + 1);
        }
        if at + 1 < end {
            self.swapped(state, at, used);
        }
        let keys = self.keys;
        let node = state.node(keys);
        for transition in 0..node.len() {
            let byte = node.transition(transition).inp;
            let after = state.along(&node, transition);
            if byte.is_ascii() {
                self.other_letter(char::from(byte), after, at, used);
            } else {
                let mut letters = Vec::new();
                rest_of_char(keys, after, &mut vec![byte], &mut letters);
                for (letter, after) in letters {
                    self.other_letter(letter, after, at, used);
                }
            }
        }
    }

    /// Two neighbours are swapped.
    fn swapped(&mut self, state: State, at: usize, used: u8) {
        let (first, second) = (self.target[at], self.target[at + 1]);
        let swapped = state.char(self.keys, second).and_then(|state| state.char(self.keys, first));
        if let Some(state) = swapped.filter(|_| first != second) {
            self.along(second, |search| search.along(first, |search| search.step(state, at + 2, used + 1)));
        }
    }

    /// A letter is missing in the given name, or another stands in its place. `after` is where `letter` leads.
    fn other_letter(&mut self, letter: char, after: State, at: usize, used: u8) {
        let expected = self.target.get(at).copied();
        let leaves_the_word = self.slips.allowed > 1 && letter == ' ';
        if Some(letter) == expected || leaves_the_word {
            return;
        }
        let end = self.slips.end;
        self.along(letter, |search| {
            search.step(after, at, used + 1);
            if at < end {
                search.step(after, at + 1, used + 1);
            }
        });
    }

    fn along(&mut self, c: char, go_on: impl FnOnce(&mut Self)) {
        self.path.push(c);
        go_on(self);
        self.path.pop();
    }

    fn finish(&mut self, state: State, used: u8) {
        if let Some(value) = state.value(self.keys) {
            self.found.push((self.path.iter().collect(), used, value));
        }
    }
}

/// The characters that begin with the bytes read so far.
fn rest_of_char(keys: &Names, state: State, bytes: &mut Vec<u8>, found: &mut Vec<(char, State)>) {
    if let Some(c) = std::str::from_utf8(bytes).ok().and_then(|text| text.chars().next()) {
        found.push((c, state));
        return;
    }
    let node = state.node(keys);
    for transition in 0..node.len() {
        bytes.push(node.transition(transition).inp);
        rest_of_char(keys, state.along(&node, transition), bytes, found);
        bytes.pop();
    }
}
