//! The article as the readers of claims see it: who speaks where, what is told in which sentence.

use std::sync::Arc;

use crate::article::{Article, Block, BlockKind, Dateline, PartialDate};
use crate::knowledge::Knowledge;
use crate::language::{EntityId, Kind, Mention, Reading, SourceKind, Time, TimeKind, Token, TokenKind};
use crate::text::{Span, beginning_in};

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
    /// The titles of people, in order. Their capitals are those of an office and name nobody.
    titles: Vec<Span>,
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
    /// Words that take something from the firmness of a statement, by their offsets.
    hedges: Vec<(usize, Hedge)>,
    /// Where another clause is joined to the first.
    breaks: Vec<usize>,
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
        let mut titles: Vec<Span> = reading.entities.iter().flat_map(|entity| &entity.titles).map(|title| title.span).collect();
        titles.sort_unstable();
        Self { text, reading, knowledge, published, lower, words, blocks, datelines, titles, direct, indirect }
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

    /// Whether a mark joins another clause: `, and`, `;`.
    fn starts_clause(&self, at: usize) -> bool {
        match self.lower_at(at) {
            ";" => true,
            "," => matches!(self.lower_at(at + 1), "and" | "but"),
            _ => false,
        }
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
        beginning_in(&self.reading.mentions, span, |mention| mention.span)
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
        beginning_in(&self.reading.mentions, span, |mention| mention.span)
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
        beginning_in(&self.reading.times, span, |time| time.span)
    }

    /// What the voice of a quotation (or the writer) tells in a sentence.
    pub(super) fn passage(&self, sentence: usize, quotation: Option<usize>) -> Passage {
        let whole = self.reading.sentences[sentence].span;
        // A sentence may hold many quotations; each is read alone.
        let reach = quotation.map_or(whole, |at| self.reading.quotations[at].span);
        let event = Event { span: whole, ..Event::default() };
        let mut told = Telling {
            page: self,
            sentence,
            quotation,
            reach,
            event,
            hedges: Vec::new(),
            breaks: Vec::new(),
            located: Vec::new(),
        };
        told.names();
        told.date();
        told.words();
        told.passage()
    }
}

/// What one voice tells in one sentence, while it is gathered.
struct Telling<'p, 'a> {
    page: &'p Page<'a>,
    sentence: usize,
    quotation: Option<usize>,
    /// What of the article can be this voice's here.
    reach: Span,
    event: Event,
    hedges: Vec<(usize, Hedge)>,
    breaks: Vec<usize>,
    located: Vec<(Span, EntityId)>,
}

impl Telling<'_, '_> {
    fn is_inside(&self, span: Span) -> bool {
        self.reach.overlaps(span) && self.page.quotation(span) == self.quotation
    }

    /// Who takes part, and where.
    fn names(&mut self) {
        let page = self.page;
        for mention in beginning_in(page.mentions(self.sentence), self.reach, |mention| mention.span) {
            // A dateline says where the writer was and for whom; a place in the name of a body says nothing of where.
            if mention.nested || !self.is_inside(mention.span) || page.is_in_dateline(mention.span) {
                continue;
            }
            // All shares are traded there: an exchange tells no event from another.
            if MARKETS.iter().any(|market| mention.span.of(page.text).ends_with(market)) {
                continue;
            }
            if mention.kind == Kind::Place && page.is_state(mention.entity) {
                self.event.nations.push(Stem::new(&page.canonical(mention.entity).to_lowercase()));
            }
            let before = page.token_from(mention.span.start()).checked_sub(1).map_or("", |before| page.lower_at(before));
            if mention.kind == Kind::Place && is_before_place(before) && !page.is_owner(mention) {
                self.event.places.push(mention.entity);
                if is_at_place(before) {
                    self.located.push((mention.span, mention.entity));
                }
            } else {
                self.event.participants.push(mention.entity);
            }
        }
    }

    /// When. With two dates it is not known which of them is the event's.
    fn date(&mut self) {
        let times = beginning_in(self.page.times(self.sentence), self.reach, |time| time.span);
        let mut dates: Vec<_> =
            times.iter().filter(|time| is_date(time) && self.is_inside(time.span)).filter_map(|time| time.date).collect();
        dates.dedup();
        self.event.window = if let [date] = dates[..] { Some(date) } else { None };
    }

    /// The words of weight, and those that take something from the firmness.
    fn words(&mut self) {
        let (page, reach) = (self.page, self.reach);
        let mentions = beginning_in(page.mentions(self.sentence), reach, |mention| mention.span);
        let times = beginning_in(page.times(self.sentence), reach, |time| time.span);
        let quantities = beginning_in(&page.reading.quantities, reach, |quantity| quantity.span);
        let read = |span: Span| {
            is_covered(mentions, span, |mention| mention.span)
                || page.is_in_dateline(span)
                || is_covered(times, span, |time| time.span)
                || is_covered(quantities, span, |quantity| quantity.number)
        };
        let tokens = beginning_in(page.tokens(self.sentence), reach, |token| token.span);
        let first = page.token_from(tokens.first().map_or(reach.start(), |token| token.span.start()));
        for (at, token) in (first..).zip(tokens) {
            if token.kind != TokenKind::Word {
                if page.starts_clause(at) {
                    self.breaks.push(token.span.start());
                }
                continue;
            }
            if !self.is_inside(token.span) || read(token.span) {
                continue;
            }
            match page.word(at).role {
                Some(Role::Empty) => {}
                Some(Role::Hedging(how)) => self.hedges.push((token.span.start(), how)),
                Some(Role::Predicate(verb)) => self.event.words.push(Stem::new(verb)),
                None if page.lower(token).len() < 3 => {}
                None => self.word_of_weight(at, token),
            }
        }
    }

    fn word_of_weight(&mut self, at: usize, token: &Token) {
        let page = self.page;
        let (word, written) = (stem(page.lower(token)), token.span.of(page.text));
        self.event.words.push(word);
        if !written.starts_with(char::is_uppercase) {
            return;
        }
        let nation = page.knowledge.lexicons.demonym(written).map(|country| Stem::new(&country.to_lowercase()));
        self.event.nations.extend(nation);
        // A sentence begins behind its dateline.
        let before = at.checked_sub(1).map(|before| page.reading.tokens[before].span);
        let is_first = token.span.start() <= self.event.span.start() || before.is_some_and(|before| page.is_in_dateline(before));
        if !is_first && !is_covered(&page.titles, token.span, |title| *title) {
            self.event.names.push(nation.unwrap_or(word));
        }
    }

    fn passage(self) -> Passage {
        let Self { page, sentence, quotation, mut event, hedges, breaks, located, .. } = self;
        for list in [&mut event.participants, &mut event.places] {
            list.sort_unstable();
            list.dedup();
        }
        for list in [&mut event.words, &mut event.names, &mut event.nations] {
            list.sort_unstable();
            list.dedup();
        }
        Passage { sentence, quotation, voice: page.voice(quotation), hedges, breaks, event: Arc::new(event), located }
    }
}

impl Passage {
    /// What takes something from the firmness of a statement that ends at an offset. `The talks open on Monday, and somebody will have to
    /// decide`: that a second clause tells of what is to come takes nothing from the first.
    pub(super) fn hedge(&self, end: usize) -> Option<Hedge> {
        let next_clause = self.breaks.iter().copied().find(|clause| *clause >= end).unwrap_or(usize::MAX);
        self.hedges.iter().find(|(at, _)| *at < next_clause).map(|(_, hedge)| *hedge)
    }
}

impl Page<'_> {
    /// `in China's parliament`: what is named owns where it happens.
    fn is_owner(&self, mention: &Mention) -> bool {
        let behind = self.reading.tokens.get(self.token_from(mention.span.end()));
        behind.is_some_and(|token| token.kind == TokenKind::Possessive)
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

/// Whether one of a sorted list covers a span. At most a few of them lie inside each other.
fn is_covered<T>(list: &[T], span: Span, of: impl Fn(&T) -> Span) -> bool {
    let to = list.partition_point(|item| of(item).start() <= span.start());
    list[..to].iter().rev().take(4).any(|item| of(item).covers(span))
}
