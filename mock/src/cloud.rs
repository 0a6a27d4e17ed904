//! One request, one answer. Knows of no socket and no clock but the one it is given.

use std::sync::atomic::{AtomicU64, Ordering};

use bytes::Bytes;
use codegen::model::{Host, Model};
use http::header::CONTENT_TYPE;

use crate::answer::{self, Answer, Choice};
use crate::fault::Fault;
use crate::host::Place;
use crate::log::{Log, Seen};
use crate::received::Received;
use crate::route;
use crate::verify::Keys;

/// Reads the time, in Unix seconds.
pub(crate) type Clock = Box<dyn Fn() -> i64 + Send + Sync>;

/// Is told of every request.
pub(crate) type Watch = Box<dyn Fn(&Seen) + Send + Sync>;

/// The cloud, as far as the schemas describe it.
pub(crate) struct Cloud {
    pub(crate) model: Model,
    pub(crate) choice: Choice,
    pub(crate) log: Log,
    keys: Keys,
    clock: Clock,
    watch: Option<Watch>,
    requests: AtomicU64,
}

impl Cloud {
    pub(crate) fn new(model: Model, keys: Keys, clock: Clock, watch: Option<Watch>) -> Self {
        let (choice, log, requests) = (Choice::default(), Log::default(), AtomicU64::new(0));
        Self { model, keys, clock, watch, choice, log, requests }
    }

    /// Answers a request.
    pub(crate) fn answer(&self, request: http::Request<Bytes>) -> http::Response<Bytes> {
        let request = Received::from(request);
        let place = Place::of(&request.host);
        let id = self.next_id();
        let mut seen = Seen::of(&request, &id);
        let answer = self.serve(&request, &place, &mut seen).unwrap_or_else(|fault| {
            seen.refused = Some(fault.code());
            fault.into_answer(&place, &request, &id)
        });
        seen.status = answer.status;
        self.remember(seen);
        response(answer, &place, &id)
    }

    /// Whoever is not known learns nothing, so the signature comes first.
    fn serve(&self, request: &Received, place: &Place, seen: &mut Seen) -> Result<Answer, Fault> {
        self.keys.verify(request, place, (self.clock)())?;
        seen.signature_good = true;
        let target = route::find(&self.model, request, place)?;
        seen.operation = Some(target.operation.name.clone());
        Ok(answer::answer(target, request, &self.choice, &seen.request_id))
    }

    fn remember(&self, seen: Seen) {
        if let Some(watch) = &self.watch {
            watch(&seen);
        }
        self.log.push(seen);
    }

    /// Ids of the usual form, counted, so that a run is like the one before.
    fn next_id(&self) -> String {
        let number = self.requests.fetch_add(1, Ordering::Relaxed) + 1;
        format!("00000000-0000-4000-8000-{number:012x}")
    }
}

fn response(answer: Answer, place: &Place, id: &str) -> http::Response<Bytes> {
    let head = http::Response::builder().status(answer.status);
    let head = match place {
        Place::Service(_) => head,
        Place::Bucket(Host::Cos) => head.header("x-cos-request-id", id),
        Place::Bucket(Host::Ci | Host::Pic | Host::Region) | Place::Nowhere => head.header("x-ci-request-id", id),
    };
    let head = if answer.content_type.is_empty() { head } else { head.header(CONTENT_TYPE, answer.content_type) };
    // A schema can state a status or content type that HTTP does not have.
    head.body(answer.body).unwrap_or_else(|_| {
        let mut broken = http::Response::new(Bytes::from_static(b"the example has no valid status or content type"));
        *broken.status_mut() = http::StatusCode::INTERNAL_SERVER_ERROR;
        broken
    })
}
