//! Standard input and output, read and written by two threads of their own.
//!
//! The input is taken in as fast as the client sends it, whatever the handlers do: a client that writes four hundred edits before it reads an
//! answer must not find its pipe full. The output is never waited for by a handler, either. A client that dies closes both ends, which ends us.

use std::io::{self, Read, Write};
use std::pin::Pin;
use std::sync::mpsc as blocking;
use std::task::{Context, Poll};
use std::thread::JoinHandle;

use serde_json::{Value, json};
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::sync::mpsc;
use tower_lsp::jsonrpc::Id;

use super::frames::{Frame, Framer};

/// Good messages from the client, as the library reads them.
#[derive(Debug)]
pub(super) struct Input {
    messages: mpsc::UnboundedReceiver<Vec<u8>>,
    current: Vec<u8>,
    taken: usize,
}

/// Messages to the client. Whatever is written is whole messages, so that ours can come between the library's.
#[derive(Clone, Debug)]
pub(super) struct Output {
    messages: blocking::Sender<Outgoing>,
}

#[derive(Debug)]
enum Outgoing {
    Bytes(Vec<u8>),
    End,
}

/// The thread that writes.
#[derive(Debug)]
pub(super) struct Writer {
    messages: blocking::Sender<Outgoing>,
    thread: JoinHandle<()>,
}

impl Writer {
    /// Waits until everything is written that was sent before.
    pub(super) fn finish(self) {
        // Both fail only if the thread has ended already.
        let _ = self.messages.send(Outgoing::End);
        let _ = self.thread.join();
    }
}

/// Starts reading and writing.
pub(super) fn start(mut from: impl Read + Send + 'static, mut to: impl Write + Send + 'static) -> (Input, Output, Writer) {
    let (outgoing, written) = blocking::channel::<Outgoing>();
    let (incoming, messages) = mpsc::unbounded_channel();
    let thread = std::thread::spawn(move || {
        for message in written {
            let Outgoing::Bytes(message) = message else { break };
            // A client that reads no more is gone or leaving; the end of its input tells.
            if to.write_all(&message).and_then(|()| to.flush()).is_err() {
                break;
            }
        }
    });
    let replies = outgoing.clone();
    std::thread::spawn(move || {
        let mut framer = Framer::new();
        let mut buffer = vec![0; 64 << 10];
        loop {
            let read = match from.read(&mut buffer) {
                Ok(0) => break,
                Ok(read) => read,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                Err(error) => {
                    tracing::error!("standard input cannot be read: {error}");
                    break;
                }
            };
            for frame in framer.push(&buffer[..read]) {
                let sent = match frame {
                    Frame::Message(body) => incoming.send(framed(&body)).is_ok(),
                    Frame::Refused(reply) => {
                        tracing::error!("refused a message: {}", reply["error"]["message"]);
                        replies.send(Outgoing::Bytes(framed(reply.to_string().as_bytes()))).is_ok()
                    }
                    Frame::Dropped(why) => {
                        tracing::error!("{why}");
                        true
                    }
                };
                if !sent {
                    return;
                }
            }
        }
    });
    (
        Input { messages, current: Vec::new(), taken: 0 },
        Output { messages: outgoing.clone() },
        Writer { messages: outgoing, thread },
    )
}

fn framed(body: &[u8]) -> Vec<u8> {
    let mut message = format!("Content-Length: {}\r\n\r\n", body.len()).into_bytes();
    message.extend_from_slice(body);
    message
}

impl AsyncRead for Input {
    fn poll_read(mut self: Pin<&mut Self>, context: &mut Context<'_>, buffer: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        if self.taken == self.current.len() {
            match self.messages.poll_recv(context) {
                Poll::Ready(Some(message)) => {
                    self.current = message;
                    self.taken = 0;
                }
                Poll::Ready(None) => return Poll::Ready(Ok(())),
                Poll::Pending => return Poll::Pending,
            }
        }
        let part = (self.current.len() - self.taken).min(buffer.remaining());
        let taken = self.taken;
        buffer.put_slice(&self.current[taken..taken + part]);
        self.taken += part;
        Poll::Ready(Ok(()))
    }
}

impl Output {
    /// Sends a notification at once: whatever is written later comes after it.
    pub(super) fn notify(&self, method: &str, params: &Value) {
        let body = json!({"jsonrpc": "2.0", "method": method, "params": params}).to_string();
        // Fails only when the server is ending.
        let _ = self.messages.send(Outgoing::Bytes(framed(body.as_bytes())));
    }

    /// Sends the answer to a request, whose result is JSON already.
    pub(super) fn answer(&self, id: &Id, result: &[u8]) {
        let head = format!(r#"{{"jsonrpc":"2.0","id":{},"result":"#, json!(id));
        let body = [head.as_bytes(), result, b"}"].concat();
        // Fails only when the server is ending.
        let _ = self.messages.send(Outgoing::Bytes(framed(&body)));
    }
}

impl AsyncWrite for Output {
    fn poll_write(self: Pin<&mut Self>, _: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        let sent = self.messages.send(Outgoing::Bytes(bytes.to_vec()));
        Poll::Ready(sent.map(|()| bytes.len()).map_err(|_| io::ErrorKind::BrokenPipe.into()))
    }

    fn poll_flush(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<io::Result<()>> {
        Poll::Ready(Ok(()))
    }

    fn poll_shutdown(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<io::Result<()>> {
        Poll::Ready(Ok(()))
    }
}
