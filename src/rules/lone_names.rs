//! A family name alone: where that is usual, and where it is no person's.

use crate::article::{Article, BlockKind};
use crate::corpus::fold_name;
use crate::language::{Kind, Mention};
use crate::text::Span;

use super::near;
use super::rule::Context;

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

/// Places where a family name alone is usual.
pub(super) fn is_usual(context: &Context<'_>, mention: &Mention, name: Span) -> bool {
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

/// `Ferguson, Missouri`, here or elsewhere in the article, or `in Ferguson`; not `in Ferguson's view`.
fn is_place(context: &Context<'_>, name: Span) -> bool {
    let text = &context.article().text;
    let named = |place: Span| !text[place.end()..].starts_with(['\'', '’']);
    let is_within = |name: Span| {
        mentions_behind(context, name, ", ").any(|mention| mention.kind == Kind::Place && named(mention.span))
            || (near::follows(context, name, " in") && named(name))
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
pub(super) fn is_broken(context: &Context<'_>, name: Span) -> bool {
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

/// Washington and Jordan are people too, but where nothing but the capital letter says so, the place is meant; Americans are no family,
/// and a word that stands in the name of a body or place of this article is that body or place.
pub(super) fn is_no_person(context: &Context<'_>, name: &str) -> bool {
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
