//! A family name alone joins nobody across articles; so what another article knows is offered, never taken for granted.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::article::BlockKind;
use crate::corpus::{Corpus, Identity, IdentityKey, Record, fold_name};
use crate::language::{Form, Kind, Mention};
use crate::text::Span;

use super::calendar;
use super::finding::{Evidence, Fix};
use super::options::OptionSpec;
use super::rule::{About, Context, Discrepancy, Rule, declare_rule};
use super::words;

declare_rule! {
    /// ## What it does
    ///
    /// Flags a person who is called by the family name alone at the first mention, with no fuller form anywhere before it.
    ///
    /// ## Why it matters
    ///
    /// The paragraph that introduced somebody was cut, and the reader is left to guess who speaks.
    ///
    /// ## Example
    ///
    /// > Roe, who briefed the press afterward, would say no more.
    ///
    /// If other articles of the corpus introduce somebody of that name, the fix puts in the name, and the title if it stood before the
    /// name, as the article nearest in time has them. Where several people bear the name, all are offered.
    ///
    /// ## Options
    ///
    /// - `known`: people whom the house calls by one name, such as `known = ["Pele"]`.
    ///
    /// ## When it is silent
    ///
    /// In headlines, subheads, captions and credits; inside quotations; where the name modifies a noun ("the Roe administration") or stands
    /// in a hyphenated pair; after a title, as in "President Roe"; for people known by one name; and where nothing but a capital
    /// letter says that the word is a family name.
    pub struct PersonNotIntroduced;
    "person-not-introduced", People, Warning, on,
    "a family name alone, with no fuller form before it",
    options: &[OptionSpec::words("known")],
}

/// A title is taken over from an article at most this many days away.
const SAME_OFFICE: u32 = 366;
/// So many articles are named as evidence.
const SHOWN: usize = 3;

impl Rule for PersonNotIntroduced {
    fn about(&self) -> &'static About {
        &Self::ABOUT
    }

    fn check(&self, context: &Context<'_>) -> Vec<Discrepancy> {
        // Every word of a fuller form introduces: "Warren Roe" introduces "Roe", and, with the family name first, "Roe Warren" too.
        let mut introduced: BTreeSet<String> = BTreeSet::new();
        let mut found = Vec::new();
        for mention in &context.reading().mentions {
            let Some(name) = mention.name.filter(|_| mention.kind == Kind::Person && mention.form == Form::Name) else {
                continue;
            };
            let folded = fold_name(&context.words(name));
            let words: Vec<&str> = folded.split(' ').collect();
            if words.len() > 1 {
                introduced.extend(words.iter().map(|&word| word.to_owned()));
            } else if !introduced.contains(&folded) && !is_skipped(context, mention, name) {
                if !has_title(context, mention) {
                    found.extend(not_introduced(context, mention, name));
                }
                introduced.insert(folded);
            }
        }
        found
    }
}

/// Places where a family name alone is usual.
fn is_skipped(context: &Context<'_>, mention: &Mention, name: Span) -> bool {
    let text = &context.article().text;
    let body = matches!(context.article().blocks[mention.block].kind, BlockKind::Paragraph | BlockKind::ListItem);
    let hyphen = |c: Option<char>| c.is_some_and(|c| matches!(c, '-' | '‐' | '‑' | '–' | '/'));
    let paired = hyphen(text[..name.start()].chars().next_back()) || hyphen(text[name.end()..].chars().next());
    !body || mention.quoted || mention.attributive || mention.nested || paired
}

/// "President Roe": a title stands right before the name.
fn has_title(context: &Context<'_>, mention: &Mention) -> bool {
    let titles = &context.reading().entity(mention.entity).titles;
    titles.iter().any(|title| title.statement.overlaps(mention.span) && title.span.start() <= mention.span.start())
}

fn not_introduced(context: &Context<'_>, mention: &Mention, name: Span) -> Option<Discrepancy> {
    let surname = context.words(name);
    if context.options.lists("known", &surname) || (mention.honorific.is_none() && is_great_place(context, &surname)) {
        return None;
    }
    let people = people_of(context, &surname);
    let own = introduced_later(context, mention);
    if people.is_empty() && own.is_none() && !is_surely_a_surname(context, mention, &surname) {
        return None;
    }
    let mut message = format!("{surname}: not introduced before this.");
    let mut discrepancy = Discrepancy::new(name, "", vec![fold_name(&surname)]);
    if let Some(later) = own {
        let line = context.record.lines.line(later.start()) + 1;
        message += &format!(" The full name, {}, comes only in line {line}.", context.words(later));
        discrepancy.evidence.push(context.evidence(later, "the full name comes only here"));
        discrepancy.fixes.push(insertion(context, mention, name, None, &context.words(later)));
    }
    match &people[..] {
        [] => {}
        [introductions] => {
            if let Some(best) = introductions.first() {
                message += &format!(" {} introduces {}.", words::dated(&best.record), best.words());
                discrepancy.evidence.extend(introductions.iter().take(SHOWN).map(Introduction::evidence));
                let fix = insertion(context, mention, name, best.title.as_deref(), &best.name);
                if discrepancy.fixes.iter().all(|other| other.edits != fix.edits) {
                    discrepancy.fixes.push(fix);
                }
            }
        }
        several => {
            let best: Vec<&Introduction> = several.iter().filter_map(|introductions| introductions.first()).collect();
            let names: Vec<String> =
                best.iter().map(|best| format!("{} ({})", best.words(), words::file_name(&best.record.path))).collect();
            message += &format!(" Other articles know {}.", names.join(" and "));
            discrepancy.evidence.extend(best.iter().map(|best| best.evidence()));
            let fixes = best.iter().map(|best| insertion(context, mention, name, best.title.as_deref(), &best.name));
            discrepancy.fixes.extend(fixes);
        }
    }
    discrepancy.message = message;
    Some(discrepancy)
}

/// The first full form of the same person behind the mention.
fn introduced_later(context: &Context<'_>, mention: &Mention) -> Option<Span> {
    let name = fold_name(&context.words(mention.name?));
    let later =
        context.reading().mentions.iter().filter(|other| other.kind == Kind::Person && other.span.start() > mention.span.start());
    let full = later.filter_map(|other| other.name).find(|other| {
        let folded = fold_name(&context.words(*other));
        let mut words = folded.split(' ');
        words.clone().count() > 1 && words.any(|word| word == name)
    });
    full
}

/// Washington and Jordan are people too, but where nothing but the capital letter says so, the place is meant.
fn is_great_place(context: &Context<'_>, name: &str) -> bool {
    let gazetteer = &context.knowledge().gazetteer;
    gazetteer.lookup(name).first().map(|id| gazetteer.entry(id)).is_some_and(|entry| super::name_misspelt::is_great_place(&entry))
}

/// Whether more than a capital letter says that this is somebody's family name.
fn is_surely_a_surname(context: &Context<'_>, mention: &Mention, surname: &str) -> bool {
    if mention.honorific.is_some() {
        return true;
    }
    let knowledge = context.knowledge();
    // Somebody of that name whom everybody knows: Shakespeare, Lenin.
    if knowledge.gazetteer.lookup(surname).iter().next().is_some() {
        return false;
    }
    let given = knowledge.names.first_name(surname).map(|name| name.rank);
    let family = knowledge.names.surname(surname);
    let speaks = context.reading().quotations.iter().any(|quotation| quotation.speaker == Some(mention.entity));
    family.is_some_and(|family| given.is_none_or(|given| family < given)) && speaks
}

/// Where an article gives somebody's full name.
struct Introduction {
    record: Arc<Record>,
    /// The full name as written there.
    name: String,
    /// The title before the name, as written there.
    title: Option<String>,
    /// Title and name.
    span: Span,
}

impl Introduction {
    fn words(&self) -> String {
        self.title.iter().map(String::as_str).chain([self.name.as_str()]).collect::<Vec<_>>().join(" ")
    }

    fn evidence(&self) -> Evidence {
        Evidence {
            place: Some((self.record.path.clone(), self.span)),
            text: self.record.article.words(self.span),
            why: format!("introduced in {}", words::source(&self.record)),
        }
    }
}

/// The people of a family name whom other articles introduce, each with those introductions, nearest in time first.
fn people_of(context: &Context<'_>, surname: &str) -> Vec<Vec<Introduction>> {
    let folded = fold_name(surname);
    let identities = context.corpus.find(surname).into_iter().filter(|identity| {
        matches!(identity.key, IdentityKey::Named(Kind::Person, _)) && bears(context.corpus, identity, &folded)
    });
    let introductions = identities.map(|identity| introductions(context, &identity));
    introductions.filter(|introductions| !introductions.is_empty()).collect()
}

/// Whether the word is the person's family name, and not the given name.
fn bears(corpus: &Corpus, identity: &Identity, folded: &str) -> bool {
    let member = identity.members.iter().find_map(|member| Some(corpus.get(&member.path)?.reading.entity(member.entity)));
    let read = member.and_then(|entity| entity.family_name.as_deref());
    read.or_else(|| identity.name.split_whitespace().last()).is_some_and(|family| fold_name(family) == folded)
}

fn introductions(context: &Context<'_>, identity: &Identity) -> Vec<Introduction> {
    let own = words::published_day(context.record);
    let mut found = Vec::new();
    for member in identity.members.iter().filter(|member| member.path != context.record.path) {
        let Some(record) = context.corpus.get(&member.path) else { continue };
        let article = &record.article;
        let day = words::published_day(record);
        let distance = own.zip(day).map(|(own, day)| calendar::days_between(own, day));
        let full = record.mentions_of(member.entity).filter_map(|(_, mention)| Some((mention, mention.name?)));
        let Some((mention, name)) = full.into_iter().find(|(_, name)| article.words(*name).contains(' ')) else {
            continue;
        };
        let titles = &record.reading.entity(member.entity).titles;
        // Right before the name: "the ambassador, Mary Roe" has no title that could be taken over.
        let leads = |title: &Span| title.end() < name.start() && article.words(Span::new(title.end(), name.start())).is_empty();
        let title = titles.iter().find(|title| leads(&title.span) && distance.is_none_or(|days| days <= SAME_OFFICE));
        let span = title.map_or(mention.span, |title| title.span.join(name));
        let words = title.map(|title| match &title.modifier {
            Some(modifier) => format!("{modifier} {}", title.text),
            None => title.text.clone(),
        });
        let introduction = Introduction { record: record.clone(), name: article.words(name), title: words, span };
        // Nearest in time if the time is known, else the newest; of one day, the one with a title.
        let newest = std::cmp::Reverse(day);
        found.push(((distance.is_none(), distance, newest, introduction.title.is_none(), member.path.clone()), introduction));
    }
    found.sort_by(|a, b| a.0.cmp(&b.0));
    found.into_iter().map(|(_, introduction)| introduction).collect()
}

/// Puts the full name, and the title if there is no honorific, in the place of the family name.
fn insertion(context: &Context<'_>, mention: &Mention, name: Span, title: Option<&str>, full: &str) -> Fix {
    let opens = context.reading().sentences.get(mention.sentence).is_some_and(|sentence| sentence.span.start() == name.start());
    let text = match title.filter(|_| mention.honorific.is_none()) {
        Some(title) if opens => format!("{} {full}", words::capitalised(title)),
        Some(title) => format!("{title} {full}"),
        None => full.to_owned(),
    };
    // Never safe: a family name alone does not prove who is meant.
    Fix { title: format!("Introduce as {text}"), safe: false, edits: vec![context.edit(name, text)] }
}

#[cfg(test)]
mod tests {
    use crate::rules::fixture::{check, fixes};

    #[test]
    fn a_family_name_alone_with_the_introduction_of_another_article() {
        let fixture = "
//- draft.txt published=1997-01-28
Officials knew of nothing, but Shattuck told reporters that there was no progress.
                               ^^^^^^^^ warning: Shattuck: not introduced before this. older.txt (26 January 1997) introduces Assistant Secretary of State John Shattuck.
//- older.txt published=1997-01-26
The keeper of the list is Assistant Secretary of State John Shattuck, whose bureau wrote it.
";
        check("person-not-introduced", fixture);
        assert_eq!(
            fixes("person-not-introduced", fixture),
            [(
                "Introduce as Assistant Secretary of State John Shattuck".to_owned(),
                "Officials knew of nothing, but Assistant Secretary of State John Shattuck told reporters that there was no progress.\n".to_owned()
            )]
        );
    }

    #[test]
    fn the_introduction_that_comes_too_late() {
        check(
            "person-not-introduced",
            "
The team that Mrs Kristoff leads had come for a gesture, and none was made.
                  ^^^^^^^^ warning: Kristoff: not introduced before this. The full name, Sandra Kristoff, comes only in line 2.
Sandra Kristoff, of the National Security Council, will report at the weekend.
",
        );
    }

    #[test]
    fn introduced_titled_quoted_and_attributive_names_are_left_alone() {
        check(
            "person-not-introduced",
            "
Foreign Minister Qian Qichen arrived on Monday. Mr Qian left on Tuesday.

President Clinton received him. Clinton was brief.

“Albright will have read it,” one official said, and the Brown plan was shelved.
//- older.txt
Secretary of State Madeleine Albright, Ron Brown and Bill Clinton met.
",
        );
    }

    #[test]
    fn several_people_of_one_name_are_all_offered() {
        let fixture = "
//- draft.txt
Officials knew of nothing, but Shattuck told reporters that there was no progress.
//- a.txt
Commerce Secretary Ron Shattuck came to sell airplanes.
//- b.txt
The ambassador, Mary Shattuck, came to listen.
";
        let titles: Vec<String> = fixes("person-not-introduced", fixture).into_iter().map(|(title, _)| title).collect();
        assert_eq!(titles, ["Introduce as Mary Shattuck", "Introduce as Commerce Secretary Ron Shattuck"]);
    }
}
