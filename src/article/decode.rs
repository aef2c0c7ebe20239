//! Bytes become text, whatever the wire machine or the archive wrote them in.
//!
//! UTF-8 is tried first and without a guess; a byte order mark decides for UTF-16; text of which every other byte is NUL is UTF-16 without
//! one. Only what is none of these is guessed at, by the detector that Firefox uses. A byte order mark of UTF-8 stays in the text as
//! U+FEFF: spans count the bytes of the file, and it is three of them.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_16BE, UTF_16LE, WINDOWS_1252};

/// Files larger than this are not read: 64 MiB, some ten million words.
pub const SIZE_LIMIT: usize = 64 << 20;

/// How many bytes decide whether a file is text, and in which encoding.
const SAMPLE: usize = 64 << 10;

/// A file's text and the encoding it was written in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decoded {
    /// The text.
    pub text: String,
    /// The encoding's name in the WHATWG Encoding Standard: `UTF-8`, `UTF-16LE`, `windows-1252`.
    pub encoding: &'static str,
}

/// Why bytes cannot be read as an article. Each message says what is wrong and what to do; the caller adds which file.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DecodeError {
    /// Not text at all.
    #[error("not a text file ({reason}); exclude it in `[corpus] exclude` or save it as text")]
    Binary {
        /// What gave it away.
        reason: String,
    },
    /// More than [`SIZE_LIMIT`].
    #[error("{size} bytes is more than the limit of {limit} bytes; split the file or exclude it in `[corpus] exclude`", limit = SIZE_LIMIT)]
    TooLarge {
        /// The file's size in bytes.
        size: usize,
    },
}

/// Decodes a file.
///
/// # Errors
/// [`DecodeError`] if the file is no text, or too large.
pub fn decode(bytes: &[u8]) -> Result<Decoded, DecodeError> {
    if bytes.len() > SIZE_LIMIT {
        return Err(DecodeError::TooLarge { size: bytes.len() });
    }
    if let Some(encoding) = utf16_of(bytes) {
        // The mark itself is decoded to U+FEFF, as it is in UTF-8.
        let (text, _) = encoding.decode_without_bom_handling(bytes);
        return finish(text.into_owned(), encoding);
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => finish(text.to_owned(), encoding_rs::UTF_8),
        Err(_) => {
            if let Some(offset) = bytes.iter().position(|&byte| byte == 0) {
                return Err(DecodeError::Binary { reason: format!("it has a NUL byte at offset {offset}") });
            }
            let encoding = guess(bytes);
            let (text, _) = encoding.decode_without_bom_handling(bytes);
            finish(text.into_owned(), encoding)
        }
    }
}

/// UTF-16 by its byte order mark, or because one byte of each pair is NUL in almost every pair, as it is in English.
fn utf16_of(bytes: &[u8]) -> Option<&'static Encoding> {
    match bytes {
        [0xff, 0xfe, ..] => return Some(UTF_16LE),
        [0xfe, 0xff, ..] => return Some(UTF_16BE),
        _ => {}
    }
    let sample = &bytes[..bytes.len().min(SAMPLE)];
    let pairs = sample.len() / 2;
    if pairs < 4 || !bytes.len().is_multiple_of(2) {
        return None;
    }
    let (mut first, mut second) = (0, 0);
    for pair in sample.chunks_exact(2) {
        first += usize::from(pair[0] == 0 && pair[1] != 0);
        second += usize::from(pair[1] == 0 && pair[0] != 0);
    }
    // Nine pairs in ten: curly quotation marks and dashes are the exceptions.
    if second * 10 >= pairs * 9 {
        Some(UTF_16LE)
    } else if first * 10 >= pairs * 9 {
        Some(UTF_16BE)
    } else {
        None
    }
}

/// The legacy encoding of bytes that are no UTF-8. Where nothing speaks for another it is Windows-1252.
fn guess(bytes: &[u8]) -> &'static Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    let encoding = detector.guess(None, Utf8Detection::Deny);
    // A handful of accents is too little to tell the Latin code pages apart; most such files are Windows-1252.
    let accents = bytes.iter().filter(|byte| !byte.is_ascii()).take(4).count();
    if accents < 4 && encoding.is_single_byte() { WINDOWS_1252 } else { encoding }
}

fn finish(text: String, encoding: &'static Encoding) -> Result<Decoded, DecodeError> {
    if let Some(offset) = text.bytes().position(|byte| byte == 0) {
        return Err(DecodeError::Binary { reason: format!("it has a NUL character at offset {offset}") });
    }
    let sampled = text.bytes().take(SAMPLE).count();
    let controls = text.bytes().take(SAMPLE).filter(|&byte| byte.is_ascii_control() && !is_layout(byte)).count();
    // Wire copy may carry a few control characters; a program has them everywhere.
    if controls > 8 && controls * 50 > sampled {
        return Err(DecodeError::Binary { reason: format!("{controls} control characters in the first {sampled} bytes") });
    }
    Ok(Decoded { text, encoding: encoding.name() })
}

fn is_layout(byte: u8) -> bool {
    matches!(byte, b'\n' | b'\r' | b'\t' | 0x0b | 0x0c)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    fn decoded(bytes: &[u8]) -> (String, &'static str) {
        let decoded = decode(bytes).unwrap();
        (decoded.text, decoded.encoding)
    }

    fn utf16(text: &str, big: bool) -> Vec<u8> {
        text.encode_utf16().flat_map(|unit| if big { unit.to_be_bytes() } else { unit.to_le_bytes() }).collect()
    }

    #[test]
    fn utf_8_is_taken_as_it_is_with_its_mark() {
        assert_eq!(decoded("Zürich – “a”".as_bytes()), ("Zürich – “a”".to_owned(), "UTF-8"));
        assert_eq!(decoded("\u{feff}Bonn".as_bytes()), ("\u{feff}Bonn".to_owned(), "UTF-8"));
        assert_eq!(decoded(b""), (String::new(), "UTF-8"));
    }

    #[test]
    fn utf_16_is_known_by_its_mark_or_by_its_zeroes() {
        let text = "The envoy left Geneva on Monday.";
        for (marked, big) in [(false, false), (false, true), (true, false), (true, true)] {
            let text = if marked { format!("\u{feff}{text}") } else { text.to_owned() };
            let name = if big { "UTF-16BE" } else { "UTF-16LE" };
            assert_eq!(decoded(&utf16(&text, big)), (text, name));
        }
    }

    #[test]
    fn other_bytes_are_guessed_and_mostly_windows_1252() {
        assert_eq!(decoded(b"Caf\xe9 \x93d\xe9j\xe0 vu\x94"), ("Café “déjà vu”".to_owned(), "windows-1252"));
        let (koi8, _, _) = encoding_rs::KOI8_R.encode("Вчера в Москве прошли переговоры о мире, сообщает агентство.");
        assert_eq!(decoded(&koi8).1, "KOI8-U");
    }

    #[test]
    fn what_is_no_text_is_refused_with_a_reason() {
        let message = |bytes: &[u8]| decode(bytes).unwrap_err().to_string();
        assert_eq!(
            message(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"),
            "not a text file (it has a NUL byte at offset 8); exclude it in `[corpus] exclude` or save it as text"
        );
        assert_eq!(
            message(&[1, 2, 3, 4, 5, 6, 7, 8, 14, 15]),
            "not a text file (10 control characters in the first 10 bytes); exclude it in `[corpus] exclude` or save it as text"
        );
        assert_eq!(
            message(&vec![b'a'; SIZE_LIMIT + 1]),
            "67108865 bytes is more than the limit of 67108864 bytes; split the file or exclude it in `[corpus] exclude`"
        );
    }
}
