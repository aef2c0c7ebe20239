//! Character references (`&amp;`, `&#8217;`, `&eacute;`) become the character itself, at their place and in their room.
//!
//! A reference is never shorter than what it stands for, but for a few of mathematics (`&nGt;`), which stay unseen. What room is left becomes NUL, so that
//! no offset moves: behind the character, but before an apostrophe, so that a possessive stays in one piece. A soft hyphen says where a word may be broken, and is no part of it.

use html5gum::{Token, Tokenizer};

/// The longest name is that of `&CounterClockwiseContourIntegral;`.
const LONGEST: usize = 40;

/// Writes `source` into `text`, which is as long and all NUL, with its references as characters.
pub(super) fn show(source: &str, text: &mut [u8]) {
    let mut at = 0;
    while let Some(found) = source[at..].find('&') {
        let start = at + found;
        text[at..start].copy_from_slice(&source.as_bytes()[at..start]);
        let end = start + length(&source[start..]);
        write(&source[start..end], &mut text[start..end]);
        at = end;
    }
    text[at..].copy_from_slice(&source.as_bytes()[at..]);
}

/// Length of what may be a reference, from its `&` to its semicolon if it has one.
fn length(source: &str) -> usize {
    let bytes = &source.as_bytes()[..source.len().min(LONGEST)];
    let mark = usize::from(bytes.get(1) == Some(&b'#'));
    let name = bytes[1 + mark..].iter().take_while(|byte| byte.is_ascii_alphanumeric()).count();
    let end = 1 + mark + name;
    end + usize::from(bytes.get(end) == Some(&b';'))
}

fn write(reference: &str, text: &mut [u8]) {
    let shown = match reference {
        "&" => "&".to_owned(),
        "&amp;" => "&".to_owned(),
        "&nbsp;" => "\u{a0}".to_owned(),
        _ => decoded(reference),
    };
    if shown.len() <= text.len() && shown != "\u{ad}" && !shown.contains('\0') {
        let start = if matches!(shown.as_str(), "’" | "'") { text.len() - shown.len() } else { 0 };
        text[start..start + shown.len()].copy_from_slice(shown.as_bytes());
    }
}

/// As a browser reads it: a name without its semicolon may be one (`&copy 1998`), and what is none stays as it is.
fn decoded(reference: &str) -> String {
    let mut shown = String::new();
    for Ok(token) in Tokenizer::new(reference) {
        if let Token::String(text) = token {
            shown.push_str(&String::from_utf8_lossy(&text));
        }
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(source: &str, expected: &str) {
        let mut text = vec![0; source.len()];
        show(source, &mut text);
        assert_eq!(String::from_utf8(text).as_deref().map(|text| text.replace('\0', "_")), Ok(expected.to_owned()), "{source}");
    }

    #[test]
    fn references_keep_their_room() {
        check("caf&eacute;s &amp; R&D", "café______s &____ R&D");
        check("the mayor&#8217;s &#x201c;yes&#x201D;", "the mayor____’s “_____yes”_____");
        check("3&nbsp;000 &euro;", "3\u{a0}____000 €___");
        check("&copy 1998, &copyright", "©___ 1998, ©right___");
        check("Min&shy;ister", "Min_____ister");
    }

    #[test]
    fn what_is_none_stays_and_what_has_no_room_is_unseen() {
        check("AT&T & &; &nosuch; &#; &#x;", "AT&T & &; &nosuch; &#; &#x;");
        check("&nGt; &#0; &#1114112;", "_____ \u{fffd}_ \u{fffd}_______");
        check("&#128;&#x80;", "€___€___");
        check(&format!("&{}", "a".repeat(60)), &format!("&{}", "a".repeat(60)));
        check("&é", "&é");
    }
}
