//! How large requests may be.

use crate::host::Place;
use crate::received::Received;
use crate::refusal::Refusal;

/// No request may be larger.
pub(crate) const BODY: usize = 16 << 20;

/// API 3.0 takes less.
const ACTION_BODY: usize = 10 << 20;

/// Refuses what API 3.0 has no room for. It is told before anything is looked at.
pub(crate) fn check(place: &Place, request: &Received) -> Result<(), Refusal> {
    match place {
        Place::Service(_) if request.body.len() > ACTION_BODY => Err(too_large(place)),
        _ => Ok(()),
    }
}

/// The refusal of a request that is too large.
pub(crate) fn too_large(place: &Place) -> Refusal {
    match place {
        Place::Service(_) => Refusal::action("RequestSizeLimitExceeded", "A request has at most 10 MB."),
        Place::Bucket(host) if host.is_ci() => Refusal::rest(413, "InvalidContent", "A request has at most 16 MB."),
        _ => Refusal::rest(400, "EntityTooLarge", "A request has at most 16 MB."),
    }
}

/// The refusal of a request whose body did not come.
pub(crate) fn incomplete(place: &Place) -> Refusal {
    let message = "The body broke off, or took too long.";
    match place {
        Place::Service(_) => Refusal::action("InvalidRequest", message),
        _ => Refusal::rest(400, "RequestTimeout", message),
    }
}
