//! One request sent, one answer received: the same for every operation.

use std::time::Duration;

use http::StatusCode;
use http::header::{CONTENT_LENGTH, CONTENT_TYPE};
use http::response::Parts;

use crate::answer::{Content, Received};
use crate::idle::Idle;
use crate::meta::Protocol;
use crate::output::Wanted;
use crate::prepared::Prepared;
use crate::{Body, ByteStream, Error, events};

/// How much of an answer that is an error is read.
const FAULT_LIMIT: usize = 64 << 10;

/// How long such an answer may stall, or a quarter of an attempt: its status and headers say enough to go on with.
const FAULT_PATIENCE: Duration = Duration::from_secs(5);

pub(crate) async fn send(call: &Prepared, request: http::Request<Body>, wanted: Wanted) -> Result<Received, Error> {
    let has_body = request.method() != http::Method::HEAD;
    let response = call.shared.transport.send(request).await.map_err(Error::transport)?;
    let (head, body) = response.into_parts();
    let body = if has_body { announced(body, &head) } else { ByteStream::from(Vec::new()) };
    receive(call, head, body, wanted).await
}

async fn receive(call: &Prepared, head: Parts, body: ByteStream, wanted: Wanted) -> Result<Received, Error> {
    if !succeeded(&call.meta.protocol, head.status) {
        let patience = FAULT_PATIENCE.min(call.timeouts.of_attempt(0) / 4);
        let body = body.map_source(|source| Idle::new(source, patience));
        let start = body.beginning(FAULT_LIMIT).await;
        return Err(Error::service(&head, &start));
    }
    let limit = call.shared.answer_limit;
    let content = if streams(call, &head, wanted)? {
        Content::Stream(body.map_source(|source| Idle::new(source, call.timeouts.idle)))
    } else {
        let whole = body.collect_up_to(limit).await;
        Content::Whole(whole.map_err(|error| error.answered(&head))?)
    };
    Ok(Received { meta: call.meta, head, content, limit })
}

/// Whether the answer is handed on while it comes in. One of events can be read in no other way, and would not end soon.
fn streams(call: &Prepared, head: &Parts, wanted: Wanted) -> Result<bool, Error> {
    let is_action = matches!(call.meta.protocol, Protocol::Action { .. });
    match wanted {
        Wanted::Bytes => Ok(true),
        Wanted::Events => Ok(events::is_stream(head)),
        Wanted::Whole if is_action && events::is_stream(head) => {
            let message = "it is a stream of events: ask for it with `events` instead of `send`";
            Err(Error::decode(message, &[]).answered(head).of(call.meta.name))
        }
        Wanted::Whole => Ok(false),
    }
}

/// API 3.0 answers whatever it understood with 200, errors too, so anything else comes from a gateway on the way. A
/// redirect is a failure: it is not followed, for the signature holds for one host only.
fn succeeded(protocol: &Protocol, status: StatusCode) -> bool {
    match protocol {
        Protocol::Action { .. } => status == StatusCode::OK,
        Protocol::Rest { .. } => status.is_success(),
    }
}

fn announced(body: ByteStream, head: &Parts) -> ByteStream {
    let text = |name| head.headers.get(name).and_then(|value| value.to_str().ok());
    let body = body.of_type(text(CONTENT_TYPE).map(str::to_owned));
    match text(CONTENT_LENGTH).and_then(|length| length.parse().ok()) {
        Some(length) => body.expecting(length),
        None => body,
    }
}
