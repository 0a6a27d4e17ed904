//! Sending one request and receiving its answer, for every operation.

use std::time::Duration;

use http::header::{CONTENT_LENGTH, CONTENT_TYPE};
use http::response::Parts;
use http::{StatusCode, Uri};

use crate::answer::{Content, Received};
use crate::clock::Stamp;
use crate::content_coding::decoded;
use crate::error::date;
use crate::events::Deadlines;
use crate::idle::Idle;
use crate::limit::Limit;
use crate::meta::Protocol;
use crate::output::ReadMode;
use crate::prepared::Prepared;
use crate::redact::Secrets;
use crate::{Body, ByteStream, Error, ErrorKind, events};

/// The number of bytes that are read of an error.
const ERROR_BODY_LIMIT: usize = 64 << 10;

/// The idle timeout for the body of an error, or a quarter of the attempt timeout if that is less: the status and
/// headers suffice.
const ERROR_BODY_IDLE: Duration = Duration::from_secs(5);

/// Sends a request and reads its answer. The answer carries the `secrets`, so that no error prints one of them.
pub(crate) async fn send(
    call: &Prepared,
    request: http::Request<Body>,
    stamp: &Stamp,
    secrets: &Secrets,
    read_mode: ReadMode,
    limit: Limit,
) -> Result<Received, Error> {
    let has_body = request.method() != http::Method::HEAD;
    let host = host(request.uri());
    let (mut head, body) = limit.enforce(exchange(call, request, &host)).await.map_err(late)?.into_parts();
    call.shared.clock.compare(stamp, || date(&head.headers));
    head.extensions.insert(secrets.clone());
    let body = if has_body { with_announced_length(body, &head) } else { ByteStream::from(Vec::new()) };
    // A stored object has the encoding that it was stored with, which belongs to its bytes.
    let is_object = read_mode == ReadMode::Bytes && succeeded(&call.meta.protocol, head.status);
    let body = if is_object { body } else { decoded(body, &mut head) };
    receive(call, head, body, read_mode, limit).await.map_err(|error| error.with_host(&host))
}

async fn exchange(
    call: &Prepared,
    request: http::Request<Body>,
    host: &str,
) -> Result<http::Response<ByteStream>, Error> {
    call.shared.transport.send(request).await.map_err(|error| Error::transport(error, host))
}

/// The service may have seen a request that was sent, so a timeout is an ambiguous failure.
fn late(error: Error) -> Error {
    if error.kind() == ErrorKind::Timeout { error.mark_sent() } else { error }
}

/// Returns the host and port that a request is sent to.
fn host(uri: &Uri) -> String {
    let host = uri.host().unwrap_or_default();
    uri.port_u16().map_or_else(|| host.to_owned(), |port| format!("{host}:{port}"))
}

/// Reads an answer. Its status is in the error if the body does not come.
async fn receive(
    call: &Prepared,
    head: Parts,
    body: ByteStream,
    read_mode: ReadMode,
    limit: Limit,
) -> Result<Received, Error> {
    if !succeeded(&call.meta.protocol, head.status) {
        let idle = ERROR_BODY_IDLE.min(call.timeouts.of_attempt(0) / 4);
        let body = body.map_source(|source| Idle::new(source, idle));
        let start = body.read_prefix(ERROR_BODY_LIMIT, limit).await;
        return Err(Error::service(&head, &start));
    }
    let answer_limit = call.shared.answer_limit;
    let content = match read_mode {
        _ if !streams(call, &head, read_mode)? => {
            let whole = limit.enforce(body.collect_up_to(answer_limit)).await;
            Content::Whole(whole.map_err(|error| error.with_response(&head))?)
        }
        // Not all bytes of a stream of events are data.
        ReadMode::Events => Content::Stream(body),
        _ => Content::Stream(body.map_source(|source| Idle::new(source, call.timeouts.idle))),
    };
    let deadlines = Deadlines { idle: call.timeouts.idle, call: None };
    Ok(Received { meta: call.meta.clone(), head, content, limit: answer_limit, deadlines })
}

/// Returns whether the answer is returned as a stream. A stream of events cannot be read as a whole: it may not end
/// soon.
fn streams(call: &Prepared, head: &Parts, read_mode: ReadMode) -> Result<bool, Error> {
    let is_action = matches!(call.meta.protocol, Protocol::Action { .. });
    match read_mode {
        ReadMode::Bytes => Ok(true),
        ReadMode::Events => Ok(events::is_stream(head)),
        ReadMode::Whole if is_action && events::is_stream(head) => {
            let message = "the answer is a stream of events; call `events` instead of `send`";
            Err(Error::decode(message).with_response(head).in_operation(call.meta.name.clone()))
        }
        ReadMode::Whole => Ok(false),
    }
}

/// Returns whether the status reports success. API 3.0 answers every request that it understands with 200, errors too;
/// any other status is from a gateway. Redirects are failures, because the signature is for one host only.
fn succeeded(protocol: &Protocol, status: StatusCode) -> bool {
    match protocol {
        Protocol::Action { .. } => status == StatusCode::OK,
        Protocol::Rest { .. } => status.is_success(),
    }
}

fn with_announced_length(body: ByteStream, head: &Parts) -> ByteStream {
    let text = |name| head.headers.get(name).and_then(|value| value.to_str().ok());
    let body = body.of_type(text(CONTENT_TYPE).map(str::to_owned));
    match text(CONTENT_LENGTH).and_then(|length| length.parse().ok()) {
        Some(length) => body.expecting(length),
        None => body,
    }
}
