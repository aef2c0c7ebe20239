//! Where places lie and where things happen.

use crate::language::{Kind, Mention};

use super::Reader;
use super::clauses::Predicate;
use super::model::{Attribute, Subject, Value};

/// Kinds of place of which a country's adjective says where they lie: `the Syrian city of Aleppo`.
const KINDS: [&str; 17] = [
    "area",
    "capital",
    "city",
    "county",
    "district",
    "enclave",
    "island",
    "port",
    "province",
    "region",
    "resort",
    "state",
    "suburb",
    "town",
    "valley",
    "village",
    "settlement",
];

impl Reader<'_> {
    /// `Aleppo, Syria`, `Homs, in western Syria`, `the Syrian city of Aleppo`.
    pub(super) fn containers(&mut self) {
        let mentions = &self.page.reading.mentions;
        let places = mentions.iter().filter(|mention| mention.kind == Kind::Place && !mention.nested && mention.name.is_some());
        for place in places {
            if let Some(container) = self.container_behind(place).filter(|container| container.entity != place.entity) {
                let name = self.page.canonical(container.entity);
                let value = self.page.container(&name, place);
                self.plain(Subject::Entity(place.entity), Attribute::Containment, value, place.span.join(container.span));
            }
            self.container_before(place);
        }
    }

    fn container_behind(&self, place: &Mention) -> Option<&'_ Mention> {
        let page = &self.page;
        let at = page.token_from(place.span.end());
        if page.lower_at(at) != "," || page.is_state(place.entity) {
            return None;
        }
        let mut at = at + 1;
        let inside = page.lower_at(at) == "in";
        at += usize::from(inside);
        if inside && page.lower_at(at) == "the" {
            at += 1;
        }
        let direction = |word: &str| word.ends_with("ern") || matches!(word, "central" | "north" | "south" | "east" | "west");
        at += usize::from(inside && direction(page.lower_at(at)));
        let start = page.reading.tokens.get(at)?.span.start();
        let container = page.mention_starting(start).filter(|container| container.kind == Kind::Place)?;
        let behind = page.token_from(container.span.end());
        // A list of places: `Lyon, France and Italy`.
        let list =
            matches!(page.lower_at(behind), "and" | "or") || page.lower_at(behind) == "," && page.is_place_from(behind + 1);
        let before = page.token_from(place.span.start()).checked_sub(1);
        let listed = before.is_some_and(|at| matches!(page.lower_at(at), "," | "and") && page.is_place_until(at));
        (page.contains_places(container.entity) && !list && !listed && container.sentence == place.sentence).then_some(container)
    }

    fn container_before(&mut self, place: &Mention) {
        let page = &self.page;
        let at = page.token_from(place.span.start());
        let Some(kind) = at.checked_sub(2).filter(|_| page.lower_at(at - 1) == "of") else { return };
        if !KINDS.contains(&page.lower_at(kind)) {
            return;
        }
        // `the northern Syrian town of`, `the Syrian port city of`
        let token = (1..=2).filter_map(|back| kind.checked_sub(back)).find_map(|at| {
            let span = page.reading.tokens[at].span;
            page.knowledge.lexicons.demonym(span.of(page.text)).map(|country| (span, country))
        });
        if let Some((span, country)) = token {
            let value = page.container(country, place);
            self.plain(Subject::Entity(place.entity), Attribute::Containment, value, span.join(place.span));
        }
    }

    /// The place of a dated event, if its sentence has one beside the verb.
    pub(super) fn event_place(&mut self, sentence: usize, quotation: Option<usize>, verb: &Predicate) {
        let passage = self.passage(sentence, quotation);
        let [(span, place)] = passage.located[..] else { return };
        let known = self.claims.iter().rev().take(4);
        let told = known.filter(|claim| claim.attribute == Attribute::EventPlace).any(|claim| claim.span == span);
        // `Human Rights Watch in Asia says` tells of no place where it says so.
        let before = self.page.token_from(span.start()).checked_sub(2);
        let stray = before.is_some_and(|at| {
            let token = &self.page.reading.tokens[at];
            self.page.mention_ending(token.span.end()).is_some() && !self.page.follows(sentence, quotation, span)
        });
        // `the 1989 protests in Riga`
        let at = self.page.token_from(span.start());
        let behind = (2..=3).any(|back| at.checked_sub(back).is_some_and(|at| self.page.reading.tokens[at].span == verb.span));
        let beside = || self.page.dated(sentence, quotation, span).is_some_and(|beside| beside.span == verb.span);
        if told || stray || !(behind || beside()) {
            return;
        }
        let value = Value::Site { place, country: self.page.country(place) };
        self.told(Subject::Event, Attribute::EventPlace, value, span, (sentence, quotation, Some(verb.clone())));
    }
}
