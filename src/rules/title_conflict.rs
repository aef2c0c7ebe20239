//! The offices that an article states of one person, compared with each other.

use std::path::Path;
use std::sync::Arc;

use jiff::civil::Date;

use crate::article::PartialDate;
use crate::claims::{self, Attribute, Claim, Office, Post, Relation, Statement, Subject, Value, Voice, compare};
use crate::corpus::{IdentityKey, Record, fold_name};
use crate::language::{Entity, EntityId, Kind, Title};
use crate::text::Span;

use super::finding::Evidence;
use super::rule::{About, Context, Discrepancy, Rule, declare_rule};
use super::words::published_day;
use super::{near, same_story, words};

declare_rule! {
    /// ## What it does
    ///
    /// Flags one person with two offices, ranks or posts that nobody holds at once (`finance director`, `medical director`): in one article,
    /// in two that tell the same story, or in any two that appeared within two days.
    ///
    /// ## Why it matters
    ///
    /// One of the two is wrong, and a wrong title is a wrong person to many readers.
    ///
    /// ## Example
    ///
    /// > Foreign Minister Carla Brundt arrived on Monday. … Defense Minister Brundt left on Tuesday.
    ///
    /// ## Options
    ///
    /// None but `level`.
    ///
    /// ## When it is silent
    ///
    /// At `former`, `then`, `acting`, `new` and the like, where two offices stand side by side (`Prime Minister and Foreign Minister`),
    /// inside quotations, and at roles and offices that go together (chairman, party leader, senator and candidate).
    pub struct TitleConflict;
    "title-conflict", People, Warning, on,
    "one person with two offices that exclude each other",
    options: &[],
}

/// So many claims of other articles are looked at for each person, and so many articles that clash are read.
const CLAIMED: usize = 64;
const READ: usize = 2;

/// A sentence with a year that lies so far back tells of other office-holders.
const YEARS_AGO: i32 = 4;

/// One place where an article states an office of somebody.
struct Stated {
    post: Post,
    claim: Claim,
    /// The title.
    span: Span,
}

impl Rule for TitleConflict {
    fn about(&self) -> &'static About {
        &Self::ABOUT
    }

    fn check(&self, context: &Context<'_>) -> Vec<Discrepancy> {
        let mut found = Vec::new();
        for (id, person) in people(context.record) {
            let offices = stated(context.record, id);
            if offices.is_empty() {
                continue;
            }
            let told = |other: &Arc<Record>| conflict_of_two(context, person, &offices, other);
            let conflict = conflict(context, person, &offices)
                .or_else(|| same_story::same_story(context).iter().find_map(told))
                .or_else(|| near_in_time(context, id, &offices).iter().find_map(told));
            found.extend(conflict);
        }
        found
    }
}

/// The people of an article.
fn people(record: &Record) -> impl Iterator<Item = (EntityId, &Entity)> {
    let entities = record.reading.entities.iter().enumerate().filter(|(_, entity)| entity.kind == Kind::Person);
    entities.map(|(at, person)| (EntityId(at as u32), person))
}

/// Whether nobody can hold both at a time. What tells of one story tells of one day, whenever it was published; and what one article states
/// in two places is looked at as if two did: whether one person can hold both at once is asked [before](stated).
fn exclude(one: &Claim, other: &Claim) -> bool {
    let statement = |claim, article| Statement { claim, published: Some(PartialDate::Day(Date::MIN)), article };
    compare(statement(one, 0), statement(other, 1), &|_, _| true).relation == Relation::Conflict
}

/// Two offices that one article states.
fn conflict(context: &Context<'_>, person: &Entity, offices: &[Stated]) -> Option<Discrepancy> {
    let (first, other) = offices.iter().enumerate().find_map(|(at, other)| {
        let excluded = |first: &&Stated| exclude(&first.claim, &other.claim) && !are_of_other_years(context.record, first, other);
        Some((offices[..at].iter().find(excluded)?, other))
    })?;
    let count = |of: &Stated| offices.iter().filter(|stated| stated.post == of.post).count();
    // The rarer of the two is the one in question, else the later.
    let (right, wrong) = if count(other) > count(first) { (other, first) } else { (first, other) };
    let (here, there) = (context.words(wrong.span), context.words(right.span));
    let line = context.record.lines.line(right.span.start()) + 1;
    let message = format!("{}: {here} here, {there} in line {line}.", person.name);
    let mut discrepancy = Discrepancy::new(wrong.span, message, facts(person, right, wrong));
    discrepancy.evidence.push(context.evidence(right.claim.span, format!("{there} here")));
    Some(discrepancy)
}

/// The same person in another article, with other offices only.
fn conflict_of_two(context: &Context<'_>, person: &Entity, ours: &[Stated], other: &Arc<Record>) -> Option<Discrepancy> {
    let name = fold_name(&person.name);
    let (their, _) = people(other).find(|(_, their)| their.name.contains(' ') && fold_name(&their.name) == name)?;
    let theirs: Vec<Stated> = stated(other, their).into_iter().filter(|their| tells_of_its_days(other, their)).collect();
    let ours: Vec<&Stated> = ours.iter().filter(|own| tells_of_its_days(context.record, own)).collect();
    let (wrong, right) = ours.iter().find_map(|own| {
        let known = theirs.iter().any(|their| their.post == own.post);
        let excluded = |their: &&Stated| exclude(&own.claim, &their.claim) && !ours.iter().any(|own| own.post == their.post);
        (!known).then_some((own, theirs.iter().find(excluded)?))
    })?;
    let (here, there) = (context.words(wrong.span), other.article.words(right.span));
    let message = format!("{}: {here} here, {there} in {}.", person.name, words::source(other));
    let mut discrepancy = Discrepancy::new(wrong.span, message, facts(person, wrong, right));
    discrepancy.evidence.push(Evidence::of(other, right.claim.span, format!("{there} there")));
    Some(discrepancy)
}

/// What makes the finding, by which it is known again.
fn facts(person: &Entity, one: &Stated, other: &Stated) -> Vec<String> {
    vec![person.name.to_lowercase(), one.post.name(), other.post.name()]
}

/// Articles of these days that state an office of the same person which ours exclude, whatever story they tell.
fn near_in_time(context: &Context<'_>, person: EntityId, ours: &[Stated]) -> Vec<Arc<Record>> {
    let (record, corpus) = (context.record, context.corpus);
    let key = corpus.key_of(&record.path, person).filter(|key| !matches!(key, IdentityKey::Lone(..)));
    let (Some(key), Some(day)) = (key, published_day(record)) else { return Vec::new() };
    let claims = corpus.claims_of(&key, Attribute::Title, &same_story::days_around(day), CLAIMED).into_iter();
    let others = claims.filter(|theirs| theirs.path.as_os_str() != record.path.as_os_str());
    let clashing = others.filter(|theirs| ours.iter().any(|own| exclude(&own.claim, &theirs.row.claim)));
    let mut paths: Vec<Arc<Path>> = clashing.map(|theirs| theirs.path).collect();
    if paths.is_empty() {
        return Vec::new();
    }
    paths.dedup();
    let versions = corpus.versions(&record.path);
    paths.retain(|path| !versions.contains(path));
    paths.iter().take(READ).filter_map(|path| corpus.get(path)).collect()
}

/// Words before an office that somebody holds no more: `then-Sen. Roe`.
const PAST: [&str; 4] = ["ex", "former", "retired", "then"];

/// The words of a sentence before an offset in lower case, the nearest first, with the stops that belong to them.
fn words_before(record: &Record, offset: usize) -> impl Iterator<Item = String> {
    let sentence = near::sentence_of(record, offset).map_or(offset, |sentence| sentence.span.start());
    let words = record.article.text[sentence..offset].split(|c: char| !c.is_alphanumeric() && c != '.');
    words.rev().filter(|word| !word.is_empty()).map(str::to_lowercase)
}

/// The years that the sentence of an office states.
fn years_told(record: &Record, stated: &Stated) -> Vec<i16> {
    let sentence = near::sentence_of(record, stated.span.start());
    let times = sentence.map_or(&[][..], |sentence| near::times_of(record, sentence.span));
    times.iter().filter_map(|time| Some(time.parts.year?.0)).collect()
}

/// `In June 1955, Prime Minister Roe … President Roe was overthrown in 1963`: each sentence has years, and none is the other's.
fn are_of_other_years(record: &Record, one: &Stated, other: &Stated) -> bool {
    let (ours, theirs) = (years_told(record, one), years_told(record, other));
    !ours.is_empty() && !theirs.is_empty() && !ours.iter().any(|year| theirs.contains(year))
}

/// `Senator Roe's record, which cost him the vote of 2004`: an office of other years is none that another article contradicts.
fn tells_of_its_days(record: &Record, stated: &Stated) -> bool {
    let Some(published) = published_day(record) else { return true };
    let past = |year: &i16| i32::from(published.year()) - i32::from(*year) >= YEARS_AGO;
    !years_told(record, stated).iter().any(past)
}

/// The offices that an article states of a person in its own words, but for those that it names side by side.
fn stated(record: &Record, person: EntityId) -> Vec<Stated> {
    let text = &record.article.text;
    let claims = record.claims.iter().filter(|claim| claim.subject == Subject::Entity(person) && claim.voice == Voice::Writer);
    let titles = claims.filter_map(|claim| {
        let Value::Office { text: title, tenure: None } = &claim.value else { return None };
        let span = title_of(record, claim)?;
        // `As governor, Roe signed it`
        let told = |word: String| word == "as" || PAST.contains(&word.as_str());
        if words_before(record, span.start()).take(3).any(told) {
            return None;
        }
        let post = Post::of(title)?;
        let before_name = span.start() == claim.span.start() && title.starts_with(char::is_uppercase);
        // Companies have presidents, too, and ships captains.
        let office = post.office();
        let rank = office.is_some_and(Office::is_rank) && title.starts_with(char::is_uppercase);
        let is_common = matches!(office, Some(Office::HeadOfState | Office::VicePresident)) || rank;
        let of_country = || {
            let of_state = |post: &Claim| matches!(post.subject, Subject::Post { .. }) && post.span == claim.span;
            office == Some(Office::HeadOfState) && record.claims.iter().any(of_state)
        };
        let counts = !is_common || (before_name && !Office::is_of_something(title)) || of_country();
        let post = if counts { Some(post) } else { post.of_a_body() };
        Some(Stated { post: post?, claim: claim.clone(), span })
    });
    let addressed = claims::addressed(&record.article, &record.reading, person).into_iter().filter_map(|mut claim| {
        let Value::Office { text: title, .. } = &claim.value else { return None };
        let span = Span::new(claim.span.start(), claim.span.start() + title.len());
        let before = words_before(record, span.start()).next().unwrap_or_default();
        // `Maj. Gen. Roe`
        let next = text[span.end()..].split_whitespace().next().unwrap_or_default();
        let lesser = Office::of(next).is_some_and(Office::is_rank)
            || PAST.contains(&before.as_str())
            || ["lt.", "maj.", "brig.", "rear", "vice"].contains(&before.as_str());
        let office = Office::of(title)?;
        // `Lt. Gov. Roe` is an office of its own.
        let (office, lesser) = match (office, before.as_str()) {
            (Office::Governor, "lt." | "lieutenant") => (Office::LieutenantGovernor, false),
            _ => (office, lesser),
        };
        if lesser {
            return None;
        }
        claim.value = Value::Office {
            text: if office == Office::LieutenantGovernor { "Lt. Gov.".to_owned() } else { title.clone() },
            tenure: None,
        };
        let quoted = record.reading.direct_quotations().any(|quotation| quotation.span.overlaps(span));
        let post = claim_post(&claim)?;
        (!quoted).then_some(Stated { post, claim, span })
    });
    let mut all: Vec<Stated> = titles.chain(addressed).collect();
    all.sort_by_key(|stated| stated.span);
    let titles = &record.reading.entity(person).titles;
    let together = |one: &Stated| {
        let beside = |title: &&Title| {
            let other = Post::of(&title.text).is_some_and(|post| post != one.post);
            other && !title.span.overlaps(one.span) && title.statement.overlaps(one.claim.span)
        };
        titles.iter().filter(|title| title.modifier.is_none()).any(|title| beside(&title))
    };
    all.retain(|stated| !together(stated));
    all
}

/// What a claim says that somebody is.
fn claim_post(claim: &Claim) -> Option<Post> {
    if let Value::Office { text, .. } = &claim.value { Post::of(text) } else { None }
}

/// Where a claim of an office has the title.
fn title_of(record: &Record, claim: &Claim) -> Option<Span> {
    let titles = &record.reading.entity(claim.entity()?).titles;
    let own = titles.iter().filter(|title| title.statement == claim.span);
    own.map(|title| title.span)
        .find(|span| matches!(&claim.value, Value::Office { text, .. } if *text == record.article.words(*span)))
}

#[cfg(test)]
mod tests {
    use crate::rules::fixture::{check, findings};

    #[test]
    fn offices_of_their_years_and_ranks_of_two_words() {
        check(
            "title-conflict",
            "
//- draft.txt published=1997-01-28
In June 1955, Prime Minister Olaf Stirn promised elections. President Stirn was overthrown on 2 November 1963.

The army was led by Maj. Gen. Karl Brandt. General Brandt turned north.
",
        );
    }

    #[test]
    fn two_offices_of_one_person() {
        check(
            "title-conflict",
            "
Foreign Minister Carla Brundt arrived on Monday and said little.
Defense Minister Carla Brundt left on Tuesday.
^^^^^^^^^^^^^^^^ warning: Carla Brundt: Defense Minister here, Foreign Minister in line 1.
",
        );
    }

    #[test]
    fn ranks_and_offices_of_every_kind() {
        check(
            "title-conflict",
            "
Sen. Anna Lindqvist came on Monday. Rep. Lindqvist said no.
                                    ^^^^ warning: Anna Lindqvist: Rep. here, Sen. in line 1.
President Olaf Stirn spoke. Prime Minister Stirn was silent. President Stirn left.
                            ^^^^^^^^^^^^^^ warning: Olaf Stirn: Prime Minister here, President in line 2.
Gen. Norman Harker came. Maj. Gen. Harker left. Olaf Brand, president of the Lindholm company, was its vice president.
",
        );
    }

    #[test]
    fn presidents_of_countries_chiefs_and_prosecutors() {
        check(
            "title-conflict",
            "
Olaf Stirn, president of Chile, opened the fair. Prime Minister Stirn spoke for an hour.
                                                 ^^^^^^^^^^^^^^ warning: Olaf Stirn: Prime Minister here, president of Chile in line 1.
Police chief Karl Brandt showed the weapons. Fire chief Brandt praised his men.
                                             ^^^^^^^^^^ warning: Karl Brandt: Fire chief here, Police chief in line 2.
Detective Inspector Anna Lindqvist spoke. Detective Sergeant Lindqvist did not.
                                          ^^^^^^^^^^^^^^^^^^ warning: Anna Lindqvist: Detective Sergeant here, Detective Inspector in line 3.
Judge Carla Brundt heard the case. Prosecutor Brundt will appeal. Peter Lindholm, chief executive of Norvik and mayor of Halden, was there.
                                   ^^^^^^^^^^ warning: Carla Brundt: Prosecutor here, Judge in line 4.
",
        );
    }

    #[test]
    fn two_articles_of_one_story() {
        let story = |title: &str| {
            format!(
                "{title} Carla Brundt met Olaf Stirn in Halden on Monday. Peter Lindholm of the Weavers' Guild was there. \
                 Stirn and Lindholm left Halden at noon with Marta Kahn.\n"
            )
        };
        let pair = |first: &str, second: &str, day: u8| {
            let fixture = format!(
                "//- draft.txt published=1997-01-28\n{}//- other.txt published=1997-01-{day:02}\n{}",
                story(first),
                story(second)
            );
            findings("title-conflict", &fixture).into_iter().map(|finding| finding.message).collect::<Vec<_>>()
        };
        assert_eq!(pair("Governor", "Senator", 29), ["Carla Brundt: Governor here, Senator in other.txt, 29 January 1997."]);
        assert_eq!(pair("Governor", "Gov.", 29), [""; 0]);
        assert_eq!(pair("Governor", "Senator", 9), [""; 0]);
    }

    #[test]
    fn two_articles_of_the_same_days_whatever_they_tell() {
        let draft = |published: &str| {
            let texts = [
                ("draft.txt", published, "Governor Carla Brundt opened the fair in Tarnholm. The price of bread is to rise."),
                ("other.txt", "1997-01-29", "The ferries stay in port. Sen. Carla Brundt spoke to the sailors on Monday."),
            ];
            let files = texts.map(|(name, published, text)| format!("//- {name} published={published}\n{text}\n"));
            findings("title-conflict", &files.concat()).into_iter().map(|finding| finding.message).collect::<Vec<_>>()
        };
        assert_eq!(draft("1997-01-28"), ["Carla Brundt: Governor here, Sen. in other.txt, 29 January 1997."]);
        assert_eq!(draft("1997-02-28"), [""; 0]);
    }

    #[test]
    fn an_office_of_other_years_is_no_conflict() {
        let texts = [
            ("draft.txt", "Secretary of State Carla Brundt met the ministers in Tarnholm."),
            ("other.txt", "The attacks on Senator Carla Brundt in 1984 were as famous, and cost her the vote."),
        ];
        let files = texts.map(|(name, text)| format!("//- {name} published=1997-01-28\n{text}\n"));
        assert_eq!(findings("title-conflict", &files.concat()).len(), 0);
    }

    #[test]
    fn one_office_former_offices_and_two_at_once_are_left_alone() {
        check(
            "title-conflict",
            "
Foreign Minister Carla Brundt, the former defense minister, met Prime Minister and Finance Minister Olaf Stirn.

Foreign Minister Brundt left. Deputy Prime Minister Carla Brundt said so.

Secretary of State Anna Lindqvist spoke. Lindqvist, echoing the president, asked for calm. Petra Holm, the chairman of Norvik, is also the treasurer of the guild.

Economy Minister Erik Dahl, the finance minister, left. Culture Minister Jo Marsh, the minister of sports, stayed.

A year before, then-Sen. Peter Lindholm had said no; Gov. Peter Lindholm said yes. As mayor, Lindholm had been silent. The speaker met ex-Sen. Peter Lindholm.
",
        );
    }
}
