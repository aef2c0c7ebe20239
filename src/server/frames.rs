//! Bytes from the client become whole, well-formed messages.
//!
//! The library under us ends its loop at the first message that it cannot parse, and waits for ever for a body that was announced too long. An
//! editor's bug, or a stray line of a shell, must not cost a writer the server: so every message is taken apart here, and only good ones go on.

use serde_json::{Value, json};
use tower_lsp::jsonrpc::{Request, Response};

/// Longest body that is kept: far more than any article, far less than the memory.
const BODY_LIMIT: usize = 256 << 20;

/// Longest header block before it is taken for rubbish.
const HEADER_LIMIT: usize = 8 << 10;

const LENGTH: &[u8] = b"content-length:";

/// What arrived.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Frame {
    /// A well-formed request, notification or response: its body.
    Message(Vec<u8>),
    /// Something else; to be answered with this body.
    Refused(Value),
    /// Something else that cannot be answered, since it is itself an answer; to be logged.
    Dropped(String),
}

#[derive(Debug)]
enum State {
    /// Gathering header lines.
    Header,
    /// Gathering a body of so many bytes.
    Body(usize),
    /// Passing over so many bytes of a body that is too long.
    Skip(usize),
    /// Passing over rubbish until something looks like a header.
    Search,
}

/// Takes the stream apart. Feed it bytes in pieces of any size.
#[derive(Debug)]
pub(super) struct Framer {
    state: State,
    buffer: Vec<u8>,
}

impl Framer {
    pub(super) fn new() -> Self {
        Self { state: State::Header, buffer: Vec::new() }
    }

    /// Takes in some bytes and gives what they complete.
    pub(super) fn push(&mut self, bytes: &[u8]) -> Vec<Frame> {
        self.buffer.extend_from_slice(bytes);
        let mut frames = Vec::new();
        while self.step(&mut frames) {}
        frames
    }

    /// One transition; false when more bytes are needed.
    fn step(&mut self, frames: &mut Vec<Frame>) -> bool {
        match self.state {
            State::Header => self.header(frames),
            State::Body(length) => {
                if self.buffer.len() < length {
                    return false;
                }
                let rest = self.buffer.split_off(length);
                let body = std::mem::replace(&mut self.buffer, rest);
                self.state = State::Header;
                if !body.is_empty() {
                    frames.push(examine(body));
                }
                true
            }
            State::Skip(left) => {
                let passed = left.min(self.buffer.len());
                self.buffer.drain(..passed);
                self.state = if passed == left { State::Header } else { State::Skip(left - passed) };
                passed == left
            }
            State::Search => match find(&self.buffer, LENGTH) {
                Some(at) => {
                    self.buffer.drain(..at);
                    self.state = State::Header;
                    true
                }
                None => {
                    // Half of what is searched for may have arrived.
                    let passed = self.buffer.len().saturating_sub(LENGTH.len() - 1);
                    self.buffer.drain(..passed);
                    false
                }
            },
        }
    }

    fn header(&mut self, frames: &mut Vec<Frame>) -> bool {
        let Some(end) = find(&self.buffer, b"\r\n\r\n") else {
            if self.buffer.len() > HEADER_LIMIT {
                frames.push(refused(-32700, &Value::Null, "no `Content-Length` header in the first 8 KiB of a message"));
                self.state = State::Search;
                return true;
            }
            return false;
        };
        let header = &self.buffer[..end];
        let Some(at) = rfind(header, LENGTH) else {
            frames.push(refused(-32700, &Value::Null, "a message without `Content-Length` header"));
            self.buffer.drain(..end + 4);
            self.state = State::Search;
            return true;
        };
        let value = &header[at + LENGTH.len()..];
        let value = value.split(|&byte| byte == b'\r').next().unwrap_or_default();
        let value = String::from_utf8_lossy(value).trim().to_owned();
        self.buffer.drain(..end + 4);
        self.state = match value.parse::<usize>() {
            Ok(length) if length <= BODY_LIMIT => State::Body(length),
            Ok(length) => {
                let message = format!("a message of {length} bytes is longer than the limit of {BODY_LIMIT}; it is passed over");
                frames.push(refused(-32600, &Value::Null, &message));
                // Nobody sends terabytes: a length beyond belief is a wrong length, and the next header comes sooner.
                if length <= BODY_LIMIT << 4 { State::Skip(length) } else { State::Search }
            }
            Err(_) => {
                frames.push(refused(-32700, &Value::Null, &format!("`Content-Length: {value}` is not a number of bytes")));
                State::Search
            }
        };
        true
    }
}

/// Judges a body by the types that will read it.
fn examine(body: Vec<u8>) -> Frame {
    let value: Value = match serde_json::from_slice(&body) {
        Ok(value) => value,
        Err(error) => return refused(-32700, &Value::Null, &format!("the message is not JSON: {error}")),
    };
    let id = match value.get("id") {
        Some(id) if id.is_number() || id.is_string() => id.clone(),
        _ => Value::Null,
    };
    if value.get("method").is_some() {
        return match serde_json::from_value::<Request>(value) {
            Ok(_) => Frame::Message(body),
            Err(error) => refused(-32600, &id, &format!("the message is not a JSON-RPC 2.0 request: {error}")),
        };
    }
    if value.get("result").is_some() || value.get("error").is_some() {
        return match serde_json::from_value::<Response>(value) {
            Ok(_) => Frame::Message(body),
            Err(error) => Frame::Dropped(format!("an answer of the client is not a JSON-RPC 2.0 response: {error}")),
        };
    }
    refused(-32600, &id, "the message is neither a JSON-RPC 2.0 request nor a response (batches are not part of the protocol)")
}

fn refused(code: i32, id: &Value, message: &str) -> Frame {
    Frame::Refused(json!({"jsonrpc": "2.0", "id": id, "error": {"code": code, "message": message}}))
}

fn find(haystack: &[u8], needle: &[u8]) -> Option<usize> {
    haystack.windows(needle.len()).position(|window| window.eq_ignore_ascii_case(needle))
}

fn rfind(haystack: &[u8], needle: &[u8]) -> Option<usize> {
    haystack.windows(needle.len()).rposition(|window| window.eq_ignore_ascii_case(needle))
}

#[cfg(test)]
mod tests {
    use super::*;

    const GOOD: &str = r#"{"jsonrpc":"2.0","method":"exit"}"#;

    fn framed(body: &str) -> String {
        format!("Content-Length: {}\r\n\r\n{body}", body.len())
    }

    /// The frames of a stream, the same in one piece and byte by byte; messages as `ok`, refusals as code, id and message.
    fn check(stream: &str, expected: &[&str]) {
        let tell = |frame: Frame| match frame {
            Frame::Message(body) => format!("ok {}", String::from_utf8_lossy(&body)),
            Frame::Refused(value) => format!("{} {} {}", value["error"]["code"], value["id"], value["error"]["message"]),
            Frame::Dropped(message) => format!("dropped {message}"),
        };
        let whole: Vec<String> = Framer::new().push(stream.as_bytes()).into_iter().map(tell).collect();
        assert_eq!(whole, expected, "{stream:?}");
        let mut framer = Framer::new();
        let pieces: Vec<String> = stream.bytes().flat_map(|byte| framer.push(&[byte])).map(tell).collect();
        assert_eq!(pieces, expected, "byte by byte: {stream:?}");
    }

    fn ok() -> String {
        format!("ok {GOOD}")
    }

    #[test]
    fn good_messages_pass_whatever_their_headers() {
        let answer = r#"{"jsonrpc":"2.0","id":1,"result":null}"#;
        let typed = format!("Content-Type: application/vscode-jsonrpc\r\ncontent-length:{}\r\n\r\n{GOOD}", GOOD.len());
        check(&format!("{}{}{typed}", framed(GOOD), framed(answer)), &[&ok(), &format!("ok {answer}"), &ok()]);
    }

    #[test]
    fn what_is_no_json_is_answered_and_the_next_message_read() {
        check(
            &format!("{}{}", framed("{\"jsonrpc\":"), framed(GOOD)),
            &["-32700 null \"the message is not JSON: EOF while parsing a value at line 1 column 11\"", &ok()],
        );
        let wrong = framed(r#"{"jsonrpc":"1.0","id":7,"method":"x"}"#);
        check(
            &format!("{wrong}{}", framed(GOOD)),
            &["-32600 7 \"the message is not a JSON-RPC 2.0 request: expected JSON-RPC version \\\"2.0\\\"\"", &ok()],
        );
        check(
            &format!("{}{}", framed("[]"), framed(GOOD)),
            &[
                "-32600 null \"the message is neither a JSON-RPC 2.0 request nor a response (batches are not part of the protocol)\"",
                &ok(),
            ],
        );
        let answer = framed(r#"{"jsonrpc":"2.0","id":1,"error":5}"#);
        let frames = Framer::new().push(format!("{answer}{}", framed(GOOD)).as_bytes());
        assert!(matches!(&frames[..], [Frame::Dropped(_), Frame::Message(_)]), "{frames:?}");
    }

    #[test]
    fn broken_headers_cost_no_more_than_their_message() {
        check(
            &format!("hello\r\n\r\nwhat{}", framed(GOOD)),
            &["-32700 null \"a message without `Content-Length` header\"", &ok()],
        );
        check(
            &format!("Content-Length: ten\r\n\r\n0123456789{}", framed(GOOD)),
            &["-32700 null \"`Content-Length: ten` is not a number of bytes\"", &ok()],
        );
        check(
            &format!("Content-Length: 5\r\n\r\n{GOOD}{}", framed(GOOD)),
            &["-32700 null \"the message is not JSON: EOF while parsing a string at line 1 column 5\"", &ok()],
        );
        check(
            &format!("Content-Length: 999999999999999\r\n\r\n{GOOD}{}", framed(GOOD)),
            &[
                "-32600 null \"a message of 999999999999999 bytes is longer than the limit of 268435456; it is passed over\"",
                &ok(),
            ],
        );
        let rubbish = "x".repeat(HEADER_LIMIT + 1);
        let frames = Framer::new().push(format!("{rubbish}{}", framed(GOOD)).as_bytes());
        assert!(matches!(&frames[..], [Frame::Message(_)]), "{frames:?}");
    }

    #[test]
    fn invalid_utf_8_is_refused() {
        let mut stream = b"Content-Length: 2\r\n\r\n\xff\xfe".to_vec();
        stream.extend_from_slice(framed(GOOD).as_bytes());
        let frames = Framer::new().push(&stream);
        assert!(matches!(&frames[..], [Frame::Refused(_), Frame::Message(_)]), "{frames:?}");
    }
}
