//! A server that forwards requests to a real endpoint and records the exchanges.

use std::fmt;
use std::io;
use std::net::SocketAddr;
use std::path::Path;
use std::sync::Arc;

use bytes::Bytes;
use codegen_model::Model;
use http::header::CONTENT_TYPE;
use tencentcloud_runtime::Credentials;
use tokio::net::TcpListener;

use super::exchange::{Exchange, RecordedRequest};
use super::mask::masked;
use super::store::Store;
use super::upstream::Upstream;
use super::{guard, inspect, scrub, secret};
use crate::api_error::ApiError;
use crate::body::RequestBody;
use crate::host::HostKind;
use crate::limits::BodyError;
use crate::log::LoggedRequest;
use crate::options::{Mode, Options};
use crate::pipeline::Pipeline;
use crate::reply::Reply;
use crate::request::ReceivedRequest;
use crate::state::{State, refuse, with_headers};
use crate::sts;
use crate::target::Target;
use crate::transport::listen::Handler;
use crate::transport::running::RunningServer;

/// Response headers that belong to the connection to the real endpoint, or that the server sets itself.
const CONNECTION_HEADERS: [&str; 5] = ["connection", "transfer-encoding", "content-length", "keep-alive", "date"];

/// A server that forwards requests to a real endpoint and writes every exchange to a file, without its secrets.
///
/// Clients sign with a key of this recording, so that no one else can use the real key through the recorder. It forwards
/// operations of the schemas only, and only those that read unless [`Upstream::allow_writes`] says otherwise. Requests that
/// a web page may have sent are refused. Violations of the schema, in both directions, are noted in the log and in the file.
#[must_use = "dropping a recorder stops it"]
pub struct Recorder {
    forwarding: Arc<Forwarding>,
    running: RunningServer,
}

struct Forwarding {
    state: State,
    upstream: Upstream,
    key: Credentials,
    store: Store,
}

impl Recorder {
    /// Starts a recorder with a new random key, which writes to `folder`.
    ///
    /// # Errors
    ///
    /// Returns an error if the folder cannot be created, the system has no random numbers, or the recorder cannot listen on
    /// the address.
    pub async fn start(
        model: Model,
        upstream: Upstream,
        folder: impl AsRef<Path>,
        options: Options,
    ) -> io::Result<Self> {
        let (store, key) = (Store::open(folder.as_ref())?, secret::key()?);
        let listener = TcpListener::bind(options.address).await?;
        // Signatures are always verified: without them anyone could use the real key.
        let options = options.signature(Mode::Strict).seed(secret::seed()?);
        let state = State::new(model, [key.clone()], options);
        let forwarding = Arc::new(Forwarding { state, upstream, key, store });
        let running = RunningServer::start(listener, Arc::clone(&forwarding))?;
        Ok(Self { forwarding, running })
    }

    /// Returns the key that clients must sign with.
    pub fn key(&self) -> &Credentials {
        &self.forwarding.key
    }

    /// Returns the address that the recorder listens on.
    pub fn addr(&self) -> SocketAddr {
        self.running.address()
    }

    /// Returns the requests in the order of their responses. The latest 10,000 are kept.
    pub fn requests(&self) -> Vec<LoggedRequest> {
        self.forwarding.state.log.all()
    }

    /// Stops accepting connections, and waits a few seconds for requests in progress.
    pub async fn stop(self) {
        self.running.stop().await;
    }
}

impl fmt::Debug for Recorder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Recorder").field("address", &self.addr()).finish_non_exhaustive()
    }
}

impl Handler for Forwarding {
    async fn handle(&self, request: http::Request<Bytes>) -> Reply {
        let request = ReceivedRequest::from(request);
        let host = HostKind::of(&request.host);
        let mut entry = self.state.entry(&request);
        let forwarded = self.forward(&host, &request, &mut entry).await;
        let response = forwarded.unwrap_or_else(|error| refuse(error, &host, &request, &mut entry));
        self.state.log(entry, &response);
        response.into()
    }

    fn refuse(&self, request: http::Request<Bytes>, error: BodyError) -> Reply {
        self.state.refuse_body(request, error).into()
    }
}

impl Forwarding {
    async fn forward(
        &self,
        host: &HostKind,
        request: &ReceivedRequest,
        entry: &mut LoggedRequest,
    ) -> Result<http::Response<Bytes>, ApiError> {
        let Self { state, upstream, .. } = self;
        guard::check_sender(request, state.options.address.ip())?;
        Pipeline { state, request, host }.authenticate(entry)?;
        let target = inspect::request(&state.index, host, request, entry)?;
        let body = RequestBody::read(target.operation, request);
        // The real service would issue a key that the recorder cannot verify, and that no file may contain.
        if let Some(issued) = sts::respond(state, target, &body, &entry.request_id) {
            return Ok(with_headers(issued, host, &entry.request_id));
        }
        guard::check_operation(target, request, host, upstream.writes)?;
        let mut response = upstream.send(host, request, state.now()).await.map_err(|problem| {
            let message = format!("cannot reach the real endpoint: {problem}");
            ApiError::rest(502, "BadGateway", message)
        })?;
        CONNECTION_HEADERS.iter().for_each(|name| drop(response.headers_mut().remove(*name)));
        inspect::response(target, &response).iter().for_each(|finding| entry.note(finding));
        if let Err(problem) = self.write(target, request, &response, entry) {
            entry.note(&format!("not recorded: {problem}"));
        }
        Ok(response)
    }

    /// Writes the exchange to a file. What cannot be parsed may contain anything, so it is not kept.
    fn write(
        &self,
        target: Target<'_>,
        request: &ReceivedRequest,
        response: &http::Response<Bytes>,
        entry: &LoggedRequest,
    ) -> Result<(), String> {
        let content_type = response.headers().get(CONTENT_TYPE).and_then(|value| value.to_str().ok());
        let violations = entry.violations.iter().map(ToString::to_string);
        let exchange = Exchange {
            operation: target.name.to_owned(),
            request: RecordedRequest::of(target, request).map_err(|problem| format!("the request {problem}"))?,
            status: response.status().as_u16(),
            content_type: content_type.unwrap_or_default().to_owned(),
            response_body: scrub::response_body(target, response)
                .map_err(|problem| format!("the response {problem}"))?,
            findings: violations.chain(entry.notes.iter().cloned()).collect(),
        };
        let text = masked(&exchange.to_json(), &[&self.upstream.credentials, &self.key]);
        self.store.write(&target.operation.name, &text).map_err(|error| format!("cannot write a file: {error}"))
    }
}
