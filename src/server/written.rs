//! Long answers, written by the thread that found them.
//!
//! The library makes a tree of values of an answer and then a text of the tree, both on the one task that all handlers share: for a thousand
//! references that takes as long as to find them, and every other answer waits. So a handler may write its answer itself. The text stays
//! beside the request until the library is done with it (one that was cancelled is answered with an error) and then goes out in place of
//! the library's.

use std::pin::Pin;
use std::sync::{Arc, OnceLock};
use std::task::{Context, Poll};

use serde::Serialize;
use tower_lsp::jsonrpc::{Request, Response};
use tower_service::Service;

use super::transport::Output;

tokio::task_local! {
    static ANSWER: Arc<OnceLock<Vec<u8>>>;
}

/// Where the answer to a request may be written.
#[derive(Clone, Debug)]
pub(super) struct Written(Option<Arc<OnceLock<Vec<u8>>>>);

impl Written {
    /// For the request that this task answers. To be asked before the work goes to another thread.
    pub(super) fn here() -> Self {
        Self(ANSWER.try_with(Arc::clone).ok())
    }

    /// Writes the answer, once, and gives what is left for the library to say: nothing, or all if there is no request to write it for.
    pub(super) fn write<T: Serialize>(&self, answer: T) -> Option<T> {
        let Some(place) = &self.0 else { return Some(answer) };
        match serde_json::to_vec(&answer) {
            Ok(text) => place.set(text).is_err().then_some(answer),
            // The library says what is wrong with it.
            Err(_) => Some(answer),
        }
    }
}

/// A server whose handlers may write their answers.
#[derive(Debug)]
pub(super) struct Writing<S> {
    pub(super) inner: S,
    pub(super) output: Output,
}

impl<S> Service<Request> for Writing<S>
where
    S: Service<Request, Response = Option<Response>>,
    S::Future: Send + 'static,
    S::Error: Send,
{
    type Response = Option<Response>;
    type Error = S::Error;
    type Future = Pin<Box<dyn Future<Output = Result<Option<Response>, S::Error>> + Send>>;

    fn poll_ready(&mut self, context: &mut Context<'_>) -> Poll<Result<(), S::Error>> {
        self.inner.poll_ready(context)
    }

    fn call(&mut self, request: Request) -> Self::Future {
        let written = Arc::default();
        let output = self.output.clone();
        let answering = ANSWER.scope(Arc::clone(&written), self.inner.call(request));
        Box::pin(async move {
            let response = answering.await?;
            if let (Some(response), Some(text)) = (&response, written.get())
                && response.is_ok()
            {
                output.answer(response.id(), text);
                return Ok(None);
            }
            Ok(response)
        })
    }
}

#[cfg(test)]
mod tests {
    use std::io::{self, Write};
    use std::sync::Mutex;

    use serde_json::json;
    use tower_lsp::jsonrpc::{Error, Id};

    use super::super::transport;
    use super::*;

    /// What a client would read.
    #[derive(Clone, Default)]
    struct Read(Arc<Mutex<Vec<u8>>>);

    impl Write for Read {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.0.lock().expect("no panic").write(bytes)
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    /// Answers every request with what the library would.
    struct Library(Result<serde_json::Value, Error>);

    impl Service<Request> for Library {
        type Response = Option<Response>;
        type Error = io::Error;
        type Future = Pin<Box<dyn Future<Output = Result<Option<Response>, io::Error>> + Send>>;

        fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), io::Error>> {
            Poll::Ready(Ok(()))
        }

        fn call(&mut self, request: Request) -> Self::Future {
            let result = self.0.clone();
            Box::pin(async move {
                let left = Written::here().write(["long"]);
                assert_eq!(left, None);
                Ok(Some(Response::from_parts(request.id().cloned().unwrap_or(Id::Null), result)))
            })
        }
    }

    /// What the library still says, and what was written.
    fn answered(by_library: Result<serde_json::Value, Error>) -> (Option<Response>, String) {
        let read = Read::default();
        let (_, output, writer) = transport::start(io::empty(), read.clone());
        let mut server = Writing { inner: Library(by_library), output };
        let runtime = tokio::runtime::Builder::new_current_thread().build().expect("a runtime");
        let request = Request::build("long/answer").id(7).finish();
        let response = runtime.block_on(server.call(request)).expect("no failure");
        writer.finish();
        let bytes = read.0.lock().expect("no panic").clone();
        (response, String::from_utf8(bytes).expect("text"))
    }

    #[test]
    fn a_written_answer_goes_out_in_place_of_the_library_s() {
        let (left, text) = answered(Ok(json!(null)));
        assert_eq!((left, &*text), (None, "Content-Length: 42\r\n\r\n{\"jsonrpc\":\"2.0\",\"id\":7,\"result\":[\"long\"]}"));
    }

    #[test]
    fn a_cancelled_request_has_one_answer() {
        let (left, text) = answered(Err(Error::request_cancelled()));
        assert_eq!((left, &*text), (Some(Response::from_error(7.into(), Error::request_cancelled())), ""));
    }

    #[test]
    fn outside_of_a_request_all_is_left() {
        assert_eq!(Written::here().write("long"), Some("long"));
    }
}
