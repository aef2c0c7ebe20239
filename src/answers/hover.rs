//! What stands under the cursor, as a card.

use std::path::Path;

use crate::corpus::{Corpus, Identity, Record};
use crate::language::Kind;
use crate::text::Span;

use super::card::Card;
use super::subject::Subject;
use super::{names, person, quotation, time, written_down};

/// The card of what stands at a byte offset: a name or title, else a time expression, else an event of the dossiers, else a quotation. `shown` says how a file is
/// written on the card.
#[must_use]
pub fn hover(corpus: &Corpus, record: &Record, offset: usize, shown: &dyn Fn(&Path) -> String) -> Option<Card> {
    if let Some(id) = record.reading.mention_at(offset) {
        let mention = record.mention(id);
        let subject = Subject::here(corpus, record, mention.entity, shown)?;
        return Some(card(&subject, mention.span));
    }
    let times = record.reading.times.iter().filter(|time| time.span.touches(offset));
    if let Some(at) = times.min_by_key(|time| (!time.span.contains(offset), time.span.len())) {
        return Some(time::card(record, at));
    }
    if let Some((span, event)) = written_down::event_at(corpus, record, offset) {
        return Some(written_down::event_card(event, span, shown));
    }
    let at = record.reading.direct_quotations().find(|quotation| quotation.span.touches(offset))?;
    Some(quotation::card(corpus, record, at, shown))
}

/// The card of somebody or something, looked at from no article.
#[must_use]
pub fn card_of(corpus: &Corpus, identity: Identity, shown: &dyn Fn(&Path) -> String) -> Card {
    card(&Subject::of(corpus, identity, shown), Span::new(0, 0))
}

fn card(subject: &Subject<'_>, span: Span) -> Card {
    match subject.identity.kind {
        Kind::Person => person::card(subject, span),
        Kind::Place | Kind::Organisation => names::card(subject, span),
    }
}

#[cfg(test)]
mod tests {
    use expect_test::{Expect, expect};

    use std::sync::Arc;

    use super::super::fixture::{corpus, harbour_stories, shown};
    use super::*;
    use crate::knowledge::dossier::Dossiers;

    fn check(article: usize, words: &str, expected: &Expect) {
        let stories = harbour_stories();
        let corpus = corpus(stories.clone());
        let record = &stories[article];
        let offset = record.article.source.find(words).expect("the words") + 1;
        let card = hover(&corpus, record, offset, &shown).map(|card| card.plain()).unwrap_or_default();
        expected.assert_eq(&card);
    }

    #[test]
    fn a_person_with_a_full_name() {
        check(
            0,
            "Anna Roe",
            &expect![[r#"
                Anna Roe, person [this article, line 3]
                  Title here        harbour minister [this article, line 3]
                  Title elsewhere   trade minister (profile.txt, February 1994); harbour minister (old.txt, undated) [corpus, 3 articles]
                  Also written      Roe [corpus, 3 articles]
                  Mentioned         2 here; 4 times in 3 articles, 25 January 1994 – February 1994, 1 undated: profile.txt; old.txt [corpus, 3 articles]
                  Said last         “The quay is ours” [this article, line 5, 25 January 1994]
                  Same family name  John Roe (old.txt, undated) [corpus, 3 articles]"#]],
        );
        check(
            2,
            "Anna Roe",
            &expect![[r#"
                Anna Roe, person [this article, line 1]
                  Title here        harbour minister [this article, line 1]
                  Title elsewhere   trade minister (profile.txt, February 1994); harbour minister (talks.txt, 25 January 1994) [corpus, 3 articles]
                  Also written      Roe [corpus, 3 articles]
                  Mentioned         1 here; 4 times in 3 articles, 25 January 1994 – February 1994, 1 undated: profile.txt; talks.txt [corpus, 3 articles]
                  Said last         “The quay is ours” [talks.txt, line 5, 25 January 1994]
                  Same family name  John Roe (old.txt, undated) [corpus, 3 articles]"#]],
        );
    }

    #[test]
    fn the_desks_own_entry_stands_on_the_card_as_of_the_articles_date_and_is_the_definition() {
        let stories = harbour_stories();
        let mut corpus = corpus(stories.clone());
        let text = "# ours\n[[person]]\nname = \"Anna Roe\"\nborn = 1941\nsource = \"the ministry\"\n[[person.office]]\ntitle = \"Harbour Minister\"\nof = \"Arcadia\"\nfrom = \"1991-05\"\nuntil = 1996\n[[person.office]]\ntitle = \"Mayor\"\nuntil = 1990\n";
        let (file, problems) = crate::knowledge::dossier::read(text, &Arc::from(Path::new("dossiers/ours.toml")));
        assert_eq!(problems, Vec::new());
        corpus.set_dossiers(Arc::new(Dossiers::new([file])));
        let record = &stories[0];
        let offset = record.article.source.find("Anna Roe").expect("the words") + 1;
        let card = hover(&corpus, record, offset, &shown).expect("a card");
        let lines = card.lines.iter().filter(|line| line.source.contains("dossiers/ours.toml"));
        let lines: Vec<String> = lines.map(|line| format!("{}: {} [{}]", line.label, line.text, line.source)).collect();
        expect![[r#"
            Dossier: Anna Roe; born 1941 [stated by the ministry; dossiers/ours.toml, line 2]
            Offices then: Harbour Minister of Arcadia (May 1991 – 1996); not: Mayor (until 1990) [stated by the ministry; dossiers/ours.toml, line 2]"#]].assert_eq(&lines.join("\n"));
        let places = super::super::definition(&corpus, record, offset);
        let places: Vec<_> = places.iter().map(|found| (found.path.display().to_string(), found.place.start.line)).collect();
        assert_eq!(places, [("dossiers/ours.toml".to_owned(), 1)]);
    }

    #[test]
    fn a_surname_that_is_joined_with_nobody() {
        check(
            0,
            "Mr Brandt",
            &expect![[r#"
                Brandt, person [this article, line 3]
                  Given name  not stated in this article [this article]
                  Title here  not known: none stated [this article]
                  Mentioned   1 time, in this article only, 25 January 1994 [corpus, 3 articles]
                  Said last   not known: no quotation [corpus, 3 articles]
                  Perhaps     Karl Brandt, shipowner (profile.txt, February 1994); not joined by the surname alone [corpus, 3 articles]"#]],
        );
    }

    #[test]
    fn a_quotation() {
        check(
            0,
            "quay is",
            &expect![[r#"
                Anna Roe, quotation [this article, line 5]
                  Source      “The quay is ours,”, named [this article, line 5]
                  Title here  harbour minister [this article, line 3]
                  Length      4 words [this article]"#]],
        );
    }

    #[test]
    fn nothing() {
        check(0, "Harbour talks", &expect![[r#""#]]);
    }

    #[test]
    fn a_name_from_nowhere() {
        let corpus = corpus(harbour_stories());
        let cards: Vec<String> = corpus.find("brandt").into_iter().map(|found| card_of(&corpus, found, &shown).plain()).collect();
        expect![[r#"
            Brandt, person [talks.txt, 25 January 1994]
              Title      not known: no title in 1 article [corpus, 3 articles]
              Mentioned  1 time in 1 article, 25 January 1994: talks.txt [corpus, 3 articles]
              Said last  not known: no quotation [corpus, 3 articles]
              Perhaps    Karl Brandt, shipowner (profile.txt, February 1994); not joined by the surname alone [corpus, 3 articles]
            Karl Brandt, person [profile.txt, February 1994]
              Title             shipowner (profile.txt, February 1994) [corpus, 3 articles]
              Mentioned         1 time in 1 article, February 1994: profile.txt [corpus, 3 articles]
              Said last         not known: no quotation [corpus, 3 articles]
              Same family name  nobody else [corpus, 3 articles]"#]]
        .assert_eq(&cards.join("\n"));
    }
}
