//! What rules and answers ask of dossiers, as of a day: who held what, what existed, what it was called, what the house does not write.
//!
//! Every answer that depends on time is a [`Held`]: what the desk does not know exactly enough is [`Held::Perhaps`] and never a reason for
//! a finding.

use std::path::Path;

use super::model::{Called, Correction, Event, Held, Office, Organisation, Person, Place, Preference, Term};
use super::{DossierEntry, Dossiers, key};
use crate::article::PartialDate;
use crate::text::Span;

impl Person {
    /// The offices in the order of the file, each with whether it was held on a day.
    pub fn offices_on(&self, date: PartialDate) -> impl Iterator<Item = (&Office, Held)> {
        self.offices.iter().map(move |office| (office, office.term.covers(date)))
    }

    /// Whether the person was alive on a day.
    #[must_use]
    pub fn lived_on(&self, date: PartialDate) -> Held {
        Term { from: self.born, until: self.died }.covers(date)
    }

    /// Whether a form has the words of the name in a wrong order: the family name last where the desk writes it first, or the other way
    /// round. A form that the desk has as an alias is right.
    #[must_use]
    pub fn is_out_of_order(&self, written: &str) -> bool {
        let form = key(written);
        let is_right = std::iter::once(&self.name).chain(&self.aliases).any(|name| key(name) == form);
        let given = if self.family_first() {
            self.name.trim_start().strip_prefix(self.family())
        } else {
            self.name.trim_end().strip_suffix(self.family())
        };
        let Some(given) = given.map(str::trim).filter(|given| !given.is_empty()) else { return false };
        let (one, other) = if self.family_first() { (given, self.family()) } else { (self.family(), given) };
        !is_right && *format!("{}{}", key(one), key(other)) == *form
    }
}

impl Office {
    /// As a card writes it: `Harbour Minister of Arcadia`.
    #[must_use]
    pub fn in_full(&self) -> String {
        self.of.as_ref().map_or_else(|| self.title.clone(), |of| format!("{} of {of}", self.title))
    }
}

impl Organisation {
    /// Whether the body existed on a day.
    #[must_use]
    pub fn existed_on(&self, date: PartialDate) -> Held {
        Term { from: self.founded, until: self.dissolved }.covers(date)
    }

    /// Whether it was called by one of its names on a day; `None` if the name is none of its own. Abbreviations and other aliases are right
    /// whenever it existed.
    #[must_use]
    pub fn called_on(&self, name: &str, date: PartialDate) -> Option<Held> {
        called_on(Names { name: &self.name, aliases: &self.aliases, called: &self.called }, self.lifetime(), name, date)
    }

    /// What it was called on a day, if the desk knows.
    #[must_use]
    pub fn name_on(&self, date: PartialDate) -> Option<&str> {
        name_on(&self.name, &self.called, self.lifetime(), date)
    }

    fn lifetime(&self) -> Term {
        Term { from: self.founded, until: self.dissolved }
    }
}

impl Place {
    /// Whether it was called by one of its names on a day; `None` if the name is none of its own.
    #[must_use]
    pub fn called_on(&self, name: &str, date: PartialDate) -> Option<Held> {
        called_on(Names { name: &self.name, aliases: &self.aliases, called: &self.called }, Term::default(), name, date)
    }

    /// What it was called on a day, if the desk knows.
    #[must_use]
    pub fn name_on(&self, date: PartialDate) -> Option<&str> {
        name_on(&self.name, &self.called, Term::default(), date)
    }
}

#[derive(Clone, Copy)]
struct Names<'d> {
    name: &'d str,
    aliases: &'d [String],
    called: &'d [Called],
}

fn called_on(names: Names<'_>, lifetime: Term, written: &str, date: PartialDate) -> Option<Held> {
    let form = key(written);
    if lifetime.covers(date) == Held::No {
        let all = names.aliases.iter().map(String::as_str).chain(names.called.iter().map(|called| &*called.name));
        return std::iter::once(names.name).chain(all).any(|name| key(name) == form).then_some(Held::No);
    }
    if let Some(called) = names.called.iter().find(|called| key(&called.name) == form) {
        return Some(within(called.term, lifetime).covers(date));
    }
    if key(names.name) == form {
        let others = names.called.iter().map(|called| within(called.term, lifetime).covers(date));
        return Some(match others.fold(Held::No, strongest) {
            Held::Yes => Held::No,
            Held::Perhaps => Held::Perhaps,
            Held::No => Held::Yes,
        });
    }
    names.aliases.iter().any(|alias| key(alias) == form).then_some(Held::Yes)
}

/// An end that a name's term leaves open is that of the lifetime of what bears it.
fn within(term: Term, lifetime: Term) -> Term {
    Term { from: term.from.or(lifetime.from), until: term.until.or(lifetime.until) }
}

fn strongest(one: Held, other: Held) -> Held {
    match (one, other) {
        (Held::Yes, _) | (_, Held::Yes) => Held::Yes,
        (Held::Perhaps, _) | (_, Held::Perhaps) => Held::Perhaps,
        (Held::No, Held::No) => Held::No,
    }
}

fn name_on<'d>(name: &'d str, called: &'d [Called], lifetime: Term, date: PartialDate) -> Option<&'d str> {
    if lifetime.covers(date) == Held::No {
        return None;
    }
    let held = |called: &Called| within(called.term, lifetime).covers(date);
    if let Some(called) = called.iter().find(|called| held(called) == Held::Yes) {
        return Some(&called.name);
    }
    called.iter().all(|called| held(called) == Held::No).then_some(name)
}

impl Dossiers {
    /// The bodies that bear a name or alias, or bore it.
    pub fn organisations_named(&self, name: &str) -> impl Iterator<Item = &Organisation> {
        self.named(name).filter_map(|entry| if let DossierEntry::Organisation(body) = entry { Some(body) } else { None })
    }

    /// The places that bear a name or alias, or bore it.
    pub fn places_named(&self, name: &str) -> impl Iterator<Item = &Place> {
        self.named(name).filter_map(|entry| if let DossierEntry::Place(place) = entry { Some(place) } else { None })
    }

    /// The events of a name.
    pub fn events_named(&self, name: &str) -> impl Iterator<Item = &Event> {
        self.named(name).filter_map(|entry| if let DossierEntry::Event(event) = entry { Some(event) } else { None })
    }

    /// The events that a text speaks of by name, in order of place. One name may be that of several events.
    #[must_use]
    pub fn events_in(&self, text: &str) -> Vec<(Span, &Event)> {
        let found = self.event_names.find(text).into_iter();
        found.map(|(span, at)| (span, &self.entries.events[self.event_of_name[at as usize] as usize])).collect()
    }

    /// The events in which something takes part, or that took place there, in the order of the files.
    #[must_use]
    pub fn events_of(&self, name: &str) -> Vec<&Event> {
        let name = key(name);
        let of = |event: &&Event| event.participants.iter().chain(&event.place).any(|other| key(other) == name);
        self.entries.events.iter().filter(of).collect()
    }

    /// The corrections that are about something, in the order of the files.
    #[must_use]
    pub fn corrections_about(&self, name: &str) -> Vec<&Correction> {
        let name = key(name);
        let about = |correction: &&Correction| correction.about.as_deref().is_some_and(|about| key(about) == name);
        self.entries.corrections.iter().filter(about).collect()
    }

    /// The wordings in a text that were corrected before, in order of place. What a correction is `about` has to be looked for by whoever
    /// asks.
    #[must_use]
    pub fn corrections_in(&self, text: &str) -> Vec<(Span, &Correction)> {
        self.corrected.find(text).into_iter().map(|(span, at)| (span, &self.entries.corrections[at as usize])).collect()
    }

    /// The forms in a text that the house writes otherwise (`[style] prefer`), in order of place: for an article at a path, of some outlet,
    /// whose own word wins.
    #[must_use]
    pub fn preferences_in(&self, text: &str, article: &Path, outlet: Option<&str>) -> Vec<(Span, &Preference)> {
        let found = self.not_preferred.find(text).into_iter();
        let found = found.map(|(span, at)| (span, &self.preferences[at as usize]));
        found.filter(|(_, preference)| self.holds(preference, article, outlet)).collect()
    }

    /// The form that the house writes instead of another.
    #[must_use]
    pub fn preferred(&self, form: &str, article: Option<&Path>, outlet: Option<&str>) -> Option<&Preference> {
        let form = key(form);
        let mut same = self.preferences.iter().filter(|preference| key(&preference.form) == form);
        same.find(|preference| article.is_none_or(|article| self.holds(preference, article, outlet)))
    }

    /// Whether a preference holds for an article: the innermost folder counts, in it the outlet's own word before the workspace's.
    fn holds(&self, preference: &Preference, article: &Path, outlet: Option<&str>) -> bool {
        let applies =
            |other: &Preference| article.starts_with(&other.below) && other.outlet.as_deref().is_none_or(|of| Some(of) == outlet);
        let weight = |other: &Preference| (other.below.as_os_str().len(), other.outlet.is_some());
        let same = self.preferences.iter().filter(|other| other.form == preference.form && applies(other));
        applies(preference) && same.max_by_key(|other| weight(other)).is_some_and(|most| most == preference)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use std::path::Path;
    use std::sync::Arc;

    use super::*;
    use crate::knowledge::dossier::read;

    fn date(text: &str) -> PartialDate {
        text.parse().unwrap()
    }

    fn dossiers(text: &str) -> Dossiers {
        let (file, problems) = read(text, &Arc::from(Path::new("dossiers/a.toml")));
        assert_eq!(problems, []);
        Dossiers::new([file])
    }

    #[test]
    fn a_body_has_the_name_of_its_time() {
        let dossiers = dossiers(
            "[[organisation]]\nname = \"Weavers' Guild\"\naliases = ['WG']\nfounded = 1902\ndissolved = 1990\n[[organisation.called]]\nname = \"Weavers' and Dyers' Guild\"\nuntil = 1950\n",
        );
        let guild = dossiers.organisations_named("WG").next().unwrap();
        let called = |name: &str| ["1901", "1940", "1950-03", "1960", "1991"].map(|day| guild.called_on(name, date(day)));
        use Held::{No, Perhaps, Yes};
        assert_eq!(called("Weavers' and Dyers' Guild"), [No, Yes, Perhaps, No, No].map(Some));
        assert_eq!(called("Weavers' Guild"), [No, No, Perhaps, Yes, No].map(Some));
        assert_eq!(called("WG"), [No, Yes, Yes, Yes, No].map(Some));
        assert_eq!(called("Bakers' Guild"), [None; 5]);
        let names = ["1901", "1940", "1950-03", "1960"].map(|day| guild.name_on(date(day)));
        assert_eq!(names, [None, Some("Weavers' and Dyers' Guild"), None, Some("Weavers' Guild")]);
        assert_eq!(guild.existed_on(date("1901-12")), No);
    }

    #[test]
    fn a_name_in_a_wrong_order_is_known_and_an_alias_is_none() {
        let dossiers = dossiers(
            "[[person]]\nname = 'Kwan Mei-ling'\nfamily_name = 'Kwan'\n[[person]]\nname = 'Ono Ken'\nfamily_name = 'Ono'\naliases = ['Ken Ono']\n[[person]]\nname = 'Jane van Roe'\nfamily_name = 'van Roe'\n",
        );
        let out_of_order = |family: &str, written: &str| {
            let person = dossiers.people_of_family(family).next().unwrap();
            person.is_out_of_order(written)
        };
        assert!(out_of_order("Kwan", "Mei-ling Kwan"));
        assert!(!out_of_order("Kwan", "Kwan Mei-ling") && !out_of_order("Kwan", "Kwan"));
        assert!(!out_of_order("Ono", "Ken Ono"));
        assert!(out_of_order("van Roe", "van Roe Jane"));
    }

    #[test]
    fn corrections_events_and_the_house_s_forms_are_found_in_a_text() {
        let dossiers = dossiers(
            "[[correction]]\nwrong = 'Kwon Mei-ling'\nright = 'Kwan Mei-ling'\n[[event]]\nname = 'the quay talks'\naliases = ['talks of the quay']\ndate = 1994-01-24\n",
        );
        let preference = |below: &str, outlet: Option<&str>, preferred: &str| Preference {
            form: "Peking".to_owned(),
            preferred: preferred.to_owned(),
            outlet: outlet.map(str::to_owned),
            below: Arc::from(Path::new(below)),
        };
        let dossiers = dossiers.with_preferences(vec![
            preference("/desk", None, "Beijing"),
            preference("/desk", Some("The Ledger"), "Pekin"),
            preference("/desk/old", None, "Peiping"),
        ]);
        let text = "Kwon Mei-ling opened the quay talks in Peking.";
        let corrected: Vec<_> =
            dossiers.corrections_in(text).into_iter().map(|(span, found)| (span.of(text), &*found.right)).collect();
        assert_eq!(corrected, [("Kwon Mei-ling", "Kwan Mei-ling")]);
        let events: Vec<_> = dossiers.events_in(text).into_iter().map(|(span, event)| (span.of(text), event.term.from)).collect();
        assert_eq!(events, [("the quay talks", Some(date("1994-01-24")))]);
        let preferred = |article: &str, outlet| {
            let found = dossiers.preferences_in(text, Path::new(article), outlet).into_iter();
            found.map(|(span, preference)| (span.of(text), &*preference.preferred)).collect::<Vec<_>>()
        };
        assert_eq!(preferred("/desk/a.txt", None), [("Peking", "Beijing")]);
        assert_eq!(preferred("/desk/a.txt", Some("The Ledger")), [("Peking", "Pekin")]);
        assert_eq!(preferred("/desk/old/a.txt", None), [("Peking", "Peiping")]);
        assert_eq!(preferred("/elsewhere/a.txt", None), []);
        assert_eq!(dossiers.preferred("peking", None, None).map(|found| &*found.preferred), Some("Beijing"));
    }
}
