//! One request, one answer. Knows of no socket and no clock but the one it is given.

use std::fmt;
use std::sync::atomic::{AtomicU64, Ordering};

use bytes::Bytes;
use codegen_model::{Host, Model};
use http::HeaderValue;
use http::header::CONTENT_TYPE;
use tencentcloud_runtime::Credentials;

use crate::NoSuchExample;
use crate::answer::{Answer, Choice};
use crate::book::Book;
use crate::fault::{self, Fault, Kind, Planned, Plans, UnknownOperation};
use crate::host::Place;
use crate::jobs::Jobs;
use crate::listen::{Problem, Respond};
use crate::log::{Log, Seen};
use crate::options::Options;
use crate::received::Received;
use crate::refusal::Refusal;
use crate::reply::{Broken, Ending, Reply, ReplyBody};
use crate::serve::Case;
use crate::verify::Keys;
use crate::{admin, limits};

/// Reads the time, in Unix seconds.
pub(crate) type Clock = Box<dyn Fn() -> i64 + Send + Sync>;

/// Is told of every request.
pub(crate) type Watch = Box<dyn Fn(&Seen) + Send + Sync>;

/// The cloud, as far as the schemas describe it: requests in, answers out, without a socket.
///
/// ```
/// use mock::{Cloud, Credentials, Options};
///
/// let schemas = concat!(env!("CARGO_MANIFEST_DIR"), "/../schemas");
/// let model = codegen_model::load(schemas.as_ref(), &[]).model.expect("good schemas");
/// let cloud = Cloud::new(model, [Credentials::new("AKIDEXAMPLE", "example")], Options::default());
/// let request = http::Request::get("/").header("host", "ims.tencentcloudapi.com").body(Default::default());
/// let reply = cloud.answer(request.expect("a request"));
/// assert!(reply.response.body().starts_with(b"{\"Response\":{\"Error\":"), "it is not signed");
/// ```
pub struct Cloud {
    pub(crate) book: Book,
    pub(crate) keys: Keys,
    pub(crate) choice: Choice,
    pub(crate) jobs: Jobs,
    pub(crate) plans: Plans,
    pub(crate) options: Options,
    log: Log,
    requests: AtomicU64,
}

impl Cloud {
    /// A cloud that knows these keys and answers for the services of `model`.
    pub fn new(model: Model, credentials: impl IntoIterator<Item = Credentials>, options: Options) -> Self {
        Self {
            book: Book::of(model, options.seed),
            keys: Keys::new(credentials),
            choice: Choice::default(),
            jobs: Jobs::default(),
            plans: Plans::default(),
            log: Log::default(),
            requests: AtomicU64::new(0),
            options,
        }
    }

    /// Answers a request. How a planned fault lets the answer end is in the [`Reply`], and left to the caller.
    pub fn answer(&self, request: http::Request<Bytes>) -> Reply {
        let request = Received::from(request);
        let place = Place::of(&request.host);
        if let Some(response) = admin::answer(self, &place, &request) {
            return response.into();
        }
        let mut seen = self.seen_of(&request);
        let mut fault = None;
        let served = Case { cloud: self, request: &request, place: &place }.serve(&mut seen, &mut fault);
        let response = match served {
            Ok(answer) => response(answer, &place, &seen.request_id),
            Err(refusal) => self.refused(refusal, &place, &request, &mut seen),
        };
        seen.status = response.status().as_u16();
        self.remember(seen);
        reply(response, fault.as_ref())
    }

    /// Answers a request and plays the answer: waits where a fault says so, and gives a body that ends as it says.
    ///
    /// # Errors
    ///
    /// Fails where a fault breaks the connection before the answer.
    pub async fn play(&self, request: http::Request<Bytes>) -> Result<http::Response<ReplyBody>, Broken> {
        self.answer(request).play().await
    }

    pub(crate) fn remember(&self, seen: Seen) {
        if let Some(watch) = &self.options.watch {
            watch(&seen);
        }
        self.log.push(seen);
    }

    pub(crate) fn now(&self) -> i64 {
        (self.options.clock)()
    }

    /// The entry of the log that a request begins.
    pub(crate) fn seen_of(&self, request: &Received) -> Seen {
        Seen::of(request, &self.next_id())
    }

    /// A refusal as the part of the cloud says it that the request is for.
    pub(crate) fn refused(
        &self,
        refusal: Refusal,
        place: &Place,
        request: &Received,
        seen: &mut Seen,
    ) -> http::Response<Bytes> {
        seen.refuse(refusal.code(), refusal.message());
        response(refusal.into_answer(place, request, &seen.request_id), place, &seen.request_id)
    }

    /// Ids of the usual form, counted, so that a run is like the one before.
    fn next_id(&self) -> String {
        let number = self.requests.fetch_add(1, Ordering::Relaxed) + 1;
        format!("00000000-0000-4000-8000-{number:012x}")
    }

    /// The requests so far, in the order in which they were answered. The latest are kept, 10,000 at most.
    pub fn seen(&self) -> Vec<Seen> {
        self.log.all()
    }

    /// Forgets the requests so far.
    pub fn forget(&self) {
        self.log.clear();
    }

    /// From now on answers an operation with the example of this title, whatever the request says.
    ///
    /// # Errors
    ///
    /// Fails where the schemas have no such example of the operation.
    pub fn answer_with(&self, operation: &str, title: &str) -> Result<(), NoSuchExample> {
        self.choice.set(&self.book.model, operation, title)
    }

    /// Lets the next requests meet a fault.
    ///
    /// # Errors
    ///
    /// Fails where the schemas have no such operation.
    pub fn plan(&self, fault: Fault) -> Result<(), UnknownOperation> {
        self.plan_all(vec![fault]).map(drop)
    }

    /// Plans all of the faults, or none, and says how many.
    pub(crate) fn plan_all(&self, faults: Vec<Fault>) -> Result<usize, UnknownOperation> {
        self.plans.add(&self.book, faults)
    }

    /// The faults that are planned, and how often each was met.
    pub fn faults(&self) -> Vec<Planned> {
        self.plans.all()
    }

    /// Forgets all planned faults.
    pub fn clear_faults(&self) {
        self.plans.clear();
    }
}

impl Respond for Cloud {
    async fn respond(&self, request: http::Request<Bytes>) -> Reply {
        self.answer(request)
    }

    fn refuse(&self, request: http::Request<Bytes>, problem: Problem) -> Reply {
        let request = Received::from(request);
        let (place, mut seen) = (Place::of(&request.host), self.seen_of(&request));
        let refusal = match problem {
            Problem::TooLarge => limits::too_large(&place),
            Problem::Incomplete => limits::incomplete(&place),
        };
        let response = self.refused(refusal, &place, &request, &mut seen);
        seen.status = response.status().as_u16();
        self.remember(seen);
        response.into()
    }
}

impl fmt::Debug for Cloud {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Cloud").field("options", &self.options).finish_non_exhaustive()
    }
}

fn reply(mut response: http::Response<Bytes>, fault: Option<&Kind>) -> Reply {
    if fault.is_some_and(Kind::garbles) {
        *response.body_mut() = fault::garble(response.body());
    }
    let ending = fault.map_or(Ending::Whole, |fault| fault.ending(response.body().len()));
    Reply { ending, delay: fault.map(Kind::delay).unwrap_or_default(), response }
}

/// The answer with the headers that every answer has.
fn response(answer: Answer, place: &Place, id: &str) -> http::Response<Bytes> {
    let mut response = http::Response::new(answer.body);
    // A schema can state a status that HTTP does not have.
    let status = http::StatusCode::from_u16(answer.status);
    *response.status_mut() = status.unwrap_or(http::StatusCode::INTERNAL_SERVER_ERROR);
    let is_events = answer.content_type.as_ref().is_some_and(|kind| kind == "text/event-stream");
    let name = match place {
        // Elsewhere the id is in the body.
        Place::Service(_) if is_events => Some("x-tc-requestid"),
        Place::Service(_) => None,
        Place::Bucket(Host::Cos) => Some("x-cos-request-id"),
        _ => Some("x-ci-request-id"),
    };
    if let (Some(name), Ok(id)) = (name, HeaderValue::from_str(id)) {
        response.headers_mut().insert(name, id);
    }
    if let Some(content_type) = answer.content_type {
        response.headers_mut().insert(CONTENT_TYPE, content_type);
    }
    response
}
