//! Dates that are told in the same words: `launched the offer on Sept. 26`, `launched the offer on 27 September`.
//!
//! Claims know a date by the verb of its clause. Here the words around it count, those that lead to it first, so that a date without a verb
//! (`Ravenia's invasion of Valdora on 2 August`) is found again, and so is one before what happened (`On 3 July, a fire`).

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use crate::claims::Stem;
use crate::language::{EntityId, Kind, Mention, TimeKind};
use crate::text::Span;

use super::calendar::days_between;
use super::dated_words::Around;
use super::deeds;
use super::near;
use super::rule::Context;
use super::slips::{day_slip, years_alike};

/// With so many of them in common it is one event, and with fewer where they are no names or tell of what happens once.
pub(super) const SAME: usize = 3;
pub(super) const FEWER: usize = 2;
/// A slip of the pen moves a date by so many days at most, or leaves its day; by fewer where nothing but `the fire` is told again.
const DAYS: u32 = 31;
const FEW_DAYS: u32 = 5;
/// Two dates of what looks like one event.
pub(super) struct Pair {
    pub(super) first: Dated,
    pub(super) second: Dated,
    /// Neither sentence names somebody of its own.
    pub(super) certain: bool,
}

/// A date and what is told of it.
#[derive(Clone)]
pub(super) struct Dated {
    pub(super) span: Span,
    pub(super) date: Date,
    /// The year is written, not inferred.
    has_year: bool,
    /// Nothing but the year is.
    is_year: bool,
    sentence: Span,
    around: Around,
}

/// The pairs of an article in order of the second date.
pub(super) fn pairs(context: &Context<'_>) -> Vec<Pair> {
    let dated: Vec<Dated> = dated(context);
    let mut by_word: BTreeMap<Stem, Vec<usize>> = BTreeMap::new();
    for (at, dated) in dated.iter().enumerate() {
        for word in dated.around.next() {
            by_word.entry(word.stem).or_default().push(at);
        }
    }
    let mut found = Vec::new();
    for (at, second) in dated.iter().enumerate() {
        let words = second.around.next();
        let near: BTreeSet<usize> = words.filter_map(|word| by_word.get(&word.stem)).flatten().copied().collect();
        let others = near.into_iter().filter(|other| *other != at && !dated[*other].is_dated_as(second));
        let mut others = others.filter(|other| is_alike(context, &dated[*other], second));
        // A series has more than two dates.
        let Some(first) = others.next().filter(|first| *first < at) else { continue };
        if others.all(|other| dated[other].is_dated_as(&dated[first])) {
            let (first, second) = (dated[first].clone(), second.clone());
            found.push(Pair { certain: !are_strangers(context, &first, &second), first, second });
        }
    }
    found
}

/// The days that the writer gives in running text.
fn dated(context: &Context<'_>) -> Vec<Dated> {
    let times = context.reading().times.iter().filter(|time| time.kind == TimeKind::Date);
    let read = |time: &crate::language::Time| {
        let parts = &time.parts;
        let is_year = parts.day.is_none() && parts.month.is_none() && parts.weekday.is_none();
        let date = if is_year { Date::new(parts.year?.0, 1, 1).ok()? } else { parts.day.and(time.date?.to_day())? };
        let told = near::in_body(context, time.span.start()) && context.quotation_around(time.span).is_none();
        let sentence = near::sentence(context, time.span.start())?.span;
        let around = Around::read(context, sentence, time.span);
        let has_year = time.parts.year.is_some();
        (told && !around.words.is_empty()).then_some(Dated { span: time.span, date, has_year, is_year, sentence, around })
    };
    times.filter_map(read).collect()
}

impl Dated {
    /// Its date and the other's. A year that is not written depends on tense, and is taken from the other.
    fn beside(&self, other: &Self) -> (Date, Date) {
        let lent = |date: Date, year: i16| date.with().year(year).build().unwrap_or(date);
        match (self.has_year, other.has_year) {
            (true, false) => (self.date, lent(other.date, self.date.year())),
            (true, true) => (self.date, other.date),
            (false, _) => (lent(self.date, other.date.year()), other.date),
        }
    }

    fn is_dated_as(&self, other: &Self) -> bool {
        let (own, theirs) = self.beside(other);
        own == theirs
    }
}

/// What the words around two dates have in common.
struct Common {
    words: usize,
    /// Those that are part of no name.
    plain: usize,
    /// One tells of what happens once.
    once: bool,
    /// One, right at both dates, tells of what happens once and never again.
    ever: bool,
    /// Words of the one and of the other that are part of no name and not in common, whichever are fewer.
    apart: usize,
    /// The second tells of it as known.
    known: bool,
    /// And calls it by the date.
    dated: bool,
    /// A word right at one date is right at the other, too.
    next: bool,
    /// Both tell that something happens, and none the same.
    other_verbs: bool,
    /// The second tells that something happens.
    verb: bool,
    /// What the first tells that happens, the second tells of, too.
    verb_again: bool,
}

impl Common {
    fn of(first: &Around, second: &Around) -> Self {
        let both = || second.words.iter().filter(|word| first.has(word));
        let apart = |around: &Around, other: &Around| around.words.iter().filter(|word| !word.name && !other.has(word)).count();
        let known = || second.next().filter(|word| word.known && first.next().any(|other| other.stem == word.stem));
        let verbs = |around: &Around| around.words.iter().any(|word| word.verb);
        Self {
            words: both().count(),
            plain: both().filter(|word| !word.name).count(),
            once: both().any(|word| word.once),
            ever: second
                .next()
                .any(|word| deeds::is_of_one_year(&word.stem) && first.next().any(|other| other.stem == word.stem)),
            apart: apart(first, second).min(apart(second, first)),
            known: known().next().is_some(),
            dated: known().any(|word| word.dated),
            next: second.next().any(|word| first.next().any(|other| other.stem == word.stem)),
            verb: verbs(second),
            verb_again: first.words.iter().any(|word| word.verb && second.has(word)),
            other_verbs: verbs(first) && verbs(second) && !both().any(|word| word.verb || word.once),
        }
    }

    fn is_enough(&self) -> bool {
        let fewer = self.words >= FEWER && self.apart < FEWER && (self.once || self.plain >= FEWER);
        self.next && self.plain > 0 && !self.other_verbs && (self.words >= SAME || fewer)
    }
}

/// One event, as far as words tell, whatever its date.
fn is_alike(context: &Context<'_>, first: &Dated, second: &Dated) -> bool {
    let common = Common::of(&first.around, &second.around);
    let (one, other) = first.beside(second);
    if first.is_year != second.is_year {
        return false;
    }
    let days = days_between(one, other);
    let year_slip = one.day() == other.day() && one.month() == other.month() && years_alike(one.year(), other.year());
    let slip = year_slip || (!first.is_year && (days <= DAYS || (one.day() == other.day() && one.year() == other.year())));
    let other_month = one.day() == other.day() && one.year() == other.year() && first.has_year && second.has_year;
    let few = days <= FEW_DAYS || other_month || (day_slip(one, other) && (common.dated || common.verb_again || !common.verb));
    let told_again = common.known && few && first.span.start() < second.span.start();
    let told_apart = || {
        first.around.serial
            || second.around.serial
            || have_own_people(context, first, second)
            || (common.words < SAME && are_strangers(context, first, second))
    };
    // Most of what is told of a year happens in others, too.
    let enough = if first.is_year {
        common.ever && (common.words >= FEWER || common.known) && !common.other_verbs
    } else {
        common.is_enough()
    };
    let again = enough || (told_again && !first.is_year) || is_one_deed(context, first, second);
    first.sentence != second.sentence && slip && again && !told_apart()
}

/// Right at both dates stands what is done once to whoever is named in both sentences.
fn is_one_deed(context: &Context<'_>, first: &Dated, second: &Dated) -> bool {
    let counts = |deed: &Stem| if first.is_year { deeds::is_of_one_year(deed) } else { deeds::is_done_once(deed) };
    // `his conviction was thrown out in 1996`: the nearest verb is dated.
    let is_dated = |around: &Around, deed: &Stem| {
        let found = around.next().find(|word| word.verb || word.stem == *deed);
        found.is_some_and(|word| word.stem == *deed)
    };
    let mut deeds = second.around.next().filter(|word| word.once && counts(&word.stem)).map(|word| word.stem);
    let same = deeds.any(|deed| is_dated(&first.around, &deed) && is_dated(&second.around, &deed));
    let but_places = |of: &Mention| of.kind != Kind::Place;
    same && !named(context, first, but_places).is_disjoint(&named(context, second, but_places))
}

/// Each sentence names a person whom the other does not: a judge sentences one and another.
fn have_own_people(context: &Context<'_>, first: &Dated, second: &Dated) -> bool {
    let [ours, theirs] = [first, second].map(|dated| named(context, dated, |of| of.kind == Kind::Person));
    !ours.is_subset(&theirs) && !theirs.is_subset(&ours)
}

/// Who and what a sentence names.
fn named(context: &Context<'_>, dated: &Dated, counts: impl Fn(&Mention) -> bool) -> BTreeSet<EntityId> {
    let mentions = near::mentions(context, dated.sentence).iter();
    mentions.filter(|mention| !mention.nested && counts(mention)).map(|mention| mention.entity).collect()
}

/// Each sentence names somebody whom the other does not, and nobody is named in both.
fn are_strangers(context: &Context<'_>, first: &Dated, second: &Dated) -> bool {
    let [ours, theirs] = [first, second].map(|dated| named(context, dated, |_| true));
    !ours.is_empty() && !theirs.is_empty() && ours.is_disjoint(&theirs)
}

#[cfg(test)]
mod tests {
    use crate::rules::finding::Level;
    use crate::rules::fixture::findings;

    /// Whether the two sentences of an article are held to give two dates of one event.
    fn are_in_conflict(one: &str, other: &str) -> bool {
        let text = format!(
            "//- draft.txt published=1996-06-20\nNobody in the town knew more of it.\n\n{one}\n\nNobody slept.\n\n{other}\n"
        );
        findings("date-conflict", &text).iter().any(|finding| finding.level == Level::Warning)
    }

    #[test]
    fn one_event_in_other_words() {
        let told = [
            ("The Lindholm company was sold on May 3.", "The sale of the Lindholm company on May 4 surprised its workers."),
            (
                "Karl Brandt was arrested in Halden on May 3.",
                "Since his arrest on May 5, Brandt has refused to answer questions.",
            ),
            ("On May 3, a fire destroyed the Lindholm mill.", "The fire on May 4 had begun in the boiler room."),
            (
                "A bomb exploded in the Halden market on May 13.",
                "Investigators believe that the May 14 explosion in the market was an accident.",
            ),
            ("The treaty was signed in Halden on May 3.", "Both sides praised the treaty, which was signed on May 8."),
            (
                "The court in Kolding acquitted Karl Brandt on May 3.",
                "Brandt, acquitted by the Kolding court on May 5, has moved away.",
            ),
            ("A train left the rails near Halden on May 3.", "The train left the rails on May 2 near a level crossing."),
            ("The museum in Halden will open on July 3.", "The opening of the Halden museum on July 5 is to be a quiet one."),
            (
                "Anna Lindqvist resigned on May 3 as head of the harbour board.",
                "Lindqvist's resignation on May 4 came after weeks of quarrels.",
            ),
            ("Voters in Kolding go to the polls on July 3.", "The vote in Kolding on July 13 is the first in ten years."),
            (
                "The storm reached the coast near Halden on May 3.",
                "When the storm reached the coast on May 4, most boats were in the harbour.",
            ),
            ("Gunmen attacked a police post in Halden on May 3.", "Nobody has claimed the attack on May 4 on the police post."),
            ("Karl Brandt married Anna Lindqvist on May 3.", "Brandt and Lindqvist were married on May 13 in a small chapel."),
            ("The earthquake of May 3 damaged the dam.", "Since the earthquake on May 8, the dam has been watched."),
            (
                "The council approved the plan on May 3 by nine votes to four.",
                "The plan, approved by the council on May 8, foresees two bridges.",
            ),
            ("The deadline for bids is July 3.", "Bids must be in by the deadline of July 5."),
            (
                "The ferry Ostara left Halden on May 3 with 40 people aboard.",
                "On May 4, the Ostara left Halden with a cargo of timber and 40 people aboard.",
            ),
            ("Peter Lindholm died on May 3 at his home.", "Lindholm's death on May 4 was made known by his family."),
            ("On May 3, police found the painting in a barn near Kolding.", "The painting was found in the barn on May 5."),
            ("The festival begins on July 3.", "The mayor will speak when the festival begins on July 8."),
            ("The strike began on May 3.", "Nothing has left the port since the strike began on May 5."),
            (
                "The factory in Kolding was closed on May 3.",
                "Workers have been without pay since the closing of the factory on May 4.",
            ),
            ("The election is set for July 3.", "Five people are to stand in the July 4 election."),
            ("Corvane Motors was founded in 1923 by two blacksmiths.", "Since its founding in 1932, Corvane has built few cars."),
            ("Anna Ruzicka made her debut at the opera in 1958.", "A recording of that 1985 opera debut still sells."),
            ("The Argo probe was launched on Nov. 3, 1995.", "Nothing has gone right for Argo since its launch on Nov. 3, 1985."),
            ("Peregrine was privatised in 1989.", "Many who bought at the 1998 privatisation have lost money."),
            ("A gas explosion wrecked the hotel on May 17.", "Survivors of the May 27 explosion are in hospital."),
            ("The volcano erupted on May 19.", "The eruption of May 9 covered the valley with ash."),
            ("The museum was robbed on May 5.", "Two men are held over the robbery at the museum on May 15."),
            (
                "Anna Lindqvist, a baker, was arrested in Kolding on May 25 and charged with arson.",
                "Since her arrest on May 15, Lindqvist has shared a cell.",
            ),
            (
                "Karl Brandt, a postman, vanished from Halden on May 4.",
                "The judge gave May 14, the day Brandt vanished, as the date.",
            ),
            (
                "Peter Lindholm, the pilot, was born in Halden on May 9, 1964.",
                "A street is to be named for Lindholm, who was born on May 9, 1967.",
            ),
            (
                "The Ostara Theatre in Halden, built in 1928, is for sale.",
                "Nothing in the Ostara Theatre has changed since it was built in 1938.",
            ),
            (
                "He is wanted for the May 23 shooting of a doctor in Halden.",
                "He was driven away after the May 3 shooting, they believe.",
            ),
            (
                "The attack on the mill on May 11, 1996, killed four.",
                "A report will answer some questions about the May 21, 1996, attack.",
            ),
            ("The Lindholm company filed for bankruptcy on May 1.", "Lindholm's bankruptcy filing on May 10 shocked the town."),
        ];
        let missed: Vec<_> = told.iter().filter(|(one, other)| !are_in_conflict(one, other)).collect();
        assert!(missed.is_empty(), "{} of {}: {missed:#?}", missed.len(), told.len());
    }

    #[test]
    fn other_events_in_the_same_words() {
        let told = [
            ("Police arrested four men in Halden on May 3.", "Police arrested a woman in Kolding on May 4."),
            ("The council met on May 3.", "The council met again on May 8."),
            ("Lindholm beat Kolding on May 3.", "They lost to Halden on May 8."),
            ("A bomb exploded in Halden on May 3.", "A bomb exploded in Kolding on May 4."),
            ("The film opens in Halden on July 3.", "It opens in Kolding on July 10."),
            ("The first round of the election was on May 3.", "The second round of the election is on May 17."),
            ("Karl Brandt was arrested on May 3.", "Anna Lindqvist was arrested on May 4."),
            ("The law was adopted on May 3.", "The law takes effect on June 3."),
            ("The fire on May 3 destroyed the mill.", "Another fire on May 4 destroyed the barn."),
            ("Brandt was charged on May 3.", "Brandt was released on May 8."),
            ("The painting was stolen on May 3.", "The painting was found in a barn on May 8."),
            ("The talks began on May 3.", "The talks ended on May 5."),
            ("The company announced the offer on May 3.", "The company withdrew the offer on May 8."),
            ("The match in Halden was played on May 3.", "The match in Kolding is to be played on June 8."),
            ("Sales rose in the week that ended on May 3.", "Sales fell in the week that ended on May 10."),
            ("The shares closed at $40 on May 3.", "The shares closed at $38 on May 4."),
            ("The strike began on May 3.", "The strike at the mill ended on May 13."),
            ("The trial is to begin on July 3.", "The trial had been set to begin on June 3."),
            ("The vote was put off from May 3.", "The vote is now to be held on June 3."),
            ("The election was to be held on May 3.", "The election will now be held on June 13."),
            ("As of May 3, the bank had assets of $3 billion.", "As of May 30, the bank had assets of $2.8 billion."),
            ("From May 3 till May 10, the town counted 40 sick cows.", "From May 10 till May 17, the town counted 80 sick cows."),
            (
                "On May 3, the mayor announced a plan for the quay.",
                "The council praised the plan for the school in the May 8 announcement.",
            ),
            (
                "On May 3, Ruritania's cabinet approved the agreement.",
                "On May 20, Ruritania's royal council approved the pact on timber.",
            ),
            ("Troops are to withdraw from the cities by May 30.", "On May 29, the troops withdrew from Halden."),
            ("Two men were killed on May 3.", "A third man was killed on May 4."),
            ("The president visited Halden on May 3.", "The president visited Kolding on May 4."),
            ("The minister said on May 3 that talks would go on.", "The minister said on May 4 that talks had failed."),
            ("The Fed meets on July 3.", "The European bank meets on July 5."),
            ("The election of 1980 changed the party.", "The election of 1990 changed it again."),
            ("The first plant was opened in 1983.", "The second was opened in 1993."),
            ("Lindholm was born in 1923.", "His daughter was born in 1953."),
            ("Brandt died in 1983.", "Lindqvist died in 1993."),
            ("Karl Brandt was convicted in 1991.", "Brandt's conviction was thrown out in 1996."),
            ("Judge Petra Holm sentenced Karl Brandt on May 3.", "Judge Holm sentenced Peter Lindholm on May 13."),
            ("Karl Brandt was arrested in Halden on May 3.", "Brandt was arrested again on May 13."),
            ("The killing on May 3 shocked the town.", "Two weeks later, the killing on May 17 brought back the fear."),
        ];
        let flagged: Vec<_> = told.iter().filter(|(one, other)| are_in_conflict(one, other)).collect();
        assert!(flagged.is_empty(), "{} of {}: {flagged:#?}", flagged.len(), told.len());
    }
}
