#![allow(clippy::unwrap_used)]

#[cfg(test)]
mod hostile;
#[cfg(test)]
mod indirect;

use super::*;
use crate::article::{Block, BlockKind, Format, Item, Stated};
use crate::language::{Form, Kind, sentences, tokens};
use crate::text::Span;

struct NoPlaces;

impl crate::article::Places for NoPlaces {
    fn canonical(&self, _name: &str) -> Option<String> {
        None
    }
}

/// An article whose lines are paragraphs; one that begins with `# ` is a headline.
fn article(text: &str) -> Article {
    let mut article = crate::article::read(text.into(), Format::Text, &Stated::default(), &NoPlaces);
    article.items = vec![Item { span: Span::new(0, text.len()) }];
    article.blocks.clear();
    let mut start = 0;
    for line in text.split('\n') {
        let mark = if line.starts_with("# ") { 2 } else { 0 };
        if line.len() > mark {
            let kind = if mark > 0 { BlockKind::Headline } else { BlockKind::Paragraph };
            article.blocks.push(Block { kind, span: Span::new(start + mark, start + line.len()), item: 0 });
        }
        start += line.len() + 1;
    }
    article
}

fn read(text: &str, names: &[(&str, Kind)]) -> Vec<Quotation> {
    let article = article(text);
    let tokens = tokens::tokenize(text, article.blocks.iter().map(|block| block.span));
    let sentences = sentences::sentences(&article, &tokens);
    let (mentions, entities) = known(text, names);
    let words = Words::new(text, &tokens);
    Quoted::read(&article, &tokens, &words).attribute(&sentences, &mentions, &entities)
}

/// A mention wherever the last word of a name stands, honorific and the rest of the name included.
fn known(text: &str, names: &[(&str, Kind)]) -> (Vec<Mention>, Vec<Entity>) {
    let mut mentions = Vec::new();
    let mut entities = Vec::new();
    for (index, (full, kind)) in names.iter().enumerate() {
        let short = full.rsplit(' ').next().unwrap();
        for (at, _) in text.match_indices(short) {
            let end = at + short.len();
            let name = if text[..end].ends_with(full) { end - full.len() } else { at };
            let honorific = ["Mr ", "Mrs ", "Ms ", "Mr. ", "Mrs. ", "Ms. "].into_iter().find(|mark| text[..name].ends_with(mark));
            let start = name - honorific.map_or(0, str::len);
            mentions.push(Mention {
                span: Span::new(start, end),
                name: Some(Span::new(name, end)),
                kind: *kind,
                form: Form::Name,
                nested: false,
                metonym: false,
                entity: EntityId(index as u32),
                sentence: 0,
                block: 0,
                item: 0,
                honorific: honorific.map(|_| Span::new(start, name - 1)),
                attributive: false,
                speaks: false,
                quoted: false,
            });
        }
        entities.push(Entity {
            kind: *kind,
            name: (*full).to_owned(),
            aliases: Vec::new(),
            titles: Vec::new(),
            affiliations: Vec::new(),
            joins: Vec::new(),
            entry: None,
            family_name: None,
            gender: None,
        });
    }
    mentions.sort_by_key(|mention| mention.span);
    (mentions, entities)
}

const PEOPLE: &[(&str, Kind)] =
    &[("Anna Roe", Kind::Person), ("Karl Poe", Kind::Person), ("Li Wen", Kind::Person), ("Mercy Watch", Kind::Organisation)];

/// The direct or the indirect quotations as `words | cue | source | head | kind | speaker`, with `~` before a fragment and `…` after an
/// unclosed quotation.
fn shown(text: &str, direct: bool) -> String {
    let lines = read(text, PEOPLE).into_iter().filter(|quotation| quotation.direct == direct).map(|quotation| {
        let mut line = String::new();
        if quotation.fragment {
            line.push('~');
        }
        line.push_str(quotation.span.of(text));
        if quotation.unclosed {
            line.push('…');
        }
        if let Some(cue) = quotation.cue {
            line.push_str(&format!(" | {}", cue.span.of(text)));
        } else if quotation.source.is_some() {
            line.push_str(" | -");
        }
        if let Some(source) = quotation.source {
            line.push_str(&format!(" | {} | {} | {:?}", source.span.of(text), source.head.of(text), source.kind));
        }
        if let Some(speaker) = quotation.speaker {
            line.push_str(&format!(" | {}", PEOPLE[speaker.0 as usize].0));
        }
        line
    });
    lines.collect::<Vec<_>>().join("\n")
}

#[track_caller]
fn check(text: &str, expected: &[&str]) {
    assert_eq!(shown(text, true), expected.join("\n"), "in {text}");
}

#[test]
fn marks_of_every_design_are_paired() {
    check("\"We sail at dawn.\"", &["We sail at dawn."]);
    check("“We sail at dawn,” he wrote.", &["We sail at dawn, | wrote | he | he | Pronoun"]);
    for text in [
        "``We sail at dawn,'' said Poe.",
        "''We sail at dawn,'' said Poe.",
        "‘We sail at dawn,’ said Poe.",
        "“We sail at dawn,\" said Poe.",
        "”We sail at dawn,” said Poe.",
        "\" We sail at dawn, \" said Poe.",
    ] {
        check(text, &["We sail at dawn, | said | Poe | Poe | Named | Karl Poe"]);
    }
    for text in ["«We sail at dawn», said Poe.", "„We sail at dawn“, said Poe.", "“We sail at dawn” — said Poe."] {
        check(text, &["We sail at dawn | said | Poe | Poe | Named | Karl Poe"]);
    }
}

#[test]
fn only_the_outer_quotation_counts() {
    check(
        "\"They told us 'go home' and 'stay there',\" said Poe.",
        &["They told us 'go home' and 'stay there', | said | Poe | Poe | Named | Karl Poe"],
    );
    check(
        "'She called it \"a farce\" twice,' said Poe.",
        &["She called it \"a farce\" twice, | said | Poe | Poe | Named | Karl Poe"],
    );
    check(
        "“She called it “a farce” twice,” said Poe.",
        &["She called it “a farce” twice, | said | Poe | Poe | Named | Karl Poe"],
    );
    check("''He said 'go.''' Rain fell.", &["He said 'go.'"]);
}

#[test]
fn apostrophes_primes_and_inches_are_no_marks() {
    check("The workers' pay in the '90s wasn't the masters' worry; rock 'n' roll was.", &[]);
    check("The 6'2\" keeper and a 5'10\" winger met 'em at the boys' club.", &[]);
    check("'The workers' pay is ours,' said Poe.", &["The workers' pay is ours, | said | Poe | Poe | Named | Karl Poe"]);
    check("Poe said: 'Don't call 'em names.' He left.", &["Don't call 'em names. | said | Poe | Poe | Named | Karl Poe"]);
    check("‘It’s the voters’ choice,’ said Poe.", &["It’s the voters’ choice, | said | Poe | Poe | Named | Karl Poe"]);
}

#[test]
fn a_quotation_may_run_over_paragraphs() {
    check(
        "\"We waited long,\" said Ms Roe. \"Nobody came.\n\"Then the rain set in.\n\"We went home.\"\nIt dried.",
        &[
            "We waited long, | said | Ms Roe | Roe | Named | Anna Roe",
            "Nobody came. | said | Ms Roe | Roe | Named | Anna Roe",
            "Then the rain set in. | said | Ms Roe | Roe | Named | Anna Roe",
            "We went home. | said | Ms Roe | Roe | Named | Anna Roe",
        ],
    );
    check(
        "“We waited long.\n“Nobody came,” said Mr Poe.",
        &["We waited long. | said | Mr Poe | Poe | Named | Karl Poe", "Nobody came, | said | Mr Poe | Poe | Named | Karl Poe"],
    );
}

#[test]
fn an_unclosed_quotation_ends_with_its_block_or_before_the_next() {
    check("Mr Poe said: \"We waited.\nRain fell.", &["We waited.… | said | Mr Poe | Poe | Named | Karl Poe"]);
    check("“Stay, said Mr Poe. “We will wait.”", &["Stay, said Mr Poe.…", "We will wait."]);
}

#[test]
fn the_speaker_may_interrupt() {
    check(
        "\"We came,\" Ms Roe said, \"and we left again.\"",
        &["We came, | said | Ms Roe | Roe | Named | Anna Roe", "and we left again. | said | Ms Roe | Roe | Named | Anna Roe"],
    );
    check(
        "'We came,' said Mr Poe, a retired baker. 'Nobody was in.'",
        &[
            "We came, | said | Mr Poe, a retired baker | Poe | Named | Karl Poe",
            "Nobody was in. | said | Mr Poe, a retired baker | Poe | Named | Karl Poe",
        ],
    );
}

#[test]
fn the_cue_stands_before_or_behind() {
    for (text, expected) in [
        ("Ms Roe said: “We lost.”", "We lost. | said | Ms Roe | Roe | Named | Anna Roe"),
        ("Ms Roe, in a note to members, had told them, “We lost.”", "We lost. | told | Ms Roe | Roe | Named | Anna Roe"),
        ("Asked about the flood, Mr Poe said: “We lost.”", "We lost. | said | Mr Poe | Poe | Named | Karl Poe"),
        ("“Did we lose?” Ms Roe asked.", "Did we lose? | asked | Ms Roe | Roe | Named | Anna Roe"),
        (
            "“We lost,” said the club's spokeswoman, Anna Roe.",
            "We lost, | said | the club's spokeswoman, Anna Roe | Anna Roe | Named | Anna Roe",
        ),
        (
            "“We lost,” Harbour Minister Karl Poe, a sailor, said.",
            "We lost, | said | Harbour Minister Karl Poe, a sailor | Karl Poe | Named | Karl Poe",
        ),
        ("“We lost,” according to Mercy Watch.", "We lost, | according to | Mercy Watch | Mercy Watch | Named | Mercy Watch"),
        ("According to Mr Poe, “we all lost”.", "~we all lost | According to | Mr Poe | Poe | Named | Karl Poe"),
        ("“We lost,” shrieked Poe.", "We lost, | shrieked | Poe | Poe | Named | Karl Poe"),
        ("“We lost” said Poe.", "We lost | said | Poe | Poe | Named | Karl Poe"),
        ("They thanked Anna Roe, who said: “We lost.”", "We lost. | said | Anna Roe | Anna Roe | Named | Anna Roe"),
        ("Anna Roe: “We lost.”", "We lost. | - | Anna Roe | Anna Roe | Named | Anna Roe"),
    ] {
        check(text, &[expected]);
    }
}

#[test]
fn fragments_belong_to_the_subject_of_their_clause() {
    for (text, expected) in [
        (
            "Mr Poe, half way through a visit to Li Wen, called the harbour 'deep and quiet' and left.",
            "~deep and quiet | called | Mr Poe | Poe | Named | Karl Poe",
        ),
        (
            "While Li Wen slept, Mr Poe vowed to “go it alone” and so on.",
            "~go it alone | vowed | Mr Poe | Poe | Named | Karl Poe",
        ),
        (
            "In a letter sent in May, the club said it hoped to hear “about real, firm dates”.",
            "~about real, firm dates | said | the club | club | Unnamed",
        ),
        ("The harbour was full of “experts” that day.", "~experts"),
        ("They saw the film “Gone at Dawn” twice.", "~Gone at Dawn"),
    ] {
        check(text, &[expected]);
    }
}

#[test]
fn a_pronoun_means_the_last_subject_that_it_fits() {
    check(
        "Ms Roe met Mr Poe on the quay.\n“We lost,” she said. He called it “a pity”.",
        &["We lost, | said | she | she | Pronoun | Anna Roe", "~a pity | called | He | He | Pronoun | Karl Poe"],
    );
    check(
        "Mr Poe rested.\nHowever, a Harbour Ministry spokeswoman did answer on Monday.\n“We lost,” she said.",
        &["We lost, | said | she | she | Pronoun"],
    );
}

#[test]
fn a_source_without_a_name_has_no_speaker() {
    check("Karl Poe slept.\n“We lost,” an official said.", &["We lost, | said | an official | official | Unnamed"]);
    check(
        "Karl Poe slept.\n“We lost,” said sources close to Karl Poe.",
        &["We lost, | said | sources close to Karl Poe | sources | Unnamed"],
    );
    check(
        "“We lost,” said people familiar with the club.",
        &["We lost, | said | people familiar with the club | people | Unnamed"],
    );
    check(
        "Karl Poe slept.\nA spokesman for Karl Poe said that “nobody lost”.",
        &["~nobody lost | said | A spokesman for Karl Poe | spokesman | Unnamed"],
    );
}

#[test]
fn a_paragraph_that_is_only_a_quotation_goes_on_with_its_speaker() {
    check(
        "“We lost,” Ms Roe said.\n“It rained all day.”\nThe club denied it. “Nobody lost.”",
        &[
            "We lost, | said | Ms Roe | Roe | Named | Anna Roe",
            "It rained all day. | said | Ms Roe | Roe | Named | Anna Roe",
            "Nobody lost. | denied | The club | club | Unnamed",
        ],
    );
}

#[test]
fn single_marks_quote_in_any_headline() {
    check(
        "# Poe: 'We lost the boat'\n“We lost the boat,” said Poe.",
        &["We lost the boat | - | Poe | Poe | Named | Karl Poe", "We lost the boat, | said | Poe | Poe | Named | Karl Poe"],
    );
}
