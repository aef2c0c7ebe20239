//! Numbers in figures, one token at a time.

/// How the digits of a [`Figure`] are written.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(in crate::language) enum Shape {
    /// `1989`, with its number of digits: `0115` has four.
    Integer(u8),
    /// `3,600`.
    Grouped,
    /// `1.2`.
    Decimal,
    /// `8:15`.
    Clock(u8, u8),
    /// `1.2.3`, `8:15:30`: a version, a score, a lap time; no number.
    Other,
}

/// A token that begins with a digit, taken apart.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(in crate::language) struct Figure<'t> {
    /// What the digits say; 0 for [`Shape::Clock`] and [`Shape::Other`].
    pub(in crate::language) value: f64,
    /// How they are written.
    pub(in crate::language) shape: Shape,
    /// The letters behind them: `th`, `s`, `pm`, `km`; mostly none.
    pub(in crate::language) suffix: &'t str,
}

impl Figure<'_> {
    /// The value if it is a plain whole number that fits, written without grouping: `28`, `1997`, `0115`.
    pub(in crate::language) fn integer(&self) -> Option<u32> {
        (matches!(self.shape, Shape::Integer(1..=9)) && self.suffix.is_empty()).then_some(self.value as u32)
    }

    /// Number of digits of a plain whole number, 0 for all else.
    pub(in crate::language) fn digits(&self) -> u8 {
        if let (Shape::Integer(digits), true) = (self.shape, self.suffix.is_empty()) { digits } else { 0 }
    }

    /// The value of `27th`, `1st`.
    pub(in crate::language) fn ordinal(&self) -> Option<u32> {
        (matches!(self.shape, Shape::Integer(1..=9)) && is_ordinal_suffix(self.suffix)).then_some(self.value as u32)
    }

    /// The value of `1990s`, `90s`.
    pub(in crate::language) fn plural(&self) -> Option<u32> {
        (matches!(self.shape, Shape::Integer(1..=9)) && matches!(self.suffix, "s" | "'s" | "’s")).then_some(self.value as u32)
    }
}

fn is_ordinal_suffix(suffix: &str) -> bool {
    suffix.len() == 2 && ["st", "nd", "rd", "th"].iter().any(|ending| suffix.eq_ignore_ascii_case(ending))
}

/// Takes a token that begins with a digit apart. Total: what is no number has [`Shape::Other`].
pub(in crate::language) fn figure(token: &str) -> Figure<'_> {
    let bytes = token.as_bytes();
    let mut end = 0;
    let (mut commas, mut stops, mut colons, mut others) = (0_usize, 0_usize, 0_usize, 0_usize);
    while let Some(&byte) = bytes.get(end) {
        match byte {
            b'0'..=b'9' => {}
            b',' => commas += 1,
            b'.' => stops += 1,
            b':' => colons += 1,
            _ => break,
        }
        end += 1;
    }
    while end > 0 && !bytes[end - 1].is_ascii_digit() {
        end -= 1;
        match bytes[end] {
            b',' => commas -= 1,
            b'.' => stops -= 1,
            _ => colons -= 1,
        }
    }
    let (digits, suffix) = token.split_at(end);
    if digits.is_empty() {
        others += 1;
    }
    let number =
        |text: &str| text.bytes().filter(u8::is_ascii_digit).fold(0.0, |sum, digit| sum * 10.0 + f64::from(digit - b'0'));
    let (shape, value) = match (commas, stops, colons, others) {
        (0, 0, 0, 0) => (Shape::Integer(digits.len().min(255) as u8), number(digits)),
        (0, 0, 1, 0) => clock(digits).map_or((Shape::Other, 0.0), |(hour, minute)| (Shape::Clock(hour, minute), 0.0)),
        (0, 1, 0, 0) => (Shape::Decimal, digits.parse().unwrap_or(0.0)),
        (1.., 0 | 1, 0, 0) if is_grouped(digits) => {
            let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
            let fraction = format!("0.{fraction}").parse().unwrap_or(0.0);
            (if stops == 0 { Shape::Grouped } else { Shape::Decimal }, number(whole) + fraction)
        }
        _ => (Shape::Other, 0.0),
    };
    Figure { value, shape, suffix }
}

/// `8:15`, whatever the numbers, so that `25:70` can be found impossible.
fn clock(digits: &str) -> Option<(u8, u8)> {
    let (hour, minute) = digits.split_once(':')?;
    if hour.len() > 2 || minute.len() != 2 {
        return None;
    }
    Some((hour.parse().ok()?, minute.parse().ok()?))
}

/// Groups of three after the first comma.
fn is_grouped(digits: &str) -> bool {
    let whole = digits.split('.').next().unwrap_or(digits);
    let mut groups = whole.split(',');
    let first = groups.next().map_or(0, str::len);
    (1..=3).contains(&first) && groups.all(|group| group.len() == 3)
}
