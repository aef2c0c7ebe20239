//! The words of time: what each token can be in a time expression.
//!
//! Almost every word of an article is none of them, so a word is rejected by its first letter and length before anything
//! else is looked at.

use jiff::civil::Weekday;

use super::super::TokenKind;
use super::super::words::Word;
use super::calendar::{DayPart, Grain, Season};
use super::lexeme::{Function, Holiday, Lexeme, Limit, Phase, Reference, Toward};

const TABLE: &[(&str, Lexeme)] = {
    use Function as F;
    use Grain as G;
    use Lexeme as L;
    use Weekday as W;
    &[
        ("a", L::Function(F::A)),
        ("a.m", L::Meridiem(false)),
        ("a.m.", L::Meridiem(false)),
        ("about", L::Limit(Limit::About)),
        ("aedt", L::Zone(660)),
        ("aest", L::Zone(600)),
        ("after", L::Function(F::Preposition)),
        ("afternoon", L::DayPart(DayPart::Afternoon)),
        ("afternoons", L::DayParts(DayPart::Afternoon)),
        ("ago", L::Ago),
        ("akdt", L::Zone(-480)),
        ("akst", L::Zone(-540)),
        ("almost", L::Limit(Limit::About)),
        ("am", L::Meridiem(false)),
        ("an", L::Function(F::A)),
        ("and", L::Function(F::And)),
        ("annually", L::Frequency(G::Year)),
        ("anzac", L::NamedDay),
        ("apr", L::MonthShort(4)),
        ("april", L::Month(4)),
        ("around", L::Limit(Limit::About)),
        ("ash", L::NamedDay),
        ("at", L::Function(F::At)),
        ("aug", L::MonthShort(8)),
        ("august", L::Month(8)),
        ("australia", L::NamedDay),
        ("autumn", L::Season(Season::Autumn)),
        ("bastille", L::NamedDay),
        ("before", L::Function(F::Preposition)),
        ("beginning", L::Function(F::Beginning)),
        ("between", L::Function(F::Preposition)),
        ("billion", L::NumberWord),
        ("boxing", L::NamedDay),
        ("bst", L::Zone(60)),
        ("by", L::Function(F::Preposition)),
        ("canada", L::NamedDay),
        ("cdt", L::Zone(-300)),
        ("centuries", L::Units(G::Century)),
        ("century", L::Unit(G::Century)),
        ("cest", L::Zone(120)),
        ("cet", L::Zone(60)),
        ("christmas", L::Holiday(Holiday::Fixed(12, 25))),
        ("clock", L::Function(F::Clock)),
        ("close", L::Function(F::End)),
        ("columbus", L::NamedDay),
        ("coming", L::Toward(Toward::Coming)),
        ("couple", L::Couple),
        ("cst", L::Zone(-360)),
        ("ct", L::ZoneName),
        ("current", L::Toward(Toward::This)),
        ("currently", L::Reference(Reference::Present)),
        ("daily", L::Frequency(G::Day)),
        ("day", L::Unit(G::Day)),
        ("days", L::Units(G::Day)),
        ("dec", L::MonthShort(12)),
        ("decade", L::Unit(G::Decade)),
        ("decades", L::Units(G::Decade)),
        ("december", L::Month(12)),
        ("dozen", L::NumberWord),
        ("during", L::Function(F::Preposition)),
        ("each", L::Every),
        ("earlier", L::Earlier),
        ("early", L::Phase(Phase::Early)),
        ("earth", L::NamedDay),
        ("easter", L::Holiday(Holiday::Easter(0))),
        ("eat", L::Zone(180)),
        ("edt", L::Zone(-240)),
        ("eest", L::Zone(180)),
        ("eet", L::Zone(120)),
        ("eight", L::NumberWord),
        ("eighteen", L::NumberWord),
        ("eighteenth", L::Ordinal(18)),
        ("eighth", L::Ordinal(8)),
        ("eighties", L::Tens(8)),
        ("eighty", L::NumberWord),
        ("election", L::NamedDay),
        ("eleven", L::NumberWord),
        ("eleventh", L::Ordinal(11)),
        ("end", L::Function(F::End)),
        ("est", L::Zone(-300)),
        ("et", L::ZoneName),
        ("evening", L::DayPart(DayPart::Evening)),
        ("evenings", L::DayParts(DayPart::Evening)),
        ("every", L::Every),
        ("fall", L::Season(Season::Autumn)),
        ("father", L::NamedDay),
        ("feb", L::MonthShort(2)),
        ("february", L::Month(2)),
        ("few", L::Vague),
        ("fifteen", L::NumberWord),
        ("fifteenth", L::Ordinal(15)),
        ("fifth", L::Ordinal(5)),
        ("fifties", L::Tens(5)),
        ("fifty", L::NumberWord),
        ("first", L::Ordinal(1)),
        ("fiscal", L::Fiscal),
        ("five", L::NumberWord),
        ("following", L::Toward(Toward::Following)),
        ("forties", L::Tens(4)),
        ("fortieth", L::Ordinal(40)),
        ("fortnight", L::Unit(G::Fortnight)),
        ("forty", L::NumberWord),
        ("four", L::NumberWord),
        ("fourteen", L::NumberWord),
        ("fourteenth", L::Ordinal(14)),
        ("fourth", L::Ordinal(4)),
        ("fri", L::WeekdayShort(W::Friday)),
        ("friday", L::Weekday(W::Friday)),
        ("fridays", L::Weekdays(W::Friday)),
        ("from", L::Function(F::From)),
        ("future", L::Toward(Toward::Future)),
        ("gmt", L::Zone(0)),
        ("good", L::NamedDay),
        ("half", L::Half),
        ("halloween", L::Holiday(Holiday::Fixed(10, 31))),
        ("hkt", L::Zone(480)),
        ("hour", L::Unit(G::Hour)),
        ("hourly", L::Frequency(G::Hour)),
        ("hours", L::Units(G::Hour)),
        ("hst", L::Zone(-600)),
        ("hundred", L::NumberWord),
        ("in", L::Function(F::In)),
        ("independence", L::NamedDay),
        ("ist", L::ZoneName),
        ("jan", L::MonthShort(1)),
        ("january", L::Month(1)),
        ("jst", L::Zone(540)),
        ("jul", L::MonthShort(7)),
        ("july", L::Month(7)),
        ("jun", L::MonthShort(6)),
        ("june", L::Month(6)),
        ("kst", L::Zone(540)),
        ("labor", L::NamedDay),
        ("last", L::Toward(Toward::Last)),
        ("late", L::Phase(Phase::Late)),
        ("later", L::Later),
        ("latest", L::Toward(Toward::Latest)),
        ("least", L::Limit(Limit::Least)),
        ("less", L::Limit(Limit::Less)),
        ("mar", L::MonthShort(3)),
        ("march", L::Month(3)),
        ("martin", L::NamedDay),
        ("may", L::Month(5)),
        ("mdt", L::Zone(-360)),
        ("memorial", L::NamedDay),
        ("mid", L::Phase(Phase::Mid)),
        ("midday", L::Noon(12)),
        ("middle", L::Function(F::Middle)),
        ("midnight", L::Noon(24)),
        ("million", L::NumberWord),
        ("minute", L::Unit(G::Minute)),
        ("minutes", L::Units(G::Minute)),
        ("mon", L::WeekdayShort(W::Monday)),
        ("monday", L::Weekday(W::Monday)),
        ("mondays", L::Weekdays(W::Monday)),
        ("month", L::Unit(G::Month)),
        ("monthly", L::Frequency(G::Month)),
        ("months", L::Units(G::Month)),
        ("more", L::Limit(Limit::More)),
        ("morning", L::DayPart(DayPart::Morning)),
        ("mornings", L::DayParts(DayPart::Morning)),
        ("most", L::Limit(Limit::Most)),
        ("mother", L::NamedDay),
        ("msk", L::Zone(180)),
        ("mst", L::Zone(-420)),
        ("mt", L::ZoneName),
        ("nearly", L::Limit(Limit::About)),
        ("new", L::NamedDay),
        ("next", L::Toward(Toward::Next)),
        ("night", L::DayPart(DayPart::Night)),
        ("nightly", L::Frequency(G::Day)),
        ("nights", L::DayParts(DayPart::Night)),
        ("nine", L::NumberWord),
        ("nineteen", L::NumberWord),
        ("nineteenth", L::Ordinal(19)),
        ("nineties", L::Tens(9)),
        ("ninety", L::NumberWord),
        ("ninth", L::Ordinal(9)),
        ("no", L::Function(F::No)),
        ("noon", L::Noon(12)),
        ("nov", L::MonthShort(11)),
        ("november", L::Month(11)),
        ("now", L::Reference(Reference::Present)),
        ("nowadays", L::Reference(Reference::Present)),
        ("nzdt", L::Zone(780)),
        ("nzst", L::Zone(720)),
        ("o'clock", L::Function(F::Clock)),
        ("oct", L::MonthShort(10)),
        ("october", L::Month(10)),
        ("of", L::Function(F::Of)),
        ("old", L::Function(F::Old)),
        ("on", L::Function(F::On)),
        ("one", L::NumberWord),
        ("or", L::Function(F::Or)),
        ("over", L::Limit(Limit::Over)),
        ("overnight", L::Tonight),
        ("o’clock", L::Function(F::Clock)),
        ("p.m", L::Meridiem(true)),
        ("p.m.", L::Meridiem(true)),
        ("palm", L::NamedDay),
        ("past", L::Toward(Toward::Past)),
        ("pdt", L::Zone(-420)),
        ("period", L::Function(F::Period)),
        ("pht", L::Zone(480)),
        ("pm", L::Meridiem(true)),
        ("presidents", L::NamedDay),
        ("previous", L::Toward(Toward::Previous)),
        ("pst", L::Zone(-480)),
        ("pt", L::ZoneName),
        ("q1", L::QuarterName(1)),
        ("q2", L::QuarterName(2)),
        ("q3", L::QuarterName(3)),
        ("q4", L::QuarterName(4)),
        ("quarter", L::Unit(G::Quarter)),
        ("quarters", L::Units(G::Quarter)),
        ("recent", L::Toward(Toward::Recent)),
        ("recently", L::Reference(Reference::Past)),
        ("remembrance", L::NamedDay),
        ("roughly", L::Limit(Limit::About)),
        ("same", L::Toward(Toward::Same)),
        ("sat", L::WeekdayShort(W::Saturday)),
        ("saturday", L::Weekday(W::Saturday)),
        ("saturdays", L::Weekdays(W::Saturday)),
        ("second", L::Ordinal(2)),
        ("seconds", L::Units(G::Second)),
        ("sep", L::MonthShort(9)),
        ("sept", L::MonthShort(9)),
        ("september", L::Month(9)),
        ("seven", L::NumberWord),
        ("seventeen", L::NumberWord),
        ("seventeenth", L::Ordinal(17)),
        ("seventh", L::Ordinal(7)),
        ("seventies", L::Tens(7)),
        ("seventy", L::NumberWord),
        ("several", L::Vague),
        ("sgt", L::Zone(480)),
        ("since", L::Function(F::Preposition)),
        ("six", L::NumberWord),
        ("sixteen", L::NumberWord),
        ("sixteenth", L::Ordinal(16)),
        ("sixth", L::Ordinal(6)),
        ("sixties", L::Tens(6)),
        ("sixty", L::NumberWord),
        ("so", L::Function(F::So)),
        ("some", L::Limit(Limit::About)),
        ("spring", L::Season(Season::Spring)),
        ("start", L::Function(F::Beginning)),
        ("summer", L::Season(Season::Summer)),
        ("sun", L::WeekdayShort(W::Sunday)),
        ("sunday", L::Weekday(W::Sunday)),
        ("sundays", L::Weekdays(W::Sunday)),
        ("ten", L::NumberWord),
        ("tenth", L::Ordinal(10)),
        ("than", L::Function(F::Than)),
        ("thanksgiving", L::Holiday(Holiday::Nth(11, W::Thursday, 4))),
        ("that", L::Toward(Toward::Same)),
        ("the", L::Function(F::The)),
        ("these", L::Function(F::That)),
        ("third", L::Ordinal(3)),
        ("thirteen", L::NumberWord),
        ("thirteenth", L::Ordinal(13)),
        ("thirties", L::Tens(3)),
        ("thirtieth", L::Ordinal(30)),
        ("thirty", L::NumberWord),
        ("this", L::Toward(Toward::This)),
        ("thousand", L::NumberWord),
        ("three", L::NumberWord),
        ("through", L::Function(F::Preposition)),
        ("thu", L::WeekdayShort(W::Thursday)),
        ("thur", L::WeekdayShort(W::Thursday)),
        ("thurs", L::WeekdayShort(W::Thursday)),
        ("thursday", L::Weekday(W::Thursday)),
        ("thursdays", L::Weekdays(W::Thursday)),
        ("till", L::Function(F::Preposition)),
        ("time", L::Function(F::Time)),
        ("to", L::Function(F::To)),
        ("today", L::Day(0)),
        ("tomorrow", L::Day(1)),
        ("tonight", L::Tonight),
        ("trillion", L::NumberWord),
        ("tue", L::WeekdayShort(W::Tuesday)),
        ("tues", L::WeekdayShort(W::Tuesday)),
        ("tuesday", L::Weekday(W::Tuesday)),
        ("tuesdays", L::Weekdays(W::Tuesday)),
        ("twelfth", L::Ordinal(12)),
        ("twelve", L::NumberWord),
        ("twenties", L::Tens(2)),
        ("twentieth", L::Ordinal(20)),
        ("twenty", L::NumberWord),
        ("two", L::NumberWord),
        ("under", L::Limit(Limit::Under)),
        ("until", L::Function(F::Preposition)),
        ("up", L::Function(F::Up)),
        ("utc", L::Zone(0)),
        ("valentine", L::NamedDay),
        ("veterans", L::NamedDay),
        ("wed", L::WeekdayShort(W::Wednesday)),
        ("wednesday", L::Weekday(W::Wednesday)),
        ("wednesdays", L::Weekdays(W::Wednesday)),
        ("week", L::Unit(G::Week)),
        ("weekend", L::Unit(G::Weekend)),
        ("weekends", L::Units(G::Weekend)),
        ("weekly", L::Frequency(G::Week)),
        ("weeks", L::Units(G::Week)),
        ("wib", L::Zone(420)),
        ("winter", L::Season(Season::Winter)),
        ("within", L::Function(F::Within)),
        ("year", L::Unit(G::Year)),
        ("yearly", L::Frequency(G::Year)),
        ("years", L::Units(G::Year)),
        ("yesterday", L::Day(-1)),
        ("zero", L::NumberWord),
    ]
};

/// By first letter, `a` to `z`: where its words begin in [`TABLE`], and the lengths of its words as bits.
const INDEX: [(u16, u32); 27] = {
    let mut index = [(0, 0); 27];
    let mut letter = 0;
    let mut row = 0;
    while letter < 27 {
        index[letter].0 = row as u16;
        while row < TABLE.len() && TABLE[row].0.as_bytes()[0] == b'a' + letter as u8 {
            index[letter].1 |= 1 << TABLE[row].0.len();
            row += 1;
        }
        letter += 1;
    }
    index
};

/// What a word in lower case can be.
fn lookup(word: &str) -> Option<Lexeme> {
    let first = word.bytes().next()?;
    if !first.is_ascii_lowercase() || word.len() > 12 {
        return None;
    }
    let letter = usize::from(first - b'a');
    let (from, lengths) = INDEX[letter];
    if lengths & (1 << word.len()) == 0 {
        return None;
    }
    let rows = &TABLE[usize::from(from)..usize::from(INDEX[letter + 1].0)];
    rows.iter().find(|(name, _)| *name == word).map(|&(_, lexeme)| lexeme)
}

/// What a token can be in a time expression.
pub(super) fn lexeme(word: Word<'_>) -> Lexeme {
    match word.kind {
        TokenKind::Number => Lexeme::Number,
        TokenKind::Possessive => Lexeme::Possessive,
        TokenKind::Mark => mark(word.written),
        TokenKind::Word => of_letters(word.written, word.lower),
    }
}

fn mark(mark: &str) -> Lexeme {
    Lexeme::Mark(match mark {
        "–" | "—" | "−" | "--" => b'-',
        "‘" | "’" => b'\'',
        "“" | "”" => b'"',
        _ => mark.bytes().next().unwrap_or(0),
    })
}

fn of_letters(word: &str, lower: &str) -> Lexeme {
    let bare = lower.strip_suffix('.').filter(|bare| !bare.contains('.')).unwrap_or(lower);
    let Some(lexeme) = lookup(bare) else { return Lexeme::Other };
    let capital = word.starts_with(|first: char| first.is_ascii_uppercase());
    match lexeme {
        // A name of the calendar has a capital; `may`, `march`, `sun` and `sat` are other words.
        Lexeme::Month(_)
        | Lexeme::MonthShort(_)
        | Lexeme::WeekdayShort(_)
        | Lexeme::Holiday(_)
        | Lexeme::NamedDay
        | Lexeme::QuarterName(_)
            if !capital =>
        {
            Lexeme::Other
        }
        Lexeme::Zone(_) | Lexeme::ZoneName if !word.bytes().all(|byte| byte.is_ascii_uppercase()) => Lexeme::Other,
        _ => lexeme,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::numerals::number_word;

    #[test]
    fn the_table_is_sorted_so_that_every_word_is_found() {
        assert!(TABLE.is_sorted_by(|(a, _), (b, _)| a < b));
        for (name, lexeme) in TABLE {
            assert_eq!(lookup(name), Some(*lexeme), "{name}");
        }
    }

    #[test]
    fn number_words_are_those_of_the_numerals() {
        for (name, lexeme) in TABLE {
            assert_eq!(*lexeme == Lexeme::NumberWord, number_word(name).is_some(), "{name}");
        }
    }

    #[test]
    fn calendar_names_need_their_capital() {
        let read = |word: &str| of_letters(word, &word.to_ascii_lowercase());
        assert_eq!(read("May"), Lexeme::Month(5));
        assert_eq!(read("may"), Lexeme::Other);
        assert_eq!(read("MARCH"), Lexeme::Month(3));
        assert_eq!(read("sun"), Lexeme::Other);
        assert_eq!(read("Sept."), Lexeme::MonthShort(9));
        assert_eq!(read("est"), Lexeme::Other);
        assert_eq!(read("EST"), Lexeme::Zone(-300));
        assert_eq!(read("p.m."), Lexeme::Meridiem(true));
        assert_eq!(read("Third"), Lexeme::Ordinal(3));
        assert_eq!(read("Beijing"), Lexeme::Other);
    }
}
