//! The offices that an article states of one person, compared with each other.

use crate::language::{Entity, Kind, Title};

use super::rule::{About, Context, Discrepancy, Rule, declare_rule};

declare_rule! {
    /// ## What it does
    ///
    /// Flags one person with two offices in one article that nobody holds at once.
    ///
    /// ## Why it matters
    ///
    /// One of the two is wrong, and a wrong title is a wrong person to many readers.
    ///
    /// ## Example
    ///
    /// > Foreign Minister Carla Brundt arrived on Monday. … Defense Minister Brundt left on Tuesday.
    ///
    /// ## Options
    ///
    /// None but `level`.
    ///
    /// ## When it is silent
    ///
    /// At `former`, `then`, `acting`, `new` and the like, where two offices stand side by side (`Prime Minister and Foreign Minister`),
    /// inside quotations, and at roles and offices that go together (chairman, party leader, senator and candidate).
    pub struct TitleConflict;
    "title-conflict", People, Warning, on,
    "one person with two offices that exclude each other",
    options: &[],
}

/// What a member of a government is in charge of; two ministers or secretaries of different ones are two people.
const PORTFOLIOS: [(&str, &str); 24] = [
    ("foreign", "foreign affairs"),
    ("external affairs", "foreign affairs"),
    ("defense", "defence"),
    ("defence", "defence"),
    ("finance", "finance"),
    ("interior", "interior"),
    ("home", "interior"),
    ("justice", "justice"),
    ("health", "health"),
    ("education", "education"),
    ("trade", "trade"),
    ("commerce", "trade"),
    ("agriculture", "agriculture"),
    ("transport", "transport"),
    ("transportation", "transport"),
    ("labor", "labour"),
    ("labour", "labour"),
    ("energy", "energy"),
    ("environment", "environment"),
    ("treasury", "finance"),
    ("information", "information"),
    ("culture", "culture"),
    ("housing", "housing"),
    ("industry", "industry"),
];

impl Rule for TitleConflict {
    fn about(&self) -> &'static About {
        &Self::ABOUT
    }

    fn check(&self, context: &Context<'_>) -> Vec<Discrepancy> {
        let people = context.reading().entities.iter().filter(|entity| entity.kind == Kind::Person);
        people.filter_map(|person| conflict(context, person)).collect()
    }
}

fn conflict(context: &Context<'_>, person: &Entity) -> Option<Discrepancy> {
    let stated = |title: &&Title| title.modifier.is_none() && context.quotation_around(title.span).is_none();
    let offices: Vec<(&Title, String)> =
        person.titles.iter().filter(stated).filter_map(|title| Some((title, office(&title.text)?))).collect();
    let (first, held) = offices.first()?;
    let (other, claimed) = offices.iter().find(|(_, office)| office != held)?;
    // Side by side, the two are one statement.
    let together = person.titles.iter().any(|title| title.span != other.span && title.statement.overlaps(other.statement));
    if together {
        return None;
    }
    let (here, there) = (context.words(other.span), context.words(first.span));
    let line = context.record.lines.line(first.span.start()) + 1;
    let message = format!("{}: {here} here, {there} in line {line}.", person.name);
    let mut discrepancy = Discrepancy::new(other.span, message, vec![person.name.to_lowercase(), held.clone(), claimed.clone()]);
    discrepancy.evidence.push(context.evidence(first.statement, format!("{there} here")));
    Some(discrepancy)
}

/// An office that excludes the others of this list, by one name for all its writings.
fn office(title: &str) -> Option<String> {
    let title = title.to_lowercase();
    let title = title.trim_start_matches("u.s. ");
    if ["deputy", "vice", "assistant", "under", "shadow", "junior", "state minister"].iter().any(|lesser| title.contains(lesser))
    {
        return None;
    }
    if title.ends_with("secretary of state") {
        return Some("secretary of state".to_owned());
    }
    if title.ends_with("prime minister") || title == "premier" {
        return Some("prime minister".to_owned());
    }
    let field = title.strip_suffix(" minister").or_else(|| title.strip_suffix(" secretary"))?;
    let (_, portfolio) = PORTFOLIOS.iter().find(|(name, _)| field.ends_with(name))?;
    Some((*portfolio).to_owned())
}

#[cfg(test)]
mod tests {
    use crate::rules::fixture::check;

    #[test]
    fn two_offices_of_one_person() {
        check(
            "title-conflict",
            "
Foreign Minister Carla Brundt arrived on Monday and said little.
Defense Minister Carla Brundt left on Tuesday.
^^^^^^^^^^^^^^^^ warning: Carla Brundt: Defense Minister here, Foreign Minister in line 1.
",
        );
    }

    #[test]
    fn one_office_former_offices_and_two_at_once_are_left_alone() {
        check(
            "title-conflict",
            "
Foreign Minister Carla Brundt, the former defense minister, met Prime Minister and Finance Minister Olaf Stirn.

Foreign Minister Brundt left. Deputy Prime Minister Carla Brundt said so.
",
        );
    }
}
