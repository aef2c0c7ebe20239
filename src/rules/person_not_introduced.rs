//! A family name alone joins nobody across articles; so what another article knows is offered, never taken for granted.

use std::collections::BTreeSet;

use crate::article::{Article, BlockKind};
use crate::corpus::fold_name;
use crate::language::{Form, Kind, Mention};
use crate::text::Span;

use super::finding::Fix;
use super::introductions::{Introduction, Person, is_full_name, people_of};
use super::near;
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
    /// in a hyphenated pair; after a title, as in "President Roe"; before "(left)"; after a rank that goes with the given name, as in
    /// "Sir Tom"; for people known by one name, long dead, heads of states and
    /// governments, or named in every twentieth article of the corpus; and where nothing but a capital
    /// letter says that the word is a family name.
    pub struct PersonNotIntroduced;
    "person-not-introduced", People, Warning, on,
    "a family name alone, with no fuller form before it",
    options: &[OptionSpec::words("known")],
}

/// Offices whose holders everybody knows by the family name.
const HEADS: [&str; 8] = ["chancellor", "emperor", "king", "pope", "premier", "president", "prime minister", "queen"];
/// In so many other articles at least somebody well known is introduced.
const WELL_KNOWN: usize = 12;
/// How common a given name must be, as a rank, to be taken for one.
const COMMON_GIVEN: u32 = 200;
/// The dead who need no given name.
const HISTORY: [&str; 48] = [
    "Aristotle",
    "Bach",
    "Beethoven",
    "Bismarck",
    "Buddha",
    "Chekhov",
    "Chopin",
    "Columbus",
    "Confucius",
    "Darwin",
    "Descartes",
    "Dickens",
    "Dostoevsky",
    "Einstein",
    "Engels",
    "Freud",
    "Galileo",
    "Gandhi",
    "Goebbels",
    "Goethe",
    "Himmler",
    "Hitler",
    "Kafka",
    "Lenin",
    "Leonardo",
    "Machiavelli",
    "Mao",
    "Marx",
    "Michelangelo",
    "Mozart",
    "Mussolini",
    "Napoleon",
    "Nietzsche",
    "Orwell",
    "Picasso",
    "Plato",
    "Rasputin",
    "Rembrandt",
    "Rousseau",
    "Shakespeare",
    "Socrates",
    "Stalin",
    "Tchaikovsky",
    "Tolstoy",
    "Trotsky",
    "Verdi",
    "Voltaire",
    "Wagner",
];
/// Words of a line that is no headline for all that it ends without a stop.
const LONG_LINE: usize = 25;
/// Words of a line at the head of an article that may be its headline, stop or no stop.
const SHORT_LINE: usize = 16;
/// Rank of a word that may open a sentence before a name; `Mitt` and `Rich` are names there.
const ORDINARY: u32 = 3_000;
/// Papers, pollsters, firms and shows that bear the name of a person, and what is no person at all.
const NAMESAKES: [&str; 40] = [
    "Barclays",
    "Bloomberg",
    "Boeing",
    "Carrier",
    "Chrysler",
    "Christ",
    "Colgate",
    "Dell",
    "Deloitte",
    "Disney",
    "Drudge",
    "Dyson",
    "Feinstein",
    "Ferrari",
    "Fitch",
    "Forbes",
    "Ford",
    "Gallup",
    "Gucci",
    "Hannity",
    "Hershey",
    "Hilton",
    "Honda",
    "Kellogg",
    "Lehman",
    "Lloyd",
    "Marriott",
    "McDonald",
    "Moody",
    "Nielsen",
    "Nobel",
    "Porsche",
    "Pulitzer",
    "Quinnipiac",
    "Rasmussen",
    "Renault",
    "Siemens",
    "Tiffany",
    "Walgreen",
    "Zogby",
];
/// So many articles, or people, are named.
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
            } else if !introduced.contains(&folded) {
                // Whose name an administration bears, or an office stands before, needs no introduction afterwards.
                let stands = mention.attributive || has_title(context, mention) || is_broken(context, name);
                if stands || !is_skipped(context, mention, name) {
                    if !stands {
                        found.extend(not_introduced(context, mention, name));
                    }
                    introduced.insert(folded);
                }
            }
        }
        found
    }
}

/// Places where a family name alone is usual.
fn is_skipped(context: &Context<'_>, mention: &Mention, name: Span) -> bool {
    let text = &context.article().text;
    let body = is_running_text(context.article(), mention.block);
    let capitals = !name.of(text).chars().any(char::is_lowercase);
    let hyphen = |c: Option<char>| c.is_some_and(|c| matches!(c, '-' | '‐' | '‑' | '–' | '/'));
    let paired = hyphen(text[..name.start()].chars().next_back()) || hyphen(text[name.end()..].chars().next());
    let pictured =
        ["(left)", "(right)", "(centre)", "(center)"].iter().any(|side| text[name.end()..].trim_start().starts_with(side));
    let skipped = !body || capitals || mention.quoted || mention.nested || paired || pictured;
    skipped
        || is_noble(context, mention)
        || is_part_of_more(context, mention, name)
        || is_named_before(context, name)
        || is_firm(&text[name.end()..])
        || is_place(context, name)
        || is_label(context, mention, name)
        || is_listed(context, name)
        || shares_family_name(context, name)
        || reported(&text[name.end()..])
}

/// `Ferguson, Missouri`, here or earlier, or `in Ferguson`.
fn is_place(context: &Context<'_>, name: Span) -> bool {
    let text = &context.article().text;
    let named = |place: Span| !text[place.end()..].starts_with(['\'', '’']);
    let is_within = |name: Span| {
        mentions_behind(context, name, ", ").any(|mention| mention.kind == Kind::Place && named(mention.span))
            || near::follows(context, name, " in")
    };
    let same = |mention: &&Mention| mention.span.of(text) == name.of(text);
    is_within(name) || context.reading().mentions.iter().filter(same).any(|mention| is_within(mention.span))
}

/// `Roe: a miracle`, at the head of a paragraph about Roe.
fn is_label(context: &Context<'_>, mention: &Mention, name: Span) -> bool {
    let opens = context.article().blocks[mention.block].span.start() == name.start();
    opens && context.article().text[name.end()..].starts_with(':')
}

/// `Black, Manafort, Stone and Kelly`: a firm, or a list of those whom everybody knows.
fn is_listed(context: &Context<'_>, name: Span) -> bool {
    let capital = |word: &str| word.starts_with(char::is_uppercase) && word.len() > 1;
    let mut words = context.article().text[name.end()..].split(' ');
    let comma = words.next() == Some(",");
    let second = words.next().and_then(|word| word.strip_suffix(',')).is_some_and(capital);
    comma && second && words.next().is_some_and(capital)
}

/// A letter beside the name was broken on its way through another encoding: `JuliÃ¡n Roe` had a given name.
fn is_broken(context: &Context<'_>, name: Span) -> bool {
    let text = &context.article().text;
    let before = text[..name.start()].trim_end().rsplit(char::is_whitespace).next().unwrap_or_default();
    let whole = text[name.start()..].split(char::is_whitespace).next().unwrap_or_default();
    let broken = |c: char| matches!(c, 'Ã' | 'Â' | '\u{80}'..='\u{9f}' | '\u{fffd}');
    [before, whole].iter().any(|word| word.contains(broken) || word.contains("A\u{303}") || word.contains("A\u{302}"))
}

/// `the brothers Karl and Peter Brandt`: it is the given name, and the other's full name has the family name.
fn shares_family_name(context: &Context<'_>, name: Span) -> bool {
    let text = &context.article().text;
    let is_full =
        |mention: &Mention| mention.name.is_some_and(|full| full.start() == mention.span.start() && full.of(text).contains(' '));
    mentions_behind(context, name, " and ").any(|mention| mention.kind == Kind::Person && is_full(mention))
}

/// What is named right behind a name and these words.
fn mentions_behind<'a>(context: &Context<'a>, name: Span, link: &str) -> impl Iterator<Item = &'a Mention> {
    let at = name.end() + link.len();
    let linked = context.article().text[name.end()..].starts_with(link);
    near::mentions(context, Span::new(at, at + 1)).iter().filter(move |_| linked)
}

/// The line below an article that says who wrote it.
fn reported(behind: &str) -> bool {
    [" reported from", " reporting from", " contributed"].iter().any(|verb| behind.starts_with(verb))
}

/// `Asil Nadir` stood there, though it was read as something else: a word that is no word of the language stands before the same name.
fn is_named_before(context: &Context<'_>, name: Span) -> bool {
    let text = &context.article().text;
    let written = name.of(text);
    text[..name.start()].match_indices(written).any(|(at, _)| {
        let Some(before) = text[..at].strip_suffix(' ') else { return false };
        let word = before.rsplit(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
        let given = word.starts_with(char::is_uppercase) && word.chars().count() > 2;
        let whole = !text[at + written.len()..].starts_with(char::is_alphabetic);
        given
            && whole
            && !context.knowledge().words.contains_any_case(word)
            && context.knowledge().lexicons.honorific(word).is_none()
    })
}

/// `Reiss & Co.`, with the mark as web pages lose it.
fn is_firm(behind: &str) -> bool {
    [" & ", " amp ", " &amp; "].iter().any(|mark| behind.starts_with(mark))
}

/// `Lady Ada`, `Sir Tom`, `Lord Roe`: a rank stands before the name, and that is how one is called.
fn is_noble(context: &Context<'_>, mention: &Mention) -> bool {
    let rank = mention.honorific.map(|honorific| context.words(honorific));
    rank.is_some_and(|rank| matches!(rank.as_str(), "Dame" | "Lady" | "Lord" | "Prince" | "Princess" | "Sir"))
}

/// A capitalised word or `&` stands right beside it: a piece of a name that was not read as a whole (`Le Pen`, `Cushman & Wakefield`), or
/// the family name behind a nickname (`Ernesto "Che" Guevara`).
fn is_part_of_more(context: &Context<'_>, mention: &Mention, name: Span) -> bool {
    let text = &*context.article().text;
    let tokens = &context.reading().tokens;
    let of = |index: usize| tokens[index].span.of(text);
    let first = tokens.partition_point(|token| token.span.start() < name.start());
    let behind = tokens.partition_point(|token| token.span.start() < name.end());
    let sentence = context.reading().sentences.get(mention.sentence).map_or(first..behind, |sentence| sentence.tokens.clone());
    // "Roe Monday told" is no name of three words.
    let capital =
        |index: usize| of(index).starts_with(char::is_uppercase) && !context.knowledge().lexicons.common_capitalised(of(index));
    // "But Roe" opens a sentence; so does "Roe & Son" end in a name.
    let common = |word: &str| context.knowledge().words.rank(&word.to_lowercase()).is_some_and(|rank| rank <= ORDINARY);
    let opener = |index: usize| index == sentence.start && common(of(index));
    let is_honorific = |index: usize| mention.span.covers(tokens[index].span);
    let before = first > sentence.start && capital(first - 1) && !opener(first - 1) && !is_honorific(first - 1);
    let after = behind < sentence.end && (capital(behind) || of(behind) == "&");
    before || after || is_nicknamed(context, first)
}

/// A short line at the head of an article without a headline.
fn opens(article: &Article, block: usize) -> bool {
    let item = article.blocks[block].item;
    let short = |at: usize| article.words(article.blocks[at].span).split(' ').count() <= SHORT_LINE;
    let is_text = |at: &usize| matches!(article.blocks[*at].kind, BlockKind::Paragraph | BlockKind::ListItem);
    let of_item = || (0..article.blocks.len()).filter(|at| article.blocks[*at].item == item);
    let headed = of_item().any(|at| article.blocks[at].kind == BlockKind::Headline);
    !headed
        && of_item().filter(is_text).take_while(|at| *at <= block).all(short)
        && of_item().filter(is_text).any(|at| !short(at))
}

/// Text in sentences. A short line that ends without a stop is a headline or a caption, whatever it was taken for.
fn is_running_text(article: &Article, block: usize) -> bool {
    if opens(article, block) {
        return false;
    }
    let before = block.checked_sub(1).map_or("", |before| article.blocks[before].span.of(&article.text));
    // The paragraph in which an archive tells what the article says.
    if before.trim_end_matches(['.', ':']).eq_ignore_ascii_case("abstract") {
        return false;
    }
    let block = article.blocks[block];
    let words = article.words(block.span);
    let stops =
        words.trim_end_matches(['"', '\'', '”', '’', ')', ']']).ends_with(['.', '!', '?', ':', ';', ',', '…', '-', '–', '—']);
    matches!(block.kind, BlockKind::Paragraph | BlockKind::ListItem) && (stops || words.split(' ').count() > LONG_LINE)
}

/// The nickname stands between the given name and the family name.
fn is_nicknamed(context: &Context<'_>, at: usize) -> bool {
    let text = &*context.article().text;
    let tokens = &context.reading().tokens;
    let is_mark = |index: usize| matches!(tokens[index].span.of(text), "\"" | "“" | "”" | "``" | "''" | "‘" | "’" | "(" | ")");
    let Some(close) = at.checked_sub(1).filter(|&close| is_mark(close)) else { return false };
    let Some(open) = (close.saturating_sub(3)..close).rev().find(|&index| is_mark(index)) else { return false };
    let given = open.checked_sub(1).map(|given| tokens[given].span.of(text));
    open + 1 < close && given.is_some_and(|given| given.starts_with(char::is_uppercase))
}

/// "President Roe": a title stands right before the name.
fn has_title(context: &Context<'_>, mention: &Mention) -> bool {
    let titles = &context.reading().entity(mention.entity).titles;
    titles.iter().any(|title| title.statement.overlaps(mention.span) && title.span.start() <= mention.span.start())
}

fn not_introduced(context: &Context<'_>, mention: &Mention, name: Span) -> Option<Discrepancy> {
    let surname = context.words(name);
    if context.options.lists("known", &surname) || (mention.honorific.is_none() && is_no_person(context, &surname)) {
        return None;
    }
    let people = people_of(context, &surname);
    if is_well_known(context, &surname, &people) {
        return None;
    }
    let own = introduced_later(context, mention);
    let word = context.knowledge().words.contains(&surname.to_lowercase());
    let known = (own.is_some() && !word) || (own.is_some() || !people.is_empty()) && acts(context, mention, &surname);
    if !known && !is_surely_a_surname(context, mention, &surname) {
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
        [person] => {
            if let Some(best) = person.introductions.first() {
                message += &format!(" {} introduces {}.", words::dated(&best.record), best.words());
                discrepancy.evidence.extend(person.introductions.iter().take(SHOWN).map(Introduction::evidence));
                let fix = insertion(context, mention, name, best.title.as_deref(), &best.name);
                if discrepancy.fixes.iter().all(|other| other.edits != fix.edits) {
                    discrepancy.fixes.push(fix);
                }
            }
        }
        several => {
            let best: Vec<&Introduction> = several.iter().filter_map(|person| person.introductions.first()).take(SHOWN).collect();
            let names: Vec<String> =
                best.iter().map(|best| format!("{} ({})", best.words(), words::file_name(&best.record.path))).collect();
            let more = several.len() - best.len();
            let more = if more > 0 { format!(" and {more} more") } else { String::new() };
            message += &format!(" Other articles know several people of that name: {}{more}.", names.join(", "));
            discrepancy.evidence.extend(best.iter().map(|best| best.evidence()));
            let fixes = best.iter().map(|best| insertion(context, mention, name, best.title.as_deref(), &best.name));
            discrepancy.fixes.extend(fixes);
        }
    }
    discrepancy.message = message;
    Some(discrepancy)
}

/// The first full name behind the mention that has its word as the family name.
fn introduced_later(context: &Context<'_>, mention: &Mention) -> Option<Span> {
    let family = fold_name(&context.words(mention.name?));
    let later = context.reading().mentions.iter().filter(|other| other.span.start() > mention.span.start());
    let full = later.filter(|other| other.kind == Kind::Person && is_full_name(context.record, context.knowledge(), other));
    full.filter_map(|other| other.name).find(|other| {
        let folded = fold_name(&context.words(*other));
        let (first, last) =
            folded.split_once(' ').map_or(("", ""), |(first, rest)| (first, rest.rsplit(' ').next().unwrap_or(rest)));
        let family_first = context.knowledge().lexicons.family_name_first(&context.words(mention.name.unwrap_or(*other)));
        last == family || (family_first && first == family)
    })
}

/// Heads of states, governments and churches need no introduction, nor does somebody whom every twentieth article names, and a dozen at
/// least.
fn is_well_known(context: &Context<'_>, surname: &str, people: &[Person]) -> bool {
    let most = people.iter().map(|person| person.articles).max().unwrap_or_default();
    let offices = context.corpus.offices_of_family(surname);
    (most >= WELL_KNOWN && most * 20 >= context.corpus.len()) || offices.iter().any(|office| HEADS.contains(&office.as_str()))
}

/// Washington and Jordan are people too, but where nothing but the capital letter says so, the place is meant; Americans are no family,
/// and a word that stands in the name of a body or place of this article is that body or place.
fn is_no_person(context: &Context<'_>, name: &str) -> bool {
    let knowledge = context.knowledge();
    let first = knowledge.gazetteer.lookup(name).first().map(|id| knowledge.gazetteer.entry(id));
    let singular = name.strip_suffix('s').unwrap_or(name);
    let nationality = [name, singular].iter().any(|word| knowledge.lexicons.demonym(word).is_some());
    let folded = fold_name(name);
    let others = context.reading().entities.iter().filter(|entity| entity.kind != Kind::Person);
    let mut names = others.flat_map(|entity| std::iter::once(&entity.name).chain(&entity.aliases));
    first.is_some_and(|entry| entry.kind() == Kind::Organisation || super::name_misspelt::is_great_place(&entry))
        || nationality
        || knowledge.lexicons.common_capitalised(name)
        || NAMESAKES.contains(&name)
        || is_given_name(context, name)
        || HISTORY.contains(&name)
        || knowledge.lexicons.company_suffix(name)
        || names.any(|other| fold_name(other).split(' ').any(|word| word == folded))
}

/// `Susan`, `David`: among the commonest given names, and rarer as a family name.
fn is_given_name(context: &Context<'_>, name: &str) -> bool {
    let names = &context.knowledge().names;
    let given = names.first_name(name).map(|name| name.rank);
    given.is_some_and(|given| given <= COMMON_GIVEN && names.surname(name).is_none_or(|family| given < family))
}

/// Whether the article says more of the person than the name in passing: an honorific, words of theirs, or a second mention.
fn acts(context: &Context<'_>, mention: &Mention, name: &str) -> bool {
    let again = context.reading().mentions.iter().filter(|other| other.entity == mention.entity && !other.quoted).count() > 1;
    let word = context.knowledge().words.contains(&name.to_lowercase());
    mention.honorific.is_some() || speaks(context, mention) || (again && !word)
}

/// The person is quoted, or a verb of saying stands beside the name.
fn speaks(context: &Context<'_>, mention: &Mention) -> bool {
    mention.speaks || context.reading().direct_quotations().any(|quotation| quotation.speaker == Some(mention.entity))
}

/// Whether, without any full name in the corpus, more than a capital letter says that this is somebody's family name.
fn is_surely_a_surname(context: &Context<'_>, mention: &Mention, surname: &str) -> bool {
    if mention.honorific.is_some() {
        return true;
    }
    let names = &context.knowledge().names;
    // Somebody of that name whom everybody knows, or something.
    let known = !context.knowledge().gazetteer.lookup(surname).is_empty();
    !known && names.surname(surname).is_some() && names.first_name(surname).is_none() && speaks(context, mention)
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
    fn labels_towns_firms_and_broken_names_are_left_alone() {
        let fixture = "
The latest polls say little of the race.

Kristoff: A miracle would be needed, and none is in sight.

Shots were heard in Brandt. Brandt — a town of 21,000 — slept.

The chairman told Forbes that the sale would go on.

They asked JuliÃ¡n Lindqvist, 41, and went home. Mr. Lindqvist was tired.

The firm was Brandt, Kahn, Stirn and Lindholm.

ABSTRACT.

Mr. Stirn is told of here, and more is told below of him and his firm.
//- other.txt
Sandra Kristoff spoke for an hour. Karl Brandt did not. Steve Forbes listened, and so did Anna Lindqvist.
";
        check("person-not-introduced", fixture);
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
    fn names_in_passing_pieces_of_names_and_places_are_left_alone() {
        check(
            "person-not-introduced",
            "
The firm of Hartley & Collins was paid, and Marine Le Pen was not. The play was about Hartley.

Ernesto \"Che\" Guevara said so, and Washington said nothing; Susan told reporters why.
//- older.txt
The keeper of the list is Assistant Secretary of State John Hartley, whose bureau wrote it. Ann Pen, Ernesto Guevara and Denzel
Washington were there with Mary Susan.
",
        );
    }

    #[test]
    fn ranks_with_given_names_fields_of_office_and_people_in_pictures_are_left_alone() {
        check(
            "person-not-introduced",
            "
Lady Susan told reporters why. Undersecretary for Education Mr. Trebinsky said schools would close.

Kristoff (left) told reporters nothing.

Sandra Kristoff left.
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

    #[test]
    fn headlines_with_a_stop_brothers_towns_and_taglines_are_left_alone() {
        for text in [
            "Lindqvist says no to Kolding.\n\nAnna Lindqvist, who leads the council of Kolding, said on Monday that she would not sign the treaty with her neighbours before the end of the year.",
            "Four people were taken to court in Kolding on Monday, and the brothers Amund and Karl Lindqvist were among them, an officer said late in the evening.",
            "Lady Brandt opened the fair in the old town on Monday, and some three hundred people came to see her and her horses in the rain.",
            "The fair was closed early on Monday, and nobody was hurt, as far as anybody in the old town could tell late at night.\n\nLindqvist reported from Kolding.",
        ] {
            check("person-not-introduced", text);
        }
    }
}
