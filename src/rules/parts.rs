//! Parts of a whole that are told with more words than a list has: `all 16 were from Pontia, 8 men and 6 women`, `a reserve of $7 million,
//! made up of …`. Singles count: `a Norwegian and a Dane`.

use crate::language::{Quantity, Sentence};
use crate::text::Span;

use super::arithmetic_mismatch::{NEARLY_ALL, are_parts, halves};
use super::figures::{as_written, between, bounds, figure};
use super::proportions::{Wrong, apart};
use super::rule::Context;

/// Words for people who are neither men nor women in a count.
const YOUNG: [&str; 10] = ["babies", "baby", "boy", "boys", "child", "children", "girl", "girls", "infant", "infants"];
/// What says that two parts make up a whole.
const MADE_OF: [&str; 8] = [
    "made up of",
    "made up of a",
    "consisting of",
    "consisting of a",
    "comprising",
    "comprising a",
    "comprised of",
    "comprised of a",
];
/// Words that may stand around the two of `were from Pontia, 8 men and 6 women`.
const ROOM: usize = 9;
/// Words that may stand between the two of which a whole is made up.
const DESCRIBED: usize = 12;

/// `All 16 of the cases were from Pontia, 8 men and 6 women`; `The 8 patients were all men, 5 from Latia and 1 from Pontia`.
pub(super) fn all_of_them<'a>(context: &Context<'_>, sentence: &Sentence, quantities: &[&'a Quantity]) -> Option<Wrong<'a>> {
    let text = &context.article().text;
    let at = quantities.len().checked_sub(3)?;
    let [whole, one, other] = quantities[at..] else { return None };
    let lead = text[sentence.span.start()..whole.span.start()].trim();
    let link = between(context, whole.span, one.span).trim();
    let (words, joint) = (link.strip_suffix(',')?, between(context, one.span, other.span).trim());
    // The verb of the whole stands before its parts, and says something of all of it.
    let verb = words.split_whitespace().position(|word| matches!(word, "are" | "were" | "is" | "was"))?;
    let all_are = words.split_whitespace().nth(verb + 1) == Some("all");
    let all = matches!(lead, "All" | "All of the" | "All the") || matches!(lead, "The" | "These" | "Those") && all_are;
    let tail = text[other.span.end()..sentence.span.end()].trim_end_matches(['.', '"', '”', '\n', ' ']);
    let near = tail.split_whitespace().count() <= 4 && !tail.contains([',', ';']);
    if !all || words.contains([',', ';']) || words.split_whitespace().count() > ROOM || !near || whole.head.is_none() {
        return None;
    }
    let of_sexes =
        halves(context, &[one, other]) && joint == "and" && !names_young(&text[sentence.span.start()..sentence.span.end()]);
    let from = joint.strip_suffix("and").is_some_and(|place| place.starts_with("from ") && place.split_whitespace().count() <= 5);
    let of_places = from
        && tail.trim_start().starts_with("from ")
        && [one, other].iter().all(|part| part.head.is_none() || part.head == whole.head);
    let total = one.value + other.value;
    let enough = total > whole.value || of_sexes || total >= NEARLY_ALL * whole.value;
    if !(of_sexes || of_places) || !enough || !are_parts(whole, &[one, other], false) {
        return None;
    }
    not_that(context, whole, one, other)
}

fn names_young(sentence: &str) -> bool {
    sentence.split(|c: char| !c.is_alphabetic()).any(|word| YOUNG.contains(&word.to_lowercase().as_str()))
}

/// `a $7 million reserve, made up of a $4 million charge for repairs and $2 million in fees`; `500 shares: 250 bought in May and 150
/// bought before that`.
pub(super) fn made_of<'a>(context: &Context<'_>, sentence: &Sentence, quantities: &[&'a Quantity]) -> Option<Wrong<'a>> {
    let text = &context.article().text;
    (0..quantities.len().saturating_sub(2)).find_map(|at| {
        let [whole, one, other] = quantities[at..at + 3] else { return None };
        let link = between(context, whole.span, one.span).trim();
        let joint = between(context, one.span, other.span).trim();
        let made = MADE_OF.iter().find_map(|words| link.strip_suffix(words));
        let rest = &text[other.span.end()..sentence.span.end()];
        // `250 bought in May and 150 bought before`: the second is told as the first is.
        let first_word = |behind: &str| behind.split_whitespace().next().unwrap_or_default().to_owned();
        let told_alike = first_word(joint).ends_with("ed") || first_word(joint) == "bought" || first_word(joint) == "sold";
        let colon = link.strip_suffix(':').filter(|_| told_alike && first_word(joint) == first_word(rest));
        let before = made.or(colon)?;
        let two = joint.strip_suffix("and").or_else(|| joint.strip_suffix("and a"))?;
        // Nothing goes on with the list.
        let next = quantities.get(at + 3).map(|next| between(context, other.span, next.span).trim());
        let ends = next.is_none_or(|link| !link.ends_with("and") && !link.ends_with("plus") && !matches!(link, "," | ";"))
            && quantities.get(at + 3).is_none_or(|next| next.unit != whole.unit);
        let goes_on = ["plus ", "as well as", "along with", "and other", ", other"].iter().any(|words| rest.contains(words));
        let digits = [before, two].iter().any(|words| words.contains([';', '(']) || words.contains(" and "));
        if before.split_whitespace().count() > ROOM
            || two.contains(',')
            || two.split_whitespace().count() > DESCRIBED
            || digits
            || !ends
            || goes_on
            || !are_parts(whole, &[one, other], false)
        {
            return None;
        }
        not_that(context, whole, one, other)
    })
}

/// The sum that is another.
fn not_that<'a>(context: &Context<'_>, whole: &'a Quantity, one: &'a Quantity, other: &'a Quantity) -> Option<Wrong<'a>> {
    let ((whole_low, whole_high), first, second) = (bounds(context, whole)?, bounds(context, one)?, bounds(context, other)?);
    let total = one.value + other.value;
    let counted = whole.unit.is_none() && total.fract() == 0.0;
    let exact = counted && whole_low == whole_high && first.0 == first.1 && second.0 == second.1;
    let off = if exact {
        (total - whole.value).abs() > f64::EPSILON
    } else {
        apart((first.0 + second.0, first.1 + second.1), (whole_low, whole_high))
    };
    let written = |of: &Quantity| figure(context, of);
    let message = format!(
        "{} and {} make {}, not {}.",
        written(one),
        written(other),
        as_written(&written(whole), whole.value, total),
        written(whole)
    );
    let within = total < 2.0 * whole.value && total > whole.value / 2.0;
    (off && within).then(|| Wrong { terms: vec![whole, one, other], message })
}

/// Whether two counts are of people of two nations, who are told with one verb: `13 are said to be Norwegian and 11 Danish`.
pub(super) fn of_two_nations(context: &Context<'_>, sentence: &Sentence, first: Span, second: Span) -> bool {
    let text = &context.article().text;
    let nation = |word: &str| {
        let word = word.trim_matches(|c: char| !c.is_alphabetic());
        let lexicons = &context.knowledge().lexicons;
        lexicons.demonym(word).is_some() || lexicons.demonym(word.trim_end_matches('s')).is_some()
    };
    let Some(words) = between(context, first, second).trim().strip_suffix("and") else { return false };
    let words: Vec<&str> = words.trim_end().trim_end_matches(',').split_whitespace().collect();
    let [verb @ ("are" | "were"), said @ .., last] = words.as_slice() else { return false };
    let said = said.is_empty() || said.ends_with(&["to", "be"]) && said.len() <= 3;
    let next = text[second.end()..sentence.span.end()].split_whitespace().next().unwrap_or_default();
    !verb.is_empty() && said && nation(last) && nation(next)
}

/// How many single ones a list has, of which no number is written: `a Norwegian`.
#[derive(Clone, Copy, Default)]
pub(super) struct Singles {
    /// Between two of its numbers.
    pub(super) between: usize,
    /// At its end, behind all of them.
    pub(super) behind: usize,
}

/// How many singles stand between two numbers of a list: one in `six Swedes, a Dane and eight Finns`.
pub(super) fn singles_between(link: &str) -> usize {
    link.split(',').flat_map(|piece| piece.split(" and")).skip(1).filter(|piece| is_single(piece)).count()
}

/// How many singles end a list behind its last number: two in `…, eight Finns, a Norwegian sailor and a Dane,`.
pub(super) fn singles_behind(tail: &str) -> Option<usize> {
    let mut singles = 0;
    let mut rest = tail.trim_start().strip_prefix(',')?;
    loop {
        let and = rest.find(" and ")?;
        match rest.find(',').filter(|comma| *comma < and) {
            Some(comma) => {
                let piece = &rest[..comma];
                if piece.trim().is_empty() {
                    return None;
                }
                is_single(piece).then_some(())?;
                singles += 1;
                rest = &rest[comma + 1..];
            }
            None => {
                let piece = &rest[..and];
                if !piece.trim().is_empty() {
                    is_single(piece).then_some(())?;
                    singles += 1;
                }
                let last = &rest[and + " and ".len()..];
                let end = last.find([',', ')', '—', ';', '.', ':']).unwrap_or(last.len());
                is_single(&last[..end]).then_some(())?;
                return Some(singles + 1);
            }
        }
    }
}

/// `a Somali national`, in three words at most.
fn is_single(piece: &str) -> bool {
    let words: Vec<&str> = piece.split_whitespace().collect();
    matches!(words.as_slice(), ["a" | "an", rest @ ..] if (1..=2).contains(&rest.len()))
        && !piece.contains(|c: char| c.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::{singles_behind, singles_between};
    use crate::rules::fixture::check;

    #[test]
    fn singles_of_a_list() {
        assert_eq!(singles_behind(", a Norwegian sailor and a Dane, were found"), Some(2));
        assert_eq!(singles_behind(" and a Dane."), None);
        assert_eq!(singles_behind(", a record, and so on"), None);
        assert_eq!(singles_between("Swedes, a Dane and"), 1);
        assert_eq!(singles_between("a day, in May and"), 0);
    }

    #[test]
    fn parts_that_are_not_all() {
        check(
            "arithmetic-mismatch",
            "
All 18 of the cases found on Monday were from Pontia, 9 men and 7 women.
    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning: 9 and 7 make 16, not 18.
The 9 patients found on Monday were all women, 6 from Pontia and 1 from Latia.
    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning: 6 and 1 make 7, not 9.
Of the 25 sailors arrested, 14 are said to be Norwegian and 12 Danish.
       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning: 14 and 12 make 26, more than 25.
The 14 strangers, six Swedes, eight Finns, a Norwegian sailor and a Dane, were sent home.
    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning: six, eight and 2 single ones make 16, not 14.
Halden will set up a $8.5 million reserve for its mines, made up of a $5.7 million charge for repairs under an old contract and $3.8 million in fees.
                     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning: $5.7 million and $3.8 million make $9.5 million, not $8.5 million.
Brandt holds 405,100 Halden shares: 155,100 bought from May to July and 350,000 bought before that.
             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning: 155,100 and 350,000 make 505,100, not 405,100.
",
        );
    }

    #[test]
    fn parts_that_fit_or_need_not_be_all_are_left_alone() {
        check(
            "arithmetic-mismatch",
            "
All 16 of the cases found on Monday were from Pontia, 9 men and 7 women. All 18 of the cases were from Pontia, 9 men and 7 women, and had eaten there. All 18 of the dead were from Pontia, 9 men and 7 women and children.

Of the 25 sailors arrested, 14 are women and 12 Danish. The 16 strangers, six Swedes, eight Finns, a Norwegian and a Dane, were sent home. The 15 strangers, six Swedes, a Dane and eight Finns, were sent home. The bus held 45 people, 20 passengers, a record, and 25 children.

A reserve of $8.5 million, made up of a $5.7 million charge and $2.8 million in fees, was set up. The 9 patients were all women, 4 from Pontia and 1 from Latia.
",
        );
    }
}
