//! The ends of a range: `from March 10 to April 18, 1997` gives its first day the year of the second.

use super::Found;
use super::expression::{Meaning, Period, YearOf};
use super::grammar::Grammar;

/// Gives dates and seasons without a year that of the one they are joined to. Nothing of it goes into their parts, which say
/// what is written.
pub(super) fn lend_years(grammar: &Grammar<'_>, found: &mut [Found]) {
    for second in (1..found.len()).rev() {
        let (before, after) = found.split_at_mut(second);
        let (Some(first), Some(second)) = (before.last_mut(), after.first_mut()) else { return };
        if !grammar.joins(first.expression.to, second.expression.from) {
            continue;
        }
        second.tense = first.tense;
        let (first, second) = (&mut first.expression, &second.expression);
        match (&mut first.meaning, second.meaning) {
            (
                Meaning::Calendar { year: year @ YearOf::Unstated, toward: None },
                Meaning::Calendar { year: YearOf::Stated(stated), .. },
            ) => {
                if let (Some((early, _)), Some((late, _))) = (first.parts.month, second.parts.month) {
                    *year = YearOf::Stated(if early <= late { stated } else { stated - 1 });
                }
            }
            (
                Meaning::Period { period: early, year: year @ YearOf::Unstated, toward: None },
                Meaning::Period { period: late, year: YearOf::Stated(stated), .. },
            ) => {
                if let (Period::Season(early), Period::Season(late)) = (*early, late) {
                    *year = YearOf::Stated(if early <= late { stated } else { stated - 1 });
                }
            }
            _ => {}
        }
    }
}
