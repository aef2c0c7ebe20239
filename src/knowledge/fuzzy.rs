//! Names that a given name may be a slip of the pen for.
//!
//! The automaton of names is walked along the given name; at each letter one slip is allowed, after which the rest must follow
//! exactly. That visits a few hundred nodes, where a Levenshtein automaton would have to be built first, and it knows the swap of
//! two neighbours (Damerau 1964: four kinds of single slip make up four fifths of all misspellings).

use super::gazetteer::{Entries, Gazetteer, Names, State, as_key};

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
    let mut search = Search { keys: &gazetteer.keys, target, path: Vec::new(), found: Vec::new() };
    let whole = search.target.len();
    search.slip(State::start(&gazetteer.keys), 0, 0, whole, 1, 0);
    search.two_slips_in_a_word();
    let Search { target, mut found, .. } = search;
    found.sort_by(|a, b| (&a.0, a.1).cmp(&(&b.0, b.1)));
    found.dedup_by(|a, b| a.0 == b.0);
    found.sort_by_key(|&(_, distance, _)| distance);
    let given: String = target.into_iter().collect();
    let others = found.into_iter().filter(|(name, ..)| *name != given);
    others.map(|(name, distance, value)| Similar { name, entries: gazetteer.entries(value), distance }).collect()
}

struct Search<'k> {
    keys: &'k Names,
    target: Vec<char>,
    path: Vec<char>,
    found: Vec<(String, u8, u64)>,
}

impl Search<'_> {
    /// From `state`, with the letters before `at` read: goes on exactly, and branches with each slip inside `from..end` while
    /// `allowed` is not used up.
    fn slip(&mut self, state: State, at: usize, from: usize, end: usize, allowed: u8, used: u8) {
        let next = self.target.get(at).copied();
        match next {
            None => self.finish(state, used),
            Some(c) => {
                if let Some(state) = state.char(self.keys, c) {
                    self.along(c, |search| search.slip(state, at + 1, from, end, allowed, used));
                }
            }
        }
        if allowed == used || at < from || at > end {
            return;
        }
        if at < end {
            // The given name has a letter too many.
            self.slip(state, at + 1, from, end, allowed, used + 1);
            // Two neighbours are swapped.
            if let (Some(first), Some(&second)) = (next, self.target.get(at + 1)) {
                let swapped = state.char(self.keys, second).and_then(|state| state.char(self.keys, first));
                if let Some(state) = swapped.filter(|_| at + 1 < end && first != second) {
                    self.along(second, |search| {
                        search.along(first, |search| search.slip(state, at + 2, from, end, allowed, used + 1))
                    });
                }
            }
        }
        let mut letters = Vec::new();
        each_char(self.keys, state, &mut letters);
        for (letter, state) in letters {
            let inside_word = allowed == 1 || letter != ' ';
            if Some(letter) == next || !inside_word {
                continue;
            }
            // A letter is missing, or another stands in its place.
            self.along(letter, |search| {
                search.slip(state, at, from, end, allowed, used + 1);
                if at < end {
                    search.slip(state, at + 1, from, end, allowed, used + 1);
                }
            });
        }
    }

    /// In a long name, one word may hold two slips after its first letter.
    fn two_slips_in_a_word(&mut self) {
        let spaces = self.target.iter().enumerate().filter(|&(_, &c)| c == ' ').map(|(index, _)| index);
        let ends: Vec<usize> = spaces.chain([self.target.len()]).collect();
        if ends.len() < FEWEST_WORDS {
            return;
        }
        let mut start = 0;
        for end in ends {
            if end - start >= SHORTEST_WORD {
                self.slip(State::start(self.keys), 0, start + 1, end, 2, 0);
            }
            start = end + 1;
        }
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

/// Every character that may follow.
fn each_char(keys: &Names, state: State, found: &mut Vec<(char, State)>) {
    let node = state.node(keys);
    for transition in 0..node.len() {
        let mut bytes = vec![node.transition(transition).inp];
        let next = state.along(&node, transition);
        if bytes[0].is_ascii() {
            found.push((char::from(bytes[0]), next));
        } else {
            rest_of_char(keys, next, &mut bytes, found);
        }
    }
}

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
