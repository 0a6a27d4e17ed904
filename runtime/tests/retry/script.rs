//! A transport that plays a script.

use std::collections::VecDeque;
use std::io;
use std::pin::Pin;
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll};
use std::time::Duration;

use tencentcloud_runtime::bytes::Bytes;
use tencentcloud_runtime::futures_core::Stream;
use tencentcloud_runtime::http::{HeaderMap, Request, Response};
use tencentcloud_runtime::transport::{Sending, Transport, TransportError, TransportErrorKind};
use tencentcloud_runtime::{Body, ByteStream};
use tokio::time::Instant;

use crate::SKEWED;

/// What happens to one request.
#[derive(Clone)]
pub(crate) enum Step {
    Answer(u16, Vec<(&'static str, String)>, &'static str),
    Fail(TransportErrorKind),
    Silence,
    /// An action's answer after a second, which depends on the time that the request was signed at.
    Strict(i64, &'static str),
    /// A body that does not come.
    Stall,
    /// One that breaks off.
    StalledError,
}

/// All is well, as a bucket says it.
pub(crate) fn ok() -> Step {
    Step::answer(200, "")
}

/// All is well, as an action says it.
pub(crate) fn done() -> Step {
    Step::answer(200, r#"{"Response":{}}"#)
}

pub(crate) fn busy() -> Step {
    Step::Answer(503, Vec::new(), "")
}

pub(crate) fn fails(kind: TransportErrorKind) -> Step {
    Step::Fail(kind)
}

pub(crate) fn silence() -> Step {
    Step::Silence
}

impl Step {
    pub(crate) fn answer(status: u16, body: &'static str) -> Self {
        Self::Answer(status, Vec::new(), body)
    }

    pub(crate) fn with(self, name: &'static str, value: impl Into<String>) -> Self {
        match self {
            Self::Answer(status, mut headers, body) => {
                headers.push((name, value.into()));
                Self::Answer(status, headers, body)
            }
            other => other,
        }
    }
}

/// Plays its steps in order; the last one goes on for ever.
#[derive(Clone)]
pub(crate) struct Script(Arc<State>);

struct State {
    steps: Mutex<VecDeque<Step>>,
    sent: Mutex<Vec<(Instant, HeaderMap)>>,
    waiting: Arc<()>,
}

impl Script {
    pub(crate) fn of(steps: impl IntoIterator<Item = Step>) -> Self {
        let (steps, sent) = (Mutex::new(steps.into_iter().collect()), Mutex::default());
        Self(Arc::new(State { steps, sent, waiting: Arc::default() }))
    }

    /// How many requests there were.
    pub(crate) fn count(&self) -> usize {
        self.0.sent.lock().unwrap().len()
    }

    /// How many requests are under way.
    pub(crate) fn waiting(&self) -> usize {
        Arc::strong_count(&self.0.waiting) - 1
    }

    /// A header of every request.
    pub(crate) fn headers(&self, name: &str) -> Vec<String> {
        let text = |headers: &HeaderMap| headers.get(name).map(|value| value.to_str().unwrap().to_owned());
        self.0.sent.lock().unwrap().iter().filter_map(|(_, headers)| text(headers)).collect()
    }

    /// The time between one request and the next.
    pub(crate) fn pauses(&self) -> Vec<Duration> {
        let sent = self.0.sent.lock().unwrap();
        sent.windows(2).map(|pair| pair[1].0 - pair[0].0).collect()
    }

    fn next(&self) -> Step {
        let mut steps = self.0.steps.lock().unwrap();
        if steps.len() > 1 { steps.pop_front() } else { steps.front().cloned() }.expect("a step")
    }
}

impl Transport for Script {
    fn send(&self, request: Request<Body>) -> Sending {
        let (head, body) = request.into_parts();
        let signed_at = head.headers.get("x-tc-timestamp").map(|time| time.to_str().unwrap().to_owned());
        self.0.sent.lock().unwrap().push((Instant::now(), head.headers));
        let (step, waiting) = (self.next(), Arc::clone(&self.0.waiting));
        // As a transport does that has begun to write.
        let written = body.into_stream();
        Box::pin(async move {
            written.map_err(|error| TransportError::new(TransportErrorKind::Connect, error))?;
            match step {
                Step::Answer(status, headers, body) => Ok(respond(status, headers, body)),
                Step::Fail(kind) => Err(TransportError::new(kind, "the cause")),
                Step::Silence => {
                    let _waiting = waiting;
                    std::future::pending().await
                }
                Step::Strict(time, date) => {
                    tokio::time::sleep(Duration::from_secs(1)).await;
                    let refused = vec![("date", date.to_owned())];
                    let right = signed_at == Some(time.to_string());
                    Ok(if right {
                        respond(200, Vec::new(), "{\"Response\":{}}")
                    } else {
                        respond(200, refused, SKEWED)
                    })
                }
                Step::Stall => Ok(Response::new(ByteStream::new(Stalling(None, waiting)))),
                Step::StalledError => {
                    let stalling = Stalling(Some("<Error><Code>NoSuchKey</Code>"), waiting);
                    Ok(Response::builder().status(404).body(ByteStream::new(stalling)).unwrap())
                }
            }
        })
    }
}

fn respond(status: u16, headers: Vec<(&'static str, String)>, body: &'static str) -> Response<ByteStream> {
    let start = Response::builder().status(status);
    let head = headers.into_iter().fold(start, |head, (name, value)| head.header(name, value));
    head.body(body.into()).expect("a valid answer")
}

/// A chunk, and then nothing more.
struct Stalling(Option<&'static str>, #[expect(dead_code, reason = "it counts")] Arc<()>);

impl Stream for Stalling {
    type Item = io::Result<Bytes>;

    fn poll_next(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<io::Result<Bytes>>> {
        match self.0.take() {
            Some(chunk) => Poll::Ready(Some(Ok(Bytes::from(chunk)))),
            None => Poll::Pending,
        }
    }
}
