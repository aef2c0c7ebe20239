//! The article as the readers of claims see it: who speaks where, what is told in which sentence.

use std::sync::Arc;

use crate::article::{Article, Block, BlockKind, Dateline, PartialDate};
use crate::knowledge::Knowledge;
use crate::language::{EntityId, Kind, Mention, Reading, SourceKind, Time, TimeKind, Token, TokenKind};
use crate::text::Span;

use super::model::{Event, Hedge, Stem, Value, Voice};
use super::stem::{Role, Word, stem, word};

/// The ends of the names of markets.
const MARKETS: [&str; 3] = ["Exchange", "Nasdaq", "Big Board"];

/// An article with its reading.
pub(super) struct Page<'a> {
    pub(super) text: &'a str,
    pub(super) reading: &'a Reading,
    pub(super) knowledge: &'a Knowledge,
    /// The text with its ASCII letters in lower case.
    lower: String,
    /// What each token is as a word.
    words: Vec<Word>,
    published: Option<PartialDate>,
    blocks: &'a [Block],
    datelines: &'a [Dateline],
    /// Positions of the direct and of the indirect quotations; none overlaps another of its kind.
    direct: Vec<usize>,
    indirect: Vec<usize>,
}

/// What one voice says in one sentence.
pub(super) struct Passage {
    /// Index into the sentences.
    pub(super) sentence: usize,
    /// The innermost quotation, as an index.
    pub(super) quotation: Option<usize>,
    pub(super) voice: Voice,
    pub(super) hedge: Option<Hedge>,
    pub(super) event: Arc<Event>,
    /// The places in or at which it is told to happen.
    pub(super) located: Vec<(Span, EntityId)>,
}

impl<'a> Page<'a> {
    pub(super) fn new(article: &'a Article, reading: &'a Reading, knowledge: &'a Knowledge) -> Self {
        let (direct, indirect) = (0..reading.quotations.len()).partition(|&at| reading.quotations[at].direct);
        let lower = article.text.to_ascii_lowercase();
        let of_token = |token: &Token| if token.kind == TokenKind::Word { word(token.span.of(&lower)) } else { Word::default() };
        let words = reading.tokens.iter().map(of_token).collect();
        let (text, blocks, datelines) = (&*article.text, &*article.blocks, &*article.datelines);
        let published = article.published.map(|published| published.date);
        Self { text, reading, knowledge, published, lower, words, blocks, datelines, direct, indirect }
    }

    pub(super) fn lower(&self, token: &Token) -> &str {
        token.span.of(&self.lower)
    }

    /// A token of the article in lower case; nothing behind the last.
    pub(super) fn lower_at(&self, at: usize) -> &str {
        self.reading.tokens.get(at).map_or("", |token| self.lower(token))
    }

    /// What a token is as a word.
    pub(super) fn word(&self, at: usize) -> Word {
        self.words[at]
    }

    /// Whether a sentence is one of running text, a headline or a caption, and not one of a line of dates or names.
    pub(super) fn is_prose(&self, sentence: usize) -> bool {
        let kind = self.blocks.get(self.reading.sentences[sentence].block).map(|block| block.kind);
        !matches!(kind, Some(BlockKind::Date | BlockKind::Byline | BlockKind::Credit | BlockKind::Boilerplate))
    }

    /// The words of a span with one space between them.
    pub(super) fn words(&self, span: Span) -> String {
        let words: Vec<String> =
            span.of(self.text).split_whitespace().map(|word| word.replace('\0', "")).filter(|word| !word.is_empty()).collect();
        words.join(" ")
    }

    /// The innermost quotation that covers a span.
    pub(super) fn quotation(&self, span: Span) -> Option<usize> {
        let covering = |of: &[usize]| {
            let after = of.partition_point(|&at| self.reading.quotations[at].span.start() <= span.start());
            of[..after].last().copied().filter(|&at| self.reading.quotations[at].span.covers(span))
        };
        covering(&self.direct).or_else(|| covering(&self.indirect))
    }

    /// Who says what stands in a quotation.
    pub(super) fn voice(&self, quotation: Option<usize>) -> Voice {
        let Some(quotation) = quotation.map(|at| &self.reading.quotations[at]) else { return Voice::Writer };
        match (quotation.speaker, quotation.source) {
            (Some(speaker), _) => Voice::Named(speaker),
            (None, Some(source)) if source.kind != SourceKind::Pronoun => {
                Voice::Unnamed(Some(self.words(source.head).to_ascii_lowercase()))
            }
            _ => Voice::Unnamed(None),
        }
    }

    /// The sentence in which an offset lies.
    pub(super) fn sentence(&self, offset: usize) -> Option<usize> {
        let after = self.reading.sentences.partition_point(|sentence| sentence.span.start() <= offset);
        after.checked_sub(1).filter(|&at| offset < self.reading.sentences[at].span.end())
    }

    /// Position of the first token that begins at or behind an offset.
    pub(super) fn token_from(&self, offset: usize) -> usize {
        self.reading.tokens.partition_point(|token| token.span.start() < offset)
    }

    pub(super) fn tokens(&self, sentence: usize) -> &'a [Token] {
        &self.reading.tokens[self.reading.sentences[sentence].tokens.clone()]
    }

    pub(super) fn mentions(&self, sentence: usize) -> &'a [Mention] {
        let span = self.reading.sentences[sentence].span;
        within(&self.reading.mentions, span, |mention| mention.span)
    }

    /// The nearest mentions before a span in its sentence, the last first, and those behind it; of each at most a few.
    pub(super) fn mentions_around(
        &self,
        sentence: usize,
        span: Span,
    ) -> (impl Iterator<Item = &'a Mention> + use<'a>, impl Iterator<Item = &'a Mention> + use<'a>) {
        let mentions = self.mentions(sentence);
        let at = mentions.partition_point(|mention| mention.span.start() < span.start());
        let before = mentions[..at].iter().rev().filter(move |mention| mention.span.end() <= span.start());
        let after = mentions[at..].iter().filter(move |mention| mention.span.start() >= span.end());
        (before.take(4), after.take(4))
    }

    /// The mentions that begin inside a span.
    pub(super) fn mentions_in(&self, span: Span) -> &'a [Mention] {
        within(&self.reading.mentions, span, |mention| mention.span)
    }

    /// The day of a statement's sentence, if it names one alone and that has come.
    pub(super) fn only_day(&self, span: Span) -> Option<PartialDate> {
        let mut dates = self.times(self.sentence(span.start())?).iter().filter(|time| is_date(time));
        let date = dates.next()?.date.filter(|date| date.to_day().is_some());
        let has_come = |date: &PartialDate| self.published.is_some_and(|published| !published.is_before(*date));
        if dates.next().is_some() { None } else { date.filter(has_come) }
    }

    /// Whether a time lies in a dateline, which says when it was written.
    pub(super) fn is_in_dateline(&self, span: Span) -> bool {
        is_covered(self.datelines, span, |line| line.whole)
    }

    fn times(&self, sentence: usize) -> &'a [Time] {
        let span = self.reading.sentences[sentence].span;
        within(&self.reading.times, span, |time| time.span)
    }

    /// What the voice of a quotation (or the writer) tells in a sentence.
    pub(super) fn passage(&self, sentence: usize, quotation: Option<usize>) -> Passage {
        let whole = self.reading.sentences[sentence].span;
        // A sentence may hold many quotations; each is read alone.
        let reach = quotation.map_or(whole, |at| self.reading.quotations[at].span);
        let inside = |span: Span| reach.overlaps(span) && self.quotation(span) == quotation;
        let (mut event, mut hedge, mut places) = (Event { span: whole, ..Event::default() }, None, Vec::new());
        let tokens = within(self.tokens(sentence), reach, |token| token.span);
        // The place of a dateline says where the writer was; a place in the name of a body says nothing of where.
        let told = |mention: &&Mention| {
            !mention.nested && inside(mention.span) && !is_covered(self.datelines, mention.span, |line| line.span)
        };
        let mentions = within(self.mentions(sentence), reach, |mention| mention.span);
        for mention in mentions.iter().filter(told) {
            // All shares are traded there: an exchange tells no event from another.
            if MARKETS.iter().any(|market| mention.span.of(self.text).ends_with(market)) {
                continue;
            }
            let before = tokens.partition_point(|token| token.span.start() < mention.span.start());
            let located =
                mention.kind == Kind::Place && before.checked_sub(1).is_some_and(|at| is_before_place(self.lower(&tokens[at])));
            if located {
                event.places.push(mention.entity);
            } else {
                event.participants.push(mention.entity);
            }
            if located && is_at_place(self.lower(&tokens[before - 1])) {
                places.push((mention.span, mention.entity));
            }
        }
        let times = within(self.times(sentence), reach, |time| time.span);
        let mut dates: Vec<_> =
            times.iter().filter(|time| is_date(time) && inside(time.span)).filter_map(|time| time.date).collect();
        dates.dedup();
        // With two dates it is not known which of them is the event's.
        event.window = if let [date] = dates[..] { Some(date) } else { None };
        let quantities = within(&self.reading.quantities, reach, |quantity| quantity.span);
        let read = |span: Span| {
            is_covered(mentions, span, |mention| mention.span)
                || is_covered(times, span, |time| time.span)
                || is_covered(quantities, span, |quantity| quantity.number)
        };
        let first = self.token_from(tokens.first().map_or(reach.start(), |token| token.span.start()));
        for (at, token) in tokens.iter().enumerate() {
            if token.kind != TokenKind::Word || !inside(token.span) || read(token.span) {
                continue;
            }
            let lower = self.lower(token);
            match self.word(first + at).role {
                Some(Role::Empty) => {}
                Some(Role::Hedging(how)) => hedge = hedge.or(Some(how)),
                Some(Role::Predicate(verb)) => event.words.push(Stem::new(verb)),
                None if lower.len() < 3 => {}
                None => {
                    let word = stem(lower);
                    let capital = token.span.of(self.text).starts_with(char::is_uppercase);
                    if capital && token.span.start() > whole.start() {
                        event.names.push(word);
                    }
                    event.words.push(word);
                }
            }
        }
        event.names.sort_unstable();
        for list in [&mut event.participants, &mut event.places] {
            list.sort_unstable();
            list.dedup();
        }
        event.words.sort_unstable();
        event.words.dedup();
        Passage { sentence, quotation, voice: self.voice(quotation), hedge, event: Arc::new(event), located: places }
    }
}

/// What the gazetteer knows of places.
impl Page<'_> {
    /// The name of an entity as the gazetteer has it.
    pub(super) fn canonical(&self, entity: EntityId) -> String {
        let entity = self.reading.entity(entity);
        entity.entry.map_or_else(|| entity.name.clone(), |entry| self.knowledge.gazetteer.entry(entry).name().to_owned())
    }

    /// The place that is named inside a span.
    pub(super) fn place_within(&self, span: Span) -> Option<EntityId> {
        self.mentions_in(span).iter().find(|mention| mention.kind == Kind::Place).map(|mention| mention.entity)
    }

    /// Whether a place is a country.
    pub(super) fn is_state(&self, entity: EntityId) -> bool {
        self.subkind(entity).is_some_and(|kind| matches!(kind, "country" | "former country"))
    }

    /// Whether other places lie in a place, as papers put it: `Austin, Texas`, `Nice, France`.
    pub(super) fn contains_places(&self, entity: EntityId) -> bool {
        let kinds = ["country", "former country", "territory", "state", "province", "division", "region", "island", "district"];
        self.subkind(entity).is_some_and(|kind| kinds.contains(&kind))
    }

    fn subkind(&self, entity: EntityId) -> Option<&str> {
        self.reading.entity(entity).entry.map(|entry| self.knowledge.gazetteer.entry(entry).subkind())
    }

    /// Whether a place is named from a token on.
    pub(super) fn is_place_from(&self, at: usize) -> bool {
        let token = self.reading.tokens.get(at);
        token.and_then(|token| self.mention_starting(token.span.start())).is_some_and(|mention| mention.kind == Kind::Place)
    }

    /// Whether a place is named right before a token.
    pub(super) fn is_place_until(&self, at: usize) -> bool {
        let before = at.checked_sub(1).map(|before| self.reading.tokens[before].span.end());
        before.and_then(|end| self.mention_ending(end)).is_some_and(|mention| mention.kind == Kind::Place)
    }

    /// A country, for a nationality.
    pub(super) fn state(&self, country: &str) -> Value {
        Value::Place { name: country.to_owned(), is_certain: self.is_state_of_today(country) }
    }

    fn is_state_of_today(&self, country: &str) -> bool {
        let entry = self.knowledge.gazetteer.lookup(country).first().map(|id| self.knowledge.gazetteer.entry(id));
        let entry = entry.filter(|entry| entry.subkind() == "country" && entry.until().is_none());
        // Some words are those of two countries: `Congolese`, `Korean`.
        entry.is_some() && !["Congo", "Korea", "Dominica", "Guinea", "Ireland"].iter().any(|shared| country.contains(shared))
    }

    /// The country of a town or the country itself, if its name means places of one country only.
    pub(super) fn country(&self, place: EntityId) -> Option<String> {
        let gazetteer = &self.knowledge.gazetteer;
        let entity = self.reading.entity(place);
        let entry = gazetteer.entry(entity.entry?);
        match entry.subkind() {
            "country" => Some(entry.name().to_owned()),
            "city" | "capital" => {
                let mut countries: Vec<_> =
                    gazetteer.lookup(&entity.name).iter().map(|id| gazetteer.entry(id).country_entry()).collect();
                countries.dedup();
                if let [Some(country)] = countries[..] { Some(gazetteer.entry(country).name().to_owned()) } else { None }
            }
            _ => None,
        }
    }

    /// What a place lies in. Towns of one name in several countries prove nothing.
    pub(super) fn container(&self, name: &str, place: &Mention) -> Value {
        let called = place.name.unwrap_or(place.span).of(self.text);
        let mut countries: Vec<_> = self.knowledge.gazetteer.lookup(called).iter().collect();
        countries.dedup_by_key(|id| self.knowledge.gazetteer.entry(*id).country_entry());
        Value::Place { name: name.to_owned(), is_certain: countries.len() < 2 && self.is_state_of_today(name) }
    }
}

/// A day, month or year that lies on the calendar.
pub(super) fn is_date(time: &Time) -> bool {
    matches!(time.kind, TimeKind::Date | TimeKind::Time) && time.date.is_some()
}

fn is_before_place(lower: &str) -> bool {
    matches!(lower, "in" | "at" | "near" | "outside" | "from" | "off" | "around" | "across" | "under")
}

fn is_at_place(lower: &str) -> bool {
    matches!(lower, "in" | "at" | "near" | "outside" | "off")
}

/// Those of a sorted list that begin inside a span.
fn within<T>(list: &[T], span: Span, of: impl Fn(&T) -> Span) -> &[T] {
    let from = list.partition_point(|item| of(item).start() < span.start());
    let to = list.partition_point(|item| of(item).start() < span.end());
    &list[from..to]
}

/// Whether one of a sorted list covers a span. At most a few of them lie inside each other.
fn is_covered<T>(list: &[T], span: Span, of: impl Fn(&T) -> Span) -> bool {
    let to = list.partition_point(|item| of(item).start() <= span.start());
    list[..to].iter().rev().take(4).any(|item| of(item).covers(span))
}
