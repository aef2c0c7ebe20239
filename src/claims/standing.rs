//! What people are: offices and who holds them, bodies, nationality, family.
//!
//! The language layer has titles as they stand beside names. Some of them say more: `Canadian violinist` has a nationality in it,
//! `Norwegian Foreign Minister` says who holds an office of Norway, and `his sister` is no office at all but a relation to somebody.

use crate::article::Article;
use crate::language::{EntityId, Kind, Mention, Reading, Title, TokenKind};
use crate::text::Span;

use super::Reader;
use super::model::{Attribute, Claim, Relative, Subject, Tenure, Value, Voice};
use super::offices::Office;
use super::page::is_date;

/// Words between a possessive and the title that it goes with.
const DESCRIBING: [&str; 12] =
    ["former", "late", "own", "eldest", "elder", "younger", "youngest", "oldest", "twin", "only", "new", "second"];

/// The offices by which an article addresses somebody, wherever it does: `Sen. Roe`. It claims them in passing, so they are not among its
/// [`claims`](super::claims).
#[must_use]
pub fn addressed(article: &Article, reading: &Reading, person: EntityId) -> Vec<Claim> {
    let mentions = reading.entity(person).joins.iter().filter_map(|join| reading.mentions.get(join.mention.0 as usize));
    let claims = mentions.filter(|mention| !mention.nested).filter_map(|mention| {
        let text = mention.honorific?.of(&article.text).to_owned();
        Office::of(&text)?;
        Some(Claim {
            subject: Subject::Entity(person),
            attribute: Attribute::Title,
            value: Value::Office { text, tenure: None },
            when: None,
            voice: Voice::Writer,
            hedge: None,
            event: None,
            verb: None,
            span: mention.span,
        })
    });
    claims.collect()
}

impl Reader<'_> {
    /// Offices, bodies, nationality and relations, as the reading has them of each person.
    pub(super) fn standing(&mut self) {
        let reading = self.page.reading;
        for (index, entity) in reading.entities.iter().enumerate() {
            let person = EntityId(index as u32);
            for title in &entity.titles {
                self.title(person, title);
            }
            for affiliation in &entity.affiliations {
                let mentions = &reading.mentions;
                let at = mentions.partition_point(|mention| mention.span.start() < affiliation.span.start());
                let body = mentions[at..].first().filter(|mention| mention.name == Some(affiliation.span));
                let value = body.map_or_else(|| Value::Text(affiliation.text.clone()), |body| Value::Entity(body.entity));
                self.plain(Subject::Entity(person), Attribute::Affiliation, value, affiliation.statement);
            }
        }
        for mention in reading.mentions.iter().filter(|mention| mention.kind == Kind::Person && !mention.nested) {
            self.nationality_beside(mention);
            self.body_served(mention);
            self.said_to_be(mention);
        }
    }

    fn title(&mut self, person: EntityId, title: &Title) {
        if let Some(relative) = Relative::of(&title.text) {
            return self.kin(person, relative, title.span, title.statement);
        }
        let subject = Subject::Entity(person);
        let tenure = title.modifier.as_deref().and_then(Tenure::of);
        let (nation, rest) = self.nation_first(&title.text);
        if let Some(nation) = nation.filter(|_| Office::of(rest).is_none() && !self.is_office(rest)) {
            self.plain(subject.clone(), Attribute::Nationality, self.page.state(nation), title.statement);
        }
        self.plain(subject, Attribute::Title, Value::Office { text: title.text.clone(), tenure }, title.statement);
        self.holder(person, title, tenure);
    }

    /// `Norwegian Foreign Minister`: the country, and the title without it.
    fn nation_first<'t>(&self, text: &'t str) -> (Option<&'static str>, &'t str) {
        let (first, rest) = text.split_once(' ').unwrap_or((text, ""));
        match self.page.knowledge.lexicons.demonym(first) {
            Some(country) if !rest.is_empty() => (Some(country), rest),
            _ => (None, text),
        }
    }

    fn is_office(&self, title: &str) -> bool {
        let mut walk = self.page.knowledge.lexicons.title();
        for word in title.split_whitespace() {
            walk.push(word);
        }
        walk.is_office()
    }

    /// Who holds an office of which a country or town has one.
    fn holder(&mut self, person: EntityId, title: &Title, tenure: Option<Tenure>) {
        let (nation, rest) = self.nation_first(&title.text);
        let (rest, of) = match rest.split_once(" of ") {
            Some((office, of))
                if Office::of_state(rest).is_some() && !of.starts_with(|c: char| c.is_lowercase()) && of != "State" =>
            {
                (office, Some(of))
            }
            _ => (rest, None),
        };
        let Some(office) = Office::of_state(rest).or_else(|| Office::of_state(&title.text)) else { return };
        if !matches!(tenure, None | Some(Tenure::New | Tenure::Outgoing)) {
            return;
        }
        let place_in = |span: Span| self.page.place_within(span).map(|place| self.page.canonical(place));
        let of = match (nation, of) {
            (Some(nation), _) => Some(nation.to_owned()),
            (None, Some(_)) => place_in(title.span),
            (None, None) => place_in(title.span).or_else(|| self.owner(title.span).map(|place| self.page.canonical(place))),
        };
        let Some(of) = of else { return };
        let when = self.page.only_day(title.span);
        let entity = self.page.reading.entity(person);
        let value = Value::Holder { person, name: entity.name.to_lowercase() };
        self.plain(Subject::Post { office, of }, Attribute::Holder, value, title.statement);
        if let Some(claim) = self.claims.last_mut() {
            claim.when = when;
        }
    }

    /// The place before a possessive: `Norway's foreign minister`.
    fn owner(&self, title: Span) -> Option<EntityId> {
        let at = self.behind_possessive(title)?;
        let end = self.page.reading.tokens[at].span.start();
        let mention = self.page.mention_ending(end)?;
        (mention.kind == Kind::Place).then_some(mention.entity)
    }

    /// The position of the possessive mark before a title, a few describing words apart.
    fn behind_possessive(&self, title: Span) -> Option<usize> {
        let mut at = self.page.token_from(title.start());
        while at > 0 && DESCRIBING.contains(&self.page.lower_at(at - 1)) {
            at -= 1;
        }
        at.checked_sub(1).filter(|&at| self.page.reading.tokens[at].kind == TokenKind::Possessive)
    }

    /// Whose relative somebody is: `his sister`, `Jo Marsh's brother`, `the son of Jo Marsh`.
    fn kin(&mut self, person: EntityId, relative: Relative, title: Span, statement: Span) {
        let reading = self.page.reading;
        let by_mark = self.behind_possessive(title).and_then(|mark| self.page.mention_ending(reading.tokens[mark].span.start()));
        let after = self.page.token_from(title.end());
        let behind = (self.page.lower_at(after) == "of").then(|| reading.tokens.get(after + 1)).flatten();
        let behind = behind.and_then(|token| self.page.mention_starting(token.span.start()));
        let inside = self.page.mentions_in(title).iter().find(|mention| mention.kind == Kind::Person);
        let named = by_mark.or(behind).or(inside).filter(|mention| mention.kind == Kind::Person).map(|mention| mention.entity);
        let of = named.or_else(|| self.whose(person, title)).filter(|of| *of != person);
        self.plain(Subject::Entity(person), Attribute::Kinship, Value::Kin { relative, of }, statement);
    }

    /// Whom `his` or `her` before a title means: the one person named before it in its sentence, or if it names nobody, in the sentence before.
    fn whose(&self, person: EntityId, title: Span) -> Option<EntityId> {
        let mut at = self.page.token_from(title.start());
        while at > 0 && DESCRIBING.contains(&self.page.lower_at(at - 1)) {
            at -= 1;
        }
        if !matches!(self.page.lower_at(at.checked_sub(1)?), "his" | "her") {
            return None;
        }
        let sentence = self.page.sentence(title.start())?;
        let people = |sentence: usize| {
            let people = self.page.mentions(sentence).iter().filter(|mention| mention.kind == Kind::Person);
            let mut people: Vec<_> =
                people.filter(|mention| mention.span.end() <= title.start()).map(|mention| mention.entity).collect();
            people.dedup();
            people.retain(|of| *of != person);
            people
        };
        let here = people(sentence);
        let candidates = if here.is_empty() { people(sentence.checked_sub(1)?) } else { here };
        if let [one] = candidates[..] { Some(one) } else { None }
    }

    /// `Jo Marsh, a Swede,`, `the Dane Jo Marsh`.
    fn nationality_beside(&mut self, person: &Mention) {
        let tokens = &self.page.reading.tokens;
        let (from, to) = (self.page.token_from(person.span.start()), self.page.token_from(person.span.end()));
        let word = |at: usize| tokens.get(at).map_or("", |token| token.span.of(self.page.text));
        let demonym = |at: usize| self.page.knowledge.lexicons.demonym(word(at));
        let apposition =
            word(to) == "," && matches!(word(to + 1), "a" | "an") && matches!(word(to + 3), "," | "." | "and" | "who");
        let found = if apposition {
            demonym(to + 2).map(|country| (country, person.span.join(tokens[to + 2].span)))
        } else {
            let before = from.checked_sub(1).filter(|_| person.honorific.is_none());
            let before = before.filter(|&at| self.page.sentence(tokens[at].span.start()) == Some(person.sentence));
            before.and_then(|at| Some((demonym(at)?, tokens[at].span.join(person.span))))
        };
        if let Some((country, span)) = found {
            self.plain(Subject::Entity(person.entity), Attribute::Nationality, self.page.state(country), span);
        }
    }

    /// `Jo Marsh, who is in charge of Asia at the Weavers' Guild`.
    fn body_served(&mut self, person: &Mention) {
        let to = self.page.token_from(person.span.end());
        let word = |at: usize| self.page.lower_at(at);
        if word(to) != ","
            || word(to + 1) != "who"
            || !matches!(word(to + 2), "is" | "was" | "works" | "worked" | "serves" | "served")
        {
            return;
        }
        let end = self.page.reading.sentences[person.sentence].tokens.end;
        let near =
            (to + 3..end.min(to + 10)).take_while(|&at| self.page.word(at).verb.is_none_or(|verb| verb.noun) && word(at) != ",");
        for at in near.filter(|&at| matches!(word(at), "at" | "for" | "with")) {
            let article = usize::from(word(at + 1) == "the");
            let Some(token) = self.page.reading.tokens.get(at + 1 + article) else { return };
            let body = self.page.mention_starting(token.span.start()).filter(|body| body.kind == Kind::Organisation);
            if let Some(body) = body {
                let (value, span) = (Value::Entity(body.entity), person.span.join(body.span));
                return self.plain(Subject::Entity(person.entity), Attribute::Affiliation, value, span);
            }
        }
    }

    /// `Jo Marsh was the first mayor`, `Jo Marsh, who has been secretary of state since May`, `Jo Marsh was named chairman`,
    /// `Jo Marsh, whom Roe has named to be his next chairman`.
    fn said_to_be(&mut self, person: &Mention) {
        let word = |at: usize| self.page.lower_at(at);
        let mut at = self.page.token_from(person.span.end());
        let end = self.page.reading.sentences[person.sentence].tokens.end;
        let relative = word(at) == "," && matches!(word(at + 1), "who" | "whom");
        let whom = relative && word(at + 1) == "whom";
        at += 2 * usize::from(relative);
        let appoints = |word: &str| matches!(word, "named" | "appointed" | "elected" | "nominated" | "chosen" | "picked");
        let mut tenure = None;
        if whom {
            let Some(verb) = (at..end.min(at + 8)).take_while(|&at| word(at) != ",").find(|&at| appoints(word(at))) else {
                return;
            };
            at = verb;
        } else {
            let start = at;
            while at < end && matches!(word(at), "has" | "had" | "been" | "is" | "was" | "will" | "be") {
                at += 1;
            }
            tenure = match word(at) {
                "became" | "becomes" | "become" => Some(Tenure::New),
                verb if appoints(verb) && matches!(word(at.saturating_sub(1)), "was" | "is" | "been" | "be") => None,
                _ if at == start => return,
                _ => {
                    let been = (start..at).any(|at| word(at) == "was") || word(start) == "had";
                    let ahead = word(start) == "will";
                    at -= 1;
                    if ahead {
                        Some(Tenure::Next)
                    } else if been {
                        Some(Tenure::Then)
                    } else {
                        None
                    }
                }
            };
        }
        if appoints(word(at)) {
            tenure = Some(Tenure::New);
        }
        at += 1;
        at += usize::from(word(at) == "as");
        if word(at) == "to" && word(at + 1) == "be" {
            (at, tenure) = (at + 2, Some(Tenure::Next));
        }
        at += usize::from(matches!(word(at), "the" | "his" | "her" | "its" | "their" | "a" | "an"));
        match word(at) {
            "first" | "second" | "third" | "youngest" => at += 1,
            "next" => (at, tenure) = (at + 1, Some(Tenure::Next)),
            other => {
                if let Some(how) = Tenure::of(other) {
                    (at, tenure) = (at + 1, Some(how));
                }
            }
        }
        self.title_from(person, at, end, tenure);
    }

    /// The title that begins at a token, with the nationality or place before it, claimed of a person.
    fn title_from(&mut self, person: &Mention, at: usize, end: usize, tenure: Option<Tenure>) {
        let reading = self.page.reading;
        let written = |at: usize| reading.tokens.get(at).map_or("", |token| token.span.of(self.page.text));
        let owned = self.page.knowledge.lexicons.demonym(written(at)).is_some();
        let mut walk = self.page.knowledge.lexicons.title();
        let mut last = None;
        let first = at + usize::from(owned);
        for at in first..end.min(first + 7) {
            match walk.push(written(at)) {
                crate::knowledge::TitleStep::Dead => break,
                crate::knowledge::TitleStep::Match => last = Some(at),
                crate::knowledge::TitleStep::Alive => {}
            }
        }
        let Some(mut last) = last else { return };
        let closes = |at: usize| {
            at >= end
                || matches!(
                    self.page.lower_at(at),
                    "," | "."
                        | ";"
                        | "of"
                        | "in"
                        | "at"
                        | "for"
                        | "since"
                        | "until"
                        | "from"
                        | "and"
                        | "when"
                        | "who"
                        | "before"
                        | "after"
                        | "on"
                        | "by"
                        | "with"
                        | "last"
                        | "this"
                )
        };
        if !closes(last + 1) {
            return;
        }
        if let Some(of) = (self.page.lower_at(last + 1) == "of")
            .then(|| {
                let article = usize::from(self.page.lower_at(last + 2) == "the");
                reading.tokens.get(last + 2 + article).and_then(|token| self.page.mention_starting(token.span.start()))
            })
            .flatten()
            .filter(|of| of.kind != Kind::Person)
        {
            last = self.page.token_from(of.span.end()) - 1;
        }
        let span = reading.tokens[at].span.join(reading.tokens[last].span);
        let text = self.page.words(span);
        let statement = person.span.join(span);
        if let Some(relative) = Relative::of(&text) {
            return self.kin(person.entity, relative, span, statement);
        }
        self.plain(Subject::Entity(person.entity), Attribute::Title, Value::Office { text, tenure }, statement);
        // `since 1994`, `in May`
        let when = reading.times.iter().find(|time| is_date(time) && self.page.token_from(time.span.start()) == last + 2);
        if let (Some(time), Some(Claim { when, .. })) = (when, self.claims.last_mut()) {
            *when = time.date;
        }
    }
}
