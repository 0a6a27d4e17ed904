//! A test environment: server, clock, environment variables and files.

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;
use std::sync::atomic::{AtomicI64, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use tencentcloud_runtime::credentials::Context;
use tencentcloud_runtime::http::{Request, Response};
use tencentcloud_runtime::transport::{Sending, Transport, TransportError, TransportErrorKind};
use tencentcloud_runtime::{Body, ByteStream, Client};

use super::NOW;

/// Reaction of the server to a request.
pub(crate) enum Reply {
    Response(u16, String),
    Fail(TransportErrorKind),
    NoResponse,
    /// A response with a `Date` header.
    ResponseWithDate(String, &'static str),
}

/// A response with status 200.
pub(crate) fn ok(body: impl Into<String>) -> Reply {
    Reply::Response(200, body.into())
}

#[derive(Clone)]
pub(crate) struct SentRequest {
    pub(crate) method: String,
    pub(crate) uri: String,
    pub(crate) headers: BTreeMap<String, String>,
    pub(crate) body: String,
    pub(crate) debug: String,
}

impl SentRequest {
    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("(absent)", String::as_str)
    }
}

type Handler = dyn Fn(&SentRequest) -> Reply + Send + Sync;

#[derive(Clone)]
pub(crate) struct TestEnv {
    handler: Arc<Handler>,
    requests: Arc<Mutex<Vec<SentRequest>>>,
    now: Arc<AtomicI64>,
    variables: Vec<(String, String)>,
}

impl TestEnv {
    pub(crate) fn new(handler: impl Fn(&SentRequest) -> Reply + Send + Sync + 'static) -> Self {
        let (handler, now) = (Arc::new(handler), Arc::new(AtomicI64::new(NOW)));
        Self { handler, requests: Arc::default(), now, variables: Vec::new() }
    }

    /// A server that cannot be reached.
    pub(crate) fn offline() -> Self {
        Self::new(|_| Reply::Fail(TransportErrorKind::Connect))
    }

    /// A server that sends these replies in order, and then does not respond.
    pub(crate) fn responding(replies: impl IntoIterator<Item = Reply>) -> Self {
        let replies = Mutex::new(replies.into_iter().collect::<std::collections::VecDeque<_>>());
        Self::new(move |_| replies.lock().unwrap().pop_front().unwrap_or(Reply::NoResponse))
    }

    pub(crate) fn set(mut self, name: &str, value: impl Into<String>) -> Self {
        self.variables.push((name.to_owned(), value.into()));
        self
    }

    pub(crate) fn set_all(self, variables: &[(&str, &str)]) -> Self {
        variables.iter().fold(self, |env, (name, value)| env.set(name, *value))
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

    pub(crate) fn advance(&self, seconds: i64) {
        self.now.fetch_add(seconds, Ordering::Relaxed);
    }

    pub(crate) fn requests(&self) -> Vec<SentRequest> {
        self.requests.lock().unwrap().clone()
    }

    pub(crate) fn uris(&self) -> Vec<String> {
        self.requests().into_iter().map(|request| request.uri).collect()
    }
}

fn value(variables: &[(String, String)], name: &str) -> Option<String> {
    variables.iter().find(|(key, _)| key == name).map(|(_, value)| value.clone())
}

impl Transport for TestEnv {
    fn send(&self, request: Request<Body>) -> Sending {
        let debug = format!("{request:?}");
        let (head, body) = request.into_parts();
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        let headers = head.headers.iter().map(|(name, value)| (name.to_string(), text(value.as_bytes()))).collect();
        let body = body.as_bytes().map(|bytes| text(bytes)).unwrap_or_default();
        let sent = SentRequest { method: head.method.to_string(), uri: head.uri.to_string(), headers, body, debug };
        let reply = (self.handler)(&sent);
        self.requests.lock().unwrap().push(sent);
        Box::pin(async move {
            match reply {
                Reply::Response(status, body) => Ok(response(status, ("location", "http://evil.example/"), body)),
                Reply::ResponseWithDate(body, date) => Ok(response(200, ("date", date), body)),
                Reply::Fail(kind) => Err(TransportError::new(kind, "the cause")),
                Reply::NoResponse => std::future::pending().await,
            }
        })
    }
}

fn response(status: u16, (name, value): (&str, &str), body: String) -> Response<ByteStream> {
    let response = Response::builder().status(status).header(name, value);
    response.body(ByteStream::from(body.into_bytes())).expect("a response")
}

/// Creates a new file with this content.
pub(crate) fn file(text: impl AsRef<[u8]>) -> PathBuf {
    static COUNT: AtomicUsize = AtomicUsize::new(0);
    let number = COUNT.fetch_add(1, Ordering::Relaxed);
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("credentials-{}", std::process::id()));
    fs::create_dir_all(&folder).unwrap();
    let path = folder.join(number.to_string());
    fs::write(&path, text).unwrap();
    path
}

/// Creates a home directory with a profile file.
pub(crate) fn home(profile: &str) -> String {
    home_with(&[(".tencentcloud/credentials", profile)])
}

/// Creates a home directory with these files.
pub(crate) fn home_with(files: &[(&str, &str)]) -> String {
    let folder = file("").with_extension("home");
    for (name, text) in files {
        let path = folder.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    folder.display().to_string()
}

/// The name of the variable with the home directory.
pub(crate) const HOME: &str = if cfg!(windows) { "USERPROFILE" } else { "HOME" };
