//! A server that sends requests on and keeps what was said.

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
use tokio::sync::oneshot;
use tokio::task::JoinHandle;

use super::examine;
use super::exchange::{Exchange, Sent};
use super::forward::Upstream;
use super::scrub;
use crate::cloud::Cloud;
use crate::host::Place;
use crate::listen::{self, Problem, Respond};
use crate::log::Seen;
use crate::options::{Mode, Options};
use crate::received::Received;
use crate::refusal::Refusal;
use crate::reply::Reply;
use crate::route::Target;
use crate::serve::Case;

/// A server that sends requests on to a real endpoint and keeps every exchange as a file, without its secrets.
///
/// Clients sign with a key of the recorder's own, which is verified: nobody else can use the real one through it. What
/// does not fit the schema, in either direction, is noted in the log and in the file, and passed on.
#[must_use = "dropping it ends it"]
pub struct Recorder {
    forwarding: Arc<Forwarding>,
    address: SocketAddr,
    stop: oneshot::Sender<()>,
    serving: JoinHandle<()>,
}

struct Forwarding {
    cloud: Cloud,
    upstream: Upstream,
    folder: PathBuf,
    count: AtomicU64,
}

impl Recorder {
    /// Starts a recorder that knows these keys of clients, and writes into `folder`.
    ///
    /// # Errors
    ///
    /// Fails where the folder cannot be made or the address cannot be listened on.
    pub async fn start(
        model: Model,
        credentials: impl IntoIterator<Item = Credentials>,
        upstream: Upstream,
        folder: impl Into<PathBuf>,
        options: Options,
    ) -> io::Result<Self> {
        let folder = folder.into();
        std::fs::create_dir_all(&folder)?;
        // Numbers go on where an earlier recording ended.
        let count = AtomicU64::new(std::fs::read_dir(&folder)?.count() as u64);
        let listener = TcpListener::bind(options.address).await?;
        let address = listener.local_addr()?;
        // Whatever the options say: without signatures anyone could use the real key.
        let cloud = Cloud::new(model, credentials, options.signature(Mode::Strict));
        let forwarding = Arc::new(Forwarding { cloud, upstream, folder, count });
        let (stop, stopped) = oneshot::channel();
        let serving = tokio::spawn(listen::serve(listener, Arc::clone(&forwarding), stopped));
        Ok(Self { forwarding, address, stop, serving })
    }

    /// Where it listens.
    pub fn addr(&self) -> SocketAddr {
        self.address
    }

    /// The requests so far. The latest are kept, 10,000 at most.
    pub fn seen(&self) -> Vec<Seen> {
        self.forwarding.cloud.seen()
    }

    /// Takes no more connections, and waits a few seconds for requests that are under way.
    pub async fn stop(self) {
        drop(self.stop);
        // It ends early only when the runtime does.
        let _ = self.serving.await;
    }
}

impl fmt::Debug for Recorder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Recorder").field("address", &self.address).finish_non_exhaustive()
    }
}

impl Respond for Forwarding {
    async fn respond(&self, request: http::Request<Bytes>) -> Reply {
        let request = Received::from(request);
        let place = Place::of(&request.host);
        let mut seen = self.cloud.seen_of(&request);
        let answered = self.forward(&place, &request, &mut seen).await;
        let response = answered.unwrap_or_else(|refusal| self.cloud.refused(refusal, &place, &request, &mut seen));
        seen.status = response.status().as_u16();
        self.cloud.remember(seen);
        response.into()
    }

    fn refuse(&self, request: http::Request<Bytes>, problem: Problem) -> Reply {
        self.cloud.refuse(request, problem)
    }
}

impl Forwarding {
    async fn forward(
        &self,
        place: &Place,
        request: &Received,
        seen: &mut Seen,
    ) -> Result<http::Response<Bytes>, Refusal> {
        Case { cloud: &self.cloud, request, place }.admit(seen)?;
        let target = examine::request(&self.cloud.book, place, request, seen)?;
        let sent = self.upstream.send(place, request, self.cloud.now()).await;
        let mut response = sent.map_err(|problem| {
            let message = format!("The real endpoint could not be asked: {problem}");
            Refusal::rest(502, "BadGateway", message)
        })?;
        // They are of the connection to the real endpoint, or said by the server again.
        ["connection", "transfer-encoding", "content-length", "keep-alive", "date"]
            .iter()
            .for_each(|name| drop(response.headers_mut().remove(*name)));
        if let Some(target) = target {
            let findings = examine::answer(target, &response);
            findings.iter().for_each(|finding| seen.note(finding));
            self.keep(target, request, &response, seen);
        }
        Ok(response)
    }

    /// Writes the exchange. Whether that succeeds does not concern the client, so it is noted.
    fn keep(&self, target: Target<'_>, request: &Received, response: &http::Response<Bytes>, seen: &mut Seen) {
        let number = self.count.fetch_add(1, Ordering::Relaxed) + 1;
        let path = self.folder.join(format!("{number:05}-{}.json", target.operation.name));
        let content_type = response.headers().get(CONTENT_TYPE).and_then(|value| value.to_str().ok());
        let violations = seen.violations.iter().map(ToString::to_string);
        let exchange = Exchange {
            operation: target.name.to_owned(),
            sent: Sent::of(target, request),
            status: response.status().as_u16(),
            content_type: content_type.unwrap_or_default().to_owned(),
            answered: scrub::answered(target, response.body()),
            findings: violations.chain(seen.notes.iter().cloned()).collect(),
        };
        if let Err(error) = std::fs::write(&path, exchange.to_json()) {
            seen.note(&format!("{} could not be written: {error}", path.display()));
        }
    }
}
