//! Decides what is forwarded with the real key. Does not know how.
//!
//! Whoever can reach the recorder must not be able to use that key: not another program without the secret of the
//! recording, and not a web page in a browser on this machine.

use std::net::IpAddr;

use codegen_model::{Access, Operation};

use crate::api_error::ApiError;
use crate::host::HostKind;
use crate::request::ReceivedRequest;
use crate::target::Target;
use crate::web_page;

/// Refuses a request that a web page may have sent, at whatever host it is for. The recorder listens on `address`.
pub(super) fn check_sender(request: &ReceivedRequest, address: IpAddr) -> Result<(), ApiError> {
    let refused = |problem| ApiError::rest(403, "ForbiddenOrigin", problem);
    web_page::check_sender(request).map_err(refused)?;
    let names_host_itself = request.addressed_to.as_deref() == Some(request.host.as_str());
    if !names_host_itself {
        web_page::check_host(request, address).map_err(refused)?;
    }
    if request.header("authorization").is_empty() {
        // A page can send a signature in the query: it is part of a link.
        let problem = "missing header Authorization: a recorder does not accept a signature in the query";
        return Err(ApiError::rest(403, "AccessDenied", problem));
    }
    Ok(())
}

/// Refuses an operation that may change something, unless writes are allowed, and what its schema does not describe.
pub(super) fn check_operation(
    target: Target<'_>,
    request: &ReceivedRequest,
    host: &HostKind,
    allow_writes: bool,
) -> Result<(), ApiError> {
    let is_action = matches!(host, HostKind::Service(_));
    let refused =
        |code, message| if is_action { ApiError::action(code, message) } else { ApiError::rest(403, code, message) };
    if is_action && !request.query.is_empty() {
        return Err(refused("UnsupportedProtocol", "expected `POST /` without a query".to_owned()));
    }
    if allow_writes || only_reads(target.operation) {
        return Ok(());
    }
    let message = format!("`{}` is not a read; help: allow writes (`--allow-writes`) to forward it", target.name);
    Err(refused("WriteNotAllowed", message))
}

/// Whether an operation only reads. The authorization tables also class as reading what generates an image and charges for
/// it; schemas state that it is not safe to repeat.
fn only_reads(operation: &Operation) -> bool {
    operation.access == Some(Access::Read) && operation.repeatable()
}
