//! Values that no calendar is asked for: lengths of time and what recurs.

use super::calendar::{Grain, Season};
use super::expression::{Amount, Recurrence};

/// `P2M`, `PT16H`, `PXY`, `P2Y6M`.
pub(super) fn duration(amount: Amount, grain: Grain) -> String {
    let (factor, unit) = match grain {
        Grain::Second => (1.0, "S"),
        Grain::Minute => (1.0, "M"),
        Grain::Hour => (1.0, "H"),
        Grain::Day => (1.0, "D"),
        Grain::Weekend => (1.0, "WE"),
        Grain::Week => (1.0, "W"),
        Grain::Fortnight => (2.0, "W"),
        Grain::Month => (1.0, "M"),
        Grain::Quarter => (1.0, "Q"),
        Grain::Half => (6.0, "M"),
        Grain::Year => (1.0, "Y"),
        Grain::Decade => (10.0, "Y"),
        Grain::Century => (100.0, "Y"),
    };
    let prefix = if grain < Grain::Day { "PT" } else { "P" };
    match amount {
        Amount::Unsaid => format!("{prefix}X{unit}"),
        Amount::Number(number) => {
            let number = number * factor;
            let whole = number.trunc();
            let part = match unit {
                _ if number.fract() != 0.5 => None,
                "Y" => Some("6M"),
                "H" => Some("30M"),
                "M" if grain == Grain::Minute => Some("30S"),
                _ => None,
            };
            match part {
                Some(part) if whole > 0.0 => format!("{prefix}{whole}{unit}{part}"),
                Some(part) => format!("{prefix}{part}"),
                None => format!("{prefix}{number}{unit}"),
            }
        }
    }
}

pub(super) fn set(recurrence: Recurrence) -> String {
    match recurrence {
        Recurrence::Every { amount, grain } => duration(Amount::Number(amount), grain),
        Recurrence::EveryFew(grain) => duration(Amount::Unsaid, grain),
        Recurrence::Weekday(weekday) => format!("XXXX-WXX-{}", weekday.to_monday_one_offset()),
        Recurrence::WeekdayPart(weekday, part) => format!("XXXX-WXX-{}{}", weekday.to_monday_one_offset(), part.code()),
        Recurrence::Month(month) => format!("XXXX-{month:02}"),
        Recurrence::Season(season) => format!("XXXX-{}", Season::code(season)),
        Recurrence::DayPart(part) => format!("XXXX-XX-XX{}", part.code()),
    }
}
