//! Sends an unsigned request for credentials: bounded in time and size, without redirects. Errors never quote the
//! answer.

use std::error::Error as StdError;
use std::time::Duration;

use bytes::Bytes;
use http::{Request, StatusCode};

use super::context::Context;
use crate::limit::{Limit, missing_timer};
use crate::transport::TransportError;
use crate::{Body, ErrorKind, redact};

/// The maximum size of an answer, in bytes.
const LIMIT: usize = 64 << 10;

/// An answer with any status.
pub(super) struct Fetched {
    pub(super) status: StatusCode,
    pub(super) body: Bytes,
}

/// Sends `request` and reads the whole answer.
pub(super) async fn fetch(context: &Context, request: Request<Body>, timeout: Duration) -> Result<Fetched, String> {
    if let Some(reason) = missing_timer() {
        return Err(reason.to_owned());
    }
    let answer = Limit::from_now(timeout).enforce(async { Ok(exchange(context, request).await) });
    answer.await.map_err(|late| late.message().to_owned())?
}

async fn exchange(context: &Context, request: Request<Body>) -> Result<Fetched, String> {
    let response = context.send(request).await.map_err(|error| with_causes(&error))?;
    let (head, body) = response.into_parts();
    let body = body.collect_up_to(LIMIT).await.map_err(|error| match error.kind() {
        ErrorKind::TooLarge => format!("the answer exceeds {} KiB", LIMIT >> 10),
        _ => "the connection broke while the answer was read".to_owned(),
    })?;
    Ok(Fetched { status: head.status, body })
}

/// Formats an error with its causes, because "cannot connect" alone does not explain the failure.
pub(super) fn with_causes(error: &TransportError) -> String {
    let mut text = error.to_string();
    let mut cause = error.source();
    while let Some(error) = cause {
        text.extend([": ", &error.to_string()]);
        cause = error.source();
    }
    redact::line(&text)
}

impl Fetched {
    /// Returns the body if the status is 200. Other bodies are not quoted, because they may come from any server.
    pub(super) fn ok(&self) -> Result<&[u8], String> {
        match self.status {
            StatusCode::OK => Ok(&self.body),
            status if status.is_redirection() => Err(format!("HTTP {status}: redirects are not followed")),
            status => Err(format!("HTTP {status}")),
        }
    }
}
