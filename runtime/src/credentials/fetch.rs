//! One request for credentials without a signature: bounded in time and size, no redirect followed, nothing of the answer in an error.

use std::error::Error as StdError;
use std::time::Duration;

use bytes::Bytes;
use http::{Request, StatusCode};

use super::context::Context;
use crate::transport::TransportError;
use crate::{Body, ErrorKind};

/// No answer with credentials is near as large.
const LIMIT: usize = 64 << 10;

/// An answer, whatever its status.
pub(super) struct Fetched {
    pub(super) status: StatusCode,
    pub(super) body: Bytes,
}

/// Sends `request` and reads the whole answer. The error says in words what went wrong on the way.
pub(super) async fn fetch(context: &Context, request: Request<Body>, timeout: Duration) -> Result<Fetched, String> {
    // Without one, the timer would panic.
    if tokio::runtime::Handle::try_current().is_err() {
        return Err("it must be asked within a tokio runtime".to_owned());
    }
    let late = |_| format!("no answer within {timeout:?}");
    tokio::time::timeout(timeout, exchange(context, request)).await.map_err(late)?
}

async fn exchange(context: &Context, request: Request<Body>) -> Result<Fetched, String> {
    let response = context.send(request).await.map_err(|error| words(&error))?;
    let (head, body) = response.into_parts();
    let body = body.collect_up_to(LIMIT).await.map_err(|error| match error.kind() {
        ErrorKind::TooLarge => format!("the answer is larger than {} KiB", LIMIT >> 10),
        _ => "the answer broke off".to_owned(),
    })?;
    Ok(Fetched { status: head.status, body })
}

/// The error and what caused it: "cannot be reached" alone helps nobody to find out why.
pub(super) fn words(error: &TransportError) -> String {
    let mut words = error.to_string();
    let mut cause = error.source();
    while let Some(error) = cause {
        words.extend([": ", &error.to_string()]);
        cause = error.source();
    }
    words
}

impl Fetched {
    /// The body of an answer with the status 200. What stands in any other is not shown: it may be anybody's.
    pub(super) fn ok(&self) -> Result<&[u8], String> {
        match self.status {
            StatusCode::OK => Ok(&self.body),
            status if status.is_redirection() => Err(format!("HTTP {status}, which is not followed")),
            status => Err(format!("HTTP {status}")),
        }
    }
}
