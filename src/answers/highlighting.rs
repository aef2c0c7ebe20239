//! What each stretch of the text is, for colours: names, times, quantities, quotations.
//!
//! Stretches never overlap, since many editors cannot show two colours: what is named inside a quotation parts it.

use crate::corpus::Record;
use crate::language::Kind;
use crate::text::Span;

/// What a stretch is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum TextClass {
    /// Somebody.
    Person,
    /// Somewhere.
    Place,
    /// A body.
    Organisation,
    /// A date, time or length of time.
    Time,
    /// A number with what it counts.
    Quantity,
    /// What somebody is quoted with, between the marks.
    Quotation,
}

/// The stretches of an article that are something, in order, without overlap; those that touch `within`.
#[must_use]
pub fn classes(record: &Record, within: Span) -> Vec<(Span, TextClass)> {
    let reading = &record.reading;
    let mentions = reading.mentions.iter().map(|mention| (mention.span, of_kind(mention.kind)));
    let times = reading.times.iter().map(|time| (time.span, TextClass::Time));
    let quantities = reading.quantities.iter().map(|quantity| (quantity.span, TextClass::Quantity));
    let mut inner: Vec<(Span, TextClass)> = mentions.chain(times).chain(quantities).collect();
    // Where two begin together the longer counts: a name in a longer name, a length of time that is a quantity too.
    inner.sort_by_key(|(span, class)| (span.start(), std::cmp::Reverse(span.end()), *class));
    let mut at = 0;
    inner.retain(|(span, _)| {
        let free = span.start() >= at && !span.is_empty();
        if free {
            at = span.end();
        }
        free
    });
    let mut classes: Vec<(Span, TextClass)> = Vec::with_capacity(inner.len() * 2);
    for quotation in reading.direct_quotations() {
        let mut from = quotation.span.start();
        let first = inner.partition_point(|(span, _)| span.end() <= from);
        for (span, _) in inner[first..].iter().take_while(|(span, _)| span.start() < quotation.span.end()) {
            classes.extend((from < span.start()).then(|| (Span::new(from, span.start()), TextClass::Quotation)));
            from = from.max(span.end());
        }
        classes.extend((from < quotation.span.end()).then(|| (Span::new(from, quotation.span.end()), TextClass::Quotation)));
    }
    classes.append(&mut inner);
    classes.sort_by_key(|(span, _)| *span);
    classes.retain(|(span, _)| span.overlaps(within));
    classes
}

fn of_kind(kind: Kind) -> TextClass {
    match kind {
        Kind::Person => TextClass::Person,
        Kind::Place => TextClass::Place,
        Kind::Organisation => TextClass::Organisation,
    }
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use super::super::scene::Scene;
    use super::*;

    #[test]
    fn what_is_named_in_a_quotation_parts_it() {
        let scene = Scene::read(
            "//- draft.txt published=1998-03-03\nOSLO - “We met 235 farmers in Bergen on Monday,” Helga Lindqvist said.\n",
        );
        let all = Span::new(0, scene.record.article.source.len());
        let told = classes(&scene.record, all).into_iter().map(|(span, class)| format!("{} {class:?}\n", scene.tell(span)));
        expect![[r#"
            1:1 "OSLO" Place
            1:9 "We met " Quotation
            1:16 "235 farmers" Quantity
            1:27 " in " Quotation
            1:31 "Bergen" Place
            1:37 " on " Quotation
            1:41 "Monday" Time
            1:47 "," Quotation
            1:50 "Helga Lindqvist" Person
        "#]]
        .assert_eq(&told.collect::<String>());
        let name = scene.record.article.source.find("Helga").expect("the name");
        let seen = classes(&scene.record, Span::new(name, name + 5));
        assert_eq!(
            seen.iter().map(|(span, class)| (scene.tell(*span), *class)).collect::<Vec<_>>(),
            [("1:50 \"Helga Lindqvist\"".to_owned(), TextClass::Person)]
        );
    }
}
