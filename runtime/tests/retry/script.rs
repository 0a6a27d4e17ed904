//! A transport that follows a script.

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

use super::SKEWED;

/// Outcome of one request.
#[derive(Clone)]
pub(crate) enum Step {
    Response(u16, Vec<(&'static str, String)>, &'static str),
    Fail(TransportErrorKind),
    NoResponse,
    /// An action's response after one second: success only for a request that was signed at this time.
    RequireTimestamp(i64, &'static str),
    /// A body that never arrives.
    Stall,
    /// An error whose body stalls.
    StalledError,
}

/// A successful response of a bucket.
pub(crate) fn ok() -> Step {
    Step::response(200, "<Response><Text>t</Text></Response>")
}

/// A successful response of an action.
pub(crate) fn ok_action() -> Step {
    Step::response(200, r#"{"Response":{"RequestId":"r"}}"#)
}

pub(crate) fn busy() -> Step {
    Step::Response(503, Vec::new(), "")
}

pub(crate) fn fails(kind: TransportErrorKind) -> Step {
    Step::Fail(kind)
}

pub(crate) fn no_response() -> Step {
    Step::NoResponse
}

impl Step {
    pub(crate) fn response(status: u16, body: &'static str) -> Self {
        Self::Response(status, Vec::new(), body)
    }

    pub(crate) fn with(self, name: &'static str, value: impl Into<String>) -> Self {
        match self {
            Self::Response(status, mut headers, body) => {
                headers.push((name, value.into()));
                Self::Response(status, headers, body)
            }
            other => other,
        }
    }
}

/// Uses its steps in order, and repeats the last one.
#[derive(Clone)]
pub(crate) struct Script(Arc<State>);

struct State {
    steps: Mutex<VecDeque<Step>>,
    requests: Mutex<Vec<(Instant, HeaderMap)>>,
    in_flight: Arc<()>,
}

impl Script {
    pub(crate) fn of(steps: impl IntoIterator<Item = Step>) -> Self {
        let (steps, requests) = (Mutex::new(steps.into_iter().collect()), Mutex::default());
        Self(Arc::new(State { steps, requests, in_flight: Arc::default() }))
    }

    /// Returns the number of requests.
    pub(crate) fn count(&self) -> usize {
        self.0.requests.lock().unwrap().len()
    }

    /// Returns the number of requests in flight.
    pub(crate) fn in_flight(&self) -> usize {
        Arc::strong_count(&self.0.in_flight) - 1
    }

    /// Returns a header of every request.
    pub(crate) fn headers(&self, name: &str) -> Vec<String> {
        let text = |headers: &HeaderMap| headers.get(name).map(|value| value.to_str().unwrap().to_owned());
        self.0.requests.lock().unwrap().iter().filter_map(|(_, headers)| text(headers)).collect()
    }

    /// Returns the delays between consecutive requests.
    pub(crate) fn delays(&self) -> Vec<Duration> {
        let requests = self.0.requests.lock().unwrap();
        requests.windows(2).map(|pair| pair[1].0 - pair[0].0).collect()
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
        self.0.requests.lock().unwrap().push((Instant::now(), head.headers));
        let (step, in_flight) = (self.next(), Arc::clone(&self.0.in_flight));
        // Takes the stream of the body, like a transport that starts to write.
        let written = body.into_stream();
        Box::pin(async move {
            written.map_err(|error| TransportError::new(TransportErrorKind::Connect, error))?;
            match step {
                Step::Response(status, headers, body) => Ok(respond(status, headers, body)),
                Step::Fail(kind) => Err(TransportError::new(kind, "the cause")),
                Step::NoResponse => {
                    let _in_flight = in_flight;
                    std::future::pending().await
                }
                Step::RequireTimestamp(time, date) => {
                    tokio::time::sleep(Duration::from_secs(1)).await;
                    let headers = vec![("date", date.to_owned())];
                    let right = signed_at == Some(time.to_string());
                    Ok(if right {
                        respond(200, Vec::new(), "{\"Response\":{\"RequestId\":\"r\"}}")
                    } else {
                        respond(200, headers, SKEWED)
                    })
                }
                Step::Stall => Ok(Response::new(ByteStream::new(Stalling(None, in_flight)))),
                Step::StalledError => {
                    let stalling = Stalling(Some("<Error><Code>NoSuchKey</Code>"), in_flight);
                    Ok(Response::builder().status(404).body(ByteStream::new(stalling)).unwrap())
                }
            }
        })
    }
}

fn respond(status: u16, headers: Vec<(&'static str, String)>, body: &'static str) -> Response<ByteStream> {
    let start = Response::builder().status(status);
    let head = headers.into_iter().fold(start, |head, (name, value)| head.header(name, value));
    head.body(body.into()).expect("a valid response")
}

/// Yields a chunk, then stays pending.
struct Stalling(Option<&'static str>, #[expect(dead_code, reason = "counts requests in flight")] Arc<()>);

impl Stream for Stalling {
    type Item = io::Result<Bytes>;

    fn poll_next(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<io::Result<Bytes>>> {
        match self.0.take() {
            Some(chunk) => Poll::Ready(Some(Ok(Bytes::from(chunk)))),
            None => Poll::Pending,
        }
    }
}
