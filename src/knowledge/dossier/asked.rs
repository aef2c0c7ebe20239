//! What rules and answers ask of dossiers, as of a day: who held what, what existed, what it was called, what the house does not write.
//!
//! Every answer that depends on time is a [`Held`]: what the desk does not know exactly enough is [`Held::Perhaps`] and never a reason for
//! a finding.

use std::path::Path;

use super::model::{Called, Correction, Event, Held, Office, Organisation, Person, Place, Preference, Term};
use super::{Dossiers, key};
use crate::article::PartialDate;
use crate::text::Span;

impl Person {
    /// The offices in the order of the file, each with whether it was held on a day.
    pub fn offices_on(&self, date: PartialDate) -> impl Iterator<Item = (&Office, Held)> {
        self.offices.iter().map(move |office| (office, office.term.covers(date)))
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
    /// What it was called on a day, if the desk knows.
    #[must_use]
    pub fn name_on(&self, date: PartialDate) -> Option<&str> {
        name_on(&self.name, &self.called, Term::default(), date)
    }
}

/// An end that a name's term leaves open is that of the lifetime of what bears it.
fn within(term: Term, lifetime: Term) -> Term {
    Term { from: term.from.or(lifetime.from), until: term.until.or(lifetime.until) }
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
        let names = ["1901", "1940", "1950-03", "1960"].map(|day| guild.name_on(date(day)));
        assert_eq!(names, [None, Some("Weavers' and Dyers' Guild"), None, Some("Weavers' Guild")]);
        assert_eq!(guild.existed_on(date("1901-12")), Held::No);
    }

    #[test]
    fn the_house_s_forms_are_found_in_a_text_and_events_by_whoever_took_part() {
        let dossiers = dossiers(
            "[[correction]]\nwrong = 'Kwon Mei-ling'\nright = 'Kwan Mei-ling'\nabout = 'Kwan Mei-ling'\n[[event]]\nname = 'the quay talks'\nplace = 'Port Hope'\ndate = 1994-01-24\n",
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
        assert_eq!(dossiers.events_of("port hope").len(), 1);
        assert_eq!(dossiers.corrections_about("Kwan Mei-ling").len(), 1);
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
