//! The offices that an article states of one person, compared with each other.

use crate::corpus::{Record, fold_name};
use crate::language::{Entity, Kind as EntityKind};
use crate::text::Span;

use super::finding::Evidence;
use super::rule::{About, Context, Discrepancy, Rule, declare_rule};
use super::{near, same_story, words};

declare_rule! {
    /// ## What it does
    ///
    /// Flags one person with two offices or ranks that nobody holds at once: in one article, or in two that tell the same story within two
    /// days.
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

/// What a member of a government is in charge of; two ministers or secretaries of different ones are two people.
const PORTFOLIOS: [(&str, &str); 24] = [
    ("foreign", "foreign affairs"),
    ("external affairs", "foreign affairs"),
    ("defense", "defence"),
    ("defence", "defence"),
    ("finance", "finance"),
    ("interior", "interior"),
    ("home", "interior"),
    ("justice", "justice"),
    ("health", "health"),
    ("education", "education"),
    ("trade", "trade"),
    ("commerce", "trade"),
    ("agriculture", "agriculture"),
    ("transport", "transport"),
    ("transportation", "transport"),
    ("labor", "labour"),
    ("labour", "labour"),
    ("energy", "energy"),
    ("environment", "environment"),
    ("treasury", "finance"),
    ("information", "information"),
    ("culture", "culture"),
    ("housing", "housing"),
    ("industry", "industry"),
];

/// Offices that are no department of a government, by the end of the title. Nobody holds two of one kind at a time.
const OFFICES: [(&str, Kind, &str); 44] = [
    ("vice president", Kind::Office, "vice president"),
    ("secretary of state", Kind::Office, "foreign affairs"),
    ("secretary of defense", Kind::Office, "defence"),
    ("secretary of the treasury", Kind::Office, "finance"),
    ("secretary of commerce", Kind::Office, "trade"),
    ("chancellor of the exchequer", Kind::Office, "finance"),
    ("attorney general", Kind::Office, "justice"),
    ("prime minister", Kind::Office, "prime minister"),
    ("premier", Kind::Office, "prime minister"),
    ("secretary-general", Kind::Office, "secretary-general"),
    ("secretary general", Kind::Office, "secretary-general"),
    ("president", Kind::Office, "president"),
    ("chancellor", Kind::Office, "chancellor"),
    ("king", Kind::Office, "king"),
    ("queen", Kind::Office, "queen"),
    ("pope", Kind::Office, "pope"),
    ("ambassador", Kind::Office, "ambassador"),
    ("governor", Kind::Office, "governor"),
    ("gov.", Kind::Office, "governor"),
    ("mayor", Kind::Office, "mayor"),
    ("senator", Kind::Office, "senator"),
    ("sen.", Kind::Office, "senator"),
    ("representative", Kind::Office, "representative"),
    ("congressman", Kind::Office, "representative"),
    ("congresswoman", Kind::Office, "representative"),
    ("rep.", Kind::Office, "representative"),
    ("judge", Kind::Office, "judge"),
    ("sheriff", Kind::Office, "sheriff"),
    ("general", Kind::Rank, "general"),
    ("gen.", Kind::Rank, "general"),
    ("colonel", Kind::Rank, "colonel"),
    ("col.", Kind::Rank, "colonel"),
    ("major", Kind::Rank, "major"),
    ("maj.", Kind::Rank, "major"),
    ("captain", Kind::Rank, "captain"),
    ("capt.", Kind::Rank, "captain"),
    ("lieutenant", Kind::Rank, "lieutenant"),
    ("lt.", Kind::Rank, "lieutenant"),
    ("sergeant", Kind::Rank, "sergeant"),
    ("sgt.", Kind::Rank, "sergeant"),
    ("admiral", Kind::Rank, "admiral"),
    ("adm.", Kind::Rank, "admiral"),
    ("cmdr.", Kind::Rank, "commander"),
    ("commander", Kind::Rank, "commander"),
];

/// What excludes what.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Office,
    Rank,
}

/// One place where an article states an office of somebody.
struct Stated {
    kind: Kind,
    office: String,
    /// The title.
    span: Span,
    /// Title and name.
    statement: Span,
}

impl Rule for TitleConflict {
    fn about(&self) -> &'static About {
        &Self::ABOUT
    }

    fn check(&self, context: &Context<'_>) -> Vec<Discrepancy> {
        let people = context.reading().entities.iter().filter(|entity| entity.kind == EntityKind::Person);
        let mut found: Vec<Discrepancy> = people.filter_map(|person| conflict(context, person)).collect();
        for other in same_story::same_story(context) {
            for person in same_story::people(context.record) {
                let told = found.iter().any(|known| known.facts.first() == Some(&person.name.to_lowercase()));
                if !told {
                    found.extend(conflict_of_two(context, person, other));
                }
            }
        }
        found
    }
}

fn conflict(context: &Context<'_>, person: &Entity) -> Option<Discrepancy> {
    let offices = stated(context.record, person);
    let (first, other) = offices.iter().enumerate().find_map(|(at, other)| {
        let excluded = |first: &&Stated| {
            first.kind == other.kind && first.office != other.office && !are_of_other_years(context.record, first, other)
        };
        Some((offices[..at].iter().find(excluded)?, other))
    })?;
    let count = |of: &Stated| offices.iter().filter(|stated| stated.office == of.office).count();
    // The rarer of the two is the one in question, else the later.
    let (right, wrong) = if count(other) > count(first) { (other, first) } else { (first, other) };
    let (here, there) = (context.words(wrong.span), context.words(right.span));
    let line = context.record.lines.line(right.span.start()) + 1;
    let message = format!("{}: {here} here, {there} in line {line}.", person.name);
    let facts = vec![person.name.to_lowercase(), right.office.clone(), wrong.office.clone()];
    let mut discrepancy = Discrepancy::new(wrong.span, message, facts);
    discrepancy.evidence.push(context.evidence(right.statement, format!("{there} here")));
    Some(discrepancy)
}

/// The same person in another article of the story, with other offices only.
fn conflict_of_two(context: &Context<'_>, person: &Entity, other: &Record) -> Option<Discrepancy> {
    let name = fold_name(&person.name);
    let their = same_story::people(other).find(|their| fold_name(&their.name) == name)?;
    let (ours, theirs) = (stated(context.record, person), stated(other, their));
    let (wrong, right) = ours.iter().find_map(|own| {
        let known = theirs.iter().any(|their| their.office == own.office);
        let excluded = |their: &&Stated| their.kind == own.kind && !ours.iter().any(|own| own.office == their.office);
        (!known).then_some((own, theirs.iter().find(excluded)?))
    })?;
    let (here, there) = (context.words(wrong.span), other.article.words(right.span));
    let message = format!("{}: {here} here, {there} in {}.", person.name, words::source(other));
    let facts = vec![person.name.to_lowercase(), wrong.office.clone(), right.office.clone()];
    let mut discrepancy = Discrepancy::new(wrong.span, message, facts);
    discrepancy.evidence.push(Evidence::of(other, right.statement, format!("{there} there")));
    Some(discrepancy)
}

/// Words before an office that somebody holds no more: `then-Sen. Roe`.
const PAST: [&str; 4] = ["ex", "former", "retired", "then"];

/// The words of a sentence before an offset in lower case, the nearest first, with the stops that belong to them.
fn words_before(record: &Record, offset: usize) -> impl Iterator<Item = String> {
    let sentence = near::sentence_of(record, offset).map_or(offset, |sentence| sentence.span.start());
    let words = record.article.text[sentence..offset].split(|c: char| !c.is_alphanumeric() && c != '.');
    words.rev().filter(|word| !word.is_empty()).map(str::to_lowercase)
}

/// `In June 1955, Prime Minister Roe … President Roe was overthrown in 1963`: each sentence has years, and none is the other's.
fn are_of_other_years(record: &Record, one: &Stated, other: &Stated) -> bool {
    let years = |stated: &Stated| -> Vec<i16> {
        let sentence = near::sentence_of(record, stated.span.start());
        let times = sentence.map_or(&[][..], |sentence| near::times_of(record, sentence.span));
        times.iter().filter_map(|time| Some(time.parts.year?.0)).collect()
    };
    let (ours, theirs) = (years(one), years(other));
    !ours.is_empty() && !theirs.is_empty() && !ours.iter().any(|year| theirs.contains(year))
}

/// The offices that an article states of a person in its own words, but for those that it names side by side.
fn stated(record: &Record, person: &Entity) -> Vec<Stated> {
    let text = &record.article.text;
    let quoted = |span: Span| record.reading.direct_quotations().any(|quotation| quotation.span.overlaps(span));
    let titles = person.titles.iter().filter(|title| title.modifier.is_none()).filter_map(|title| {
        let before_name = title.span.start() == title.statement.start();
        // `As governor, Roe signed it`
        let told = |word: String| word == "as" || PAST.contains(&word.as_str());
        if words_before(record, title.span.start()).take(3).any(told) {
            return None;
        }
        let capital = title.text.starts_with(char::is_uppercase);
        let (kind, office) = office(&title.text, before_name && capital)?;
        Some(Stated { kind, office, span: title.span, statement: title.statement })
    });
    let mentions = person.joins.iter().map(|join| record.mention(join.mention)).filter(|mention| !mention.nested);
    let honorifics = mentions.filter_map(|mention| {
        let honorific = mention.honorific?;
        let before = words_before(record, honorific.start()).next().unwrap_or_default();
        // `Maj. Gen. Roe`
        let next = text[honorific.end()..].split_whitespace().next().unwrap_or_default();
        let longer = office(next, true).is_some_and(|(kind, _)| kind == Kind::Rank);
        let lesser =
            longer || PAST.contains(&before.as_str()) || ["lt.", "maj.", "brig.", "rear", "vice"].contains(&before.as_str());
        let (kind, office) = office(honorific.of(text), true).filter(|_| !lesser)?;
        Some(Stated { kind, office, span: honorific, statement: mention.span })
    });
    let mut all: Vec<Stated> = titles.chain(honorifics).filter(|stated| !quoted(stated.span)).collect();
    all.sort_by_key(|stated| stated.span);
    let together = |one: &Stated| {
        person
            .titles
            .iter()
            .any(|title| !title.span.overlaps(one.span) && title.statement.overlaps(one.statement) && title.modifier.is_none())
    };
    let alone: Vec<bool> = all.iter().map(|stated| !together(stated)).collect();
    let mut alone = alone.into_iter();
    all.retain(|_| alone.next().unwrap_or(true));
    all
}

/// An office that excludes the others of its kind, by one name for all its writings. Companies have presidents, too: that one is only
/// taken where it stands with a capital before the name.
fn office(title: &str, before_name: bool) -> Option<(Kind, String)> {
    let title = title.to_lowercase();
    let title = title.trim_start_matches("u.s. ").trim();
    let lesser = [
        "deputy",
        "assistant",
        "under",
        "shadow",
        "junior",
        "state minister",
        "lieutenant governor",
        "elect",
        "designate",
        "executive",
        "senior vice",
        "chief",
    ];
    if lesser.iter().any(|lesser| title.contains(lesser)) {
        return None;
    }
    // "President of Ruritania", "mayor of Halden": what it is of does not tell offices apart.
    let (title, of) = match title.split_once(" of ") {
        Some((head, of))
            if !title.starts_with("secretary of") && !title.starts_with("chancellor of") && !title.contains(" secretary of") =>
        {
            (head, Some(of))
        }
        _ => (title, None),
    };
    let is_end = |name: &str| title.strip_suffix(name).is_some_and(|before| before.is_empty() || before.ends_with([' ', '.']));
    if let Some((_, kind, office)) = OFFICES.iter().find(|(name, ..)| is_end(name)) {
        let of_company = matches!(*office, "president" | "vice president") && (!before_name || of.is_some());
        let of_rank = *kind == Kind::Rank && (!before_name || of.is_some());
        return (!of_company && !of_rank).then(|| (*kind, (*office).to_owned()));
    }
    if title.starts_with("vice ") {
        return None;
    }
    let field = title.strip_suffix(" minister").or_else(|| title.strip_suffix(" secretary"))?;
    let (_, portfolio) = PORTFOLIOS.iter().find(|(name, _)| field.ends_with(name))?;
    Some((Kind::Office, (*portfolio).to_owned()))
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
    fn one_office_former_offices_and_two_at_once_are_left_alone() {
        check(
            "title-conflict",
            "
Foreign Minister Carla Brundt, the former defense minister, met Prime Minister and Finance Minister Olaf Stirn.

Foreign Minister Brundt left. Deputy Prime Minister Carla Brundt said so.

A year before, then-Sen. Peter Lindholm had said no; Gov. Peter Lindholm said yes. As mayor, Lindholm had been silent. The speaker met ex-Sen. Peter Lindholm.
",
        );
    }
}
