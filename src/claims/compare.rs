//! Whether two claims can both hold.
//!
//! Precision comes first: two claims are set against each other only if subject, attribute, speaker and event agree, by signs that can be
//! named. What a verdict cannot be certain of is [`Relation::Unrelated`], with the difference that decided. A later article may know
//! more than an earlier one: that is [`Relation::Supersedes`], no conflict.

use crate::article::PartialDate;
use crate::language::{EntityId, Modifier, normal_form};

use super::model::{Attribute, Claim, Event, Hedge, Number, Stem, Subject, Tenure, Value, Voice};
use super::posts::Post;
use super::verdict::{Anchor, Difference, Relation, Verdict};

/// Days within which a story is still being told: figures grow, dates are moved.
const RUNNING: u32 = 30;
/// Two dates further apart than these days are those of two events of one kind: the renewals of two years, the talks of two months.
const SAME_EVENT: u32 = 7;
/// Words that tell one event of a series from another.
const SERIAL: [&str; 9] = ["again", "also", "another", "annual", "fourth", "further", "second", "separate", "third"];

/// A claim with what decides whether it can be compared.
#[derive(Clone, Copy, Debug)]
pub struct Statement<'a> {
    /// The claim.
    pub claim: &'a Claim,
    /// When its article was published.
    pub published: Option<PartialDate>,
    /// Statements with one number stand in one article.
    pub article: usize,
}

/// Compares two claims. `same` says whether an entity of the first one's article is an entity of the second one's.
#[must_use]
pub fn compare(one: Statement<'_>, other: Statement<'_>, same: &dyn Fn(EntityId, EntityId) -> bool) -> Verdict {
    match (Pair { one, other, same }).relation() {
        Ok((relation, matched)) => {
            let clashes = matches!(relation, Relation::Conflict | Relation::Supersedes { .. });
            let clash = clashes.then(|| (one.claim.value.to_string(), other.claim.value.to_string()));
            Verdict { relation, matched, clash }
        }
        Err(difference) => Verdict { relation: Relation::Unrelated(difference), matched: Vec::new(), clash: None },
    }
}

/// How two claims are stated together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Firmness {
    Plain,
    Hedged,
}

/// Two claims that are compared.
pub(super) struct Pair<'a> {
    pub(super) one: Statement<'a>,
    pub(super) other: Statement<'a>,
    pub(super) same: &'a dyn Fn(EntityId, EntityId) -> bool,
}

impl Pair<'_> {
    fn relation(&self) -> Result<(Relation, Vec<Anchor>), Difference> {
        let (one, other) = (self.one.claim, self.other.claim);
        if one.attribute != other.attribute {
            return Err(Difference::Attribute);
        }
        if !self.same_subject() {
            return Err(Difference::Subject);
        }
        if !self.same_voice() {
            return Err(Difference::Voice);
        }
        let firmness = self.firmness()?;
        let (relation, matched) = self.by_value()?;
        // Two plans or guesses may differ; that they agree can be said.
        if firmness == Firmness::Hedged && relation != Relation::Compatible {
            Err(Difference::Hedge)
        } else {
            Ok((relation, matched))
        }
    }

    /// Whether both are plain statements, or hedged so that they still say the same.
    fn firmness(&self) -> Result<Firmness, Difference> {
        let is_plan = |hedge: Option<Hedge>| hedge.is_none_or(|hedge| hedge == Hedge::Expected);
        match (self.one.claim.hedge, self.other.claim.hedge) {
            (None, None) => Ok(Firmness::Plain),
            (one, other) if one == other => Ok(Firmness::Hedged),
            // What is to open on a day, and what opens on it.
            (one, other) if self.one.claim.attribute == Attribute::EventDate && is_plan(one) && is_plan(other) => {
                Ok(Firmness::Hedged)
            }
            _ => Err(Difference::Hedge),
        }
    }

    fn by_value(&self) -> Result<(Relation, Vec<Anchor>), Difference> {
        let (one, other) = (self.one.claim, self.other.claim);
        let by_subject = |relation| Ok((relation, vec![Anchor::Subject]));
        match (&one.value, &other.value) {
            (Value::Office { text: office, tenure }, Value::Office { text: other_office, tenure: other_tenure }) => {
                by_subject(self.offices((office, *tenure), (other_office, *other_tenure))?)
            }
            (Value::Number(number), Value::Number(other_number)) if one.attribute == Attribute::Age => {
                by_subject(self.ages(number, other_number)?)
            }
            (Value::Date(date), Value::Date(other_date)) if one.attribute != Attribute::EventDate => {
                by_subject(if date.days_apart(*other_date) == 0 { Relation::Compatible } else { Relation::Conflict })
            }
            (Value::Text(text), Value::Text(other_text)) if one.attribute == Attribute::Expansion => {
                let (text, other_text) = (normal_form(text), normal_form(other_text));
                let fits = text.ends_with(&other_text) || other_text.ends_with(&text);
                let in_one_article = self.one.article == self.other.article;
                by_subject(if fits || !in_one_article { Relation::Compatible } else { Relation::Conflict })
            }
            (Value::Number(number), Value::Number(other_number)) => self.numbers(number, other_number),
            (Value::Date(date), Value::Date(other_date)) => self.event_dates(*date, *other_date),
            (Value::Place { name, is_certain }, Value::Place { name: other_name, is_certain: other_certain }) => {
                let clash = *is_certain && *other_certain && name != other_name;
                by_subject(if clash { Relation::Conflict } else { Relation::Compatible })
            }
            (Value::Kin { relative, of: Some(of) }, Value::Kin { relative: other_relative, of: Some(other_of) }) => {
                let clash = relative.excludes(*other_relative) && (self.same)(*of, *other_of);
                by_subject(if clash { Relation::Conflict } else { Relation::Compatible })
            }
            (Value::Holder { person, name }, Value::Holder { person: other_person, name: other_name }) => {
                by_subject(self.holders((*person, name), (*other_person, other_name))?)
            }
            (Value::Site { country: Some(country), .. }, Value::Site { country: Some(other_country), .. }) => {
                self.sites(country, other_country)
            }
            // One may say two things, and belong to two bodies.
            _ => by_subject(Relation::Compatible),
        }
    }

    fn same_subject(&self) -> bool {
        match (&self.one.claim.subject, &self.other.claim.subject) {
            (Subject::Entity(one), Subject::Entity(other)) => (self.same)(*one, *other),
            (Subject::Thing(one), Subject::Thing(other)) => one == other && !one.others,
            (Subject::Abbreviation { letters, .. }, Subject::Abbreviation { letters: other, .. }) => letters == other,
            (Subject::Event, Subject::Event) => true,
            (Subject::Post { office, of }, Subject::Post { office: other_office, of: other_of }) => {
                office == other_office && of == other_of
            }
            _ => false,
        }
    }

    fn same_voice(&self) -> bool {
        match (&self.one.claim.voice, &self.other.claim.voice) {
            (Voice::Writer, Voice::Writer) => true,
            (Voice::Named(one), Voice::Named(other)) => (self.same)(*one, *other),
            (Voice::Unnamed(Some(one)), Voice::Unnamed(Some(other))) => one == other,
            _ => false,
        }
    }

    /// Later or earlier, if the days of publication tell; [`Relation::Conflict`] for one day.
    fn clash_or_later(&self) -> Result<Relation, Difference> {
        if self.one.article == self.other.article {
            return Ok(Relation::Conflict);
        }
        let (Some(one), Some(other)) = (self.one.published, self.other.published) else { return Err(Difference::Undated) };
        Ok(if one.is_before(other) {
            Relation::Supersedes { second_is_later: true }
        } else if other.is_before(one) {
            Relation::Supersedes { second_is_later: false }
        } else if one.to_day().is_some() && one == other {
            Relation::Conflict
        } else {
            return Err(Difference::Undated);
        })
    }

    fn offices(&self, one: (&str, Option<Tenure>), other: (&str, Option<Tenure>)) -> Result<Relation, Difference> {
        let holds = |tenure: Option<Tenure>| matches!(tenure, None | Some(Tenure::New | Tenure::Outgoing));
        if !holds(one.1) || !holds(other.1) {
            return Err(Difference::Hedge);
        }
        match (Post::of(one.0), Post::of(other.0)) {
            // What stands in one article may be held by one person at once: a paper says so of them in two places.
            (Some(one), Some(other)) if one.excludes(&other) && self.one.article != self.other.article => self.clash_or_later(),
            _ => Ok(Relation::Compatible),
        }
    }

    /// One office has one holder, as far as both articles tell of their own days. Two names with a word in common may be one person's.
    fn holders(&self, one: (EntityId, &str), other: (EntityId, &str)) -> Result<Relation, Difference> {
        let shared = one.1.split(' ').any(|word| other.1.split(' ').any(|their| their == word));
        if (self.same)(one.0, other.0) || shared {
            return Ok(Relation::Compatible);
        }
        // One article may tell of an office's past and present.
        if self.one.article == self.other.article {
            return Err(Difference::Date);
        }
        let current = |statement: &Statement<'_>| match (statement.claim.when, statement.published) {
            (Some(when), Some(published)) => when.days_apart(published) <= RUNNING,
            _ => true,
        };
        if current(&self.one) && current(&self.other) { self.clash_or_later() } else { Err(Difference::Date) }
    }

    fn sites(&self, country: &str, other_country: &str) -> Result<(Relation, Vec<Anchor>), Difference> {
        let matched = self.same_event(true)?;
        let dated = matched.iter().any(|anchor| matches!(anchor, Anchor::Date(date) if date.to_day().is_some()));
        let by_whom = matched.iter().any(|anchor| matches!(anchor, Anchor::Participant(_)));
        let about = matched.iter().any(|anchor| matches!(anchor, Anchor::Word(_)));
        if !(dated && by_whom && about) {
            return Err(Difference::TooFewSigns);
        }
        if country == other_country {
            return Ok((Relation::Compatible, matched));
        }
        let ahead = |statement: &Statement<'_>| match (statement.claim.when, statement.published) {
            (Some(when), Some(published)) => !when.is_before(published),
            _ => true,
        };
        let relation = match self.clash_or_later() {
            // What lay ahead may have been moved elsewhere.
            Ok(Relation::Supersedes { .. }) if !ahead(&self.one) && !ahead(&self.other) => Relation::Conflict,
            relation => relation?,
        };
        Ok((relation, matched))
    }

    fn ages(&self, one: &Number, other: &Number) -> Result<Relation, Difference> {
        if one.bound.is_some() || other.bound.is_some() || one.high.is_some() || other.high.is_some() {
            return Err(Difference::Hedge);
        }
        if self.one.article == self.other.article {
            return Ok(if one.value == other.value { Relation::Compatible } else { Relation::Conflict });
        }
        let (Some(published), Some(other_published)) = (self.one.published, self.other.published) else {
            return Err(Difference::Undated);
        };
        // Between two days of publication lie so many birthdays at least and at most.
        let (first, last) = (published.first_day(), published.last_day());
        let years = |from: jiff::civil::Date, to: jiff::civil::Date| {
            from.until((jiff::Unit::Year, to)).map_or(0.0, |span| {
                let whole = f64::from(span.get_years());
                let rest = f64::from(span.get_months()) / 12.0 + f64::from(span.get_days()) / 366.0;
                whole + rest
            })
        };
        let least = years(last, other_published.first_day()).floor();
        let most = years(first, other_published.last_day()).ceil();
        let grown = other.value - one.value;
        Ok(if (least..=most).contains(&grown) { Relation::Compatible } else { Relation::Conflict })
    }

    fn numbers(&self, one: &Number, other: &Number) -> Result<(Relation, Vec<Anchor>), Difference> {
        let role = |number: &Number| number.change.map(|(_, role)| role);
        if one.unit != other.unit || role(one) != role(other) || one.against.is_some() != other.against.is_some() {
            return Err(Difference::Attribute);
        }
        let matched = self.same_event(true)?;
        if can_both_hold(one, other) {
            return Ok((Relation::Compatible, matched));
        }
        let relation = match self.clash_or_later() {
            // Long after the event its figures do not grow any more.
            Ok(Relation::Supersedes { .. }) if self.is_long_past() => Relation::Conflict,
            relation => relation?,
        };
        Ok((relation, matched))
    }

    fn is_long_past(&self) -> bool {
        let past = |statement: &Statement<'_>| match (statement.claim.when, statement.published) {
            (Some(when), Some(published)) => when.is_before(published) && when.days_apart(published) > RUNNING,
            _ => false,
        };
        past(&self.one) && past(&self.other)
    }

    fn event_dates(&self, one: PartialDate, other: PartialDate) -> Result<(Relation, Vec<Anchor>), Difference> {
        // Of two dates in one sentence it is not certain what each of them dates.
        let certain = |claim: &Claim| claim.event.as_ref().is_some_and(|event| event.window.is_some());
        if !certain(self.one.claim) || !certain(self.other.claim) {
            return Err(Difference::TooFewSigns);
        }
        let matched = self.same_event(false)?;
        let apart = one.days_apart(other);
        if apart == 0 {
            return Ok((Relation::Compatible, matched));
        }
        let named = matched.iter().any(|anchor| matches!(anchor, Anchor::Word(_)))
            && matched.iter().any(|anchor| matches!(anchor, Anchor::Place(_) | Anchor::Participant(_)));
        if !named {
            return Err(Difference::TooFewSigns);
        }
        // Neighbouring years lie a day apart, and so do neighbouring months.
        if apart > SAME_EVENT || one.to_day().is_none() || other.to_day().is_none() {
            return Err(Difference::Date);
        }
        // What lay ahead may have been moved.
        let ahead = |statement: &Statement<'_>, date: PartialDate| statement.published.is_some_and(|day| !date.is_before(day));
        let relation = match self.clash_or_later() {
            Ok(Relation::Supersedes { .. }) if !ahead(&self.one, one) && !ahead(&self.other, other) => Relation::Conflict,
            relation => relation?,
        };
        Ok((relation, matched))
    }

    /// The signs that both claims tell of one event, or what speaks against it.
    fn same_event(&self, dated: bool) -> Result<Vec<Anchor>, Difference> {
        let (Some(one), Some(other)) = (&self.one.claim.event, &self.other.claim.event) else {
            return Err(Difference::TooFewSigns);
        };
        if self.one.article == self.other.article && one.span == other.span {
            return Err(Difference::OneSentence);
        }
        let mut matched = Vec::new();
        match (&one.predicate, &other.predicate) {
            (Some(verb), Some(other_verb)) if verb == other_verb => matched.push(Anchor::Predicate(verb.to_string())),
            _ => return Err(Difference::Predicate),
        }
        if dated {
            matched.extend(self.same_time(one, other)?.map(Anchor::Date));
        }
        if self.one.claim.attribute != Attribute::EventPlace
            && let Some(place) = self.common(&one.places, &other.places).ok_or(Difference::Place)?
        {
            matched.push(Anchor::Place(place));
        }
        if let Some(participant) = self.common(&one.participants, &other.participants).ok_or(Difference::Participants)? {
            matched.push(Anchor::Participant(participant));
        }
        let strange = |ours: &Event, theirs: &Event| {
            let is_told = |name| theirs.words.binary_search(name).is_ok() || theirs.nations.binary_search(name).is_ok();
            !ours.names.iter().all(is_told)
        };
        if strange(one, other) && strange(other, one) {
            return Err(Difference::Participants);
        }
        // Two articles must name somebody or some place in common, and so must two amounts of nothing that is named.
        let named = matched.iter().any(|anchor| matches!(anchor, Anchor::Place(_) | Anchor::Participant(_)));
        let needs_name = self.one.article != self.other.article
            || self.one.claim.subject == Subject::Event && self.one.claim.attribute != Attribute::EventDate;
        if needs_name && !named {
            return Err(Difference::TooFewSigns);
        }
        self.common_words(one, other, &mut matched)?;
        if matches!(&self.one.claim.subject, Subject::Thing(thing) if !thing.modifiers.is_empty()) {
            matched.push(Anchor::Subject);
        }
        // The verb alone says little, and so does any one sign besides.
        if matched.len() < 3 { Err(Difference::TooFewSigns) } else { Ok(matched) }
    }

    /// An entity of both lists, if there is one; `None` if each has one that the other lacks.
    fn common(&self, ours: &[EntityId], theirs: &[EntityId]) -> Option<Option<EntityId>> {
        let is_theirs = |id: &EntityId| theirs.iter().any(|their| (self.same)(*id, *their));
        let is_ours = |id: &EntityId| ours.iter().any(|our| (self.same)(*our, *id));
        let fits = ours.iter().all(is_theirs) || theirs.iter().all(is_ours);
        fits.then(|| ours.iter().copied().find(|id| is_theirs(id)))
    }

    /// Words of weight in both, those of the subject and the verb apart.
    fn common_words(&self, one: &Event, other: &Event, matched: &mut Vec<Anchor>) -> Result<(), Difference> {
        let of_subject = |word: &Stem| match &self.one.claim.subject {
            _ if one.predicate.as_deref() == Some(&**word) => true,
            Subject::Thing(thing) => thing.has_word(word),
            _ => false,
        };
        let (mut shared, mut ours, mut theirs) = (0, 0, 0);
        for word in one.words.iter().filter(|word| !of_subject(word)) {
            if other.words.binary_search(word).is_ok() {
                shared += 1;
                matched.push(Anchor::Word(word.to_string()));
            } else if SERIAL.contains(&&**word) {
                return Err(Difference::Date);
            } else {
                ours += 1;
            }
        }
        for word in other.words.iter().filter(|word| !of_subject(word) && one.words.binary_search(word).is_err()) {
            if SERIAL.contains(&&**word) {
                return Err(Difference::Date);
            }
            theirs += 1;
        }
        // Where each tells something that the other does not, as much must be common.
        let apart = ours > 0 && theirs > 0 && shared < ours.min(theirs).max(2);
        if apart { Err(Difference::TooFewSigns) } else { Ok(()) }
    }

    /// The date that both sentences state; an error if the times differ or cannot be known.
    pub(super) fn same_time(&self, one: &Event, other: &Event) -> Result<Option<PartialDate>, Difference> {
        let near = |a: PartialDate, b: PartialDate| if a.days_apart(b) <= RUNNING { Ok(None) } else { Err(Difference::Date) };
        match (one.window, other.window) {
            (Some(one), Some(other)) if one.days_apart(other) > 0 => Err(Difference::Date),
            (Some(one), Some(other)) if one.grain() == other.grain() => Ok(Some(one)),
            _ if self.one.article == self.other.article => Ok(None),
            (Some(_), Some(_)) => Ok(None),
            (one, other) => match (one.or(self.one.published), other.or(self.other.published)) {
                (Some(one), Some(other)) => near(one, other),
                _ => Err(Difference::Undated),
            },
        }
    }
}

/// Whether there is a figure that both can be, at the grain of the coarser.
#[must_use]
pub fn can_both_hold(one: &Number, other: &Number) -> bool {
    let bounds = |number: &Number| {
        let high = number.high.unwrap_or(number.value);
        match number.bound {
            Some(Modifier::MoreThan | Modifier::AtLeast) => (number.value, f64::INFINITY),
            Some(Modifier::LessThan | Modifier::AtMost) => (f64::NEG_INFINITY, high),
            Some(Modifier::About) | None => (number.value, high),
        }
    };
    let ((low, high), (other_low, other_high)) = (bounds(one), bounds(other));
    let gap = f64::max(other_low - high, low - other_high);
    // Sums of decimals are not exact.
    let tolerance = one.tolerance.max(other.tolerance) + 1e-9 * high.abs().min(other_high.abs());
    let direction = |number: &Number| number.change.map(|(direction, _)| direction);
    gap <= tolerance && one.against == other.against && direction(one) == direction(other)
}
