//! A server that forwards requests to a real endpoint and records the exchanges.

use std::fmt;
use std::io;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use bytes::Bytes;
use codegen_model::Model;
use http::header::CONTENT_TYPE;
use tencentcloud_runtime::Credentials;
use tokio::net::TcpListener;

use super::exchange::{Exchange, RecordedRequest};
use super::upstream::Upstream;
use super::{inspect, scrub};
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
/// Clients sign with a key of the recorder, which is verified, so that no one else can use the real key through it.
/// Violations of the schema, in both directions, are noted in the log and in the file.
#[must_use = "dropping a recorder stops it"]
pub struct Recorder {
    forwarding: Arc<Forwarding>,
    running: RunningServer,
}

struct Forwarding {
    state: State,
    upstream: Upstream,
    folder: PathBuf,
    count: AtomicU64,
}

impl Recorder {
    /// Starts a recorder that accepts these keys and writes to `folder`.
    ///
    /// # Errors
    ///
    /// Returns an error if the folder cannot be created or the recorder cannot listen on the address.
    pub async fn start(
        model: Model,
        credentials: impl IntoIterator<Item = Credentials>,
        upstream: Upstream,
        folder: impl Into<PathBuf>,
        options: Options,
    ) -> io::Result<Self> {
        let folder = folder.into();
        std::fs::create_dir_all(&folder)?;
        // Numbering continues an earlier recording.
        let count = AtomicU64::new(std::fs::read_dir(&folder)?.count() as u64);
        let listener = TcpListener::bind(options.address).await?;
        // Signatures are always verified: without them anyone could use the real key.
        let state = State::new(model, credentials, options.signature(Mode::Strict));
        let forwarding = Arc::new(Forwarding { state, upstream, folder, count });
        let running = RunningServer::start(listener, Arc::clone(&forwarding))?;
        Ok(Self { forwarding, running })
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
        Pipeline { state: &self.state, request, host }.authenticate(entry)?;
        let target = inspect::request(&self.state.index, host, request, entry)?;
        // The real service would issue a key that the recorder cannot verify, and that no file may contain.
        let issued = target.and_then(|target| {
            sts::respond(&self.state, target, &RequestBody::read(target.operation, request), &entry.request_id)
        });
        if let Some(issued) = issued {
            return Ok(with_headers(issued, host, &entry.request_id));
        }
        let response = self.upstream.send(host, request, self.state.now()).await;
        let mut response = response.map_err(|problem| {
            let message = format!("cannot reach the real endpoint: {problem}");
            ApiError::rest(502, "BadGateway", message)
        })?;
        CONNECTION_HEADERS.iter().for_each(|name| drop(response.headers_mut().remove(*name)));
        if let Some(target) = target {
            let findings = inspect::response(target, &response);
            findings.iter().for_each(|finding| entry.note(finding));
            self.write(target, request, &response, entry);
        }
        Ok(response)
    }

    /// Writes the exchange to a file. An error is a note: it does not concern the client.
    fn write(
        &self,
        target: Target<'_>,
        request: &ReceivedRequest,
        response: &http::Response<Bytes>,
        entry: &mut LoggedRequest,
    ) {
        let number = self.count.fetch_add(1, Ordering::Relaxed) + 1;
        let path = self.folder.join(format!("{number:05}-{}.json", target.operation.name));
        let content_type = response.headers().get(CONTENT_TYPE).and_then(|value| value.to_str().ok());
        let violations = entry.violations.iter().map(ToString::to_string);
        let exchange = Exchange {
            operation: target.name.to_owned(),
            request: RecordedRequest::of(target, request),
            status: response.status().as_u16(),
            content_type: content_type.unwrap_or_default().to_owned(),
            response_body: scrub::response_body(target, response.body()),
            findings: violations.chain(entry.notes.iter().cloned()).collect(),
        };
        if let Err(error) = std::fs::write(&path, exchange.to_json()) {
            entry.note(&format!("cannot write {}: {error}", path.display()));
        }
    }
}
