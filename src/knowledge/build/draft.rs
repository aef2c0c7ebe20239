//! Entries while they are put together: everything by name, nothing encoded yet.

use std::collections::BTreeMap;

use dateline::knowledge::{Kind, Source};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Position of a draft in [`Drafts`].
pub(crate) type DraftId = usize;

/// An entry to be.
#[derive(Clone, Debug)]
pub(crate) struct Draft {
    pub(crate) kind: Kind,
    pub(crate) subkind: String,
    pub(crate) name: String,
    pub(crate) aliases: Vec<String>,
    pub(crate) country: Option<DraftId>,
    pub(crate) division: Option<DraftId>,
    pub(crate) capital_of: Option<DraftId>,
    pub(crate) within: Option<String>,
    pub(crate) population: u32,
    pub(crate) founded: Option<i16>,
    pub(crate) until: Option<i16>,
    pub(crate) seat: Option<String>,
    pub(crate) note: Option<String>,
    pub(crate) source: Source,
    /// Our own list says what else its name is.
    pub(crate) doubt: Option<Doubt>,
}

/// What a name may be besides a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Doubt {
    /// `Nice`.
    CommonWord,
    /// `Florence`.
    PersonalName,
}

impl Draft {
    pub(crate) fn new(kind: Kind, subkind: &str, name: &str, source: Source) -> Self {
        Self {
            kind,
            subkind: subkind.to_owned(),
            name: tidy(name),
            aliases: Vec::new(),
            country: None,
            division: None,
            capital_of: None,
            within: None,
            population: 0,
            founded: None,
            until: None,
            seat: None,
            note: None,
            source,
            doubt: None,
        }
    }

    /// Adds another name, unless it is known already.
    pub(crate) fn alias(&mut self, name: &str) {
        let name = tidy(name);
        if !name.is_empty() && name.len() < 200 && name != self.name && !self.aliases.contains(&name) {
            self.aliases.push(name);
        }
    }

    /// Gives it a new canonical name; the old one becomes another name.
    pub(crate) fn rename(&mut self, name: &str) {
        let name = tidy(name);
        if name != self.name {
            self.aliases.retain(|alias| *alias != name);
            let old = std::mem::replace(&mut self.name, name);
            self.aliases.insert(0, old);
        }
    }

    /// How prominent it is among entries of one name.
    pub(crate) fn prominence(&self) -> u64 {
        let by_kind = match (self.kind, self.subkind.as_str()) {
            (_, "country") => 1_000_000_000_000,
            (_, "continent") => 500_000_000_000,
            (_, "capital") => 100_000_000_000,
            (_, "territory") => 50_000_000_000,
            (_, "state") => 2_000_000,
            (_, "division" | "province") => 200_000,
            (Kind::Place, "city") => 0,
            (Kind::Place, _) => 100_000,
            (Kind::Person, _) => 50_000,
            (Kind::Organisation, _) => 20_000,
        };
        let ours = if self.source == Source::Dateline { 1_000_000_000 } else { 0 };
        by_kind + ours + u64::from(self.population)
    }

    /// How prominent it is by another name. A country's names are its own; the former name of a capital is not more than a
    /// large city's, so that our own lists can put a city of that name before it.
    pub(crate) fn prominence_of_alias(&self) -> u64 {
        let half = self.prominence() / 2;
        if self.subkind == "country" { half } else { half.min(20_000_000) }
    }
}

/// All entries to be. Countries come first and divisions next, so that others can refer to them by small numbers.
#[derive(Default)]
pub(crate) struct Drafts {
    pub(crate) all: Vec<Draft>,
    by_name: BTreeMap<String, Vec<DraftId>>,
    by_hint: BTreeMap<String, Vec<DraftId>>,
}

impl Drafts {
    pub(crate) fn add(&mut self, draft: Draft) -> DraftId {
        let id = self.all.len();
        self.all.push(draft);
        self.index(id);
        id
    }

    /// Makes an entry findable by names that it was given after it was added.
    pub(crate) fn index(&mut self, id: DraftId) {
        let draft = &self.all[id];
        let names: Vec<String> = [&draft.name].into_iter().chain(&draft.aliases).map(|name| loose(name)).collect();
        for name in names {
            let ids = self.by_name.entry(name).or_default();
            if !ids.contains(&id) {
                ids.push(id);
            }
        }
    }

    /// Remembers a name by which an entry may be recognised though it is not one of its names.
    pub(crate) fn hint(&mut self, id: DraftId, name: &str) {
        self.by_hint.entry(loose(&tidy(name))).or_default().push(id);
    }

    /// The most populous entry that a name hints at and for which `fits` holds.
    pub(crate) fn hinted(&self, name: &str, fits: impl Fn(&Draft) -> bool) -> Option<DraftId> {
        let ids = self.by_hint.get(&loose(&tidy(name))).map_or(&[][..], Vec::as_slice);
        let fitting = ids.iter().copied().filter(|&id| fits(&self.all[id]));
        fitting.max_by_key(|&id| (self.all[id].population, std::cmp::Reverse(id)))
    }

    /// The entries of a name, accents aside.
    pub(crate) fn named(&self, name: &str) -> &[DraftId] {
        self.by_name.get(&loose(&tidy(name))).map_or(&[], Vec::as_slice)
    }

    /// The most prominent entry of a name for which `fits` holds.
    pub(crate) fn best(&self, name: &str, fits: impl Fn(&Draft) -> bool) -> Option<DraftId> {
        let fitting = self.named(name).iter().copied().filter(|&id| fits(&self.all[id]));
        fitting.max_by_key(|&id| (self.all[id].prominence(), std::cmp::Reverse(id)))
    }

    /// How many entries there are of each kind, for the terminal.
    pub(crate) fn report(&self) -> String {
        let mut counts = BTreeMap::<(Kind, &str), usize>::new();
        for draft in &self.all {
            *counts.entry((draft.kind, &draft.subkind)).or_default() += 1;
        }
        let lines: Vec<String> = counts.iter().map(|((kind, subkind), count)| format!("{count:>6} {kind:?} {subkind}")).collect();
        format!("{}\n{:>6} entries", lines.join("\n"), self.all.len())
    }
}

/// A name as sources are compared: without accents, apostrophes and a leading article.
fn loose(name: &str) -> String {
    let name = plain(name).replace('\'', "");
    name.strip_prefix("The ").map_or_else(|| name.clone(), str::to_owned)
}

/// A name as keys have it: composed, straight apostrophes, single spaces.
pub(crate) fn tidy(name: &str) -> String {
    let composed: String = name.nfc().collect();
    let straight = composed.replace(['\u{2018}', '\u{2019}', '\u{2bc}', '`'], "'").replace(['\u{2010}', '\u{2011}'], "-");
    straight.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A name without accents, and without letters that English keyboards lack.
pub(crate) fn plain(name: &str) -> String {
    let mut plain = String::with_capacity(name.len());
    for c in name.nfd().filter(|&c| !is_combining_mark(c)) {
        match c {
            'ß' => plain.push_str("ss"),
            'æ' => plain.push_str("ae"),
            'Æ' => plain.push_str("Ae"),
            'œ' => plain.push_str("oe"),
            'Œ' => plain.push_str("Oe"),
            'þ' => plain.push_str("th"),
            'Þ' => plain.push_str("Th"),
            'ø' => plain.push('o'),
            'Ø' => plain.push('O'),
            'ł' => plain.push('l'),
            'Ł' => plain.push('L'),
            'đ' | 'ð' => plain.push('d'),
            'Đ' | 'Ð' => plain.push('D'),
            'ı' => plain.push('i'),
            'ə' => plain.push('a'),
            'Ə' => plain.push('A'),
            'ħ' => plain.push('h'),
            'Ħ' => plain.push('H'),
            'ʻ' | 'ʿ' | 'ʾ' => {}
            _ => plain.push(c),
        }
    }
    plain
}
