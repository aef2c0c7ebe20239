//! One place by two names in one article.

use crate::language::{EntityId, Form, Kind, Mention};

use super::near;
use super::rule::{About, Context, Discrepancy, Rule, declare_rule};

declare_rule! {
    /// ## What it does
    ///
    /// Flags a town by two names in one article, such as an old and a new one.
    ///
    /// ## Why it matters
    ///
    /// A reader who knows one of the names takes the two for two places.
    ///
    /// ## Example
    ///
    /// > The minister arrived in Peking on Monday … and left Beijing on Tuesday.
    ///
    /// ## Options
    ///
    /// None but `level`.
    ///
    /// ## When it is silent
    ///
    /// Inside quotations and in longer names (`Peking University`); at short forms, abbreviations and names that share a word; at countries, whose short and long names
    /// are both in use; where the article itself puts the names side by side (`Mumbai, formerly Bombay`); across articles.
    pub struct PlaceAliasMixed;
    "place-alias-mixed", Places, Hint, on,
    "one place by two names",
    options: &[],
}

impl Rule for PlaceAliasMixed {
    fn about(&self) -> &'static About {
        &Self::ABOUT
    }

    fn check(&self, context: &Context<'_>) -> Vec<Discrepancy> {
        let places = context.reading().entities.iter().enumerate().filter(|(_, entity)| entity.kind == Kind::Place);
        places.filter_map(|(index, _)| mixed(context, EntityId(index as u32))).collect()
    }
}

fn mixed(context: &Context<'_>, place: EntityId) -> Option<Discrepancy> {
    let entry = context.knowledge().gazetteer.entry(context.reading().entity(place).entry?);
    entry.country()?;
    let plain = |mention: &&Mention| {
        mention.form == Form::Name && !mention.nested && !mention.quoted && near::in_body(context, mention.span.start())
    };
    let mentions: Vec<&Mention> = context.record.mentions_of(place).map(|(_, mention)| mention).filter(plain).collect();
    let first = *mentions.first()?;
    let name = |mention: &Mention| mention.name.map(|name| context.words(name)).unwrap_or_default();
    let other = *mentions.iter().find(|mention| are_two(&name(first), &name(mention)))?;
    // Named side by side, the reader has been told.
    let together = mentions.windows(2).any(|pair| {
        are_two(&name(pair[0]), &name(pair[1]))
            && near::between(context, pair[0].span, pair[1].span).len() <= 5
            && pair[0].sentence == pair[1].sentence
    });
    if together {
        return None;
    }
    let message = format!("{} here, {} in line {}: one place.", name(other), name(first), near::line(context, first.span));
    let mut facts = vec![name(first).to_lowercase(), name(other).to_lowercase()];
    facts.sort();
    let mut discrepancy = Discrepancy::new(other.name?, message, facts);
    discrepancy.evidence.push(context.evidence(first.span, "the other name"));
    Some(discrepancy)
}

/// Two names that share no word, neither of them an abbreviation.
fn are_two(one: &str, other: &str) -> bool {
    let words = |name: &str| name.to_lowercase().split([' ', '-', '.']).map(str::to_owned).collect::<Vec<_>>();
    let plain = |name: &str| name.chars().count() > 3 && name.chars().any(char::is_lowercase) && !name.contains('.');
    let (a, b) = (words(one), words(other));
    plain(one) && plain(other) && !a.iter().any(|word| b.contains(word))
}

#[cfg(test)]
mod tests {
    use crate::rules::fixture::check;

    #[test]
    fn two_names_of_a_town() {
        check(
            "place-alias-mixed",
            "
The minister arrived in Peking on Monday for a week of talks on trade.

She left Beijing on Sunday without a word.
         ^^^^^^^ hint: Beijing here, Peking in line 1: one place.
",
        );
    }

    #[test]
    fn one_name_other_people_s_words_and_names_side_by_side_are_left_alone() {
        check(
            "place-alias-mixed",
            "
The minister arrived in Beijing on Monday. She spoke at Peking University. “I like Peking,” she said.

She flew on to Mumbai, formerly Bombay, and to New York, which she called New York City.
",
        );
    }
}
