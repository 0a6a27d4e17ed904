//! A cloud, a clock, an environment and files, all made up.

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;
use std::sync::atomic::{AtomicI64, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use tencentcloud_runtime::credentials::Context;
use tencentcloud_runtime::http::{Request, Response};
use tencentcloud_runtime::transport::{Sending, Transport, TransportError, TransportErrorKind};
use tencentcloud_runtime::{Body, ByteStream, Client};

use crate::NOW;

/// What a server does with a request.
pub(crate) enum Reply {
    Answer(u16, String),
    Fail(TransportErrorKind),
    Silence,
    /// An answer with a `Date`.
    Dated(String, &'static str),
}

/// 200 with this body.
pub(crate) fn ok(body: impl Into<String>) -> Reply {
    Reply::Answer(200, body.into())
}

#[derive(Clone)]
pub(crate) struct Sent {
    pub(crate) method: String,
    pub(crate) uri: String,
    pub(crate) headers: BTreeMap<String, String>,
    pub(crate) body: String,
    pub(crate) debug: String,
}

impl Sent {
    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("(absent)", String::as_str)
    }
}

type Handler = dyn Fn(&Sent) -> Reply + Send + Sync;

#[derive(Clone)]
pub(crate) struct World {
    handler: Arc<Handler>,
    sent: Arc<Mutex<Vec<Sent>>>,
    now: Arc<AtomicI64>,
    variables: Vec<(String, String)>,
}

impl World {
    pub(crate) fn new(handler: impl Fn(&Sent) -> Reply + Send + Sync + 'static) -> Self {
        let (handler, now) = (Arc::new(handler), Arc::new(AtomicI64::new(NOW)));
        Self { handler, sent: Arc::default(), now, variables: Vec::new() }
    }

    /// A cloud that cannot be reached.
    pub(crate) fn alone() -> Self {
        Self::new(|_| Reply::Fail(TransportErrorKind::Connect))
    }

    /// Answers in turn, and then not at all.
    pub(crate) fn answering(replies: impl IntoIterator<Item = Reply>) -> Self {
        let replies = Mutex::new(replies.into_iter().collect::<std::collections::VecDeque<_>>());
        Self::new(move |_| replies.lock().unwrap().pop_front().unwrap_or(Reply::Silence))
    }

    pub(crate) fn set(mut self, name: &str, value: impl Into<String>) -> Self {
        self.variables.push((name.to_owned(), value.into()));
        self
    }

    pub(crate) fn context(&self) -> Context {
        let (now, variables) = (Arc::clone(&self.now), self.variables.clone());
        Context::new(self.clone())
            .with_clock(move || now.load(Ordering::Relaxed))
            .with_environment(move |name| value(&variables, name))
    }

    pub(crate) fn client(&self) -> tencentcloud_runtime::ClientBuilder {
        let (now, variables) = (Arc::clone(&self.now), self.variables.clone());
        let builder = Client::builder().transport(self.clone()).clock(move || now.load(Ordering::Relaxed));
        builder.environment(move |name| value(&variables, name))
    }

    pub(crate) fn sleep(&self, seconds: i64) {
        self.now.fetch_add(seconds, Ordering::Relaxed);
    }

    pub(crate) fn sent(&self) -> Vec<Sent> {
        self.sent.lock().unwrap().clone()
    }

    pub(crate) fn uris(&self) -> Vec<String> {
        self.sent().into_iter().map(|sent| sent.uri).collect()
    }
}

fn value(variables: &[(String, String)], name: &str) -> Option<String> {
    variables.iter().find(|(key, _)| key == name).map(|(_, value)| value.clone())
}

impl Transport for World {
    fn send(&self, request: Request<Body>) -> Sending {
        let debug = format!("{request:?}");
        let (head, body) = request.into_parts();
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        let headers = head.headers.iter().map(|(name, value)| (name.to_string(), text(value.as_bytes()))).collect();
        let body = body.as_bytes().map(|bytes| text(bytes)).unwrap_or_default();
        let sent = Sent { method: head.method.to_string(), uri: head.uri.to_string(), headers, body, debug };
        let reply = (self.handler)(&sent);
        self.sent.lock().unwrap().push(sent);
        Box::pin(async move {
            match reply {
                Reply::Answer(status, body) => Ok(answer(status, ("location", "http://evil.example/"), body)),
                Reply::Dated(body, date) => Ok(answer(200, ("date", date), body)),
                Reply::Fail(kind) => Err(TransportError::new(kind, "the cause")),
                Reply::Silence => std::future::pending().await,
            }
        })
    }
}

fn answer(status: u16, (name, value): (&str, &str), body: String) -> Response<ByteStream> {
    let response = Response::builder().status(status).header(name, value);
    response.body(ByteStream::from(body.into_bytes())).expect("an answer")
}

/// A file of its own with this text.
pub(crate) fn file(text: impl AsRef<[u8]>) -> PathBuf {
    static COUNT: AtomicUsize = AtomicUsize::new(0);
    let number = COUNT.fetch_add(1, Ordering::Relaxed);
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("credentials-{}", std::process::id()));
    fs::create_dir_all(&folder).unwrap();
    let path = folder.join(number.to_string());
    fs::write(&path, text).unwrap();
    path
}

/// A home directory with a profile file.
pub(crate) fn home(profile: &str) -> String {
    let folder = file("").with_extension("home");
    fs::create_dir_all(folder.join(".tencentcloud")).unwrap();
    fs::write(folder.join(".tencentcloud/credentials"), profile).unwrap();
    folder.display().to_string()
}
